"""When two spellings are one name as two languages write it: "Putin" and "Poutine".

Each language's `names.toml` lists what it writes for the letters of others (transliteration and
adapted endings). Two spellings are explained by these where they can be read letter by letter as
the same, with such pairs in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from tm.languages import Language, get

_LONGEST = 40  # letters; nothing longer is compared, so that a comparison is bounded
REMOTE = 0.4  # normalised Indel similarity below which no adaptation is looked for
_VOWEL = re.compile("[aeiou]")
_SILENT = re.compile("[hyjw]")
_DOUBLE = re.compile(r"(.)(?=\1)")
_LONG = 6  # a name from this length on may have two wrong letters


@dataclass(frozen=True, slots=True)
class Adaptation:
    """What a language makes of names: pairs of others' letters and its own, by their first ones."""

    letters: Mapping[str, list[tuple[str, str]]]
    endings: frozenset[tuple[str, str]]
    suffixes: frozenset[str]
    genitives: tuple[str, ...]
    telling: tuple[str, ...]


@cache
def adaptation(language: Language) -> Adaptation:
    """Read the language's table."""
    table = language.table("names")
    letters: dict[str, list[tuple[str, str]]] = {}
    for other, owns in table.get("letters", {}).items():
        for own in owns:
            letters.setdefault(other[0] + own[0], []).append((other, own))
    endings = frozenset((other, own) for other, own in table.get("endings", ()))
    return Adaptation(
        letters,
        endings,
        frozenset(table.get("suffixes", ())),
        tuple(table.get("genitives", ())),
        tuple(table.get("telling", ())),
    )


def noun_inflections(language: Language) -> tuple[str, ...]:
    """Return the endings of nouns in a language that writes them all with a capital, else none."""
    return tuple(language.table("names").get("noun_inflections", ()))


def is_inflected(form: str, base: str, code: str) -> bool:
    """Say whether `form` is `base` with a suffix of the language ("Bilashs", "Kasachen")."""
    if not form.startswith(base) or len(base) < 3:
        return False
    return form == base or form[len(base) :] in adaptation(get(code)).suffixes


@lru_cache(maxsize=16384)
def is_adapted(other: str, own: str, code: str) -> bool:
    """Say whether the language `code` would write `own` for the name `other` (plain forms)."""
    rules = adaptation(get(code))
    if max(len(other), len(own)) > _LONGEST:
        return False
    reached = {(0, 0)}
    todo = [(0, 0)]
    while todo:
        i, j = todo.pop()
        if other[i:] == own[j:] or (other[i:], own[j:]) in rules.endings:
            return True
        if i == len(other) or j == len(own):
            continue
        steps = [
            (i + len(a), j + len(b))
            for a, b in rules.letters.get(other[i] + own[j], ())
            if other.startswith(a, i) and own.startswith(b, j)
        ]
        if other[i] == own[j]:
            steps.append((i + 1, j + 1))
        todo.extend(step for step in steps if step not in reached)
        reached.update(steps)
    return False


@lru_cache(maxsize=4096)
def is_nearly_adapted(other: str, own: str, code: str) -> bool:
    """Say whether the language would write `own` for `other` but for a vowel or a doubled letter.

    "Khaled" is "Chalid" in German. A consonant must be adapted as well: a vowel that is wrong and
    no more is a slip.
    """
    if is_adapted(other, own, code):
        return True
    if max(len(other), len(own)) > _LONGEST or _skeleton(other) == _skeleton(own):
        return False
    return any(
        one != two and is_adapted(one, two, code)
        for one, two in (
            *product(_without(_VOWEL, other), _without(_VOWEL, own)),
            *product(_without(_DOUBLE, other), [own]),
            *product([other], _without(_DOUBLE, own)),
        )
    )


def _skeleton(form: str) -> str:
    """Return the consonants of `form`, doubled ones once."""
    return _DOUBLE.sub("", _VOWEL.sub("", form))


def sounds_like(one: str, other: str) -> bool:
    """Say whether two spellings have the same consonants, but for those that few languages hear."""
    return _SILENT.sub("", _skeleton(one)) == _SILENT.sub("", _skeleton(other))


def _without(letter: re.Pattern[str], form: str) -> list[str]:
    """Return `form` without each of the letters that match, in turn."""
    places = [match.start() for match in letter.finditer(form)]
    return [form[:place] + form[place + 1 :] for place in places]


def is_either_adapted(one: str, code: str, other: str, other_code: str) -> bool:
    """Say whether the languages of two spellings write one name so."""
    if code == other_code or Indel.normalized_similarity(one, other) < REMOTE:
        return False
    return is_adapted(one, other, other_code) or is_adapted(other, one, code)


def is_same(other: str, own: str, code: str) -> bool:
    """Say whether `own` in the language `code` is the name `other`, adapted or not, or nearly."""
    return other == own or is_adapted(other, own, code) or mistyped(other, own) > 0


def mistyped(one: str, other: str) -> int:
    """Return how many letters are wrong, dropped, added or swapped; 0 where it is no slip.

    Optimal string alignment distance, at most one for short names and two for longer ones.
    """
    shortest, longest = len(one), len(other)
    if shortest > longest:
        shortest, longest = longest, shortest
    if shortest < 3 or longest - shortest > 2:
        return 0
    limit = 2 if shortest >= _LONG else 1
    distance = OSA.distance(one, other, score_cutoff=limit)
    return distance if distance <= limit else 0


def without_genitive(form: str, code: str) -> list[str]:
    """Return `form`, and what it may be the genitive of."""
    endings = adaptation(get(code)).genitives
    return [form, *(form.removesuffix(end) for end in endings if form.endswith(end))]


def slips(form: str, others: Sequence[str]) -> list[int]:
    """Return the places of those of `others` that are a slip away from `form`, in order."""
    if not others:
        return []
    found = process.extract(form, others, scorer=OSA.distance, score_cutoff=2, limit=None)
    return sorted(index for other, _, index in found if mistyped(form, other))


def near(form: str, others: Sequence[str]) -> Iterator[str]:
    """Yield those of `others` that are a slip away from `form`, in their order."""
    return (others[index] for index in slips(form, others))


def is_any(form: str, others: Sequence[str], code: str) -> bool:
    """Say whether the language `code` has the name `form` among `others` in whatever spelling."""
    scorer = Indel.normalized_similarity
    found = process.extract(form, others, scorer=scorer, score_cutoff=REMOTE, limit=None)
    return any(is_same(form, other, code) for other, _, _ in found)


def is_grammar(one: str, other: str, code: str) -> bool:
    """Say whether two forms of one language differ by nothing but a suffix."""
    return is_inflected(one, other, code) or is_inflected(other, one, code)


def is_told(other: str, own: str, code: str, neighbours: Iterable[str]) -> bool:
    """Say whether `own` adapts letters that the text leaves as they are in the words beside it.

    Who writes "Serikzhan" in French does not adapt (that would be "Serikjan"), so that "Bilach"
    beside it is a slip for "Bilash" and no adaptation.
    """
    telling = adaptation(get(code)).telling
    if not any(letters in word for letters in telling for word in neighbours):
        return False
    return any(letters in other for letters in telling) and not any(
        letters in own for letters in telling
    )
