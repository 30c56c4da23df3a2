"""Accepted findings, with reasons, that survive edits of the text."""
