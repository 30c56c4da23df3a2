"""Learn the weights of the alignment signals: `python -m bench.train_alignment`.

A two-dimensional conditional random field over beads: the log likelihood of the gold paths is
maximised with L-BFGS (needs scipy). Two sets of weights are learned, without and with the word
statistics that the first pass gives. `--out` says where to write; without it, nothing is written.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from bench.alignment_data import Text, monotone_chunks, news, yearbook
from tm.alignment.features import ALONE_FEATURES, LINK_FEATURES, Evidence, best_support
from tm.alignment.lexicon import core_lexicon
from tm.alignment.options import AlignOptions
from tm.alignment.pairwise import STATISTICS_WEIGHT, PairAligner
from tm.alignment.scoring import Score, score
from tm.alignment.search import NEVER, SHAPES, Doubles, Lattice, Span, posteriors
from tm.alignment.version import read_version
from tm.alignment.weights import PATH, Model, Weights, read_model
from tm.alignment.windows import Window

# There is no gold with headings and paragraphs: these stay as they are set by hand.
BY_HAND = ("kind", "blocks")
LINKS = [name for name in LINK_FEATURES if name not in BY_HAND]
ALONE = ["alone", *ALONE_FEATURES]
PENALTY = 0.5


@dataclass
class Chunk:
    """Features of a window (link features, shapes, n, m) and the gold path's sums of them."""

    links: np.ndarray
    source: np.ndarray
    target: np.ndarray
    gold: np.ndarray


def aligner(text: Text, model: Model, known=()) -> PairAligner:
    versions = (
        read_version(code, texts)
        for code, texts in zip(text.languages, (text.source, text.target), strict=True)
    )
    return PairAligner(*versions, model, AlignOptions(), known, (core_lexicon(),))


def chunk(evidence: Evidence, window: Window, run: Sequence[Span]) -> Chunk:
    links = np.stack([LINK_FEATURES[name](evidence) for name in LINKS]).astype(np.float32)
    supports = best_support(evidence)
    source, target = (
        np.stack([np.ones(side.size), *(f(side, s) for f in ALONE_FEATURES.values())])
        for side, s in zip((evidence.source, evidence.target), supports, strict=True)
    )
    gold = np.zeros(len(SHAPES) + len(LINKS) + len(ALONE))
    for i, a, j, b in run:
        i, j = i - window.i, j - window.j
        if a and b:
            shape = SHAPES.index((a, b))
            gold[shape] += 1
            gold[len(SHAPES) : -len(ALONE)] += links[:, shape, i, j]
        else:
            gold[-len(ALONE) :] += source[:, i] if a else target[:, j]
    return Chunk(links, source, target, gold)


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
    for item in chunks:
        chances = posteriors(lattice(item, weights))
        value += chances.total - float(item.gold @ weights)
        inside = chances.links[:, :-1, :-1].astype(np.float32)
        gradient[: len(SHAPES)] += inside.sum(axis=(1, 2))
        gradient[len(SHAPES) : -len(ALONE)] += np.tensordot(item.links, inside, 3)
        gradient[-len(ALONE) :] += item.source @ chances.source_alone
        gradient[-len(ALONE) :] += item.target @ chances.target_alone
        gradient -= item.gold
    return value, gradient


def fit(chunks: Sequence[Chunk], start: Weights, steps: int) -> Weights:
    initial = np.array(
        [start.shapes[f"{a}-{b}"] for a, b in SHAPES]
        + [start.links.get(name, 0.0) for name in LINKS]
        + [start.alone.get(name, 0.0) for name in ALONE]
    )
    result = minimize(
        loss, initial, (chunks, PENALTY), "L-BFGS-B", jac=True, options={"maxiter": steps}
    )
    shapes, links, alone = np.split(result.x, [len(SHAPES), len(SHAPES) + len(LINKS)])
    by_hand = {name: start.links[name] for name in BY_HAND}
    return Weights(
        {f"{a}-{b}": float(value) for (a, b), value in zip(SHAPES, shapes, strict=True)},
        dict(zip(LINKS, map(float, links), strict=True)) | by_hand,
        dict(zip(ALONE, map(float, alone), strict=True)),
    )


def chunks_of(texts: Sequence[Text], model: Model, learned: bool, known) -> list[Chunk]:
    result = []
    for text in texts:
        pair = aligner(text, model, known.get(text.languages, ()))
        statistics = pair.learn(pair.first_pass()) if learned else None
        for run in monotone_chunks(text):
            last = run[-1]
            window = Window(run[0][0], last[0] + last[1], run[0][2], last[2] + last[3])
            evidence = pair.evidence(window)
            if statistics is not None:
                evidence = evidence.knowing(statistics, STATISTICS_WEIGHT)
            result.append(chunk(evidence, window, run))
    return result


def train(texts: Sequence[Text], start: Model, steps: int = 60, known=None) -> Model:
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
        "# Learned by `python -m bench.train_alignment`; `kind` and `blocks` are set by hand.",
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
    points = ", ".join(f"[{x:.4f}, {y:.4f}]" for x, y in model.calibration)
    lines += ["", "# Probability by the model, and how often that is right.", "[calibration]"]
    lines.append(f"points = [{points}]")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def halves(texts: Sequence[Text]) -> tuple[list[Text], list[Text]]:
    """Split by document: every other name."""
    names = sorted({text.name.split()[0] for text in texts})
    even = set(names[::2])
    return (
        [text for text in texts if text.name.split()[0] in even],
        [text for text in texts if text.name.split()[0] not in even],
    )


def report(label: str, texts: Sequence[Text], model: Model, known=None) -> None:
    parts = []
    for pair in sorted({text.languages for text in texts}):
        result = evaluate([text for text in texts if text.languages == pair], model, known)
        parts.append((result.strict.f1, result.lax.f1))
        print(f"  {label} {'-'.join(pair)}  strict {parts[-1][0]:.4f}  lax {parts[-1][1]:.4f}")
    if len(parts) > 1:
        print(f"  {label} mean   strict {sum(p[0] for p in parts) / len(parts):.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help=f"where to write the weights (as in {PATH.name})")
    parser.add_argument("--steps", type=int, default=60)
    parser.add_argument("--held-out", action="store_true", help="only report on held-out texts")
    options = parser.parse_args()
    start, texts, book = read_model(PATH), news(), yearbook()
    began = time.perf_counter()
    if options.held_out:
        even, odd = halves(texts)
        for name, training, tests in (
            ("news even", even, (("news odd", odd), ("yearbook", book))),
            ("news odd + yearbook", odd + book, (("news even", even),)),
            ("yearbook", book, (("news", texts),)),
        ):
            model = train(training, start, options.steps)
            print(f"trained on {name} ({time.perf_counter() - began:.0f} s)", flush=True)
            for label, test in tests:
                report(label, test, model)
    if options.out:
        write(train(texts + book, start, options.steps), options.out)


if __name__ == "__main__":
    main()
