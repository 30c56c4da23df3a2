"""Learn the weights of the alignment signals: `python -m bench.train_alignment`.

A two-dimensional conditional random field over beads: the log likelihood of the gold paths is
maximised with L-BFGS (needs scipy). Two sets of weights are learned, without and with the word
statistics that the first pass gives. `--out` says where to write; without it, nothing is written.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from bench.alignment_data import (
    Text,
    closure,
    documents,
    monotone_chunks,
    news,
    without_moves,
    yearbook,
)
from tm.alignment.aligner import in_order
from tm.alignment.evidence import Evidence
from tm.alignment.features import ALONE_FEATURES, LINK_FEATURES, link_feature
from tm.alignment.lexicon import core_lexicon
from tm.alignment.moved import SIGNALS, loosen, pair_signals
from tm.alignment.options import AlignOptions
from tm.alignment.pairwise import PairAligner
from tm.alignment.scoring import Score, score
from tm.alignment.search import (
    NEVER,
    SHAPES,
    Doubles,
    Lattice,
    Posteriors,
    Span,
    all_posteriors,
)
from tm.alignment.threads import one_thread
from tm.alignment.together import align_pairs
from tm.alignment.version import read_version
from tm.alignment.weights import PATH, Model, Weights, read_model
from tm.alignment.windows import Window
from tm.facts import extract_facts
from tm.model import Fact

# There is no gold with headings and paragraphs: these are what they are by decision.
FIXED = {"kind": -2.5, "blocks": -2.0}
LINKS = [name for name in LINK_FEATURES if name not in FIXED]
ALONE = ["alone", *ALONE_FEATURES]
MOVED = (*SIGNALS, "path", "lead")
# A difference, or something that is missing, can never speak for a bead: only what correlates with
# it in one kind of text may seem to say so.
AGAINST = (
    *("length-likelihood", "length-ratio", "ending", "opening", "sentences", "marks"),
    *("numbers", "numbers-elsewhere", "facts", "facts-elsewhere", "names"),
    *("neighbours", "best-neighbour"),
)
PENALTY = 0.5
# Chunks whose paths are summed at once: less is spent on calls.
BATCH = 4
# The yearbook is one text of another kind among a hundred of news.
BOOK_WEIGHT = 3


@dataclass
class Chunk:
    """Features of a window (link features, shapes, n, m) and the gold path's sums of them."""

    links: np.ndarray
    source: np.ndarray
    target: np.ndarray
    gold: np.ndarray


def aligner(text: Text, model: Model, known=()) -> PairAligner:
    versions = (
        read_version(code, texts, _facts(tuple(texts), code) if text.with_facts else None)
        for code, texts in zip(text.languages, (text.source, text.target), strict=True)
    )
    return PairAligner(*versions, model, AlignOptions(), known, (core_lexicon(),))


@cache
def _facts(texts: tuple[str, ...], code: str) -> list[list[Fact]]:
    return [extract_facts(text, code) for text in texts]


def chunk(evidence: Evidence, begin: tuple[int, int], run: Sequence[Span]) -> Chunk:
    """Take the features of a run of gold beads from those of a window that begins at `begin`."""
    first, last = run[0], run[-1]
    rows = slice(first[0] - begin[0], last[0] + last[1] - begin[0])
    columns = slice(first[2] - begin[1], last[2] + last[3] - begin[1])
    links = np.stack([link_feature(name, evidence)[:, rows, columns] for name in LINKS])
    source, target = (
        np.stack([np.ones(side.size), *(f(side, s) for f in ALONE_FEATURES.values())])[:, part]
        for side, s, part in zip(
            (evidence.source, evidence.target), evidence.best_support, (rows, columns), strict=True
        )
    )
    gold = np.zeros(len(SHAPES) + len(LINKS) + len(ALONE))
    for i, a, j, b in run:
        i, j = i - first[0], j - first[2]
        if a and b:
            shape = SHAPES.index((a, b))
            gold[shape] += 1
            gold[len(SHAPES) : -len(ALONE)] += links[:, shape, i, j]
        else:
            gold[-len(ALONE) :] += source[:, i] if a else target[:, j]
    return Chunk(links.astype(np.float32), source, target, gold)


