"""A made-up corpus with a fixed seed: words of English, in frequencies and lengths of real text.

A third of the segments are edited copies of earlier ones, as in a real memory. Nothing of it is
kept in a file of the project.
"""

from __future__ import annotations

import itertools
import random
import string
from collections.abc import Iterator

_FUNCTION = """
the of and to in a that is was he for it with as his on be at by had not are but from or have
an they which one you were her all she there would their we him been has when who will more no
if out so said what up its about into than them can only other new some could time these two
may then do first any my now such like our over man me even most made after also did many
before must through years where much your way well down should because each just those people
how too little state good very make world still own see men work long get here
"""


def vocabulary(size: int = 40_000) -> list[str]:
    """English words, the most frequent first: function words, then others, shorter ones earlier."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    generator = random.Random(7)
    known = DefaultDictionaryFactory().get_dictionary("en")
    words = sorted({str(w) for w in known if str(w).isalpha() and str(w).islower()})
    words = [word for word in words if 3 <= len(word) <= 14]
    chosen = generator.sample(words, min(size, len(words)))
    chosen.sort(key=lambda word: len(word) + generator.uniform(0, 6))
    return [*_FUNCTION.split(), *chosen]


def segments(count: int, seed: int = 1) -> Iterator[str]:
    """Yield `count` segments of 2 to 70 words; about a quarter are over 150 characters."""
    generator = random.Random(seed)
    words = vocabulary()
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(words))))
    made: list[str] = []
    for _ in range(count):
        if made and generator.random() < 1 / 3:
            text = edited(generator.choice(made), generator, generator.randint(1, 4), words)
        else:
            length = max(2, min(70, round(generator.lognormvariate(2.9, 0.6))))
            text = sentence(generator.choices(words, cum_weights=weights, k=length), generator)
        if len(made) < 50_000:
            made.append(text)
        else:
            made[generator.randrange(50_000)] = text
        yield text


def sentence(words: list[str], generator: random.Random) -> str:
    """Make a sentence of words: a capital, some names, numbers and commas, a full stop."""
    parts = []
    for word in words:
        chance = generator.random()
        if chance < 0.03:
            word = str(generator.randint(1, 2030))
        elif chance < 0.08:
            word = word.title()
        parts.append(f"{word}," if chance > 0.95 else word)
    text = " ".join(parts).rstrip(",")
    return f"{text[:1].upper()}{text[1:]}."


def edited(text: str, generator: random.Random, edits: int, words: list[str]) -> str:
    """Change `edits` words or characters of a text."""
    parts = text.split(" ")
    for _ in range(edits):
        at = generator.randrange(len(parts))
        kind = generator.randrange(5)
        if kind == 0:
            parts[at] = generator.choice(words[:5000])
        elif kind == 1:
            parts.insert(at, generator.choice(words[:5000]))
        elif kind == 2 and len(parts) > 2:
            del parts[at]
        else:
            parts[at] = slip(parts[at], generator)
    return " ".join(parts)


def slip(word: str, generator: random.Random) -> str:
    """Make a typing slip."""
    at = generator.randrange(len(word) + 1)
    letter = generator.choice(string.ascii_lowercase)
    return (
        generator.choice(
            (
                word[:at] + letter + word[at:],
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at + 1 :],
            )
        )
        or letter
    )


def queries(made: list[str], count: int, seed: int = 2) -> list[tuple[str, str]]:
    """(kind, text): a third exact, a third edited to about 70 to 95 per cent, a third unrelated."""
    generator = random.Random(seed)
    words = vocabulary()
    unrelated = segments(3 * count, seed + 1000)
    asked = []
    for number in range(count):
        text = generator.choice(made)
        if number % 3 == 0:
            asked.append(("exact", text))
        elif number % 3 == 1:
            length = len(text.split(" "))
            edits = max(1, round(length * generator.uniform(0.05, 0.3)))
            asked.append(("edited", edited(text, generator, edits, words)))
        else:
            asked.append(("unrelated", next(unrelated)))
    return asked
