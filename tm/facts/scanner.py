"""The scanner that reads the numerals of a text, left to right."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from tm.facts.digits import LONGEST, VULGAR, Convention, Digits, read_digits, read_vulgar
from tm.facts.lexicon import Hit, lexicon_of
from tm.facts.numerals import EXACT, Numeral, Sum, amount_of
from tm.languages import Language

if TYPE_CHECKING:
    from tm.facts.analysis import Analysis

Rooms = dict[Decimal, Decimal]
Connectors = dict[str, dict[str, list[int]]]
Compound = Callable[[str], tuple[Decimal, bool, str] | None]

_ONE = Decimal(1)
# What may stand before a hyphen and digits without making a name of them: "mi-2019".
_BEFORE_HYPHEN = ("part", "month", "month_weak", "month_name", "currency_sign", "currency_code")
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


class Scanner:
    """Reads the numerals of one analysis, left to right, each token at most a few times."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.tokens = analysis.tokens
        self.convention, self.rooms, self.connectors, self.compound = _rules(analysis.language)
        self.tails = analysis.lexicon.tails
        self.done = -1

    def scan(self) -> list[Numeral]:
        """Return all numerals in order; none overlap."""
        numerals: list[Numeral] = []
        percent = self.analysis.sorts.get("percent", ())
        inside = {i for hit in percent for i in range(hit.first + 1, hit.last + 1)}
        for index in self._candidates():
            # The "cent" of "pour cent" is no hundred.
            if index <= self.done or index in inside:
                continue
            sort = self.tokens[index].sort
            if sort == "d":
                numeral = self._digits(index)
            elif index in self.analysis.number_tokens:
                numeral = self._words(index)
            else:
                numeral = self._compound(index) or self._vulgar(index)
            if numeral is not None:
                numerals.append(numeral)
                self.done = numeral.last
        return numerals

    def _candidates(self) -> list[int]:
        """Return the tokens at which a numeral may begin."""
        tokens = self.tokens
        if self.compound is not None:
            return [i for i, token in enumerate(tokens) if token[3] != "o"]
        candidates = set(self.analysis.number_tokens)
        candidates.update(self.analysis.digit_starts.values())
        if not self.text.isascii():
            candidates.update(i for i, token in enumerate(tokens) if token[2] in VULGAR)
        return sorted(candidates)

    # ---- digits

    def _digits(self, index: int) -> Numeral | None:
        token = self.tokens[index]
        if self._is_code(index):
            return None
        if self._is_listed(index):
            digits: Digits | None = Digits(token.end, Decimal(token.fold[:LONGEST]))
        else:
            digits = read_digits(self.text, token.start, token.end, self.convention)
        if digits is None:
            return None
        last = self._last_before(index, digits.end)
        value, end = digits.value, digits.end
        if last + 1 < len(self.tokens) and self.tokens[last + 1].start - end <= 1:
            part = read_vulgar(self.tokens[last + 1].fold)
            if part is not None:
                value, last = EXACT.add(value, part), last + 1
        start = token.start
        if self._is_negative(index):
            start, value = self.tokens[index - 1].start, -value
        numeral = Numeral(value, index, last, start, self.tokens[last].end, digits.alternatives)
        if last == index:
            numeral = numeral._replace(digits=len(token.fold))
        return self._after_digits(numeral)

    def _after_digits(self, numeral: Numeral) -> Numeral:
        """Look at what stands right behind the digits: ordinal ending, scale word, letters."""
        after = numeral.last + 1
        if after >= len(self.tokens):
            return numeral
        token = self.tokens[after]
        touches = token.start == numeral.end
        if touches and (hit := self.analysis.hit(after, "ordinal_ending")):
            return self._extended(numeral, hit.last, rank=True)
        if touches and token.fold == ".":
            return numeral._replace(dotted=numeral.value == numeral.value.to_integral_value())
        scale_at = after + 1 if touches and token.fold == "-" else after
        scale = self.analysis.hit(scale_at, "scale") or self.analysis.hit(scale_at, "collective")
        if scale:
            return self._scaled(numeral, scale)
        return numeral._replace(glued=True) if touches and token.sort == "w" else numeral

    def _scaled(self, numeral: Numeral, scale: Hit) -> Numeral:
        """Go on with the words after digits: "2 million", "2,5 Mio.", "3 millions et demi"."""
        total = Sum(self.rooms, numeral.value)
        total.scale(amount_of(scale))
        last = self._compose(total, self._next_word(scale.last), scale.last)
        alternatives = tuple(EXACT.multiply(a, amount_of(scale)) for a in numeral.alternatives)
        return self._extended(numeral, last)._replace(
            value=total.value,
            alternatives=alternatives,
            scale=total.end_scale,
            scaled=total.scaled,
            digits=0,
        )

    def _is_code(self, index: int) -> bool:
        """Say whether the digits belong to a name: K2, COVID-19, 9/11, 24/7, 1.2.3."""
        token = self.tokens[index]
        before = self.tokens[index - 1] if index else None
        if self._is_slashed(index):
            return True
        if before is None or before.end != token.start:
            return False
        if before.sort == "w" and self.analysis.closing("currency_code", index - 1):
            return False
        if before.sort == "w" or before.fold in ("_", "#", "@", "\\"):
            return True
        two_before = self.tokens[index - 2] if index > 1 else None
        if two_before is None or two_before.end != before.start:
            return False
        if before.fold in ("-", "+") and two_before.sort == "w":
            return not any(self.analysis.closing(sort, index - 2) for sort in _BEFORE_HYPHEN)
        return before.fold in "./" and two_before.sort == "d"

    def _is_slashed(self, index: int) -> bool:
        tokens = self.tokens[index : index + 3]
        if len(tokens) < 3 or tokens[1].fold != "/" or tokens[2].sort != "d":
            return False
        return tokens[0].end == tokens[1].start and tokens[1].end == tokens[2].start

    def _is_listed(self, index: int) -> bool:
        """Say whether the digits go on a list without spaces: the 2 of "1,2,3"."""
        if index < 2 or self.tokens[index - 1].fold != ",":
            return False
        before, comma, token = self.tokens[index - 2 : index + 1]
        return before.sort == "d" and before.end == comma.start and comma.end == token.start

    def _is_negative(self, index: int) -> bool:
        if not index or self.tokens[index - 1].end != self.tokens[index].start:
            return False
        before = self.tokens[index - 1]
        if before.fold not in ("-", "\u2212"):
            return False
        return before.start == 0 or self.text[before.start - 1].isspace()

    def _last_before(self, index: int, end: int) -> int:
        while index + 1 < len(self.tokens) and self.tokens[index + 1].end <= end:
            index += 1
        return index

    def _extended(self, numeral: Numeral, last: int, rank: bool = False) -> Numeral:
        return numeral._replace(last=last, end=self.tokens[last].end, rank=rank)

    def _vulgar(self, index: int) -> Numeral | None:
        token = self.tokens[index]
        value = read_vulgar(token.fold) if token.fold in VULGAR else None
        return None if value is None else Numeral(value, index, index, token.start, token.end)

    # ---- words

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
        article = self.analysis.closing("article", index - 1)
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
        if article := self.analysis.hit(at, "article"):
            at = article.last + 1
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
        while at < len(self.tokens):
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