def lattice(item: Chunk, weights: np.ndarray) -> Lattice:
    _, shapes, n, m = item.links.shape
    scores = np.full((shapes, n + 1, m + 1), NEVER)
    total = np.tensordot(weights[shapes : -len(ALONE)].astype(np.float32), item.links, 1)
    for shape, (a, b) in enumerate(SHAPES):
        inside = np.s_[: max(0, n + 1 - a), : max(0, m + 1 - b)]
        scores[shape][inside] = total[shape][inside] + weights[shape]
    alone = weights[-len(ALONE) :]
    return Lattice(scores, alone @ item.source, alone @ item.target)


def loss(weights: Doubles, chunks: Sequence[Chunk], penalty: float) -> tuple[float, Doubles]:
    """Return the regularised negative log likelihood and its gradient."""
    value = penalty * float(weights @ weights)
    gradient = 2 * penalty * weights
    for item, chances in _with_chances(chunks, weights):
        value += chances.total - float(item.gold @ weights)
        inside = chances.links[:, :-1, :-1].astype(np.float32)
        gradient[: len(SHAPES)] += inside.sum(axis=(1, 2))
        gradient[len(SHAPES) : -len(ALONE)] += np.tensordot(item.links, inside, 3)
        gradient[-len(ALONE) :] += item.source @ chances.source_alone
        gradient[-len(ALONE) :] += item.target @ chances.target_alone
        gradient -= item.gold
    return value, gradient


def _with_chances(chunks: Sequence[Chunk], weights: Doubles) -> Iterator[tuple[Chunk, Posteriors]]:
    for first in range(0, len(chunks), BATCH):
        batch = chunks[first : first + BATCH]
        found = all_posteriors([lattice(item, weights) for item in batch])
        yield from zip(batch, found, strict=True)


def fit(chunks: Sequence[Chunk], start: Weights, steps: int) -> Weights:
    initial = np.array(
        [start.shapes[f"{a}-{b}"] for a, b in SHAPES]
        + [start.links.get(name, 0.0) for name in LINKS]
        + [start.alone.get(name, 0.0) for name in ALONE]
    )
    bounds = [(None, 0.0 if name in AGAINST else None) for name in LINKS]
    bounds = [(None, None)] * len(SHAPES) + bounds + [(None, None)] * len(ALONE)
    result = minimize(
        loss,
        np.minimum(initial, [np.inf if top is None else top for _, top in bounds]),
        (sorted(chunks, key=lambda item: item.links.shape[2:]), PENALTY),
        "L-BFGS-B",
        jac=True,
        bounds=bounds,
        options={"maxiter": steps},
    )
    shapes, links, alone = np.split(result.x, [len(SHAPES), len(SHAPES) + len(LINKS)])
    return Weights(
        {f"{a}-{b}": float(value) for (a, b), value in zip(SHAPES, shapes, strict=True)},
        dict(zip(LINKS, map(float, links), strict=True)) | FIXED,
        dict(zip(ALONE, map(float, alone), strict=True)),
    )


def chunks_of(texts: Sequence[Text], model: Model, learned: bool, known) -> list[Chunk]:
    result = []
    for text in texts:
        pair = aligner(text, model, known.get(text.languages, ()))
        if learned:
            pair.align()
        for run in monotone_chunks(text):
            last = run[-1]
            window = Window(run[0][0], last[0] + last[1], run[0][2], last[2] + last[3])
            begin = (0, 0) if pair.is_whole else (window.i, window.j)
            result.append(chunk(pair.evidence(window, learned=learned), begin, run))
    return result


def train(texts: Sequence[Text], start: Model, steps: int = 40, known=None) -> Model:
    """Learn both sets of weights."""
    known = known or {}
    first = fit(chunks_of(texts, start, False, known), start.first, steps)
    model = replace(start, first=first)
    return replace(
        start, first=first, second=fit(chunks_of(texts, model, True, known), first, steps)
    )


