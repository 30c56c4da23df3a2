"""One name as it stands in one version, and how it may stand to one in another."""

from __future__ import annotations

from typing import NamedTuple

from tm.facts.names.variation import is_either_adapted, is_inflected
from tm.facts.names.words import Word


class Mention(NamedTuple):
    """A capitalised word in a segment of a version, with its neighbours in a run of such words.

    `titled`: a word like "Mr" or "Frau" stands before it. `common`: it looks like a common noun, in
    a language that writes these with a capital, or everything around it has capitals. `initial`: it
    begins a sentence, a quotation or the like, where any word has a capital. `places`: the places,
    peoples and regions that the word may name in its language; `sure`: it is hardly another word.
    `plain` is the plain form of the word, asked for more often than all else.
    """

    code: str
    segment: int
    word: Word
    plain: str
    before: str = ""
    after: str = ""
    titled: bool = False
    common: bool = False
    initial: bool = False
    places: frozenset[str] = frozenset()
    sure: bool = False

    @property
    def neighbours(self) -> frozenset[str]:
        return frozenset((self.before, self.after)) - {""}


NameList = tuple[Mention, ...]  # names one behind another: of a run, or of a list


def inflected(one: Mention, other: Mention) -> bool:
    """Say whether one is the other with a suffix of its language."""
    if one.plain[:3] != other.plain[:3]:
        return False
    return is_inflected(other.plain, one.plain, other.code) or is_inflected(
        one.plain, other.plain, one.code
    )


def adapted(one: Mention, other: Mention) -> bool:
    """Say whether the languages of the two write one name so."""
    return is_either_adapted(one.plain, one.code, other.plain, other.code)


def compound(one: Mention, other: Mention) -> bool:
    """Say whether one begins or ends with the other ("Obamaregierung")."""
    short, long = sorted((one.plain, other.plain), key=len)
    if len(short) < 5 or len(long) - len(short) < 3:
        return False
    return long.startswith(short) or long.endswith(short)
