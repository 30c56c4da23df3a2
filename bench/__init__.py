"""Measurements. `python -m bench` is the everyday one; the others stand beside it by name."""
