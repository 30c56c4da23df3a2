"""Measure the aligner beside its peers: `python -m bench.alignment`.

Prints strict and lax F1 (as Vecalign counts them), sentences a second and peak memory, for our
aligner and for Gale-Church (package galechurch, `pip install galechurch`). `--held-out` learns the
weights on half of the documents and reports on the other half; otherwise the shipped weights are
used, which have seen all of the data. `--growth` shows how time grows with the length, `--ablation`
sets one weight at a time to 0.
"""

from __future__ import annotations

import argparse
import ast
import json
import resource
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.alignment_data import (
    Text,
    closure,
    documents,
    halves,
    is_plain,
    is_yearbook,
    judged,
    news,
    versions_of,
    yearbook,
)
from bench.train_alignment import train_all
from tm.alignment import align, pairwise
from tm.alignment.scoring import Pair, Score, project, score
from tm.alignment.threads import one_thread
from tm.alignment.weights import Model, default_model
from tm.model import Bead

EXAMPLES = Path(__file__).with_name("alignment_examples.json")
SOURCES = {
    "cognates": "COGNATE_WEIGHT",
    "lexicon": "LEXICON_WEIGHT",
    "statistics": "STATISTICS_WEIGHT",
}
Aligner = Callable[[Text], list[Pair]]


def ours(model: Model) -> Aligner:
    def run(text: Text) -> list[Pair]:
        beads = align(versions_of(text), model=model)
        return project(beads, *text.languages)

    return run


def gale_church() -> Aligner | None:
    try:
        import galechurch
    except ImportError:
        print("galechurch is not installed; pip install galechurch")
        return None

    def run(text: Text) -> list[Pair]:
        return _spans(galechurch, text)

    return run


def _spans(galechurch: Any, text: Text) -> list[Pair]:
    """Turn galechurch's answer into pairs of index tuples."""
    lines = galechurch.align(text.source, text.target).to_pharaoh_lines()
    return [tuple(tuple(ast.literal_eval(side)) for side in line.split(":")) for line in lines]


def measure(label: str, run: Aligner, texts: Sequence[Text]) -> None:
    """Print the mean over language pairs of strict and lax F1, and the speed."""
    began = time.perf_counter()
    by_pair: dict[tuple[str, str], Score] = {}
    for text in texts:
        result = score(judged(run(text), text), text.gold)
        before = by_pair.get(text.languages)
        by_pair[text.languages] = result if before is None else before + result
    seconds = time.perf_counter() - began
    strict = sum(result.strict.f1 for result in by_pair.values()) / len(by_pair)
    lax = sum(result.lax.f1 for result in by_pair.values()) / len(by_pair)
    count = sum(len(text.source) + len(text.target) for text in texts)
    print(f"  {label:<28} strict {strict:.3f}  lax {lax:.3f}  {count / seconds:6.0f} sentences/s")


def three_at_once(model: Model) -> None:
    total: Score | None = None
    for document in documents():
        beads, gold = align(document["segments"], model=model), closure(document)
        for pair in document["beads"]:
            one = score(project(beads, *pair.split("-")), project(gold, *pair.split("-")))
            total = one if total is None else total + one
    assert total is not None
    print(f"  three versions at once       strict {total.strict.f1:.3f}  lax {total.lax.f1:.3f}")


def examples() -> None:
    """Print F1 on our own examples, of which `alignment_examples.json` has the beads as read."""
    from tm.app.aligning import align_files

    total: Score | None = None
    for name, gold in json.loads(EXAMPLES.read_text(encoding="utf-8")).items():
        beads = align_files([EXAMPLES.parent.parent / "examples/markdown" / name]).beads
        wanted = [Bead(dict(zip(beads[0].segments, map(tuple, row), strict=True))) for row in gold]
        for pair in combinations(beads[0].segments, 2):
            one = score(project(beads, *pair), project(wanted, *pair))
            total = one if total is None else total + one
    assert total is not None
    print(f"  our examples, as checked     strict {total.strict.f1:.3f}  lax {total.lax.f1:.3f}")


def moves(model: Model, texts: Sequence[Text]) -> None:
    """Print how many sentences are wrongly called moved in texts without any."""
    found = sum(bead.moved for text in texts for bead in align(versions_of(text), model=model))
    count = sum(len(text.source) for text in texts)
    print(f"  false moves: {found} in {count} sentences without any")