def evaluate(texts: Sequence[Text], model: Model, known=None) -> Score:
    """Align each text by itself and compare with the gold."""
    total: Score | None = None
    for text in texts:
        path = aligner(text, model, (known or {}).get(text.languages, ())).align().path
        found = [(tuple(range(i, i + a)), tuple(range(j, j + b))) for i, a, j, b in path]
        one = score(found, text.gold)
        total = one if total is None else total + one
    assert total is not None
    return total


def write(model: Model, path: Path) -> None:
    lines = [
        "# How much each signal counts for a bead, in natural logarithms.",
        "# Learned by `python -m bench.train_alignment`; `kind` and `blocks` are fixed there.",
    ]
    for title, weights in (("first", model.first), ("second", model.second)):
        for part in ("shapes", "links", "alone"):
            lines += ["", f"[{title}.{part}]"]
            for name, value in getattr(weights, part).items():
                lines.append(
                    f"{name if name[0].isalpha() else chr(34) + name + chr(34)} = {value:.4f}"
                )
    lines += ["", "# Log odds that two lone segments are one sentence, moved.", "[moved]"]
    lines += [f"{name} = {value:.4f}" for name, value in model.moved.items()]
    lines += ["", "# Probability by the model, and how often that is right.", "[calibration]"]
    for name, curve in zip(("two", "more"), model.calibration, strict=True):
        lines.append(f"{name} = [{', '.join(f'[{x:.4f}, {y:.4f}]' for x, y in curve)}]")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def halves(texts: Sequence[Text]) -> tuple[list[Text], list[Text]]:
    """Split by document, every other one; the moved ones as those they are made of."""
    names = sorted({_document(text) for text in texts})
    even = set(names[::2])
    return (
        [text for text in texts if _document(text) in even],
        [text for text in texts if _document(text) not in even],
    )


def _document(text: Text) -> str:
    return text.name.removeprefix("moved ").split()[0]


def aligned(segments, model: Model):
    """Return the aligners and the groups of a text before moved sentences are looked for."""
    versions = [
        read_version(code, texts, _facts(tuple(texts), code)) for code, texts in segments.items()
    ]
    aligners = {
        (i, j): PairAligner(versions[i], versions[j], model, AlignOptions(), (), (core_lexicon(),))
        for i, j in combinations(range(len(versions)), 2)
    }
    pairs = align_pairs(aligners)
    return aligners, in_order([len(version) for version in versions], pairs, model)


def versions_of(text: Text) -> dict[str, list[str]]:
    return dict(zip(text.languages, (text.source, text.target), strict=True))


def moved_samples(texts: Sequence[Text], model: Model) -> tuple[np.ndarray, np.ndarray]:
    """Return the signals of every two loose segments, and which of them belong together."""
    cases, right = [], []
    for text in texts:
        aligners, groups = aligned(versions_of(text), model)
        loose = loosen(groups)
        left, lone = (sorted(piece for piece in loose if piece[0] == v) for v in (0, 1))
        if not left or not lone:
            continue
        signals, _ = pair_signals(aligners[0, 1], left, lone)
        table = np.stack([signals[name] for name in MOVED], axis=-1)
        gold = set(text.gold)
        cases.append(table.reshape(-1, len(MOVED)))
        right += [(one[1], other[1]) in gold for one in left for other in lone]
    return np.concatenate(cases), np.array(right, dtype=float)


