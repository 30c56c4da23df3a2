"""Reading numbers in words: composition, fractions, indefinite multiples, compounds."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from tm.facts.digits import VULGAR, Convention, read_vulgar
from tm.facts.lexicon import Hit, lexicon_of
from tm.facts.numerals import EXACT, Numeral, Sum, amount_of
from tm.languages import Language

if TYPE_CHECKING:
    from tm.facts.analysis import Analysis

Rooms = dict[Decimal, Decimal]
Connectors = dict[str, dict[str, list[int]]]
Compound = Callable[[str], tuple[Decimal, bool, str] | None]

_ONE = Decimal(1)
_MULTIPLIERS = frozenset(("hundred", "scale", "collective"))
# What "several" can stand before: "mehrere Zehntausend".
_ROUND = frozenset(Decimal(10) ** power for power in range(2, 13))


@cache
def _rules(language: Language) -> tuple[Convention, Rooms, Connectors, Compound | None]:
    """Return what a language says about the composition of numbers."""
    settings = lexicon_of(language).settings["numbers"]
    convention = Convention(settings["decimal"], settings.get("other_decimal", ""))
    rooms = {Decimal(k): Decimal(v) for k, v in settings.get("room", {}).items()}
    compound = getattr(language.hooks(), "number_word", None)
    return convention, rooms, settings.get("connectors", {}), compound


class WordReader:
    """Reads the numbers in words of one analysis."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.tokens = analysis.tokens
        self.convention, self.rooms, self.connectors, self.compound = _rules(analysis.language)
        self.tails = analysis.lexicon.tails
        self.done = -1
        # Tokens of idioms ("high five"), which count nothing.
        self.idle: set[int] = set()
        # Numbers in names ("A61"), which are no numerals.
        self.codes: list[Numeral] = []

    def _scaled(self, numeral: Numeral, scale: Hit) -> Numeral:
        """Go on with the words after digits: "2 million", "2,5 Mio.", "3 millions et demi"."""
        total = Sum(self.rooms, numeral.value)
        total.scale(amount_of(scale))
        state = total.state
        last = self._compose(total, self._next_word(scale.last), scale.last)
        if last > scale.last and self.analysis.hit(last + 1, "duration"):
            # "65 million two years ago"
            total.state, last = state, scale.last
        alternatives = tuple(EXACT.multiply(a, amount_of(scale)) for a in numeral.alternatives)
        return self._extended(numeral, last)._replace(
            value=total.value,
            alternatives=alternatives,
            scale=total.end_scale,
            scaled=total.scaled,
            digits=0,
        )

    def _extended(self, numeral: Numeral, last: int, rank: bool = False) -> Numeral:
        return numeral._replace(last=last, end=self.tokens[last].end, rank=rank)

    def _vulgar(self, index: int) -> Numeral | None:
        token = self.tokens[index]
        value = read_vulgar(token.fold) if token.fold in VULGAR else None
        return None if value is None else Numeral(value, index, index, token.start, token.end)

    def _words(self, index: int) -> Numeral | None:
        if numeral := self._fraction(index):
            return numeral
        if numeral := self._plural(index):
            return numeral
        total, first = Sum(self.rooms), index
        if article := self._article_before(index):
            total.current, total.room, first = _ONE, _ONE, article.first
        last = self._compose(total, index, -1)
        if last < 0 or (last == first and total.value == 1 and not total.rank):
            return None
        bare = self.analysis.hit(index, "bare_never") if first == index else None
        if bare and bare.last == last:
            return None
        if hit := self.analysis.hit(self._next_word(last), "denominator"):
            return self._made(first, hit.last, total.value, parts=int(hit.value))
        numeral = self._made(first, last, total.value, rank=total.rank, rough=total.rough)
        return numeral._replace(scale=total.end_scale, scaled=total.scaled)

    def _article_before(self, index: int) -> Hit | None:
        """Return the article of "a hundred", "ein Dutzend", unless a numeral has taken it."""
        if _MULTIPLIERS.isdisjoint(self.analysis.place(index)):
            return None
        at = index - 1
        if adjective := self.analysis.closing("round_adjective", at):
            at = adjective.first - 1
        article = self.analysis.closing("article", at) or self.analysis.closing("each", at)
        return article if article and article.first > self.done else None

    def _made(
        self,
        first: int,
        last: int,
        value: Decimal,
        *,
        rank: bool = False,
        rough: bool = False,
        plural: bool = False,
        parts: int = 1,
    ) -> Numeral:
        start, end = self.tokens[first].start, self.tokens[last].end
        return Numeral(
            value, first, last, start, end,
            rank=rank, rough=rough, plural=plural, parts=parts, worded=True,
        )  # fmt: skip

    def _fraction(self, index: int) -> Numeral | None:
        """Read "half", "a third of", "half a million", "un demi-million"."""
        hit = self.analysis.hit(index, "fraction")
        if hit is None:
            return None
        above, _, below = hit.value.partition("/")
        at = self._next_word(hit.last)
        for sort in ("of", "article"):
            if link := self.analysis.hit(at, sort):
                at = link.last + 1
        scale = self.analysis.hit(at, "scale") or self.analysis.hit(at, "collective")
        if scale is None:
            ends_with_of = self.analysis.hit(hit.last, "of") is not None
            last = hit.last - 1 if ends_with_of else hit.last
            return self._made(index, last, Decimal(above), parts=int(below or 1))
        value = EXACT.divide(EXACT.multiply(amount_of(scale), Decimal(above)), Decimal(below))
        return self._made(index, scale.last, value)._replace(scaled=True)

    def _plural(self, index: int) -> Numeral | None:
        """Read "dozens", "several hundred", "tens of thousands", "Hunderte": no exact number."""
        hit = self.analysis.hit(index, "plural")
        if hit is None and self.analysis.closing("several", index - 1):
            place = self.analysis.place(index)
            hit = next((place[sort] for sort in sorted(_MULTIPLIERS) if sort in place), None)
            ten = place.get("cardinal")
            if hit is None and ten and ten.value == "10" and self.analysis.hit(index + 1, "scale"):
                hit = ten  # "mehrere zehn Milliarden"
        if hit is None:
            return None
        value, last = amount_of(hit), hit.last
        linked = self.analysis.hit(last + 1, "of")
        after = linked.last + 1 if linked else last + 1
        scale = self.analysis.hit(after, "plural") or self.analysis.hit(after, "scale")
        if scale:
            value, last = EXACT.multiply(value, amount_of(scale)), scale.last
        return self._made(index, last, value, plural=True)

    def _next_word(self, last: int) -> int:
        """The token after `last`, stepping over a hyphen without spaces."""
        after = last + 1
        tokens = self.tokens
        if (
            after + 1 < len(tokens)
            and tokens[after].fold == "-"
            and tokens[after].start == tokens[last].end
            and tokens[after + 1].start == tokens[after].end
        ):
            return after + 1
        return after

    def _compose(self, total: Sum, at: int, last: int) -> int:
        """Add words from token `at` on; return the last token used, `last` where none was."""
        undo: tuple[tuple[Decimal, Decimal | None], int] | None = None
        while at < len(self.tokens) and at not in self.idle:
            place = self.analysis.place(at)
            hit = total.take(place, begun=last >= 0)
            if hit is None:
                # "one hundred and two | hundred": the second number began at the connector.
                if "hundred" in place and undo:
                    total.state, last = undo
                break
            last = hit.last
            if total.rank:
                break
            linked = self._linked(total, last)
            if linked:
                undo = (total.state, last)
            elif hit.sort != "cardinal":
                undo = None
            at = linked or self._next_word(last)
        return last

    def _linked(self, total: Sum, last: int) -> int:
        """The number word behind a connector that may follow here, 0 where there is none."""
        at = self._next_word(last)
        rule = self.connectors.get(self.tokens[at].fold) if at < len(self.tokens) else None
        if rule is None:
            return 0
        following = self._next_word(at)
        place = self.analysis.place(following)
        hit = place.get("cardinal") or place.get("ordinal")
        if hit is None or ("before" in rule and Decimal(hit.value) not in rule["before"]):
            return 0
        if "after" in rule and total.value % rule["after"][0] != 0:
            return 0
        return following

    def _compound(self, index: int) -> Numeral | None:
        """Ask the language whether this word is a number, or begins with one."""
        if self.compound is None:
            return None
        token = self.tokens[index]
        found = self.compound(token.fold)
        if found is None:
            return None
        value, rank, tail = found
        if tail and tail not in self.tails:
            return None
        numeral = self._made(index, index, value, rank=rank)
        if value in _ROUND and self.analysis.closing("several", index - 1):
            return numeral._replace(plural=True)
        if tail or rank:
            return numeral._replace(tail=tail)
        scale = self.analysis.hit(self._next_word(index), "scale")
        scale = scale or self.analysis.hit(self._next_word(index), "collective")
        if scale:
            return self._scaled(numeral, scale)._replace(worded=True)
        if hit := self.analysis.hit(self._next_word(index), "denominator"):
            return self._made(index, hit.last, value, parts=int(hit.value))
        return numeral
