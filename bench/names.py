"""What the comparison of names finds and what it costs: `python -m bench.names`.

Data beside the checkout: the development triples, each a version set of its own, and the news
documents with gold alignment, each one version set. Reported as it is found; then errors are
planted, one at a time, with a fixed seed, in names that all versions write alike and that no
English dictionary has: a letter swapped, dropped, doubled or replaced, or the whole word replaced;
and places that all versions name, replaced by others of the same texts (a country by a country).
A hit is a finding that names the planted word, blamed right if on the changed version.
"""

from __future__ import annotations

import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from bench.triples import CODES, DATA, read
from tm.facts.names import Mention, Names, missing_names, misspellings
from tm.facts.names.places import gazetteer
from tm.facts.names.vocabulary import is_word
from tm.facts.names.words import words
from tm.languages import get
from tm.model import Bead

PLANTED = 60
OTHERS = ("Kowalczyk", "Oyelaran", "Nakamura", "Abdulov", "Ferrantino", "Quispe", "Lindqvist")
LETTERS = "aeiourstnlmkbd"

Found = tuple[str, str, str | None, tuple[str, ...]]


@dataclass(frozen=True)
class Versions:
    name: str
    segments: dict[str, list[str]]
    beads: list[Bead]


def main() -> None:
    for title, sets in (("triples", triples()), ("documents", documents())):
        began = time.process_time()
        alarms = [(one.name, found) for one in sets for found in compare(one)]
        seconds = time.process_time() - began
        beads = sum(len(one.beads) for one in sets)
        size = sum(len(part) for one in sets for part in one.segments.values())
        print(f"{title}: {len(sets)} sets, {beads} beads, {size / seconds:,.0f} segments a second")
        for name, found in alarms:
            print(f"  {name}: {found}")
        for codes in (CODES, ("en", "de"), ("en", "fr"), ("de", "fr")):
            for label, change in (("slip", slip), ("other name", other_name)):
                print(f"  {label} in {'+'.join(codes)}: {planted(sets, codes, change)}")
            print(f"  other place in {'+'.join(codes)}: {planted_places(sets, codes)}")


def triples() -> list[Versions]:
    one = Bead(dict.fromkeys(CODES, (0,)))
    return [Versions(r["id"], {c: [r[c]] for c in CODES}, [one]) for r in read("news-triples.tsv")]


def documents() -> list[Versions]:
    path = DATA / "alignment" / "news-merged.jsonl"
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        found.append(Versions(document["name"], document["segments"], joined(document["beads"])))
    return found