def confidence(model: Model, texts: Sequence[Text]) -> None:
    """Print how many beads have a score above 0.9, and how many of those are right."""
    sure = right = count = 0
    for text in texts:
        gold = set(text.gold)
        for bead in align(versions_of(text), model=model):
            count += 1
            if bead.score > 0.9:
                sure += 1
                right += tuple(bead.segments.values()) in gold
    print(f"  score above 0.9: {sure / count:.1%} of beads, {right / sure:.1%} of them right")


def report(model: Model, plain: list[Text], moved: list[Text], book: list[Text]) -> None:
    peers: list[tuple[str, Aligner | None]] = [("tm", ours(model)), ("galechurch", gale_church())]
    for title, texts in (("edited news", plain), ("moved news", moved), ("yearbook", book)):
        print(f"{title} ({len(texts)} alignments)")
        for label, run in peers:
            if run is not None and texts:
                measure(label, run, texts)
    moves(model, plain)
    confidence(model, plain)


def growth() -> None:
    """Print the processor time for 100 to 10,000 sentences: all news documents in a row."""
    segments: dict[str, list[str]] = {"en": [], "de": [], "fr": []}
    for document in documents():
        for code, texts in document["segments"].items():
            segments[code] += texts
    print("growth, three versions")
    for size in (100, 1000, 3000, 10_000):
        some = {
            code: [texts[i % len(texts)] for i in range(size)] for code, texts in segments.items()
        }
        began = time.process_time()
        align(some)
        seconds = time.process_time() - began
        print(
            f"  {size:>6} x 3  {seconds:7.2f} s  {3 * size / seconds:6.0f} sentences/s  {_memory()}"
        )


def one_set(model: Model) -> None:
    """Print the time of one set of about 30 sentences in three versions, warm."""
    sets = [d["segments"] for d in documents() if 26 <= len(d["segments"]["en"]) <= 34]
    align(sets[0])
    began = time.process_time()
    for _ in range(5):
        for segments in sets:
            align(segments, model=model)
    spent = (time.process_time() - began) / 5 / len(sets)
    count = sum(len(texts) for segments in sets for texts in segments.values()) / len(sets)
    print(f"one set of {count:.0f} sentences in three versions: {spent * 1000:.0f} ms of processor")


def ablation(texts: list[Text]) -> None:
    """Print what each signal adds: its weight set to 0, the others as learned on the other half."""
    even, odd = halves(texts)
    with one_thread():
        model = train_all(even)
    parts = [
        [text for text in odd if is_plain(text)],
        [text for text in odd if is_yearbook(text)],
    ]
    signals = [name for name in model.second.links if model.second.links[name]]
    for left_out in (None, *signals, *SOURCES):
        with without(left_out, model) as changed:
            for tests in parts:
                measure(f"without {left_out}" if left_out else "all signals", ours(changed), tests)


@contextmanager
def without(left_out: str | None, model: Model) -> Iterator[Model]:
    """Leave out a signal of links, or a source of words, for as long as the context lasts."""
    constant = SOURCES.get(left_out or "", "COGNATE_WEIGHT")
    kept = getattr(pairwise, constant)
    if left_out in SOURCES:
        setattr(pairwise, constant, 0.0)
    elif left_out:
        first, second = (
            replace(weights, links={**weights.links, left_out: 0.0})
            for weights in (model.first, model.second)
        )
        model = replace(model, first=first, second=second)
    yield model
    setattr(pairwise, constant, kept)


def _memory() -> str:
    return f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most so far"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--ablation", action="store_true")
    options = parser.parse_args()
    model, texts = default_model(), news() + news(moved=True) + yearbook()
    if options.ablation:
        ablation(texts)
    elif options.growth:
        growth()
    else:
        compare(model, texts, options)


def compare(model: Model, texts: list[Text], options: argparse.Namespace) -> None:
    one_set(model)
    three_at_once(model)
    examples()
    parts = [(model, texts, "shipped weights, which have seen these texts")]
    if options.held_out:
        even, odd = halves(texts)
        with one_thread():
            parts = [
                (train_all(one), other, "weights learned on the other half of the texts")
                for one, other in ((even, odd), (odd, even))
            ]
    for trained, tests, title in parts:
        print(f"== {title}")
        plain = [text for text in tests if is_plain(text)]
        moved = [text for text in tests if text.name.startswith("moved ")]
        report(trained, plain, moved, [text for text in tests if is_yearbook(text)])
    print(_memory())


if __name__ == "__main__":
    main()
