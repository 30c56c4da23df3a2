"""Ordinals: places in an order, in words, digits and Roman numerals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from tm.facts.analysis import Analysis
from tm.facts.date_years import roman
from tm.facts.found import make_fact
from tm.facts.numerals import Numeral
from tm.facts.relations import relate_amounts
from tm.facts.values import Number, Ordinal
from tm.facts.wording import any_of
from tm.facts.writer import Writer
from tm.languages import Language, get, in_all
from tm.model import Fact, Relation, Salience, Value

_SMALL = 12
# Of higher storeys translators keep the number.
_COUNTED_TWICE = range(2, 4)
# First, second, third are parts of phrases as often as places in an order.
_COMMON = 3
_MOST_DIGITS = 3


@cache
def _roman() -> re.Pattern[str]:
    """Match a Roman numeral; a single I or X is too often something else without its ending."""
    first = any_of(in_all("numbers", "roman_first_endings"))
    other = any_of(in_all("numbers", "roman_endings"))
    # Begins with a set of letters, for which Python looks faster than for a boundary.
    return re.compile(
        rf"([IVX](?<!\w[IVX])(?:[IVX]{{1,7}}|(?<=V)|(?<=I)(?={first})|(?<=X)(?={other})))"
        rf"(?:{other}|{first})?\b"
    )


class OrdinalKind:
    """Values are `Ordinal`."""

    name = "ordinal"
    comparable = frozenset(("number",))

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        facts = [*self._numerals(analysis), *self._roman(analysis)]
        return sorted(facts, key=lambda fact: fact.start)

    def _numerals(self, analysis: Analysis) -> Iterator[Fact]:
        dotted = analysis.lexicon.settings["numbers"].get("dotted_ordinals", False)
        for numeral in analysis.numerals:
            last = numeral.last
            if dotted and numeral.dotted and self._is_dotted(analysis, numeral):
                last += 1
            elif not numeral.rank or self._is_verb(analysis, numeral):
                continue
            if not analysis.is_free(numeral.start, analysis.tokens[last].end):
                continue
            yield make_fact(
                analysis,
                self.name,
                Ordinal(int(numeral.value)),
                numeral.first,
                last,
                bounded=False,
                salience=_salience(numeral),
                alternatives=_storey(analysis, numeral, last),
            )

    def _is_verb(self, analysis: Analysis, numeral: Numeral) -> bool:
        """Say whether a word that is a verb as well has no article: "die Rechte zu achten"."""
        return (
            analysis.hit(numeral.first, "verb_alike") is not None
            and analysis.closing("ordinal_before", numeral.first - 1) is None
        )

    def _is_dotted(self, analysis: Analysis, numeral: Numeral) -> bool:
        """Say whether the full stop after the digits marks an ordinal and not a sentence's end."""
        stop, after = numeral.last + 1, numeral.last + 2
        tokens = analysis.tokens
        if after >= len(tokens) or numeral.digits > _MOST_DIGITS or not numeral.digits:
            return False
        if tokens[after].sort != "w" or tokens[after].start == tokens[stop].end:
            return False
        if analysis.text[tokens[after].start].islower():
            return True
        return analysis.closing("ordinal_before", numeral.first - 1) is not None

    def _roman(self, analysis: Analysis) -> Iterator[Fact]:
        """Yield the II of "World War II", the XIV of "Louis XIV", the IIIe of "IIIe République"."""
        text = analysis.text
        if "I" not in text and "V" not in text and "X" not in text:
            return
        matches = list(_roman().finditer(text))
        if not matches:
            return
        indices = {token.start: i for i, token in enumerate(analysis.tokens)}
        for match in matches:
            index = indices.get(match.start(), 0)
            value = roman(match[1].lower())
            before = analysis.tokens[index - 1]
            if not index or not value or before.sort != "w":
                continue
            # "camp II" may follow any word, a single letter only a name.
            if len(match[1]) == 1 and not analysis.text[before.start].isupper():
                continue
            if analysis.is_free(match.start(), match.end()):
                yield make_fact(
                    analysis, self.name, Ordinal(value), index, index, bounded=False,
                    salience=Salience.NONE,
                )  # fmt: skip

    def relate(self, first: Fact, second: Fact) -> Relation:
        """Relate ranks, and "a third" read as a rank to the fraction that it is elsewhere."""
        rank, other = (first, second) if isinstance(first.value, Ordinal) else (second, first)
        share = other.value
        if isinstance(rank.value, Ordinal) and isinstance(share, Number) and share.amount == 1:
            if share.parts == rank.value.rank:
                return Relation.EQUIVALENT
            return Relation.UNRELATED if share.parts > 1 else relate_amounts(first, second)
        return relate_amounts(first, second)

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        if not isinstance(value, Ordinal):
            return None
        writer = Writer(get(language), like)
        if not like or any(char.isdigit() for char in like):
            hook = getattr(writer.language.hooks(), "ordinal_ending", lambda number: "")
            form = str(writer.formats["ordinal"])
            return form.format(number=value.rank, ending=hook(value.rank))
        return _worded(value.rank, like, writer.language)


def _worded(rank: int, like: str, language: Language) -> str | None:
    """Write an ordinal in words with the ending of another: "fünfte" as "siebte"."""
    words: dict[str, list[str]] = language.table("numbers")["ordinal"]
    stems = [(stem, names) for names in words.values() for stem in names]
    old = [stem for stem, _ in stems if like.casefold().startswith(stem)]
    new = words.get(str(rank))
    if not old or not new:
        return None
    written = new[0] + like[len(max(old, key=len)) :]
    return written[:1].upper() + written[1:] if like[:1].isupper() else written


def _storey(analysis: Analysis, numeral: Numeral, last: int) -> tuple[Ordinal, ...]:
    """Return the other count of "second floor", which is the first above the ground floor."""
    if numeral.value not in _COUNTED_TWICE or not analysis.hit(last + 1, "storey"):
        return ()
    return (Ordinal(int(numeral.value) - 1),)


def _salience(numeral: Numeral) -> Salience:
    if numeral.value == 1 or (numeral.worded and numeral.value <= _COMMON):
        return Salience.NONE
    return Salience.LOW if numeral.worded and numeral.value <= Decimal(_SMALL) else Salience.FULL


KIND = OrdinalKind()
