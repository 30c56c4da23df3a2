"""Readers for each file format, and finding which files are versions of one text."""
