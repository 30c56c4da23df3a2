"""Segments of n versions to beads."""
