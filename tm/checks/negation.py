"""A denial that two versions have and the third has not, or the reverse.

Where the third has nothing at all that could deny, a word beside the denials that it has as well is
enough. Where it has, the others must deny the same word, and the third must have that word in a
clause without any denial.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from tm.checks.compounds import family, parts_of
from tm.checks.denials import Denials, Span, denials, denied, has_denials
from tm.checks.senses import Word, is_explained, side
from tm.checks.unexplained import others_of

# What share of the words of a version without any denial must stand in the others, by how many of
# these deny a word that it has: one that puts a denial otherwise has words of its own.
_CLOSE = (0.9, 0.75, 0.3)
# Where a version denies more often, which denials belong together cannot be told.
_MOST = 12

Told = tuple[str, Mapping[str, Word]]


def contrary_denials(texts: Mapping[str, str]) -> Iterator[Told]:
    """Yield the version that denies less or more than all others, and the words to be shown.

    These are the denials, and in a version without them the word that it affirms.
    """
    if not all(map(has_denials, texts)):
        return
    if not any(denied(text, language) for language, text in texts.items()):
        return
    found = {language: denials(text, language) for language, text in texts.items()}
    if max(len(each.found) for each in found.values()) > _MOST:
        return
    for third in texts:
        others = others_of(third, texts)
        counts = [len(found[other].found) for other in others]
        mine = len(found[third].found)
        words = None
        if mine < min(counts):
            words = _lost(third, others, texts, found)
        elif mine > max(counts):
            words = _added(third, others, texts, found)
        if words:
            yield third, words


def _lost(
    third: str, others: tuple[str, ...], texts: Mapping[str, str], found: Mapping[str, Denials]
) -> Mapping[str, Word] | None:
    here, text = found[third], texts[third]
    if not here.much:
        firsts = {other: found[other].found[0] for other in others}
        said = [word for o in others if (word := _said(found[o], o, text, third))]
        needed = _CLOSE[min(len(said), len(_CLOSE) - 1)]
        if _share(third, others, texts, here) < needed:
            return None
        return _shown(firsts, found) | ({third: said[0]} if said else {})
    if here.much >= min(found[other].much for other in others):
        return None
    denied = [_denied(found[other], other) for other in others]
    for pairs in product(*denied):
        known = frozenset[int].intersection(*(concepts for _, concepts in pairs))
        word = _affirmed(text, third, known, here) if known else None
        if word:
            spans = (span for span, _ in pairs)
            return _shown(dict(zip(others, spans, strict=True)), found) | {third: word}
    return None


def _share(third: str, others: tuple[str, ...], texts: Mapping[str, str], here: Denials) -> float:
    """Return what share of the words of a version another version has as well."""
    sides = [side(texts[other], other) for other in others]
    known = [any(is_explained(w.key, third, there) for there in sides) for w in here.words]
    return sum(known) / max(1, len(known))


def _said(there: Denials, language: str, text: str, target: str) -> Word | None:
    """Return the first word of a text that means one of the words which another denies."""
    denied = (word for span in there.found for word in there.denied(span))
    return next((said for word in denied if (said := _same(word, language, text, target))), None)


def _same(word: Word, language: str, text: str, target: str) -> Word | None:
    """Return the word of a text that means the same as a word of another version."""
    known = _concepts(word, language)
    words = side(text, target).all_words
    return next((w for w in words if not known.isdisjoint(_concepts(w, target))), None)


def _denied(there: Denials, language: str) -> list[tuple[Span, frozenset[int]]]:
    """Return the denials of a text, each with the concepts of words that it concerns."""
    return [
        (span, frozenset[int]().union(*(_concepts(w, language) for w in there.denied(span))))
        for span in there.found
    ]


def _added(
    third: str, others: tuple[str, ...], texts: Mapping[str, str], found: Mapping[str, Denials]
) -> Mapping[str, Word] | None:
    here = found[third]
    alone = any(found[other].much for other in others)
    if alone and here.much <= max(found[other].much for other in others):
        return None
    for span in here.found:
        for word in here.nearest(span):
            known = _concepts(word, third)
            words = {other: _affirmed(texts[other], other, known, found[other]) for other in others}
            if all(words.values()):
                told = {other: each for other, each in words.items() if each}
                return _shown({third: span}, found) | told
    return None


def _affirmed(text: str, language: str, known: frozenset[int], here: Denials) -> Word | None:
    """Return the first word of these meanings, if no such word stands in a clause that denies."""
    words = side(text, language).all_words
    same = [word for word in words if not known.isdisjoint(_concepts(word, language))]
    return same[0] if same and here.is_affirmed(same) else None


def _concepts(word: Word, language: str) -> frozenset[int]:
    return frozenset[int]().union(*(family(p.key, language) for p in parts_of(word, language)))


def _shown(spans: Mapping[str, Span], found: Mapping[str, Denials]) -> dict[str, Word]:
    """Return denials, each with the word behind it that it concerns, as they are told."""
    shown = {}
    for language, (start, end) in spans.items():
        nearest = found[language].nearest((start, end))
        ends = [word.end for word in nearest if word.start >= end]
        shown[language] = Word("", start, max((end, *ends)))
    return shown
