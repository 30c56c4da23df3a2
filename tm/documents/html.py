"""HTML pages to blocks: the main content without what stands around it."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree, html

from tm.documents.blocks import split_lines
from tm.documents.encoding import decode
from tm.documents.formats import Reading
from tm.documents.html_blocks import leaves
from tm.documents.html_content import furniture, main_content
from tm.documents.html_places import locate
from tm.errors import DocumentError

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]+)")
_XML_DECLARATION = re.compile(r"^(\s*)<\?xml([^>]*)>")


def read(data: bytes, path: Path) -> Reading:
    """Read the main content of a page; links keep their targets as they are written."""
    declared = _XML_CHARSET.search(data[:256]) or _CHARSET.search(data[:4096])
    decoded = decode(data, path, declared[1].decode("ascii") if declared else "")
    # A comment of the same length: lxml refuses characters with a declaration of their encoding.
    source = _XML_DECLARATION.sub(_blank, "\n".join(split_lines(decoded.text)))
    root = _parse(source, path)
    left_out = furniture(root)
    found = leaves(root, left_out, locate(source, root))
    return Reading(tuple(main_content(found, root, left_out)), decoded.warnings)


def _blank(declaration: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", declaration.group())


def _parse(source: str, path: Path) -> etree._Element:
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8"
    )
    try:
        # Surrogates cannot be encoded and NUL would end the text.
        data = source.replace("\0", " ").encode("utf-8", errors="replace")
        root = html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DocumentError(path, "there is no text in it", "replace it with the page") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        # The parser stops there and would leave out the rest without a word.
        problem = "its elements are nested too deeply"
        raise DocumentError(path, problem, "save the page again or copy its text into a .txt file")
    return root
