"""Which parts of a web page are its content, told by markup and by the density of links.

A page is rid of what its markup calls navigation and the like, then narrowed to the smallest
element that holds nearly all of its prose; lists of links inside are dropped. Where rules are in
doubt they keep: a lost sentence is worse than a menu entry too many. The method follows the
published ideas of boilerplate detection by text and link density (Kohlschütter et al. 2010).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from tm.model import Block, BlockKind

NEVER = {
    "script", "style", "noscript", "template", "head", "nav", "button", "select", "textarea",
    "svg", "iframe", "object", "audio", "video", "canvas", "dialog", "input", "datalist", "map",
    "del", "title", "xmp",
}  # fmt: skip
# What these hold is never shown as text, so they say nothing about the kind of page.
_SILENT = {"script", "style", "noscript", "template", "head", "title", "svg", "map", "del"}
_ROLES = {
    "navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alertdialog",
    "menu", "menubar", "toolbar", "alert",
}  # fmt: skip
_BODY = {"html", "body", "main", "article"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CARDS = ("div", "li", "article", "section", "a")


def _named(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?:^|[\s_-])(?:{'|'.join(words.split())})(?:$|[\s_-])")


# Words in class and id names, as the templates of content systems use them.
_FURNITURE = _named(
    "nav navi navigation navbar menu submenu breadcrumbs? footer site-?header topbar masthead "
    "skip(?:-?link|-to)? cookies? consent gdpr comments? commentlist respond disqus newsletter "
    "subscribe subscription signup pagination pager prev-?next post-?nav tag-?list tagcloud "
    "personaltools searchbox search-?form search no-?print sr-only visually-hidden adverts? ads? "
    "advertisement addthis sharedaddy login related recommended recommendations trending "
    "author-?(?:box|bio|info) copyright"
)
# These count only where there is little prose below them.
_DOUBTFUL = _named(
    "sidebar side-?bar banner share sharing social socials follow similar teasers? more-?stories "
    "popular promo promotion sponsored widgets? tags? popup modal overlay print-?only portlet "
    "toolbar byline meta-?data post-?meta entry-?meta meta hidden credits? page-?header info-?box "
    "topics? counters? stats downloads? attachments? toc rating tools? actions? links?"
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A link whose text is its address is meant to be read.
_ADDRESS = re.compile(r"https?://|www\.|\S+@\S+\.\w+$")
# Whoever links to a login speaks of the site, not of the subject.
_ACCOUNT = re.compile(r"\b(?:log-?(?:in|out)|sign-?(?:in|up|out)|register)\b", re.IGNORECASE)
_FILE_SIZE = re.compile(r"\b\d+(?:[.,]\d+)?\s?(?:[kKM]i?B|Ko|Mo)\b")

# Measured on half of trafilatura's evaluation pages, checked on the other half (docs/decisions).
_PROSE = 60
_LONG_PARAGRAPH = 120
_LINKED = 0.3
_LINK_LIST = 0.8
_SHARE_OF_PROSE = 0.98
_TOO_MUCH_TO_DROP = 0.4
_CARD = 400
_NOTICE = 250
_TITLE_DISTANCE = 15


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block, the innermost block element around it, and how many of its characters are linked."""

    block: Block
    element: etree._Element
    linked: int

    @property
    def density(self) -> float:
        return self.linked / len(self.block.text)


@dataclass(slots=True)
class _Size:
    chars: int = 0
    linked: int = 0
    longest: int = 0


def furniture(root: etree._Element) -> set[etree._Element]:
    """Return the outermost elements that are not content, by what their markup says."""
    sizes = _sizes(root)
    limit = sizes[root].chars * _TOO_MUCH_TO_DROP
    found: set[etree._Element] = set()
    waiting = [root]
    while waiting:
        element = waiting.pop()
        cards = _cards(element, sizes)
        for child in element:
            small = child.tag not in _BODY and sizes[child].chars < limit
            if _is_never(child) or child in cards or (small and _is_aside(child, sizes)):
                found.add(child)
            else:
                waiting.append(child)
    return found


def _sizes(root: etree._Element) -> dict[etree._Element, _Size]:
    """Measure every element, innermost first, so that each is looked at once."""
    sizes: dict[etree._Element, _Size] = {}
    for element in reversed(list(root.iter())):
        size = _Size()
        if element.tag not in NEVER:
            size.chars = len((element.text or "").strip())
            for child in element:
                below = sizes[child]
                size.chars += below.chars + len((child.tail or "").strip())
                size.linked += below.linked
                size.longest = max(size.longest, below.longest)
        if element.tag == "a":
            size.linked = size.chars
        if element.tag == "p":
            size.longest = size.chars
        sizes[element] = size
    return sizes


