"""TMX, XLIFF, PO, CSV and TSV, in and out. See docs/exchange.md."""

from __future__ import annotations

from tm.exchange.bilingual import (
    BILINGUAL,
    PO,
    TABLE,
    TMX,
    XLIFF,
    BilingualUnit,
    read_any,
    read_bilingual,
)
from tm.exchange.files import Remark
from tm.exchange.po import read_po, write_po
from tm.exchange.table import read_table, write_table
from tm.exchange.tmx_read import read_tmx
from tm.exchange.tmx_write import tmx_text, write_tmx
from tm.exchange.xliff_read import read_xliff
from tm.exchange.xliff_write import write_xliff

__all__ = [
    "BILINGUAL",
    "PO",
    "TABLE",
    "TMX",
    "XLIFF",
    "BilingualUnit",
    "Remark",
    "read_any",
    "read_bilingual",
    "read_po",
    "read_table",
    "read_tmx",
    "read_xliff",
    "tmx_text",
    "write_po",
    "write_table",
    "write_tmx",
    "write_xliff",
]
