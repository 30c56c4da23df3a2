"""How sure it is that a capitalised word is a name."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tm.facts.names.mention import Mention
from tm.facts.names.vocabulary import is_common, is_compound, is_noun, is_word
from tm.languages.known_names import is_known_name

_NOISE = re.compile(r"(.)\1\1|^[^aeiouy]+$")  # exclamations: "Ahhh", "Brrr"
_SHORTEST = 4  # letters; what is shorter may be an abbreviation


def is_certain(mention: Mention, codes: Iterable[str]) -> bool:
    """Say whether the word can hardly be anything but a name.

    It is no word of the languages `codes`, which may lend words to one another, or is known as a
    name; at the start of a sentence no common word counts as one.
    """
    if mention.common or _NOISE.search(mention.plain):
        return False
    if mention.sure:
        return True
    surface = mention.word.surface
    if not any(is_noun(surface, code) for code in (mention.code, *codes)):
        return len(surface) >= _SHORTEST and not is_compound(surface, mention.code)
    return is_known_name(surface) and not (mention.initial and is_common(surface, mention.code))


def is_distinctive(present: tuple[Mention, ...], persons: frozenset[str]) -> bool:
    """Say whether a word that several versions share is a name and no word that they share.

    `persons` are the parts of full names.
    """
    if _NOISE.search(present[0].plain):
        return False
    if present[0].plain in persons:
        return True
    if any(is_common(mention.word.surface, mention.code) for mention in present):
        return is_known_name(present[0].word.surface) and not any(one.initial for one in present)
    return not all(is_word(one.word.surface, one.code) for one in present) or is_known_name(
        present[0].word.surface
    )
