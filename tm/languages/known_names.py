"""Which words that a dictionary has are names of persons and places all the same.

Dictionaries list names among the words: the German one has "Basel" and "Merkel" beside "Haus",
the English one "smith" and "brown". So the rules on names cannot take every word of a dictionary
for a common one. `shared/names.bloom` holds those words of our vocabularies that are names of
persons in Faker's lists (MIT), or that other languages' dictionaries, which write common nouns
small, have with a capital only. A word with the inflections of a German noun is left out, though
it may be a surname ("Richter"). A wrong "yes" makes a word a name, about once in 300.

`python -m tm.languages.known_names` makes the filter anew; it needs Faker, of the extra `dev`.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from tm.languages.base import codes, get
from tm.languages.vocabulary import build, has_word, holds, mapped

_FILE = Path(__file__).resolve().parent / "shared" / "names.bloom"
_SHORTEST = 3
_LATIN = "\u024f"  # the last letter that is taken for Latin
# Dictionaries of simplemma that have names with a capital and common nouns without.
_WITNESSES = (
    *("en", "fr", "cs", "tl", "sl", "sk", "hbs", "fi", "hu", "ro"),
    *("es", "nb", "sv", "da", "nl", "sq", "cy", "is"),
)


@lru_cache(maxsize=8192)
def is_known_name(surface: str) -> bool:
    """Say whether a word of a dictionary, written with a capital, is a name."""
    return holds(mapped(_FILE), surface if surface[1:].islower() else surface.capitalize())


def _persons() -> Iterator[str]:
    """Yield first names and surnames of all of Faker's locales."""
    try:
        package = importlib.import_module("faker.providers.person")
    except ModuleNotFoundError:
        sys.exit("Faker is missing, which has the lists of names: pip install Faker")
    for module in pkgutil.iter_modules(package.__path__):
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            if "first_name" in attribute or "last_name" in attribute:
                value = getattr(provider, attribute)
                if isinstance(value, (Sequence, Mapping)):
                    yield from (part for name in value for part in str(name).split())


def _capitalised() -> Iterator[str]:
    """Yield the words that two dictionaries, or the English one, have with a capital only."""
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

    witnesses: Counter[str] = Counter()
    for code in _WITNESSES:
        forms = set(DEFAULT_DICTIONARY_FACTORY.get_dictionary(code))
        for form in forms:
            if _is_name_like(form) and form.lower() not in forms:
                witnesses[form] += 2 if code == "en" else 1
    yield from (form for form, count in witnesses.items() if count > 1)


def _is_name_like(word: str) -> bool:
    """Say whether the word is written as names are, in Latin letters."""
    return (
        len(word) >= _SHORTEST
        and word.isalpha()
        and word[0].isupper()
        and word[1:].islower()
        and max(word) <= _LATIN
    )


def _is_inflected(word: str) -> bool:
    """Say whether a language that writes nouns with a capital inflects the word as a noun."""
    return any(
        has_word(word + ending, code)
        for code in codes()
        for ending in get(code).table("names").get("noun_inflections", ())
    )


def main() -> None:
    """Write the filter."""
    names = {name for name in (*_persons(), *_capitalised()) if _is_name_like(name)}
    known = {
        name
        for name in names
        if any(has_word(form, code) for form in (name, name.lower()) for code in codes())
        and not _is_inflected(name)
    }
    _FILE.write_bytes(build(known))
    sys.stdout.write(f"{len(known)} of {len(names)} names are words of a dictionary\n")


if __name__ == "__main__":
    main()
