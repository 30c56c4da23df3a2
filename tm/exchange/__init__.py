"""TMX, XLIFF, PO, CSV and TSV, in and out. See docs/exchange.md."""

from __future__ import annotations

from tm.exchange.files import Remark
from tm.exchange.po import read_po, write_po
from tm.exchange.tmx_read import read_tmx
from tm.exchange.tmx_write import write_tmx

__all__ = ["Remark", "read_po", "read_tmx", "write_po", "write_tmx"]
