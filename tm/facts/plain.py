"""Decimal numbers as text."""

from __future__ import annotations

from decimal import Decimal


def plain(number: Decimal) -> str:
    """Return the number without exponent and without idle zeros: 2500000, 0.5, -3."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if text not in ("-0", "") else "0"
