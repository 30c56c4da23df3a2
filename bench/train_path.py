"""Learn the weights of the monotone search, for `python -m bench.train_alignment`.

A two-dimensional conditional random field over beads: the log likelihood of the gold paths is
maximised with L-BFGS (needs scipy). Two sets of weights are learned, without and with the word
statistics that the first pass gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from scipy.optimize import minimize

from bench.alignment_data import Text, is_yearbook, monotone_chunks, without_moves
from tm.alignment.cells import SHAPES, Cells
from tm.alignment.evidence import Evidence
from tm.alignment.features import ALONE_FEATURES, CELL_FEATURES, LEXICAL_FEATURES, link_feature
from tm.alignment.lexicon import core_lexicon
from tm.alignment.options import AlignOptions
from tm.alignment.pairwise import PairAligner
from tm.alignment.search import Doubles, Lattice, Posteriors, Span, all_posteriors
from tm.alignment.version import read_version
from tm.alignment.weights import Model, Weights, default_model
from tm.alignment.windows import Window
from tm.facts import extract_facts
from tm.model import Fact

# There is no gold with headings, fixed texts and paragraphs, nor of Urgent Actions, which hold far
# more facts than news: these are what they are by decision.
FIXED = {"facts-elsewhere": -1.0, "twins": -1.5, "kind": -2.5, "blocks": -2.0}
LINKS = [name for name in (*LEXICAL_FEATURES, *CELL_FEATURES) if name not in FIXED]
ALONE = ["alone", *ALONE_FEATURES]
# A difference, or something that is missing, can never speak for a bead: only what correlates with
# it in one kind of text may seem to say so.
AGAINST = (
    *("length-likelihood", "length-ratio", "ending", "opening", "sentences", "marks"),
    *("numbers-elsewhere", "names", "short"),
    *("neighbours", "best-neighbour"),
)
PENALTY = 0.5
# Beads that the shipped weights take for worse than leaving their segments alone by so much have no
# probability worth counting, whatever the weights (natural log).
HOPELESS = -25.0
BLANK = Weights({f"{a}-{b}": 0.0 for a, b in SHAPES}, FIXED, {"alone": -2.0})
# Chunks whose paths are summed at once: less is spent on calls.
BATCH = 4
# The yearbook is one text of another kind among a hundred of news.
BOOK_WEIGHT = 3


@dataclass
class Chunk:
    """Features of the beads of a window (link features, beads) and the gold path's sums of them."""

    cells: Cells
    links: np.ndarray
    source: np.ndarray
    target: np.ndarray
    gold: np.ndarray


def aligner(text: Text, model: Model) -> PairAligner:
    versions = (
        read_version(code, texts, facts_of(tuple(texts), code) if text.with_facts else None)
        for code, texts in zip(text.languages, (text.source, text.target), strict=True)
    )
    return PairAligner(*versions, model, AlignOptions(), (), (core_lexicon(),))


@cache
def facts_of(texts: tuple[str, ...], code: str) -> list[list[Fact]]:
    """Extract the facts of a version, once for all trainings."""
    return [extract_facts(text, code) for text in texts]


def chunk(evidence: Evidence, begin: tuple[int, int], run: Sequence[Span], known: Weights) -> Chunk:
    """Take the features of a run of gold beads from those of a window that begins at `begin`."""
    first, last = run[0], run[-1]
    rows = slice(first[0] - begin[0], last[0] + last[1] - begin[0])
    columns = slice(first[2] - begin[1], last[2] + last[3] - begin[1])
    size = (evidence.source.size, evidence.target.size)
    right = np.zeros((len(SHAPES), *size), dtype=bool)
    for i, a, j, b in run:
        if a and b:
            right[SHAPES.index((a, b)), i - begin[0], j - begin[1]] = True
    gold_cells = Cells.where(right)
    likely = known.lattice(evidence, hopeless=HOPELESS).cells
    right[likely.shapes, likely.rows, likely.columns] = True
    cells = Cells.where(right)
    inside = (cells.rows >= rows.start) & (cells.row_ends <= rows.stop)
    inside &= (cells.columns >= columns.start) & (cells.column_ends <= columns.stop)
    cells = cells.only(inside)
    links = np.stack([link_feature(name, evidence, cells) for name in LINKS])
    source, target = (
        np.stack([np.ones(side.size), *(f(side, s) for f in ALONE_FEATURES.values())])[:, part]
        for side, s, part in zip(
            (evidence.source, evidence.target), evidence.best_support, (rows, columns), strict=True
        )
    )
    gold = np.zeros(len(SHAPES) + len(LINKS) + len(ALONE))
    gold[: len(SHAPES)] = np.bincount(gold_cells.shapes, minlength=len(SHAPES))
    gold[len(SHAPES) : -len(ALONE)] = [
        link_feature(name, evidence, gold_cells).sum() for name in LINKS
    ]
    for i, a, j, b in run:
        if not (a and b):
            gold[-len(ALONE) :] += source[:, i - first[0]] if a else target[:, j - first[2]]
    here = Cells(
        (source.shape[1], target.shape[1]),
        cells.shapes,
        cells.rows - rows.start,
        cells.columns - columns.start,
    )
    return Chunk(here, links.astype(np.float32), source, target, gold)


def lattice(item: Chunk, weights: np.ndarray) -> Lattice:
    scores = weights[len(SHAPES) : -len(ALONE)].astype(np.float32) @ item.links
    alone = weights[-len(ALONE) :]
    total = scores + weights[item.cells.shapes]
    return Lattice(item.cells, total, alone @ item.source, alone @ item.target)


def loss(weights: Doubles, chunks: Sequence[Chunk], penalty: float) -> tuple[float, Doubles]:
    """Return the regularised negative log likelihood and its gradient."""
    value = penalty * float(weights @ weights)
    gradient = 2 * penalty * weights
    for item, chances in _with_chances(chunks, weights):
        value += chances.total - float(item.gold @ weights)
        gradient[: len(SHAPES)] += np.bincount(item.cells.shapes, chances.links, len(SHAPES))
        gradient[len(SHAPES) : -len(ALONE)] += item.links @ chances.links.astype(np.float32)
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
        (sorted(chunks, key=lambda item: item.cells.size), PENALTY),
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


def chunks_of(texts: Sequence[Text], model: Model, learned: bool) -> list[Chunk]:
    shipped = default_model()
    known = shipped.second if learned else shipped.first
    result = []
    for text in texts:
        pair = aligner(text, model)
        if learned:
            pair.learn(pair.first_pass())
        for run in monotone_chunks(text):
            last = run[-1]
            window = Window(run[0][0], last[0] + last[1], run[0][2], last[2] + last[3])
            begin = (0, 0) if pair.is_whole else (window.i, window.j)
            result.append(chunk(pair.evidence(window, learned=learned), begin, run, known))
    return result


def train_path(texts: Sequence[Text], steps: int) -> Model:
    """Learn the weights of both passes, from nothing: what the file holds may have seen the texts.

    A caller may or may not have facts: half of the material has them.
    """
    path: list[Text] = []
    for text in texts:
        if text.name.startswith("moved "):
            path.append(without_moves(text))
        else:
            copies = BOOK_WEIGHT if is_yearbook(text) else 1
            path += [replace(text, with_facts=True)] + [text] * (copies - 1)
    blank = Model(BLANK, BLANK, {}, [[(0.0, 0.0), (1.0, 1.0)]] * 2)
    first = fit(chunks_of(path, blank, False), BLANK, steps)
    model = replace(blank, first=first)
    return replace(model, second=fit(chunks_of(path, model, True), first, steps))
