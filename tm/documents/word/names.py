"""Names of elements and attributes in WordprocessingML (ECMA-376, transitional)."""

from __future__ import annotations

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006"
_STRICT = "http://purl.oclc.org/ooxml"
W = f"{{{_MAIN}}}"
R = f"{{{_DOCUMENT}/relationships}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = f"{{{_DOCUMENT}/math}}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"

# "Strict Open XML" files use other names for the same things.
STRICT = b"http://purl.oclc.org/ooxml/"
STRICT_TO_TRANSITIONAL = {
    f"{_STRICT}/wordprocessingml/main".encode(): _MAIN.encode(),
    f"{_STRICT}/officeDocument/relationships".encode(): f"{_DOCUMENT}/relationships".encode(),
    f"{_STRICT}/officeDocument/math".encode(): f"{_DOCUMENT}/math".encode(),
    f"{_STRICT}/drawingml/main".encode(): DRAWING.strip("{}").encode(),
    f"{_STRICT}/drawingml/diagram".encode(): DIAGRAM.strip("{}").encode(),
}

PARAGRAPH = W + "p"
TABLE = W + "tbl"
VAL = W + "val"
_OFF = {"0", "false", "off"}


def is_on(value: str | None) -> bool:
    """Read the `w:val` of a switch whose element is present; without a value it is on."""
    return value not in _OFF