def fit_moved(cases: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """Logistic regression: are two loose segments the same sentence?"""
    table = np.column_stack([np.ones(len(cases)), cases])

    def cost(weights: np.ndarray) -> tuple[float, np.ndarray]:
        odds = table @ weights
        chance = 1 / (1 + np.exp(-odds))
        value = float(
            (np.logaddexp(0, odds) - right * odds).sum() + 0.1 * weights[1:] @ weights[1:]
        )
        gradient = table.T @ (chance - right)
        gradient[1:] += 0.2 * weights[1:]
        return value, gradient

    found = minimize(cost, np.zeros(table.shape[1]), jac=True, method="L-BFGS-B").x
    return dict(zip(("bias", *MOVED), map(float, found), strict=True))


def chances(model: Model, items) -> list[tuple[float, bool]]:
    """Return (uncalibrated score, right) of the beads of (segments, gold beads) items."""
    plain = replace(model, calibration=[[(0.0, 0.0), (1.0, 1.0)]] * 2)
    result = []
    for segments, gold in items:
        wanted = {tuple(bead) for bead in gold}
        _, groups = aligned(segments, plain)
        result += [(group.score, group.members in wanted) for group in groups]
    return result


def curve(samples: Sequence[tuple[float, bool]], bins: int = 12) -> list[tuple[float, float]]:
    """Fit a rising curve from score to share right (pool adjacent violators over quantiles)."""
    ordered = sorted(samples)
    parts = [part for part in np.array_split(np.array(ordered, dtype=float), bins) if len(part)]
    pools: list[list[float]] = []
    for part in parts:
        pools.append([float(part[:, 0].mean()), float(part[:, 1].sum()), float(len(part))])
        while len(pools) > 1 and pools[-2][1] / pools[-2][2] >= pools[-1][1] / pools[-1][2]:
            x, right, count = pools.pop()
            before = pools[-1]
            before[0] = (before[0] * before[2] + x * count) / (before[2] + count)
            before[1] += right
            before[2] += count
    points = [(x, (right + 0.5) / (count + 1)) for x, right, count in pools]
    return [(0.0, 0.0), *points, (1.0, max(points[-1][1], 0.999))]


def pair_items(texts: Sequence[Text]):
    for text in texts:
        yield versions_of(text), text.gold


def triple_items(found: Sequence[dict]):
    for document in found:
        beads = closure(document)
        codes = list(document["segments"])
        yield document["segments"], [tuple(bead.segments[code] for code in codes) for bead in beads]


def report(label: str, texts: Sequence[Text], model: Model, known=None) -> None:
    parts = []
    for pair in sorted({text.languages for text in texts}):
        result = evaluate([text for text in texts if text.languages == pair], model, known)
        parts.append((result.strict.f1, result.lax.f1))
        print(f"  {label} {'-'.join(pair)}  strict {parts[-1][0]:.4f}  lax {parts[-1][1]:.4f}")
    if len(parts) > 1:
        print(f"  {label} mean   strict {sum(p[0] for p in parts) / len(parts):.4f}")


def train_all(texts: Sequence[Text], start: Model, steps: int) -> Model:
    """Learn everything but the calibration: weights of both passes, and of moved sentences."""
    model = train_path(texts, start, steps)
    ours = [text for text in texts if text.name != "yearbook"]
    return replace(model, moved=fit_moved(*moved_samples(ours, model)))


def train_path(texts: Sequence[Text], start: Model, steps: int) -> Model:
    """Learn the weights of both passes.

    A caller may or may not have facts: half of the material has them.
    """
    path: list[Text] = []
    for text in texts:
        if text.name.startswith("moved "):
            path.append(without_moves(text))
        else:
            copies = BOOK_WEIGHT if text.name == "yearbook" else 1
            path += [replace(text, with_facts=True)] + [text] * (copies - 1)
    return train(path, start, steps)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help=f"where to write the weights (as in {PATH.name})")
    parser.add_argument("--steps", type=int, default=40)
    options = parser.parse_args()
    with one_thread():  # waiting for one another, threads took most of the time
        learn(options.steps, options.out)


def learn(steps: int, out: Path | None) -> None:
    """Learn everything from all texts, then the calibration from halves."""
    start = read_model(PATH)
    texts = news() + news(moved=True) + yearbook()
    model = train_all(texts, start, steps)
    if out:
        write(model, out)
    # The calibration is of texts that the weights have not seen.
    even, odd = halves(texts)
    pairs: list[tuple[float, bool]] = []
    triples: list[tuple[float, bool]] = []
    for training, tests in ((even, odd), (odd, even)):
        other = train_all(training, model, steps)
        plain = [text for text in tests if not text.name.startswith(("moved ", "yearbook"))]
        names = {text.name.split()[0] for text in plain}
        pairs += chances(other, pair_items(plain))
        triples += chances(other, triple_items([d for d in documents() if d["name"] in names]))
    model = replace(model, calibration=[curve(pairs), curve(triples)])
    if out:
        write(model, out)


if __name__ == "__main__":
    main()
