"""Numbers with their units: what durations, money, percentages and quantities have in common."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from tm.facts.analysis import Analysis
from tm.facts.lexicon import Hit
from tm.facts.numerals import EXACT, Numeral

# A year before "and three years later" is no number of years.
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_LONGEST_LIST = 8
# Between measures, which begin no list.
_TIMES = ("x", "\u00d7")


class Counted(NamedTuple):
    """A numeral and the unit it counts, at tokens `first` to `last`.

    A numeral that shares the unit of another ("5 to 7 years", "200–300 dollars") stands alone:
    its tokens do not include the unit.
    """

    numeral: Numeral
    unit: str
    first: int
    last: int


def counted(analysis: Analysis, *sorts: str, singles: bool = False) -> Iterator[Counted]:
    """Yield numerals with a unit of the classes behind them, shared units spread to the left.

    `singles` takes an article before a unit for one ("a kilometre", "ein Prozent").
    """
    hits = sorted(hit for sort in sorts for hit in analysis.sorts.get(sort, ()))
    hits.sort(key=lambda hit: (hit.first, -hit.last))
    done = -1
    for hit in hits:
        if hit.first <= done or _is_elided(analysis, hit):
            continue
        numeral = numeral_before(analysis, hit.first)
        if numeral is None and singles:
            numeral = one_before(analysis, hit.first)
        if numeral is None or numeral.rank or numeral.plural or numeral.tail:
            continue
        done = hit.last
        for other in spread_left(analysis, numeral):
            yield Counted(other, hit.value, other.first, other.last)
        yield Counted(numeral, hit.value, numeral.first, hit.last)


def _is_elided(analysis: Analysis, hit: Hit) -> bool:
    """Say whether the letter is the article of "par dix l'amende"."""
    after = analysis.tokens[hit.last + 1 : hit.last + 2]
    end = analysis.tokens[hit.last].end
    return bool(
        hit.sort == "unit_symbol" and after and after[0].fold == "'" and after[0].start == end
    )


def compounds(analysis: Analysis, sort: str) -> Iterator[Counted]:
    """Yield numerals whose last word goes on with a unit: "siebenjährige", "72-stündig"."""
    for numeral in analysis.numerals:
        if numeral.tail and (unit := analysis.lexicon.knows(numeral.tail, sort)):
            yield Counted(numeral, unit, numeral.first, numeral.last)


def numeral_before(analysis: Analysis, index: int) -> Numeral | None:
    """Return the numeral that counts the unit at token `index`.

    Between them may stand a hyphen, one adjective ("five long years") and, after a collective or
    a fraction, "of" ("une vingtaine d'années", "a quarter of an hour").
    """
    tokens, at = analysis.tokens, index - 1
    if at >= 0 and tokens[at].fold == "-" and tokens[at].end == tokens[index].start:
        at -= 1
        numeral = analysis.ending.get(at)
        touches = numeral is not None and numeral.end == tokens[at + 1].start
        return numeral if touches else None
    numeral = analysis.ending.get(at)
    if numeral is not None:
        return numeral
    if between := analysis.closing("between", at):
        at = between.first - 1
        if numeral := analysis.ending.get(at):
            return numeral
    return _across_of(analysis, at)


def one_before(analysis: Analysis, index: int) -> Numeral | None:
    """Return the article before the token as the number one."""
    at = index - 1
    if at > 0 and analysis.tokens[at].fold == "-":
        at -= 1
    article = analysis.closing("article", at)
    if article is None:
        return None
    start, end = analysis.tokens[article.first].start, analysis.tokens[article.last].end
    return Numeral(Decimal(1), article.first, article.last, start, end, worded=True)


def _across_of(analysis: Analysis, at: int) -> Numeral | None:
    if article := analysis.closing("article", at):
        at = article.first - 1
        if (numeral := analysis.ending.get(at)) and numeral.parts > 1:
            return numeral
    linked = analysis.closing("of", at)
    numeral = analysis.ending.get(linked.first - 1) if linked else None
    if numeral is None:
        return None
    loose = numeral.parts > 1 or numeral.scaled or numeral.rough
    return numeral if loose else None


def spread_left(analysis: Analysis, numeral: Numeral) -> list[Numeral]:
    """Return the numerals that share what stands behind `numeral`, in order.

    "5 to 7 years", "between five and seven years", "zwei oder drei Jahre", "9, 12 and 15 years".
    A scale is shared as well: in "2 to 3 million" the first is two million.
    """
    found: list[Numeral] = []
    current, listed = numeral, False
    while len(found) < _LONGEST_LIST:
        link = current.first - 1
        if link < 1:
            break
        before = analysis.ending.get(link - 1)
        if not _links(analysis, link, listed) and not _changes(analysis, before, link):
            break
        if before is None or not _can_share(before, numeral):
            break
        if numeral.scale > 1 and before.scale == 1 and _is_near(before, numeral):
            before = before._replace(value=EXACT.multiply(before.value, numeral.scale))
        found.append(before)
        current, listed = before, analysis.tokens[link].fold not in _TIMES
    return found[::-1]


def _changes(analysis: Analysis, before: Numeral | None, link: int) -> bool:
    """Say whether one value becomes the other: "von 71,2 auf 68,9 Milliarden"."""
    if before is None or not analysis.hit(link, "change"):
        return False
    return analysis.closing("change_from", before.first - 1) is not None


def _is_near(before: Numeral, numeral: Numeral) -> bool:
    """Say whether the first may be meant in millions as well: "from 71.2 to 68.9 million"."""
    return before.value * numeral.scale < numeral.value * 10


def _links(analysis: Analysis, index: int, listed: bool) -> bool:
    """Say whether the token joins members; a comma does so only before a later "and"."""
    if analysis.tokens[index].fold == ",":
        return listed
    return bool(analysis.hit(index, "range") or analysis.hit(index, "also"))


def _can_share(before: Numeral, numeral: Numeral) -> bool:
    if before.rank or before.plural or before.tail or before.glued:
        return False
    if before.worded or before.digits != 4:
        return True
    return _is_year(numeral.value) or not _is_year(before.value)


def _is_year(value: Decimal) -> bool:
    return _FIRST_YEAR <= value <= _LAST_YEAR


def unit_hit(analysis: Analysis, index: int, *sorts: str) -> Hit | None:
    """Return the longest hit of the classes at the token."""
    hits = [hit for sort in sorts if (hit := analysis.hit(index, sort))]
    return max(hits, key=lambda hit: hit.last, default=None)


def is_single(numeral: Numeral) -> bool:
    """Say whether the number is a mere one in words, which other languages may not count."""
    return numeral.worded and numeral.value == 1 and numeral.parts == 1
