"""Whether a language has a word, without loading its dictionary.

simplemma's dictionary of German has a million forms and takes two seconds to load. All that is
asked here is whether a word is in it, so each language folder holds a Bloom filter of the forms
(`vocabulary.bloom`; Bloom 1970): 12 bits a form, eight probes, one wrong "yes" in about 300. Those
who ask stay silent about words, so a wrong "yes" is never a false alarm.

`python -m tm.languages.vocabulary` makes the filters anew (docs/decisions/0004-vocabulary.md).
"""

from __future__ import annotations

import hashlib
import mmap
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tm.languages.base import codes, get

FILE = "vocabulary.bloom"
_BITS_PER_FORM = 12
_PROBES = 8


def has_word(word: str, code: str) -> bool:
    """Say whether the language has the word in this case; False where it has no vocabulary."""
    return holds(_filter(code), word)


def holds(data: mmap.mmap | bytes, word: str) -> bool:
    """Say whether a filter has the word; False for an empty one."""
    return bool(data) and all(data[bit >> 3] >> (bit & 7) & 1 for bit in _bits(word, len(data) * 8))


def _bits(word: str, size: int) -> list[int]:
    """Return the places of a word in a filter of `size` bits (Kirsch and Mitzenmacher 2006)."""
    digest = hashlib.blake2b(word.encode("utf-8"), digest_size=16).digest()
    first, step = int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little") | 1
    return [(first + number * step) % size for number in range(_PROBES)]


@cache
def _filter(code: str) -> mmap.mmap | bytes:
    return mapped(get(code).folder / FILE)


@cache
def mapped(path: Path) -> mmap.mmap | bytes:
    """Return the filter in a file, mapped and not read; empty where there is none."""
    if not path.is_file():
        return b""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def build(words: Iterable[str]) -> bytes:
    """Return a filter of the words."""
    forms = set(words)
    data = bytearray(max(1, len(forms) * _BITS_PER_FORM // 8))
    for form in forms:
        for bit in _bits(form, len(data) * 8):
            data[bit >> 3] |= 1 << (bit & 7)
    return bytes(data)


def main() -> None:
    """Write the filter of every language for which simplemma has a dictionary."""
    from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

    for code in codes():
        dictionary = DEFAULT_DICTIONARY_FACTORY.get_dictionary(code)
        data = build(dictionary)
        (get(code).folder / FILE).write_bytes(data)
        sys.stdout.write(f"{code}: {len(dictionary)} forms, {len(data)} bytes\n")


if __name__ == "__main__":
    main()
