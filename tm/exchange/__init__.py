"""TMX, XLIFF, PO, TBX and CSV, in and out."""