def _is_never(element: etree._Element) -> bool:
    shown = element.get("role", "") not in _ROLES and element.get("aria-hidden") != "true"
    return element.tag in NEVER or not shown or _is_unseen(element)


def _is_unseen(element: etree._Element) -> bool:
    hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style", ""))
    return element.tag in _SILENT or bool(hidden)


def _is_aside(element: etree._Element, sizes: dict[etree._Element, _Size]) -> bool:
    if element.tag in {"aside", "footer"}:
        return True
    if element.tag == "header" and next(element.iter("h1"), None) is None:
        return True
    name = _CAMEL.sub("-", f"{element.get('class', '')} {element.get('id', '')}").lower()
    if _FURNITURE.search(name):
        return True
    if not _DOUBTFUL.search(name):
        return False
    size = sizes[element]
    return size.linked > _LINKED * size.chars or size.longest < _LONG_PARAGRAPH


def _cards(parent: etree._Element, sizes: dict[etree._Element, _Size]) -> set[etree._Element]:
    """Return children that advertise other pages: several of a kind, each with a linked heading."""
    kinds = Counter(child.tag for child in parent if child.tag in _CARDS)
    if not any(number > 1 for number in kinds.values()):
        return set()
    cards = [
        child
        for child in parent
        if child.tag in _CARDS and sizes[child].chars < _CARD and _links_heading(child)
    ]
    count = Counter(card.tag for card in cards)
    return {card for card in cards if count[card.tag] > 1}


def _links_heading(element: etree._Element) -> bool:
    for heading in element.iter(*HEADINGS):
        if next(heading.iter("a"), None) is not None:
            return True
        if next(heading.iterancestors("a"), None) is not None:
            return True
    return False


def main_content(
    leaves: Sequence[Leaf], root: etree._Element, left_out: set[etree._Element]
) -> Iterator[Block]:
    """Yield the blocks that belong to the page's text, its title included.

    A page without any navigation is a document that a word processor exported: all of it counts.
    """
    navigation = any(not _is_unseen(element) for element in left_out)
    if not navigation and not any(map(_is_notice, leaves)):
        yield from (leaf.block for leaf in leaves)
        return
    inside = set(_main_element(leaves, root).iter())
    first = next((i for i, leaf in enumerate(leaves) if leaf.element in inside), 0)
    title = next((i for i in range(first - 1, -1, -1) if _is_title(leaves[i])), first)
    if first - title > _TITLE_DISTANCE:
        title = first
    kept = [
        leaf
        for index, leaf in enumerate(leaves)
        if (leaf.element in inside or title <= index < first) and not _is_notice(leaf)
    ]
    while kept and kept[-1].block.kind is BlockKind.HEADING:
        kept.pop()
    yield from (leaf.block for leaf in kept)


def _is_title(leaf: Leaf) -> bool:
    return leaf.block.kind is BlockKind.HEADING and leaf.block.level == 1


def _main_element(leaves: Sequence[Leaf], root: etree._Element) -> etree._Element:
    """Go down from the root as long as one child holds nearly all of the prose."""
    prose: Counter[etree._Element] = Counter()
    for leaf in leaves:
        own = len(leaf.block.text) - leaf.linked
        if own >= _PROSE and leaf.density < 0.5:
            prose[leaf.element] += own
            for ancestor in leaf.element.iterancestors():
                prose[ancestor] += own
    best = root
    while prose[best]:
        enough = _SHARE_OF_PROSE * prose[best]
        child = next((child for child in best if prose[child] >= enough), None)
        if child is None or child.tag in {"p", "li", "td"}:
            break
        best = child
    return best


def _is_notice(leaf: Leaf) -> bool:
    """Say whether a block only leads elsewhere: to files, to an account, to other pages."""
    text, links = leaf.block.text, leaf.block.links
    if links and len(text) < _NOTICE and _FILE_SIZE.search(text):
        return True
    if len(text) < _NOTICE and any(_ACCOUNT.search(link.target) for link in links):
        return True
    if all(_ADDRESS.match(text[link.start : link.end]) for link in links):
        return False
    return leaf.density > _LINK_LIST and len(text) < 100 and leaf.element.tag != "p"
