"""The walk through one part of a Word file, keeping the state that runs across paragraphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from lxml import etree

from tm.documents.cleaning import clean
from tm.documents.word.fields import MOVING, Field, chosen_entry
from tm.documents.word.markup import ALTERNATIVE, branch, font, has, unwrapped
from tm.documents.word.names import DIAGRAM, MATH, PARAGRAPH, TABLE, R, W
from tm.documents.word.paragraphs import Paragraph, Part, Piece
from tm.documents.word.styles import Styles, properties, value
from tm.documents.word.symbols import character, unfold
from tm.model import Hyperlink

_BOX = W + "txbxContent"
_STORIES = {W + "body", W + "footnote", W + "endnote"}
_CHARACTERS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "\u2011",
}
_DRAWINGS = {W + "drawing", W + "pict", W + "object"}


def read_part(
    root: etree._Element,
    styles: Styles,
    targets: dict[str, str],
    stories: Sequence[etree._Element] = (),
) -> Part:
    """Read one part, or only some of the `stories` in it (the footnotes that are referred to).

    `targets` are the addresses of the part's external relationships by id. What a paragraph's
    text is does not depend on the stories chosen.
    """
    walker = _Walker(root, styles, targets)
    for story in stories or (root,):
        walker.read(story)
    return walker.part


class _Walker:
    """Reads stories into `part`. Deleted content is never entered, so it leaves no trace."""

    def __init__(self, root: etree._Element, styles: Styles, targets: dict[str, str]) -> None:
        self.part = Part()
        self._styles = styles
        self._targets = targets
        self._indices = {element: i for i, element in enumerate(root.iter(PARAGRAPH))}
        self._fields: list[Field] = []
        self._current: Paragraph | None = None
        self._length = 0
        self._boxes: list[etree._Element] = []
        self._hidden = False
        self._inline: dict[str, Callable[[etree._Element], None]] = {
            W + "r": self._run,
            W + "hyperlink": self._hyperlink,
            W + "fldSimple": self._simple_field,
            MATH + "t": lambda node: self._text(node.text or "", node),
        }

    # Blocks

    def read(self, story: etree._Element) -> None:
        """Read a sequence of blocks that has nothing to do with those before and after it."""
        self.story(story, 0)
        self._fields.clear()

    def story(self, parent: etree._Element, depth: int) -> None:
        """Read a sequence of paragraphs and tables; `depth` counts the tables around it."""
        for child in unwrapped(parent):
            if child.tag == PARAGRAPH:
                self._paragraph(child, depth)
            elif child.tag == TABLE:
                self._close()
                self._table(child, depth)
            elif child.tag in _STORIES:
                self.read(child)
            elif child.tag == W + "altChunk":
                self.part.remark("a document embedded in it was not read")
        self._close()

    def _table(self, table: etree._Element, depth: int) -> None:
        """Read a table row by row.

        One with a single cell is a frame around text; a cell of several paragraphs is there for
        the layout.
        """
        cells = [
            cell
            for row in unwrapped(table)
            if row.tag == W + "tr" and not has(row, "trPr", "del")
            for cell in unwrapped(row)
            if cell.tag == W + "tc" and not has(cell, "tcPr", "cellDel")
        ]
        for cell in cells:
            self.story(cell, depth + 1 if len(cells) > 1 and not _is_layout(cell) else depth)

    def _paragraph(self, element: etree._Element, depth: int) -> None:
        index = self._indices[element]
        if self._current is None:
            self._current = Paragraph(index, element, depth)
            self._length = 0
        elif not self._current.pieces:
            self._current.index = index
        self._current.element = element
        settings = element.find(W + "pPr")
        name = "" if settings is None else value(settings, "pStyle")
        self._hidden = bool(self._styles.get(name or self._styles.default).hidden)
        self._content(element)
        if settings is None or not (
            has(settings, "rPr", "del") or has(settings, "rPr", "moveFrom")
        ):
            self._close()

    def _close(self) -> None:
        """Finish the paragraph, then read the text boxes that are anchored in it."""
        for open_ in self._fields:
            self._link(open_.start, open_.target)
            open_.start = 0
        current, boxes = self._current, self._boxes
        self._current, self._boxes, self._length = None, [], 0
        if current is not None and current.pieces:
            current.trim()
        if current is not None and current.pieces:
            self.part.paragraphs.append(current)
        if boxes:
            outer, self._fields = self._fields, []
            for box in boxes:
                self.story(box, 0)
            self._fields = outer

    # Inside a paragraph

    def _content(self, parent: etree._Element) -> None:
        for child in unwrapped(parent):
            handler = self._inline.get(child.tag)
            if handler is not None:
                handler(child)
            elif child.tag.startswith(MATH):
                self._content(child)

    def _hyperlink(self, element: etree._Element) -> None:
        start = self._length
        self._content(element)
        target, anchor = self._targets.get(element.get(R + "id", ""), ""), element.get(W + "anchor")
        self._link(start, f"{target}#{anchor}" if target and anchor else target)

    def _link(self, start: int, target: str) -> None:
        if target and self._current is not None and self._length > start:
            self._current.links.append(Hyperlink(start, self._length, target))

    def _simple_field(self, element: etree._Element) -> None:
        self._fields.append(Field(element.get(W + "instr", ""), True, self._length))
        self._content(element)
        self._end_field()

    def _field_mark(self, mark: etree._Element) -> None:
        kind = mark.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(Field(start=self._length))
            self._fields[-1].entry = chosen_entry(mark)
        elif kind == "separate" and self._fields:
            self._fields[-1].in_result = True
            self._fields[-1].start = self._length
        elif kind == "end" and self._fields:
            self._end_field(mark)

    def _end_field(self, mark: etree._Element | None = None) -> None:
        ended = self._fields.pop()
        if mark is not None and ended.label:
            self._text(ended.label, mark)
        self._link(ended.start, ended.target)
        if ended.name in MOVING:
            self.part.remark("it has a date field, which shows another date whenever it is opened")

    # Inside a run

    def _run(self, run: etree._Element) -> None:
        settings = run.find(W + "rPr")
        hidden = self._is_hidden(settings)
        for child in run:
            tag = child.tag
            if tag == W + "fldChar":
                self._field_mark(child)
            elif tag == W + "instrText":
                if self._fields and not self._fields[-1].in_result:
                    self._fields[-1].instruction += child.text or ""
            elif hidden:
                continue
            elif tag == W + "t":
                self._text(unfold(child.text or "", font(settings)), child)
            elif tag in _CHARACTERS:
                self._text(_CHARACTERS[tag], child)
            else:
                self._object(child)

    def _object(self, child: etree._Element) -> None:
        """Read what else a run can hold: symbols, notes, drawings, text boxes, ruby."""
        tag = child.tag
        if tag == W + "sym":
            self._text(character(child.get(W + "char", ""), child.get(W + "font", "")), child)
        elif tag == W + "footnoteReference":
            self.part.footnotes.append(child.get(W + "id", ""))
        elif tag == W + "endnoteReference":
            self.part.endnotes.append(child.get(W + "id", ""))
        elif tag == ALTERNATIVE:
            for item in branch(child):
                self._object(item)
        elif tag in _DRAWINGS:
            self._drawing(child)
        elif tag == W + "ruby":
            for base in child.iterchildren(W + "rubyBase"):
                self._content(base)

    def _drawing(self, parent: etree._Element) -> None:
        for child in parent:
            if child.tag == _BOX:
                self._boxes.append(child)
            elif child.tag == ALTERNATIVE:
                self._drawing(branch(child))
            elif child.tag == DIAGRAM + "relIds":
                self.part.diagrams.append(child.get(R + "dm", ""))
            else:
                self._drawing(child)

    def _text(self, raw: str, node: etree._Element) -> None:
        if self._current is None or not all(open_.shown for open_ in self._fields):
            return
        for text, start in clean(raw):
            self._current.pieces.append(Piece(text, node, start))
            self._length += len(text)

    def _is_hidden(self, settings: etree._Element | None) -> bool:
        if settings is None:
            return self._hidden
        own = properties(None, settings).hidden
        if own is None:
            own = self._styles.get(value(settings, "rStyle")).hidden
        return self._hidden if own is None else own


def _is_layout(cell: etree._Element) -> bool:
    """Say whether a cell holds several paragraphs with text, as an address does."""
    texts = (each for each in unwrapped(cell) if each.tag == PARAGRAPH and _has_text(each))
    return next(islice(texts, 1, None), None) is not None


def _has_text(paragraph: etree._Element) -> bool:
    return any((node.text or "").strip() for node in paragraph.iter(W + "t"))
