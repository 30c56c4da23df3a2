"""Places and peoples whose names differ between languages, as data of each language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from tm.facts.names.words import words
from tm.languages import Language, get

_LONGEST_BEGINNING = 16


# Countries that texts call by one word, or whose names hold one another's.
_FAMILIES = (
    {"KR", "KP"},
    {"SD", "SS"},
    {"CD", "CG"},
    {"GB", "IE"},
    {"GN", "GW", "GQ", "PG"},
    {"CN", "HK", "MO", "TW"},
    {"DM", "DO"},
    {"ZA", "CF"},
    {"US", "UM"},
)


def is_family(one: str, other: str) -> bool:
    """Say whether one country may stand for the other in a translation."""
    return any(one in family and other in family for family in _FAMILIES)


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The forms of a language: whole ones and beginnings, each to the places it can mean."""

    whole: dict[str, frozenset[str]]
    beginnings: dict[str, frozenset[str]]
    names: dict[str, str]
    countries: frozenset[str]

    def meaning(self, form: str) -> frozenset[str]:
        """Return the places that a word (in plain form) can mean; empty where none."""
        found = self.whole.get(form, frozenset())
        for length in range(min(len(form), _LONGEST_BEGINNING), 1, -1):
            if places := self.beginnings.get(form[:length]):
                return found | places
        return found


@lru_cache(maxsize=65536)
def places(form: str, code: str) -> frozenset[str]:
    """Return the places, peoples and regions that a word in plain form names in a language."""
    return gazetteer(get(code)).meaning(form)


@lru_cache(maxsize=65536)
def country(form: str, code: str) -> str:
    """Return the country that a word in plain form names without doubt, else ""."""
    (place, *more) = places(form, code) or ("",)
    return place if not more and place in gazetteer(get(code)).countries else ""


@cache
def gazetteer(language: Language) -> Gazetteer:
    """Read the language's `places.toml`."""
    table = language.table("places")
    whole: dict[str, set[str]] = {}
    beginnings: dict[str, set[str]] = {}
    names: dict[str, str] = {}
    for section in ("countries", "others"):
        for place, forms in table.get(section, {}).items():
            names[place] = forms[0]
            for form in forms:
                stem = " ".join(word.plain for word in words(form.rstrip("*"), language))
                (beginnings if form.endswith("*") else whole).setdefault(stem, set()).add(place)
    return Gazetteer(
        {form: frozenset(places) for form, places in whole.items()},
        {form: frozenset(places) for form, places in beginnings.items()},
        names,
        frozenset(table.get("countries", {})),
    )
