"""The version, apart from `tm` itself so that any room may say which program made a file."""

from __future__ import annotations

__version__ = "0.1.0"
