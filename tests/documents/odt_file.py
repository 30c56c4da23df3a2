"""OpenDocument files built from their XML."""

from __future__ import annotations

from tests.documents.word_file import zipped

_PREFIXES = {
    "text": "text",
    "table": "table",
    "office": "office",
    "draw": "drawing",
    "style": "style",
}
_NAMESPACES = 'xmlns:xlink="http://www.w3.org/1999/xlink" ' + " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in _PREFIXES.items()
)


def open_document(body: str, styles: str = "", manifest: str = "") -> bytes:
    """Return an .odt with this body; `styles` is the content of its styles.xml."""
    text = f"<office:body><office:text>{body}</office:text></office:body>"
    return zipped({
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_NAMESPACES}>{text}</office:document-content>",
        "styles.xml": f"<office:document-styles {_NAMESPACES}>{styles}</office:document-styles>",
        "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
    })  # fmt: skip