def joined(pairs: dict[str, list[list[list[int]]]]) -> list[Bead]:
    """Join the gold beads of the three pairs into beads of three."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for pair, beads in pairs.items():
        first, second = pair.split("-")
        for left, right in beads:
            nodes = [(first, i) for i in left] + [(second, i) for i in right]
            for node in nodes:
                parent[root(node)] = root(nodes[0])
    groups: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for node in list(parent):
        groups[root(node)].append(node)
    return [
        Bead({c: tuple(sorted(i for code, i in nodes if code == c)) for c in CODES})
        for nodes in groups.values()
    ]


def compare(versions: Versions) -> set[Found]:
    """Return what is found, as (rule, words, language blamed, the words of the others)."""
    names = Names.of(versions.segments, versions.beads)
    slips: set[Found] = {
        ("spelling", m.wrong.word.surface, m.blamed, tuple(r.word.surface for r in m.right))
        for m in misspellings(names)
    }
    gaps: set[Found] = {
        (
            "missing",
            m.instead.word.surface if m.instead else "",
            m.blamed,
            tuple(word.word.surface for run in m.present for word in run),
        )
        for m in missing_names(names)
    }
    return slips | gaps


def slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:place], word[place], word[place + 1 :]
    return chance.choice(
        (
            before + after[0] + letter + after[1:],
            before + after,
            before + letter + letter + after,
            before + chance.choice(LETTERS) + after,
        )
    )


def other_name(word: str, chance: random.Random) -> str:
    return chance.choice(OTHERS)


def planted(
    sets: Sequence[Versions],
    codes: tuple[str, ...],
    change: Callable[[str, random.Random], str],
) -> str:
    """Plant errors one at a time; return the figures as text."""
    chance = random.Random(4)
    counts: Counter[str] = Counter()
    while counts["planted"] < PLANTED:
        one = chance.choice(sets)
        bead = chance.choice(one.beads)
        if not all(bead.segments[code] for code in codes):
            continue
        language = chance.choice(codes)
        segment = chance.choice(bead.segments[language])
        text = one.segments[language][segment]
        shared = set.intersection(
            *(
                {
                    word.form
                    for i in bead.segments[code]
                    for word in words(one.segments[code][i], get(code))
                }
                for code in codes
            )
        )
        names = [
            word
            for word in words(text, get(language))
            if word.capital
            and len(word.form) > 4
            and word.form in shared
            and not is_word(word.surface, "en")
        ]
        if not names:
            continue
        word = chance.choice(names)
        wrong = change(word.surface, chance)
        if wrong == word.surface:
            continue
        counts["planted"] += 1
        beads = [Bead({code: each.segments[code] for code in codes}) for each in one.beads]
        clean = {code: list(one.segments[code]) for code in codes}
        dirty = {code: list(part) for code, part in clean.items()}
        dirty[language][segment] = text[: word.start] + wrong + text[word.end :]
        added = compare(Versions(one.name, dirty, beads)) - compare(Versions("", clean, beads))
        hits = [found for found in added if wrong in (found[1], *found[3]) or not found[1]]
        counts["found"] += bool(hits)
        counts["right"] += any(found[2] == language for found in hits)
        counts["wrong"] += any(found[2] not in (language, None) for found in hits)
        counts["more"] += len(added) - len(hits)
    return (
        f"{counts['found']} of {counts['planted']} found, {counts['right']} blamed right,"
        f" {counts['wrong']} wrong, {counts['more']} other findings"
    )


def planted_places(sets: Sequence[Versions], codes: tuple[str, ...]) -> str:
    """Replace places by others, one at a time; return the figures as text."""
    chance = random.Random(4)
    sites = [site for one in sets for site in places(one, codes)]
    keys = sorted({key for _, _, key, _ in sites})
    counts: Counter[str] = Counter()
    for one, segment, key, place in chance.sample(sites, min(PLANTED, len(sites))):
        language = place.code
        names = gazetteer(get(language)).names
        alike = [
            k for k in keys if k.isupper() == key.isupper() and k != key and "*" not in names[k]
        ]
        new = names[chance.choice(alike)]
        beads = [Bead({code: each.segments[code] for code in codes}) for each in one.beads]
        clean = {code: list(one.segments[code]) for code in codes}
        dirty = {code: list(part) for code, part in clean.items()}
        text = clean[language][segment]
        dirty[language][segment] = text[: place.word.start] + new + text[place.word.end :]
        added = compare(Versions(one.name, dirty, beads)) - compare(Versions("", clean, beads))
        counts["found"] += bool(added)
        counts["right"] += any(found[2] == language for found in added)
        counts["planted"] += 1
    return f"{counts['found']} of {counts['planted']} found, {counts['right']} blamed right"


def places(one: Versions, codes: tuple[str, ...]) -> Iterator[tuple[Versions, int, str, Mention]]:
    """Yield the places, with the segment, that each version names exactly once in a bead."""
    beads = [Bead({code: each.segments[code] for code in codes}) for each in one.beads]
    for sides in Names.of({code: one.segments[code] for code in codes}, beads).beads:
        if len(sides) < len(codes):
            continue
        named = [
            Counter(min(at.places) for at in side.places if at.sure and len(at.places) == 1)
            for side in sides
        ]
        for key in named[0]:
            if all(count[key] == 1 for count in named):
                for side in sides:
                    place = side.at(key)
                    if place and place.word.surface[0].isupper():
                        yield one, place.segment, key, place


if __name__ == "__main__":
    main()
