"""Articles and numbered laws: one fact per number, whatever the words around it.

"Articles 212 and 231(2)", "Artikel 212 und 231 Absatz 2" and "§§ 212 und 231 Abs. 2" hold the
same two facts. What the article is called and which code it stands in is no part of the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tm.facts.analysis import Analysis
from tm.facts.law_articles import ArticleValue, articles
from tm.facts.law_words import LawWords, law_words
from tm.languages import get
from tm.model import Fact, Relation, Value

# Sorts whose names end in a year rather than a number.
_NAMED_BY_YEAR = frozenset({"law", "decree", "decree-law", "order", "convention", "protocol"})
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_BETWEEN_PARTS = re.compile(r"(?<=\d)[- ](?=[A-Z](?!\w))")


@dataclass(frozen=True, slots=True)
class LawValue:
    """A numbered law, decree, resolution, amendment …; `sort` is the same in every language."""

    sort: str
    number: str
    year: str = ""

    def __str__(self) -> str:
        return f"{self.sort} {self.number}{f'/{self.year}' if self.year else ''}"


class LawKind:
    """Articles of law and numbers of laws."""

    name = "law"
    comparable = frozenset({"number", "quantity", "reference"})

    def extract(self, analysis: Analysis) -> Iterator[Fact]:
        if not analysis.language.table("law"):
            return
        text, words = analysis.text, law_words(analysis.language)
        if not words.may_hold_any(analysis.words):
            return
        facts: list[Fact] = []
        if words.may_hold_amendments(analysis.words):
            facts += _amendments(text, words)
        if words.may_hold_articles(analysis.words) and (
            analysis.has_digits or words.roman.search(text)
        ):
            facts += articles(text, words)
        if analysis.has_digits and words.may_hold_laws(analysis.words):
            facts += _laws(text, words)
        if not facts:
            return
        last = 0
        for fact in sorted(facts, key=lambda fact: (fact.start, -fact.end)):
            if fact.start >= last and analysis.is_free(fact.start, fact.end):
                last = fact.end
                yield fact

    def relate(self, first: Fact, second: Fact) -> Relation:
        one, other = first.value, second.value
        if one == other:
            return Relation.EQUAL
        if isinstance(one, ArticleValue) and isinstance(other, ArticleValue):
            return _relate_articles(one, other)
        if isinstance(one, LawValue) and isinstance(other, LawValue):
            return _relate_laws(one, other)
        # "Section 209 of Evin prison" and "Trakt 209", "section 2A" and "Ward 2A", "Law on
        # Assemblies, No. 10 of 2012" and "loi n° 10 de 2012": a number that happens to agree.
        if first.kind != second.kind and _plain(one) == _plain(other):
            return Relation.EQUIVALENT
        return Relation.UNRELATED

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        table = get(language).table("law").get("render")
        if table is None:
            return None
        if isinstance(value, ArticleValue) and not value.last:
            return _render_article(value, table, law_words(get(language)), like)
        if isinstance(value, LawValue) and value.sort in table["names"]:
            year = f"/{value.year}" if value.year else ""
            return f"{table['names'][value.sort]} {table['sign']}{value.number}{year}"
        return None


def _plain(value: Value) -> str:
    if isinstance(value, ArticleValue):
        text = value.number if not value.parts and not value.last else str(value)
    elif isinstance(value, LawValue):
        text = f"{value.number}/{value.year}" if value.year else value.number
    else:
        text = str(value)
    return _BETWEEN_PARTS.sub("", text)


def _relate_articles(one: ArticleValue, other: ArticleValue) -> Relation:
    if one.last or other.last:
        if one.last and one.covers(other):
            return Relation.LESS_SPECIFIC
        return Relation.MORE_SPECIFIC if other.last and other.covers(one) else Relation.DIFFERENT
    if one.number == other.number:
        if other.parts[: len(one.parts)] == one.parts:
            return Relation.LESS_SPECIFIC
        if one.parts[: len(other.parts)] == other.parts:
            return Relation.MORE_SPECIFIC
    if _hyphened(one) == other or _hyphened(other) == one:
        return Relation.EQUIVALENT
    return Relation.DIFFERENT


def _hyphened(value: ArticleValue) -> ArticleValue | None:
    """Return "article 342-1" as "Article 342, part 1"; None where the number has no hyphen."""
    number, _, part = value.number.partition("-")
    if not part.isdigit():
        return None
    return replace(value, number=number, parts=(part, *value.parts))


def _relate_laws(one: LawValue, other: LawValue) -> Relation:
    if one.number != other.number or (one.year and other.year and one.year != other.year):
        return Relation.DIFFERENT
    if one.year == other.year:
        return Relation.EQUIVALENT  # a decree in one version, a law in another
    return Relation.LESS_SPECIFIC if not one.year else Relation.MORE_SPECIFIC


def _render_article(value: ArticleValue, table: dict[str, str], words: LawWords, like: str) -> str:
    """Write an article behind the word that `like` has; in a list it has none."""
    letter = table.get("letter", table["part"])
    parts = "".join(
        (table["part"] if part.isdigit() else letter).format(part=part) for part in value.parts
    )
    head = words.head.match(like)
    if head:
        return f"{head[0]}{value.number}{parts}"
    if like[:1].isdigit():
        return value.number + parts
    return table["article"].format(number=value.number) + parts


def _laws(text: str, words: LawWords) -> Iterator[Fact]:
    for match in words.laws.finditer(text):
        if not match["sign"] and match["number"].isdigit() and words.needs_sign(match[0]):
            continue
        sort = next(sort for sort in words.sorts if match[sort.replace("-", "_")])
        number, *more = re.split(r"[/.‑-]", match["number"])
        if not more and not match["sign"] and sort in _NAMED_BY_YEAR and _YEAR.fullmatch(number):
            continue  # "the Wales Act 2017"
        year = match["year"] or (more[0] if more else "")
        if more and _YEAR.fullmatch(number) and not _YEAR.fullmatch(more[0]):
            number, year = more[0], number
        value = LawValue(sort, number.lstrip("0") or "0", year)
        yield Fact("law", value, match.start(), match.end(), match[0])


def _amendments(text: str, words: LawWords) -> Iterator[Fact]:
    for match in words.amendment.finditer(text):
        number = match["digits"] or words.ordinals[match["word"].lower()]
        yield Fact("law", LawValue("amendment", number), match.start(), match.end(), match[0])


KIND = LawKind()
