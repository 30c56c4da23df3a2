"""Learn the weights of the alignment signals: `python -m bench.train_alignment`.

The weights of the search (`train_path`), of moved sentences (`train_moved`) and the calibration of
the scores. `--out` says where to write; without it, nothing is written.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bench.alignment_data import Text, documents, halves, is_plain, news, yearbook
from bench.calibration import chances, curve, pair_items, triple_items
from bench.train_moved import fit_moved, moved_samples
from bench.train_path import train_path
from tm.alignment.threads import one_thread
from tm.alignment.weights import PATH, Model

STEPS = 100


def write(model: Model, path: Path) -> None:
    lines = [
        "# How much each signal counts for a bead, in natural logarithms.",
        "# Learned by `python -m bench.train_alignment`; some are fixed there (`FIXED`).",
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
    for name, points in zip(("two", "more"), model.calibration, strict=True):
        lines.append(f"{name} = [{', '.join(f'[{x:.4f}, {y:.4f}]' for x, y in points)}]")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def train_all(texts: Sequence[Text], steps: int = STEPS) -> Model:
    """Learn everything but the calibration: weights of both passes, and of moved sentences."""
    model = train_path(texts, steps)
    return replace(model, moved=fit_moved(*moved_samples(texts, model)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help=f"where to write the weights (as in {PATH.name})")
    parser.add_argument("--steps", type=int, default=STEPS)
    options = parser.parse_args()
    with one_thread():  # waiting for one another, threads took most of the time
        learn(options.steps, options.out)


def learn(steps: int, out: Path | None) -> None:
    """Learn everything from all texts, then the calibration from halves."""
    texts = news() + news(moved=True) + yearbook()
    model = train_all(texts, steps)
    if out:
        write(model, out)
    # The calibration is of texts that the weights have not seen.
    even, odd = halves(texts)
    pairs: list[tuple[float, bool]] = []
    triples: list[tuple[float, bool]] = []
    for training, tests in ((even, odd), (odd, even)):
        other = train_all(training, steps)
        plain = [text for text in tests if is_plain(text)]
        names = {text.name.split()[0] for text in plain}
        pairs += chances(other, pair_items(plain))
        triples += chances(other, triple_items([d for d in documents() if d["name"] in names]))
    model = replace(model, calibration=[curve(pairs), curve(triples)])
    if out:
        write(model, out)


if __name__ == "__main__":
    main()
