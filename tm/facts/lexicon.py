"""The words of a language that facts are made of, compiled once from its tables.

A table (`calendar.toml`, `units.toml`, …) holds classes; a class maps a value to the surfaces that
stand for it: `[month]` / `8 = ["August", "Aug."]`. Surfaces may have several words. Tables of the
same name in `tm/languages/shared/` hold what all languages have in common (ISO 4217, SI symbols).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from tm.facts.tokens import Token, fold, tokenize
from tm.languages import Language, shared

TABLES = ("numbers", "bounds", "calendar", "clock", "units", "currencies")
_NOT_CLASSES = frozenset(
    ("endings", "connectors", "room", "joints", "idiom", "family", "person", "day_part_endings",
     "denying", "consulting")
)  # fmt: skip
# What a number word may go on with in the same word ("siebenjährig", "vierköpfig").
_TAILS = frozenset(
    ("adjective", "age_adjective", "percent_adjective", "counted", "counted_loosely")
)
# Classes that are only looked for beside something else: found when asked for, since their words
# ("the", "in", "de", "und") are in every sentence.
CONTEXT = frozenset(
    ("article", "of", "range", "also", "several", "bare_never", "denominator", "ordinal_ending",
     "bound_before", "bound_after", "bound_loose", "month_before", "not_weekday", "weekday_link",
     "day_link", "day_range", "year_link", "year_before", "year_word", "part", "not_decade", "bc",
     "ad", "night", "day_before", "definite", "clock_before", "clock_about", "clock_offset_after",
     "between", "age_after", "age_before", "lasting", "between_word", "currency_word",
     "ordinal_before", "century_between", "season_before", "each", "clock_one", "extending",
     "offset_after", "round_adjective", "not_clock", "negative", "until", "bound_maybe",
     "month_after", "fraction_word", "out_of", "decade_more", "currency_split", "clock_from",
     "age_decade_before", "storey", "governing", "change", "change_from", "slash_before",
     "score_before", "share_of", "share_one", "every_other", "point_bound", "currency_weight",
     "also_adjective", "negating", "no_noun", "no_period", "no_quantifier", "verb_alike")
)  # fmt: skip


_ALONE: tuple[str, ...] = ()


class Entry(NamedTuple):
    """One surface: its folded tokens, the first apart, and what it means.

    `case`: "" any, "exact" as written, "initial" with a capital first letter.
    """

    head: str
    rest: tuple[str, ...]
    sort: str
    value: str
    case: str
    surface: str


class Hit(NamedTuple):
    """A lexical entry found at tokens `first` to `last` (inclusive)."""

    sort: str
    value: str
    first: int
    last: int


class _Branch(NamedTuple):
    """The entries that begin with one token: of one word, and longer ones by their second token."""

    single: tuple[Entry, ...]
    longer: dict[str, list[Entry]]


def _branch(entries: list[Entry]) -> _Branch:
    if len(entries) == 1 and not entries[0].rest:
        return _Branch((entries[0],), {})
    longer: dict[str, list[Entry]] = {}
    for entry in sorted(entries, key=lambda entry: -len(entry.rest)):
        if entry.rest:
            longer.setdefault(entry.rest[0], []).append(entry)
    return _Branch(tuple(entry for entry in entries if not entry.rest), longer)


class Lexicon:
    """Lookup from a token to the entries that begin with it."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._drops_accents = language.table("language").get("capitals_drop_accents", False)
        self.entries: dict[str, list[Entry]] = {}
        self.settings: dict[str, dict[str, Any]] = {}
        for name in TABLES:
            for table in (shared(name), language.table(name)):
                self._add_table(name, table)
        self.tails = frozenset(
            "".join((head, *entry.rest))
            for head, entries in self.entries.items()
            for entry in entries
            if entry.sort in _TAILS
        )
        # The entries that begin with a token; laid out as branches when first looked up, for few
        # of the many tokens ever are.
        self._eager: dict[str, list[Entry]] = {}
        self._index: dict[str, _Branch] = {}
        self._late: dict[tuple[str, str], list[Entry]] = {}
        self._context: dict[tuple[str, str], _Branch] = {}
        self._closing: dict[tuple[str, str], list[Entry]] = {}
        eager, late, closing = self._eager, self._late, self._closing
        for head, entries in self.entries.items():
            for entry in entries:
                sort, rest = entry[2], entry[1]
                if sort in CONTEXT:
                    late.setdefault((head, sort), []).append(entry)
                else:
                    eager.setdefault(head, []).append(entry)
                closing.setdefault((rest[-1] if rest else head, sort), []).append(entry)

    def _add_table(self, name: str, table: Mapping[str, Any]) -> None:
        settings = self.settings.setdefault(name, {})
        case = {sort: rule for rule in ("exact", "initial") for sort in table.get(rule, ())}
        endings: Mapping[str, list[str]] = table.get("endings", {})
        for sort, content in table.items():
            if sort in _NOT_CLASSES or not isinstance(content, dict):
                settings[sort] = content
                continue
            for value, surfaces in content.items():
                for surface in surfaces:
                    for ending in endings.get(sort, ("",)):
                        self.add(surface + ending, sort, value, case.get(sort, ""))

    def add(self, surface: str, sort: str, value: str, case: str = "") -> None:
        """Make `surface` mean `value` in the class `sort`."""
        forms: Iterable[str] = (surface,)
        if self._drops_accents and not surface.isascii():
            forms = sorted({surface, _without_accents(surface)})
        new = tuple.__new__
        for form in forms:
            # Most surfaces are one word, and need no cutting.
            if form.isalpha():
                head, rest = fold(form), _ALONE
            else:
                head, *others = (token[2] for token in tokenize(form))
                rest = tuple(others)
            entry = new(Entry, (head, rest, sort, value, case, form))
            here = self.entries.setdefault(head, [])
            if entry not in here:
                here.append(entry)

    def knows(self, fold: str, sort: str) -> str | None:
        """Return the value of the one-word entry `fold` in the class `sort`, if there is one."""
        for entry in self.entries.get(fold, ()):
            if entry.sort == sort and not entry.rest:
                return entry.value
        return None

    def places(self, text: str, tokens: list[Token]) -> dict[int, dict[str, Hit]]:
        """Return what the entries find by token and class, the longest of each class."""
        places: dict[int, dict[str, Hit]] = {}
        eager, new = self._eager, tuple.__new__
        last = len(tokens) - 1
        known = [(i, fold) for i, (_, _, fold, _) in enumerate(tokens) if fold in eager]
        for index, head in known:
            branch = self._index.get(head)
            if branch is None:
                branch = self._index[head] = _branch(eager[head])
            place: dict[str, Hit] = {}
            longer = branch.longer.get(tokens[index + 1][2], ()) if index < last else ()
            for entry in longer:
                if entry.sort not in place and (end := _match(entry, text, tokens, index)) >= 0:
                    place[entry.sort] = new(Hit, (entry.sort, entry.value, index, end))
            for entry in branch.single:
                if entry.sort not in place and (
                    not entry.case or _match(entry, text, tokens, index) >= 0
                ):
                    place[entry.sort] = new(Hit, (entry.sort, entry.value, index, index))
            if place:
                places[index] = place
        return places

    def context(self, text: str, tokens: list[Token], index: int, sort: str) -> Hit | None:
        """Return the longest entry of a class of `CONTEXT` that begins at the token."""
        key = tokens[index][2], sort
        if key not in self._late:
            return None
        branch = self._context.get(key)
        if branch is None:
            branch = self._context[key] = _branch(self._late[key])
        after = tokens[index + 1][2] if index + 1 < len(tokens) else ""
        for entry in (*branch.longer.get(after, ()), *branch.single):
            if (end := _match(entry, text, tokens, index)) >= 0:
                return Hit(sort, entry.value, index, end)
        return None

    def occurs(self, tokens: list[Token], sort: str) -> bool:
        """Say whether the last word of an entry of a class stands anywhere in the text."""
        return any((token[2], sort) in self._closing for token in tokens)

    def closing(self, text: str, tokens: list[Token], index: int, sort: str) -> Hit | None:
        """Return the longest entry of a class that ends with the token."""
        best: Hit | None = None
        for entry in self._closing.get((tokens[index][2], sort), ()):
            first = index - len(entry.rest)
            if first < 0 or tokens[first][2] != entry.head or (best and best.first <= first):
                continue
            if _match(entry, text, tokens, first) == index:
                best = Hit(sort, entry.value, first, index)
        return best

    def surfaces(self, sort: str) -> Iterable[tuple[str, str]]:
        """Return the (surface, value) pairs of a class, as written in the tables."""
        for entries in self.entries.values():
            for entry in entries:
                if entry.sort == sort:
                    yield entry.surface, entry.value


def _match(entry: Entry, text: str, tokens: list[Token], index: int) -> int:
    """Return the index of the last token of `entry` at `index`, -1 where it does not stand."""
    last = index + len(entry.rest)
    if entry.rest:
        if last >= len(tokens):
            return -1
        for offset, expected in enumerate(entry.rest, index + 1):
            if tokens[offset].fold != expected:
                return -1
    if entry.case == "exact" and text[tokens[index].start : tokens[last].end] != entry.surface:
        return -1
    if entry.case == "initial" and not text[tokens[index].start].isupper():
        return -1
    return last


def _without_accents(surface: str) -> str:
    decomposed = unicodedata.normalize("NFD", surface)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@cache
def lexicon_of(language: Language) -> Lexicon:
    """Return the compiled lexicon of the language."""
    return Lexicon(language)
