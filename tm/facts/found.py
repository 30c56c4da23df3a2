"""Making facts: the span of tokens becomes characters, the words around it become a bound."""

from __future__ import annotations

from tm.facts.analysis import Analysis
from tm.facts.lexicon import Hit
from tm.model import Bound, Fact, Salience, Value

_BOUNDS = frozenset(Bound)
_NEGATED = {Bound.MORE_THAN: Bound.AT_MOST, Bound.LESS_THAN: Bound.AT_LEAST}
_UNITS_OF = {
    "duration": ("duration",),
    "money": ("currency", "currency_code", "currency_sign"),
    "quantity": ("measure", "unit_symbol"),
    "percentage": ("percent",),
}
_FEW = 3  # words between "not" and "more than"


def bound_of(analysis: Analysis, kind: str, first: int, last: int) -> Bound:
    """Return the bound that the words just before token `first` or after `last` put on a value."""
    if before := analysis.closing("bound_before", first - 1):
        is_point = kind == "time" or (kind == "duration" and analysis.hit(last + 1, "offset_after"))
        if is_point and analysis.closing("until", first - 1):
            return Bound.EXACTLY
        bound = Bound(before.value)
        if bound is Bound.AT_MOST and _ends_range(analysis, kind, before.first - 1):
            return Bound.EXACTLY
        if bound in _NEGATED and _compares(analysis, before.first - 1, last + 1):
            return Bound.EXACTLY
        if bound in _NEGATED and _is_negated(analysis, before.first - 1):
            return _NEGATED[bound]
        return bound
    if (inner := analysis.hit(first + 1, "round_adjective")) and inner.value in _BOUNDS:
        return Bound(inner.value)
    loose = analysis.closing("bound_loose", first - 1)
    if loose and _limits(analysis, kind, loose):
        return Bound(loose.value)
    after = analysis.hit(last + 1, "bound_after")
    return Bound(after.value) if after and not _goes_on(analysis, after) else Bound.EXACTLY


def _ends_range(analysis: Analysis, kind: str, at: int) -> bool:
    """Say whether "bis zu" begins no limit but the end of a range: "drei Monate bis zu einem Jahr".

    Before a bare number nothing tells: "nach Paragraf 500 bis zu 10 Personen".
    """
    if kind == "number":
        numeral = analysis.ending.get(at)
        return numeral is not None and (numeral.scaled or numeral.plural)
    return any(analysis.closing(sort, at) for sort in _UNITS_OF.get(kind, ()))


def point_bound(analysis: Analysis, first: int) -> Bound:
    """Return the bound that "before", "until", "since" put on a point in time."""
    found = analysis.closing("point_bound", first - 1)
    return Bound(found.value) if found else Bound.EXACTLY


def _compares(analysis: Analysis, before: int, after: int) -> bool:
    """Say whether "a third more than five years ago" compares with then, and limits nothing."""
    if not analysis.hit(after, "offset_after"):
        return False
    return before in analysis.ending or analysis.closing("percent", before) is not None


def _is_negated(analysis: Analysis, last: int) -> bool:
    """Say whether "not" stands a few words before: "did not last more than", "n'a pas duré"."""
    for at in range(last, max(last - _FEW, -1), -1):
        if analysis.closing("negating", at):
            return True
        if analysis.tokens[at].sort != "w":
            return False
    return False


def _limits(analysis: Analysis, kind: str, loose: Hit) -> bool:
    """Say whether "over" limits the value, and is no "during", "across", "of" or "above".

    Before a length of time it does so only behind a word that asks for a length ("for over two
    decades"), before an extent only where nothing spreads ("stretches over 3,500 hectares").
    """
    if analysis.occurs("governing"):
        return False
    if kind == "duration":
        return not loose.first or bool(analysis.closing("lasting", loose.first - 1))
    return kind != "quantity" or not analysis.occurs("extending")


def _goes_on(analysis: Analysis, after: Hit) -> bool:
    """Say whether the words belong to the next value: "3 millions | et plus de 10 millions"."""
    words = range(after.first, after.last + 1)
    return any(
        (hit := analysis.hit(index, "bound_before")) and hit.last > after.last for index in words
    )


def make_fact(
    analysis: Analysis,
    kind: str,
    value: Value,
    first: int,
    last: int,
    *,
    start: int | None = None,
    rough: bool = False,
    bounded: bool = True,
    alternatives: tuple[Value, ...] = (),
    salience: Salience = Salience.FULL,
) -> Fact:
    """Return the fact at tokens `first` to `last`.

    `start` overrides the first character (a minus sign); `rough` says that the words themselves
    round ("une vingtaine"); `bounded` that words around may limit the value.
    """
    start = analysis.tokens[first].start if start is None else start
    end = analysis.tokens[last].end
    bound = bound_of(analysis, kind, first, last) if bounded else Bound.EXACTLY
    if rough and bound is Bound.EXACTLY:
        bound = Bound.ABOUT
    return Fact(kind, value, start, end, analysis.text[start:end], bound, alternatives, salience)
