"""How well and how fast texts are cut into sentences.

    python -m bench.segmentation [--show]

Joins the sentences of each document in `../shared/data/alignment/news-*.jsonl` with a space, cuts
the text again and compares the boundaries. Left out are boundaries after sentences without a stop
(headings). The two editions have different sentences merged; each is used to undo the other's, and
what both merged still counts against us. Beside it, where installed: sentencex with its own
rules, and choppa-srx with ours.
`--show` prints every boundary that differs.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tm.languages import codes, get, srx
from tm.segmentation import segment_text

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "alignment"
CLOSERS = "\"'”“»’ )\u00a0\u202f"
HOSTILE = {
    "no stop": "word " * 200_000,
    "dots": "." * 100_000,
    "initials": "A. " * 100_000,
    "sentences with controls": "\u202eabc.\u200b B " * 30_000,
    "one gap": "." + " " * 1_000_000 + "A",
}


def documents(language: str) -> Iterator[list[str]]:
    """The sentences of each document, those merged in only one of the editions apart again."""
    merged, moved = (
        [json.loads(line)["segments"][language] for line in (DATA / name).open(encoding="utf-8")]
        for name in ("news-merged.jsonl", "news-moved.jsonl")
    )
    for one, other in zip(merged, moved, strict=True):
        known = set(other)
        yield [part for segment in one for part in split(segment, known)]


def split(segment: str, known: set[str]) -> list[str]:
    for place, character in enumerate(segment):
        if character == " " and (segment[:place] in known or segment[place + 1 :] in known):
            return [segment[:place], segment[place + 1 :]]
    return [segment]


def gold(sentences: list[str]) -> set[int]:
    """The ends of the sentences that end with a stop, but the last, in the joined text."""
    ends, place = set(), 0
    for sentence in sentences[:-1]:
        place += len(sentence)
        if sentence.rstrip(CLOSERS)[-1:] in {".", "!", "?", "…"}:
            ends.add(place)
        place += 1
    return ends


Cut = Callable[[str], set[int]]


def ours(language: str) -> Cut:
    return lambda text: {end for _, end in segment_text(text, language)[:-1]}


def sentencex(language: str) -> Cut:
    from sentencex import segment

    def ends(text: str) -> set[int]:
        found, place = set(), 0
        for piece in list(segment(language, text))[:-1]:
            place = text.find(piece.strip(), place) + len(piece.strip())
            found.add(place)
        return found

    return ends


def quality(language: str, cut: Cut, show: bool = False) -> str:
    right = wrong = missed = 0
    for sentences in documents(language):
        text, expected = " ".join(sentences), gold(sentences)
        found = cut(text)
        right += len(expected & found)
        wrong += len(found - expected)
        missed += len(expected - found)
        for place in sorted(expected ^ found) if show else ():
            mark = "missed" if place in expected else "wrong "
            print(f"  {mark} {text[max(0, place - 50) : place]!r} | {text[place : place + 30]!r}")
    score = 2 * right / (2 * right + wrong + missed)
    return f"boundary F1 {score:.4f} ({right} right, {wrong} wrong, {missed} missed)"


def microseconds(cut: Callable[[str], object], texts: list[str], sentences: int) -> float:
    """CPU time a sentence, the best of five runs."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for text in texts:
            cut(text)
        best = min(best, time.process_time() - start)
    return best / sentences * 1e6


def choppa(language: str) -> Callable[[str], list[str]]:
    from choppa import SRX_2_XSD, SrxDocument, SrxTextIterator

    path = get(language).folder / "segmentation.srx"
    rules = SrxDocument(ruleset=path, validate_ruleset=SRX_2_XSD)
    return lambda text: list(SrxTextIterator(rules, language, text))


def speed(language: str) -> str:
    re.purge()
    start = time.process_time()
    rules = srx.Rules(srx.read(get(language).folder / "segmentation.srx", language))
    load = (time.process_time() - start) * 1000
    groups = list(documents(language))
    texts, sentences = [" ".join(group) for group in groups], sum(map(len, groups))
    line = f"{language}: rules read in {load:.0f} ms; "
    line += f"{microseconds(rules.breaks, texts, sentences):.0f} microseconds a sentence"
    if importlib.util.find_spec("choppa"):
        other = choppa(language)
        differ = sum(len(other(text)) != len(rules.breaks(text)) + 1 for text in texts)
        line += f"; choppa-srx {microseconds(other, texts, sentences):.0f}, {differ} texts differ"
    return line


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--show", action="store_true", help="print every boundary that differs")
    show = parser.parse_args().show
    for language in codes():
        print(f"{language}: {quality(language, ours(language), show)}")
        if importlib.util.find_spec("sentencex"):
            print(f"    sentencex: {quality(language, sentencex(language))}")
    for language in codes():
        print(speed(language))
    for name, text in HOSTILE.items():
        start = time.process_time()
        segment_text(text, codes()[0])
        print(f"{name}, {len(text):,} characters: {time.process_time() - start:.2f} s")


if __name__ == "__main__":
    main()
