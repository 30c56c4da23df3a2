"""Articles in running text: lists, ranges and parts taken apart, one fact per number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tm.facts.law_words import LawWords
from tm.model import Fact

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_AGAIN = "bis"  # what "repeated" is called elsewhere
_LETTER = re.compile(r"(\d+)-?([A-Z])")
_PAIR = re.compile(r"(\d+)[-‐‑–](\d+)")
_OUTER_WINDOW = (
    80  # how far before "Article 6" the words "sub-paragraph (a) of paragraph 2 of" reach
)


@dataclass(frozen=True, slots=True)
class ArticleValue:
    """An article, section or paragraph with its parts, or the range of articles up to `last`."""

    number: str
    parts: tuple[str, ...] = ()
    last: str = ""

    def __str__(self) -> str:
        end = f"-{self.last}" if self.last else ""
        return f"art. {self.number}{''.join(f'({part})' for part in self.parts)}{end}"

    def covers(self, other: ArticleValue) -> bool:
        """Say whether the range holds the article `other`."""
        numbers = (self.number, other.number, self.last)
        if not all(number.isdigit() for number in numbers) or other.last:
            return False
        return int(self.number) <= int(other.number) <= int(self.last)


@dataclass(slots=True)
class _Item:
    """One article of a list: its facts, and whether "and" rather than a comma precedes it."""

    facts: list[Fact]
    conjunction: bool
    end: int


def articles(text: str, words: LawWords) -> Iterator[Fact]:
    """Yield every article that a word ("Article", "§") announces, in ascending order."""
    position = 0
    for head in words.head.finditer(text):
        if head.start() < position or words.is_idiom(text, head.start()):
            continue
        for item in _listed(text, head, words):
            yield from item.facts
            position = item.end


def _listed(text: str, head: re.Match[str], words: LawWords) -> list[_Item]:
    """Return the articles behind one announcing word.

    A comma starts another article only where the list is closed by "and", or the word is a
    plural: "under Article 174, 15 people" lists nothing.
    """
    match = words.item.match(text, head.end())
    if not match:
        return []
    singular = head["plural"] is None and head["either"] is None
    start, outer = _outer(text, head.start(), words)
    items = [_item(text, start, match, outer, singular, words)]
    while separator := words.separator.match(text, items[-1].end):
        match = words.item.match(text, separator.end())
        if not match or (singular and not _closes(text, separator, match, words)):
            break
        item = _item(text, match.start(), match, (), singular, words)
        items.append(replace(item, conjunction=separator["and"] is not None))
    sure = [index for index, item in enumerate(items) if item.conjunction]
    if sure:
        return items[: sure[-1] + 1]
    return items if head["plural"] is not None else items[:1]


def _closes(text: str, separator: re.Match[str], match: re.Match[str], words: LawWords) -> bool:
    return separator["and"] is not None and words.closing.match(text, match.end()) is not None


def _outer(text: str, start: int, words: LawWords) -> tuple[int, tuple[str, ...]]:
    """Return where "paragraph 2 of" before the word begins, and its parts, outermost first."""
    first = max(0, start - _OUTER_WINDOW)
    found = words.may_hold_parts(text[first:start]) and words.parts_first.search(text, first, start)
    if not found:
        return start, ()
    return found.start(), tuple(reversed(_parts(found[0], words)))


def _item(
    text: str,
    start: int,
    match: re.Match[str],
    outer: tuple[str, ...],
    singular: bool,
    words: LawWords,
) -> _Item:
    number, last = match["number"] + (_AGAIN if match["again"] else ""), match["last"] or ""
    pair = _PAIR.fullmatch(number)
    if pair and not singular and int(pair[1]) < int(pair[2]):
        number, last = pair.groups()
    inner = match["parts"] or ""
    if inner.startswith("/") and number.isdigit() and int(number) < int(inner[1:].split("(")[0]):
        last, inner = inner[1:], ""  # "Artikel 20/21"
    parts = (*_parts(inner, words), *outer)
    value = ArticleValue(_number(number), parts, _number(last))
    end = match.end()
    facts = [Fact("law", value, start, end, text[start:end])]
    while parts and (more := words.more_parts.match(text, end)):
        part = more["bracketed"] or more["plain"]
        if more["plain"] and not _continues(value.parts[-1], facts[-1].surface, part):
            break
        value = replace(value, parts=(*value.parts[:-1], part.lower()))
        shown = more.start("bracketed") - 1 if more["bracketed"] else more.start("plain")
        end = more.end()
        facts.append(Fact("law", value, shown, end, text[shown:end]))
    return _Item(facts, False, end)


def _continues(last: str, surface: str, part: str) -> bool:
    """Say whether a plain number after "Absatz 2 und" is a part as well and no other article."""
    worded = surface == last or surface[-len(last) - 1] in " \u00a0\u202f"
    return worded and last.isdigit() and 0 < int(part) - int(last) <= 3


def _parts(text: str, words: LawWords) -> tuple[str, ...]:
    if not text:
        return ()
    return tuple(words.part_number(found[0]) for found in words.part.finditer(text))


def _number(text: str) -> str:
    """Return an article's number in one form: "295-C", "6a", "6bis", "4" for IV."""
    if text and set(text) <= set(_ROMAN):
        return str(_from_roman(text))
    text = re.sub(r"[ \u00a0\u2009\u202f\t\n.]", "", text)
    if letter := _LETTER.fullmatch(text):
        return f"{letter[1]}-{letter[2]}"
    return re.sub(r"-(?=[a-z])", "", text)


def _from_roman(text: str) -> int:
    values = [_ROMAN[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
