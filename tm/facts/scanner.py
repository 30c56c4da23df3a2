"""The scanner that reads the numerals of a text, left to right."""

from __future__ import annotations

from decimal import Decimal

from tm.facts.digits import LONGEST, VULGAR, Digits, read_digits, read_vulgar
from tm.facts.number_words import WordReader
from tm.facts.numerals import EXACT, Numeral
from tm.facts.tokens import Token

# What may stand before a hyphen and digits without making a name of them: "mi-2019".
_OPENS = "([\u00ab\u201c\u201e"
_BEFORE_HYPHEN = ("part", "month", "month_weak", "month_name", "currency_sign", "currency_code")

_SLASHED_PARTS = {
    ("1", "2"): Decimal("0.5"),
    ("1", "4"): Decimal("0.25"),
    ("3", "4"): Decimal("0.75"),
    ("1", "8"): Decimal("0.125"),
}

# Between measures, with or without spaces: "11x15 mm".
_TIMES = ("x", "\u00d7")


class Scanner(WordReader):
    """Reads the numerals of one analysis, left to right, each token at most a few times."""

    def scan(self) -> list[Numeral]:
        """Return all numerals in order; none overlap."""
        numerals: list[Numeral] = []
        sorts = self.analysis.sorts
        inside = {i: h for h in sorts.get("percent", ()) for i in range(h.first + 1, h.last + 1)}
        self.idle.update(i for h in sorts.get("no_number", ()) for i in range(h.first, h.last + 1))
        for index in self._candidates():
            # The "cent" of "dix pour cent" is no hundred, the "five" of "high five" no five.
            if index <= self.done or index in self.idle:
                continue
            if (cent := inside.get(index)) and 0 <= self.done == cent.first - 1:
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
        tokens, compound = self.tokens, self.compound
        candidates = set(self.analysis.number_tokens)
        candidates.update(self.analysis.digit_starts.values())
        if not self.text.isascii():
            candidates.update([i for i, token in enumerate(tokens) if token[2] in VULGAR])
        if compound is not None:
            candidates.update(
                [i for i, token in enumerate(tokens) if token[3] == "w" and compound(token[2])]
            )
        return sorted(candidates)

    def _digits(self, index: int) -> Numeral | None:
        token = self.tokens[index]
        if self._is_code(index):
            self._keep_code(index)
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
        if last == index and (half := self._slashed_part(index)):
            value, last = EXACT.add(value, half), index + 3
        start = token.start
        if (sign := self._sign_before(index)) is not None:
            start, value = self.tokens[sign].start, -value
        numeral = Numeral(value, index, last, start, self.tokens[last].end, digits.alternatives)
        if last == index:
            numeral = numeral._replace(digits=len(token.fold))
        return self._after_digits(numeral)

    def _slashed_part(self, index: int) -> Decimal | None:
        """Return the half of "3 1/2"."""
        parts = self.tokens[index + 1 : index + 4]
        if len(parts) < 3 or parts[1].fold != "/" or parts[0].start - self.tokens[index].end != 1:
            return None
        if parts[0].end != parts[1].start or parts[1].end != parts[2].start:
            return None
        part = _SLASHED_PARTS.get((parts[0].fold, parts[2].fold))
        after = self.tokens[index + 4 : index + 5]
        ends = not after or after[0].start > parts[2].end or after[0].sort == "o"
        return part if ends else None

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
        glued = touches and token.sort == "w" and token.fold not in _TIMES
        return numeral._replace(glued=True) if glued else numeral

    def _keep_code(self, index: int) -> None:
        """Keep the number in a name ("A61", "B-14"), which other versions may write "A 61"."""
        token = self.tokens[index]
        before = self.tokens[index - 1] if index else None
        if before is None or before.end != token.start or self._is_slashed(index):
            return
        if before.sort == "w" or before.fold in "-+":
            value = Decimal(token.fold[:LONGEST])
            self.codes.append(Numeral(value, index, index, token.start, token.end))

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
        two_before = self.tokens[index - 2] if index > 1 else None
        if before.fold in _TIMES and _is_apart(two_before, before):
            return False
        if before.sort == "w" or before.fold in ("_", "@", "\\"):
            return True
        if two_before is None or two_before.end != before.start:
            return False
        if before.fold == "#":
            return two_before.sort == "w"
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

    def _sign_before(self, index: int) -> int | None:
        """Return the token that makes the digits negative: a minus behind a gap, or the word."""
        if not index:
            return None
        before = self.tokens[index - 1]
        if self.analysis.closing("negative", index - 1):
            # "10 minus 4" is no temperature.
            counted = index > 1 and self.tokens[index - 2].sort == "d"
            bound = self.analysis.closing("bound_before", index - 1)
            return None if counted or bound else index - 1
        if before.end != self.tokens[index].start or before.fold not in ("-", "\u2212"):
            return None
        opens = before.start == 0 or self.text[before.start - 1] in _OPENS
        return index - 1 if opens or self.text[before.start - 1].isspace() else None

    def _last_before(self, index: int, end: int) -> int:
        while index + 1 < len(self.tokens) and self.tokens[index + 1].end <= end:
            index += 1
        return index


def _is_apart(token: Token | None, sign: Token) -> bool:
    """Say whether a number or a gap stands before the sign."""
    return token is None or token.sort == "d" or token.end < sign.start
