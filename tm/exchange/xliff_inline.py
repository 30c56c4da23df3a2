"""Inline elements of XLIFF 1.2 and 2.x as those of TMX 1.4, and back.

A code of XLIFF becomes a TMX code whose content is the XLIFF tag, which is what TMX wants there:
the native code. Going back, a native code that is such a tag is not interpreted again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from tm.exchange.files import clean
from tm.exchange.inline import inner_markup, to_xml

# XLIFF element: the TMX element that it becomes. Paired ones have text between their ends.
_PAIRED = frozenset({"g", "pc"})
_MARKED = frozenset({"mrk"})
_CODES = {
    **{name: name for name in ("bpt", "ept", "ph", "it")},
    "x": "ph",
    "bx": "bpt",
    "ex": "ept",
    "sc": "bpt",
    "ec": "ept",
    "cp": "ph",
}
_EMPTY = frozenset({"sm", "em"})  # begin and end of an annotation: no text, no code
_Writer = Callable[[etree._Element, Iterator[int]], Iterator[str]]
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


def read_inline(element: etree._Element) -> tuple[str, str]:
    """Return the visible text of a `source` or `target`, and its content as TMX markup.

    The markup is empty where there are no inline elements.
    """
    if not len(element):
        return element.text or "", ""
    markup = "".join(_to_tmx(element, iter(range(1, 1 << 30))))
    seg = etree.fromstring(f"<seg>{markup}</seg>", _PARSER)
    text = "".join(_visible(element))
    return text, inner_markup(seg)


def _visible(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and _name(child) not in _CODES:
            yield from _visible(child)
        yield child.tail or ""


def _to_tmx(element: etree._Element, numbers: Iterator[int]) -> Iterator[str]:
    yield to_xml(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            yield from _child_to_tmx(child, numbers)
        yield to_xml(child.tail or "")


def _child_to_tmx(child: etree._Element, numbers: Iterator[int]) -> Iterator[str]:
    name = _name(child)
    if name in _PAIRED:
        number = next(numbers)
        yield f'<bpt i="{number}"{_x(child)}>{escape(_start_tag(child))}</bpt>'
        yield from _to_tmx(child, numbers)
        yield f'<ept i="{number}">{escape(f"</{name}>")}</ept>'
    elif name in _CODES:
        kind = _CODES[name]
        link = _link(child, kind)
        code = child.text or _start_tag(child, closed=True)
        yield f"<{kind}{link}{_x(child) if kind != 'ept' else ''}>{escape(clean(code))}</{kind}>"
    elif name in _MARKED:
        kind = child.get("mtype") or child.get("type") or "x-mrk"
        yield f"<hi type={quoteattr(kind)}>"
        yield from _to_tmx(child, numbers)
        yield "</hi>"
    elif name not in _EMPTY:
        yield from _to_tmx(child, numbers)


def _link(child: etree._Element, kind: str) -> str:
    """Return the attribute by which TMX pairs the ends of a code."""
    if kind in ("bpt", "ept"):
        said = child.get("rid") or child.get("startRef") or child.get("id") or "1"
        return f" i={quoteattr(said)}"
    if kind == "it":
        pos = "begin" if child.get("pos") == "open" else "end"
        return f' pos="{pos}"'
    return ""


def _x(child: etree._Element) -> str:
    said = child.get("id")
    return f" x={quoteattr(said)}" if said and said.isdecimal() else ""


def _start_tag(child: etree._Element, *, closed: bool = False) -> str:
    attributes = "".join(f" {_local(n)}={quoteattr(str(v))}" for n, v in child.items())
    return f"<{_name(child)}{attributes}{'/' if closed else ''}>"


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _local(name: str | bytes) -> str:
    return str(name).rpartition("}")[2]


def write_inline(text: str, markup: str, *, version: str) -> str:
    """Return the content of a `source` or `target` for a variant."""
    if not markup:
        return to_xml(text)
    try:
        seg = etree.fromstring(f"<seg>{clean(markup)}</seg>", _PARSER)
    except etree.XMLSyntaxError:
        return to_xml(text)
    write = _write_1 if version.startswith("1") else _write_2
    return "".join(_from_tmx(seg, write, iter(range(1, 1 << 30))))


def _from_tmx(seg: etree._Element, write: _Writer, numbers: Iterator[int]) -> Iterator[str]:
    yield to_xml(seg.text or "")
    for child in seg:
        if isinstance(child.tag, str):
            yield from write(child, numbers)
        yield to_xml(child.tail or "")


def _write_1(child: etree._Element, numbers: Iterator[int]) -> Iterator[str]:
    number, name = next(numbers), _name(child)
    if name in ("hi", "sub"):
        tag, kind = ("mrk", ' mtype="x-hi"') if name == "hi" else ("sub", "")
        yield f"<{tag}{kind}>"
        yield from _from_tmx(child, _write_1, numbers)
        yield f"</{tag}>"
        return
    tag = name if name in ("bpt", "ept", "ph", "it") else "ph"
    link = f" rid={quoteattr(child.get('i', '1'))}" if tag in ("bpt", "ept") else ""
    if tag == "it":
        link = f' pos="{"open" if child.get("pos") == "begin" else "close"}"'
    code = to_xml("".join(map(str, child.itertext())))
    yield f'<{tag} id="{number}"{link}>{code}</{tag}>'


def _write_2(child: etree._Element, numbers: Iterator[int]) -> Iterator[str]:
    number, name = next(numbers), _name(child)
    code = quoteattr(clean("".join(map(str, child.itertext()))))
    if name == "hi":
        yield f'<mrk id="m{number}" type="tm:hi">'
        yield from _from_tmx(child, _write_2, numbers)
        yield "</mrk>"
    elif name == "bpt":
        yield f'<sc id="p{clean(child.get("i", "1"))}" equiv={code}/>'
    elif name == "ept":
        yield f'<ec startRef="p{clean(child.get("i", "1"))}" equiv={code}/>'
    else:
        yield f'<ph id="c{number}" equiv={code}/>'
