"""The gold alignments of ../shared/data/alignment, for training and for measuring."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tm.alignment.cells import SHAPES
from tm.alignment.scoring import Pair, read_gold
from tm.alignment.search import Span
from tm.model import Bead

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "alignment"
ALLOWED = {*SHAPES, (1, 0), (0, 1)}


@dataclass(frozen=True)
class Text:
    """Two versions with their gold beads."""

    name: str
    languages: tuple[str, str]
    source: list[str]
    target: list[str]
    gold: list[Pair]
    with_facts: bool = False


def yearbook() -> list[Text]:
    """Text+Berg: one long German-French text, free translation, noise from scanning."""
    german, french = (
        (DATA / f"dev.{code}").read_text(encoding="utf-8").splitlines() for code in ("de", "fr")
    )
    return [Text("yearbook", ("de", "fr"), german, french, read_gold(DATA / "dev.defr"))]


def news(moved: bool = False) -> list[Text]:
    """News documents with sentences dropped, merged and, if asked for, moved; three pairs each."""
    texts: list[Text] = []
    for document in documents(moved):
        for pair, beads in document["beads"].items():
            first, second = pair.split("-")
            segments = document["segments"]
            gold = [(tuple(left), tuple(right)) for left, right in beads]
            name = f"{'moved ' if moved else ''}{document['name']} {pair}"
            texts.append(Text(name, (first, second), segments[first], segments[second], gold))
    return texts


def documents(moved: bool = False) -> list[dict[str, dict[str, list[object]]]]:
    """The news documents as they are in the file."""
    path = DATA / f"news-{'moved' if moved else 'merged'}.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def closure(document) -> list[Bead]:  # type: ignore[no-untyped-def]
    """The gold of all three versions at once: whatever is linked over any pair is one bead."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def find(node: tuple[str, int]) -> tuple[str, int]:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for pair, beads in document["beads"].items():
        first, second = pair.split("-")
        for left, right in beads:
            nodes = [(first, i) for i in left] + [(second, j) for j in right]
            for node in nodes:
                parent[find(node)] = find(nodes[0])
    groups: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for node in parent:
        groups.setdefault(find(node), []).append(node)
    return [
        Bead(
            {code: tuple(sorted(i for c, i in nodes if c == code)) for code in document["segments"]}
        )
        for nodes in groups.values()
    ]


def monotone_chunks(text: Text, size: int = 50) -> Iterator[list[Span]]:
    """Cut the gold into monotone runs of at most about `size` source segments.

    Beads that cross others or have a shape that the search does not know end a run.
    """
    run: list[Span] = []
    i = j = 0
    for bead in _in_order(text.gold):
        left, right = bead
        expected = (tuple(range(i, i + len(left))), tuple(range(j, j + len(right))))
        if bead == expected and (len(left), len(right)) in ALLOWED:
            run.append((i, len(left), j, len(right)))
            i, j = i + len(left), j + len(right)
            if i - run[0][0] < size and j - run[0][2] < size:
                continue
        else:
            i = max(left) + 1 if left else i
            j = max(right) + 1 if right else j
        if len(run) > 3:
            yield run
        run = []
    if len(run) > 3:
        yield run


def without_moves(text: Text) -> Text:
    """The same text with the gold that a monotone path can reach: crossing links left out.

    Keeps the heaviest set of beads that do not cross; their segments are left alone otherwise.
    """
    links = sorted(pair for pair in text.gold if pair[0] and pair[1])
    weight = [len(left) + len(right) for left, right in links]
    back = [-1] * len(links)
    for here, (left, right) in enumerate(links):
        own = weight[here]
        for before in range(here):
            earlier = links[before]
            ahead = earlier[0][-1] < left[0] and earlier[1][-1] < right[0]
            if ahead and weight[before] + own > weight[here]:
                weight[here], back[here] = weight[before] + own, before
    here = max(range(len(links)), key=weight.__getitem__, default=-1)
    kept: list[Pair] = []
    while here >= 0:
        kept.append(links[here])
        here = back[here]
    lone = [((i,), ()) for i in _rest(len(text.source), [left for left, _ in kept])]
    other = [((), (j,)) for j in _rest(len(text.target), [right for _, right in kept])]
    return replace(text, gold=kept[::-1] + lone + other)


def _rest(size: int, used: list[tuple[int, ...]]) -> list[int]:
    return sorted(set(range(size)) - {index for indices in used for index in indices})


def _in_order(gold: list[Pair]) -> list[Pair]:
    """Sort by source; beads without source go before the bead that follows in the target."""
    linked = sorted(pair for pair in gold if pair[0])
    pending = sorted((pair for pair in gold if not pair[0]), key=lambda pair: pair[1])
    order: list[Pair] = []
    for pair in linked:
        while pair[1] and pending and pending[0][1][0] < pair[1][0]:
            order.append(pending.pop(0))
        order.append(pair)
    return order + pending


def halves(texts: Sequence[Text]) -> tuple[list[Text], list[Text]]:
    """Split by document, every other one; the moved ones as those they are made of.

    Of the yearbook, one text, each has the gold of one half.
    """
    names = sorted({_document(text) for text in texts if not is_yearbook(text)})
    even = set(names[::2])
    parts: tuple[list[Text], list[Text]] = ([], [])
    for text in texts:
        if is_yearbook(text):
            for part, half in zip(parts, _halved(text), strict=True):
                part.append(half)
        else:
            parts[_document(text) not in even].append(text)
    return parts


def _halved(text: Text) -> Iterator[Text]:
    """Yield the same text twice, with the gold of its first and of its second half."""
    ordered = _in_order(text.gold)
    middle = len(ordered) // 2
    for gold in (ordered[:middle], ordered[middle:]):
        yield replace(text, gold=gold)


def judged(found: Sequence[Pair], text: Text) -> list[Pair]:
    """Return those of the beads found that the gold, perhaps of half the text, can judge."""
    inside = [{index for pair in text.gold for index in pair[side]} for side in (0, 1)]
    return [
        (left, right)
        for left, right in found
        if (left[0] in inside[0] if left else right[0] in inside[1])
    ]


def is_yearbook(text: Text) -> bool:
    """Say whether a text is the yearbook, or half of it."""
    return text.name == "yearbook"


def is_plain(text: Text) -> bool:
    """Say whether a text is news without moved sentences."""
    return not is_yearbook(text) and not text.name.startswith("moved ")


def versions_of(text: Text) -> dict[str, list[str]]:
    """The segments by language, as `align` takes them."""
    return dict(zip(text.languages, (text.source, text.target), strict=True))


def _document(text: Text) -> str:
    return text.name.removeprefix("moved ").split()[0]
