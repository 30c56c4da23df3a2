"""Amounts of money: "US$700", "700 dollars des États-Unis", "Fr. 2.70", "16bn euros"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from tm.facts.analysis import Analysis
from tm.facts.found import make_fact
from tm.facts.lexicon import Hit
from tm.facts.numerals import EXACT, Numeral, amount_of
from tm.facts.relations import relate_amounts
from tm.facts.units import is_single, one_before, spread_left, unit_hit
from tm.facts.values import Money
from tm.facts.writer import Writer
from tm.languages import get, shared
from tm.model import Fact, Relation, Salience, Value

_BEFORE = ("currency_sign", "currency_code", "currency_before")
_UNITS = frozenset(("duration", "measure", "unit_symbol", "percent"))
_SURELY_MONEY = 1000
_CENT_DIGITS, _YEAR_DIGITS, _YEARS = 2, 4, range(1900, 2100)
# Of these people say one: "a dollar".
_SINGLE = frozenset(("USD", "USD~", "EUR", "GBP", "GBP~", "CHF", "CHF~", "franc~", "cent"))
_AFTER = ("currency", "currency_sign", "currency_code")


class MoneyKind:
    """Values are `Money`."""

    name = "money"
    comparable = frozenset(("number",))

    def extract(self, analysis: Analysis) -> Iterable[Fact]:
        if analysis.sorts.keys().isdisjoint((*_BEFORE, *_AFTER)):
            return []
        facts: list[Fact] = []
        for fact in self._found(analysis):
            # Two readings of one amount ("CHF 20.– Franken") must not both count.
            clash = any(fact.start < f.end and f.start < fact.end for f in facts[-3:])
            if not clash and analysis.is_free(fact.start, fact.end):
                facts.append(fact)
        return sorted(facts, key=lambda fact: fact.start)

    def _found(self, analysis: Analysis) -> Iterator[Fact]:
        for numeral in analysis.numerals:
            if not (numeral.rank or numeral.plural or numeral.tail):
                yield from self._at(analysis, numeral)
        for hit in analysis.sorts.get("currency", ()):
            one = one_before(analysis, hit.first)
            if one and hit.value in _SINGLE and not analysis.hit(hit.first, "currency_word"):
                yield self._fact(analysis, one, hit.value, one.first, hit.last)

    def _at(self, analysis: Analysis, numeral: Numeral) -> Iterator[Fact]:
        numeral, last = _scaled_short(analysis, numeral)
        before = _longest_closing(analysis, numeral.first - 1)
        after = _after(analysis, numeral, last)
        if after and _is_doubtful(analysis, numeral, after):
            after = None
        if before and not (after and before.sort == "currency_before"):
            last = after.last if after and _same(before, after) else last
            first = _with_code(analysis, before)
            last += 2 if last == numeral.last and _ends_with_dash(analysis, numeral) else 0
            yield self._fact(analysis, numeral, before.value, first, last)
            yield from self._spread_right(analysis, numeral, before.value)
        elif after:
            for other in spread_left(analysis, numeral):
                yield self._fact(analysis, other, after.value, other.first, other.last)
            whole, last = _with_cents(analysis, numeral, after)
            yield self._fact(analysis, whole, after.value, numeral.first, last)

    def _spread_right(self, analysis: Analysis, numeral: Numeral, unit: str) -> Iterator[Fact]:
        """Give the currency to the other end of "$200–300"."""
        link = numeral.last + 1
        other = analysis.starting.get(link + 1)
        if other is None or not analysis.hit(link, "range") or other.rank:
            return
        other, last = _scaled_short(analysis, other)
        if _after(analysis, other, last) is None and _UNITS.isdisjoint(analysis.place(last + 1)):
            yield self._fact(analysis, other, unit, other.first, last)

    def _fact(self, analysis: Analysis, numeral: Numeral, unit: str, first: int, last: int) -> Fact:
        loose, currency = unit.endswith("~"), unit.removesuffix("~")
        amount = numeral.value
        if numeral.parts > 1:
            amount = EXACT.divide(amount, Decimal(numeral.parts))
        return make_fact(
            analysis,
            self.name,
            Money(currency, amount, loose),
            first,
            last,
            rough=numeral.rough,
            salience=Salience.LOW if is_single(numeral) else Salience.FULL,
            alternatives=tuple(Money(currency, other, loose) for other in numeral.alternatives),
        )

    def relate(self, first: Fact, second: Fact) -> Relation:
        mine, other = first.value, second.value
        if not (isinstance(mine, Money) and isinstance(other, Money)):
            return relate_amounts(first, second)
        if mine.currency == other.currency:
            return relate_amounts(first, second)
        if not _may_be_same(mine, other):
            return Relation.DIFFERENT
        if relate_amounts(first, second) is Relation.DIFFERENT:
            return Relation.DIFFERENT
        return Relation.LESS_SPECIFIC if mine.loose else Relation.MORE_SPECIFIC

    def render(self, value: Value, language: str, like: str = "") -> str | None:
        if not isinstance(value, Money):
            return None
        writer = Writer(get(language), like)
        forms = writer.formats["currency"].get(value.currency)
        if like:
            return _like(writer, value, forms)
        if forms is None:
            return None
        number = writer.number(value.amount)
        return f"{number} {forms[0] if value.amount == 1 else forms[1]}"


def _like(writer: Writer, value: Money, forms: list[str] | None) -> str | None:
    """Write money as the model does: its own sign, code or word, unless the currency differs."""
    old = next((hit for s in _AFTER for hit in writer.model.sorts.get(s, ())), None)
    if old is None:
        return None
    tokens, like = writer.model.tokens, writer.like
    start, end = tokens[old.first].start, tokens[old.last].end
    here = like[start:end]
    if old.value.removesuffix("~") == value.currency:
        pair = _number_forms(writer, old, here)
        return writer.with_unit(value.amount, pair, pair) or writer.swapped(value.amount)
    unit = _unit_like(old, value, forms)
    numeral = writer.numeral
    if unit and numeral and old.first < numeral.first and unit[-1:].islower():
        # A name stands behind the number, whatever stood before it.
        return f"{writer.number(value.amount)} {unit}"
    text = writer.swapped(value.amount)
    if unit is None or text is None or here not in text:
        return None
    return text.replace(here, unit, 1)


def _number_forms(writer: Writer, old: Hit, here: str) -> list[str]:
    """Return one and several of the word that stands there ("dollar", "dollars")."""
    words = writer.language.table("currencies")["currency"].get(old.value, [])
    ending = str(writer.formats.get("currency_plural", ""))
    for one in words:
        if ending and here in (one, one + ending) and one + ending in words:
            return [one, one + ending]
    return [here, here]


def _unit_like(old: Hit, value: Money, forms: list[str] | None) -> str | None:
    if old.sort == "currency_sign":
        signs: dict[str, list[str]] = shared("currencies")["currency_sign"]
        found = signs.get(value.currency) or signs.get(f"{value.currency}~")
        return found[0] if found else None
    if old.sort == "currency_code":
        return value.currency if value.currency.isupper() else None
    return (forms[0] if value.amount == 1 else forms[1]) if forms else None


def _is_doubtful(analysis: Analysis, numeral: Numeral, after: Hit) -> bool:
    """Say whether the currency is a common word as well ("trois livres") and the amount small."""
    if _with_cents(analysis, numeral, after)[1] > after.last:
        return False
    weight = analysis.hit(after.first, "currency_weight")
    if weight and weight.last == after.last and analysis.hit(after.last + 1, "of"):
        return numeral.value < _SURELY_MONEY and not numeral.scaled
    word = analysis.hit(after.first, "currency_word")
    year = numeral.digits == _YEAR_DIGITS and numeral.value in _YEARS  # "2020 marks the end"
    small = (numeral.value < _SURELY_MONEY or year) and not numeral.scaled
    return word is not None and word.last == after.last and small


def _scaled_short(analysis: Analysis, numeral: Numeral) -> tuple[Numeral, int]:
    """Read the m of "$16m" and the k of "€2k", which are scales only beside a currency."""
    hit = analysis.hit(numeral.last + 1, "scale_short")
    if hit is None or numeral.worded or numeral.scaled:
        return numeral, numeral.last
    value = EXACT.multiply(numeral.value, amount_of(hit))
    others = tuple(EXACT.multiply(other, amount_of(hit)) for other in numeral.alternatives)
    glued = numeral._replace(value=value, alternatives=others, last=hit.last, scaled=True)
    before = _longest_closing(analysis, numeral.first - 1)
    if before or _after(analysis, glued, hit.last):
        return glued, hit.last
    return numeral, numeral.last


def _longest_closing(analysis: Analysis, index: int) -> Hit | None:
    hits = [hit for sort in _BEFORE if (hit := analysis.closing(sort, index))]
    return min(hits, key=lambda hit: hit.first, default=None)


def _with_code(analysis: Analysis, before: Hit) -> int:
    """Take in a code before a sign, as in "USD $700"."""
    code = analysis.closing("currency_code", before.first - 1)
    return code.first if code and before.sort == "currency_sign" else before.first


def _after(analysis: Analysis, numeral: Numeral, last: int) -> Hit | None:
    """Return the currency behind a numeral, over "of" after a scale and over a hyphen."""
    at = last + 1
    tokens = analysis.tokens
    if _ends_with_dash(analysis, numeral):
        at += 2
    if (hit := analysis.hit(at, "of")) and (numeral.scaled or numeral.parts > 1):
        at = hit.last + 1
    elif at < len(tokens) and tokens[at].fold == "-" and tokens[at].start == numeral.end:
        at += 1
    return unit_hit(analysis, at, *_AFTER)


def _with_cents(analysis: Analysis, numeral: Numeral, after: Hit) -> tuple[Numeral, int]:
    """Read the 70 of "2 fr. 70"; after a whole word only where nothing is counted by it."""
    cents = analysis.starting.get(after.last + 1)
    split = analysis.hit(after.first, "currency_split")
    if cents is None or split is None or cents.digits != _CENT_DIGITS or not numeral.digits:
        return numeral, after.last
    following = analysis.tokens[cents.last + 1 : cents.last + 2]
    counts = bool(following) and following[0].sort == "w"
    if not _UNITS.isdisjoint(analysis.place(cents.last + 1)) or (counts and split.value == "end"):
        return numeral, after.last
    value = EXACT.add(numeral.value, EXACT.divide(cents.value, Decimal(100)))
    return numeral._replace(value=value), cents.last


def _ends_with_dash(analysis: Analysis, numeral: Numeral) -> bool:
    """Say whether the amount is written as the Swiss do: 20.– or 20.-"""
    signs = analysis.tokens[numeral.last + 1 : numeral.last + 3]
    if len(signs) < 2 or signs[0].start != numeral.end or signs[1].start != signs[0].end:
        return False
    return signs[0].fold in (".", ",") and signs[1].fold in ("-", "–", "—")


def _same(before: Hit, after: Hit) -> bool:
    return _may_be_same(
        *(Money(h.value.rstrip("~"), Decimal(0), "~" in h.value) for h in (before, after))
    )


def _may_be_same(first: Money, second: Money) -> bool:
    """Say whether a shared word of one can mean the currency of the other."""
    if first.currency == second.currency:
        return True
    if not (first.loose or second.loose):
        return False
    return not _families(first.currency).isdisjoint(_families(second.currency))


@cache
def _families(currency: str) -> frozenset[str]:
    families: dict[str, list[str]] = shared("currencies")["family"]
    return frozenset(f for f, codes in families.items() if currency == f or currency in codes)


KIND = MoneyKind()
