"""Whether a fact may take the place of another with nothing around it changed.

Case, number, gender and prepositions depend on what follows them; where they may, the answer is no.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from tm.facts import render
from tm.languages import get
from tm.memory.similarity import TOKEN
from tm.model import Fact

# The noun after a number is outside of what is replaced; its form is the same from two on.
_COUNTED = frozenset({"number", "ordinal", "quantity"})
_ENDS_IN_ONE = re.compile(r"(?<!1)1$")
_STEM = 3  # letters by which two forms of one word are known
_MEASURED = frozenset({"age", "duration", "quantity"})  # whose values name a unit
_SPELLED = frozenset({"number", "ordinal"})  # of which there are words that say more than a number
_HOUR_OF_ONE = re.compile(r"T0[01]")  # one o'clock is a singular in some languages
_SINGULAR = frozenset({"0", "1", "-1"})


def of_one_shape(old: Fact, new: Fact) -> bool:
    """Say whether the words around one value suit the other as well.

    They may not where a day takes the place of a month ("seit 2019", "seit dem 12. Mai 2020"), one
    unit that of another ("vor zwei Wochen", "vor drei Monaten"), or one thing that of several.
    """
    if old.kind == "date" and _precision(old) != _precision(new):
        return False
    if old.kind in _MEASURED and _unit(old) != _unit(new):
        return False
    return not _counts_otherwise(old, new)


def _precision(fact: Fact) -> str:
    """Return the shape of a date, its year aside where it says more: day, month, year, decade."""
    value = str(fact.value)
    return re.sub(r"\d", "0", re.sub(r"(?<!\d)(?:\d{4}|-)-(?=\d\d)", "", value))


def _unit(fact: Fact) -> str:
    return re.sub(r"[\d.,:]", "", str(fact.value))


def is_plain(fact: Fact, language: str) -> bool:
    """Say whether we would write the fact as it stands: "two men", not "both men"."""
    if fact.kind not in _SPELLED:
        return True
    written = render(fact.kind, fact.value, language, fact.surface)
    return written is not None and _level(written) == _level(fact.surface)


def _level(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def _counts_otherwise(old: Fact, new: Fact) -> bool:
    """Say whether what is counted may have another form: one prisoner, two prisoners."""
    if old.kind == "time":
        return old.value != new.value and any(_HOUR_OF_ONE.match(str(f.value)) for f in (old, new))
    values = {str(old.value).split()[-1], str(new.value).split()[-1]}
    return old.kind in _COUNTED and (bool(values & _SINGULAR) or any("." in v for v in values))


def fits(text: str, place: Fact, new: Fact, written: str, language: str) -> bool:
    """Say whether `written` stands well in the place of what was there.

    It does not where words became figures, where the words end in a one that may have a gender
    ("vingt et une femmes"), where a word of it has another ending (the case may be
    wrong), or where the word before depends on it: `an` before 8, `a` before 9.
    """
    digits = any(c.isdigit() for c in written)
    if digits > any(c.isdigit() for c in place.surface):
        return False
    if not digits and new.kind in _COUNTED and _ENDS_IN_ONE.search(str(new.value)):
        return False
    pairs = itertools.zip_longest(
        TOKEN.findall(place.surface), TOKEN.findall(written), fillvalue=""
    )
    if any(
        old != new and old[:_STEM] == new[:_STEM] and old[:_STEM].isalpha() for old, new in pairs
    ):
        return False
    words, vowel = _junction(language)
    before = text[: place.start].casefold().replace("’", "'")
    if words is None or vowel is None or not words.search(before):
        return True
    return bool(vowel.match(place.surface.casefold())) == bool(vowel.match(written.casefold()))


@lru_cache(maxsize=16)
def _junction(language: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Return what may stand before and depends on what follows, and what it depends on."""
    table = get(language).table("junction")
    if not table:
        return None, None
    words = "|".join(map(re.escape, table["words"]))
    return re.compile(rf"(?:^|\W)(?:{words})\s*\Z"), re.compile(table["vowel"])
