"""Findings for people and machines."""
