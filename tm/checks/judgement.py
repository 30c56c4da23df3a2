"""What a cluster of facts means: who disagrees with whom, what is lacking, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tm.checks.comparison import Cluster, Comparison, Item
from tm.checks.comparison.across import NEAR
from tm.checks.comparison.cluster import groups
from tm.checks.comparison.weight import Weight, is_one, weight
from tm.model import Relation


class Verdict(StrEnum):
    """What is the matter with a cluster."""

    MISMATCH = "mismatch"
    MISSING = "missing"
    ADDED = "added"
    CONVERSION = "conversion"
    LESS_SPECIFIC = "less-specific"
    DETAIL_ADDED = "detail-added"
    BOUND = "bound"


@dataclass(frozen=True, slots=True, eq=False)
class Judgement:
    """One thing that is the matter with one cluster.

    `language` is the version most likely wrong, None where nothing tells. `right` are the facts
    of the versions taken for right (of all versions where nobody is blamed), `wrong` the fact of
    the version blamed, None where it has none. `absent` are the versions without the fact.
    `elsewhere` says that these state the value in another place; for a fact added, that one does.
    """

    verdict: Verdict
    cluster: Cluster
    right: tuple[Item, ...]
    language: str | None = None
    wrong: Item | None = None
    absent: tuple[str, ...] = ()
    elsewhere: bool = False


def judge(comparison: Comparison, source: str | None) -> Iterator[Judgement]:
    """Judge all clusters, in the order of beads. `source` is presumed right between two."""
    for cluster in comparison.clusters:
        agreeing = groups(cluster, comparison.relate)
        if agreeing:
            yield from _mismatch(cluster, agreeing, source)
            continue
        yield from _absence(cluster, comparison, source)
        if len(cluster) > 1:
            yield from _specificity(cluster, comparison)
            yield from _bounds(cluster, source)


def _mismatch(
    cluster: Cluster, agreeing: Sequence[Sequence[Item]], source: str | None
) -> Iterator[Judgement]:
    wrong = _odd_one_out(agreeing, source)
    if wrong is None and cluster.is_weak() and any(is_one(item.fact) for item in cluster):
        return
    if wrong is None:
        yield Judgement(Verdict.MISMATCH, cluster, tuple(cluster))
        return
    # Who is most like the wrong one comes first: a correction is made of it.
    group = next(group for group in agreeing if wrong not in group)
    right = tuple(sorted(group, key=lambda item: item.fact.kind != wrong.fact.kind))
    yield Judgement(Verdict.MISMATCH, cluster, right, wrong.language, wrong)


def _odd_one_out(agreeing: Sequence[Sequence[Item]], source: str | None) -> Item | None:
    """Return the one item that stands against the rest; between two, the one not of the source."""
    if len(agreeing) != 2 or len(agreeing[1]) != 1:
        return None
    if len(agreeing[0]) > 1:
        return agreeing[1][0]
    first, second = agreeing[0][0], agreeing[1][0]
    if source not in (first.language, second.language):
        return None
    return second if first.language == source else first


def _absence(cluster: Cluster, comparison: Comparison, source: str | None) -> Iterator[Judgement]:
    if any(weight(item.fact) is Weight.WEAK for item in cluster):
        return
    silent = comparison.absent(cluster)
    absent = [language for language in silent if not comparison.covered(cluster, language)]
    if not absent:
        return
    distances = [comparison.elsewhere(cluster, language) for language in absent]
    if any(distance is not None and distance <= NEAR for distance in distances):
        return
    stating = len(cluster) + len(silent) - len(absent)
    verdict, language = Verdict.MISSING, None
    if stating > len(absent):
        language = absent[0] if len(absent) == 1 else None
    elif stating < len(absent) or source in absent:
        verdict, language = Verdict.ADDED, next(iter(cluster)).language
    elif not cluster.lacks(source or ""):
        language = absent[0]
    wrong = cluster.members[language] if language and not cluster.lacks(language) else None
    if all(item.converted for item in cluster):
        verdict, language, wrong = Verdict.CONVERSION, None, None
    yield Judgement(
        verdict,
        cluster,
        tuple(cluster),
        language,
        wrong,
        tuple(absent),
        # What one more version states in some place is not made up.
        elsewhere=(any if verdict is Verdict.ADDED else all)(
            distance is not None for distance in distances
        ),
    )


def _specificity(cluster: Cluster, comparison: Comparison) -> Iterator[Judgement]:
    """Find who says less than another; who alone says more, and is it known to the others."""
    items = list(cluster)
    first = items[0].fact
    if all(item.fact.value == first.value and item.fact.kind == first.kind for item in items):
        return
    if len({item.fact.kind for item in items}) > 1 and not _is_unit_telling(items):
        return
    less = {
        id(one)
        for one in items
        for other in items
        if one is not other and comparison.relate(one.fact, other.fact) is Relation.LESS_SPECIFIC
    }
    vague = [item for item in items if id(item) in less]
    full = [item for item in items if id(item) not in less]
    if not vague or not full:  # each may say less than another: francs of no country
        return
    if all(comparison.knows_details(item, full[0].fact) for item in vague):
        return
    if len(full) == 1 and len(vague) > 1 and full[0].fact.kind == vague[0].fact.kind:
        yield Judgement(Verdict.DETAIL_ADDED, cluster, tuple(vague), full[0].language, full[0])
        return
    wrong = vague[0] if len(vague) == 1 else None
    yield Judgement(
        Verdict.LESS_SPECIFIC, cluster, tuple(full), wrong.language if wrong else None, vague[0]
    )


def _is_unit_telling(items: Sequence[Item]) -> bool:
    """Say whether a bare number against another kind may have lost something: a currency.

    "Jones, 52" says no less than "Jones, 52 ans".
    """
    return any(item.fact.kind == "money" for item in items)


def _bounds(cluster: Cluster, source: str | None) -> Iterator[Judgement]:
    by_bound: dict[str, list[Item]] = {}
    for item in cluster:
        by_bound.setdefault(item.fact.bound, []).append(item)
    if len(by_bound) < 2:
        return
    sides = sorted(by_bound.values(), key=len, reverse=True)
    wrong = _odd_one_out(sides, source)
    right = tuple(item for item in cluster if item is not wrong)
    yield Judgement(Verdict.BOUND, cluster, right, wrong.language if wrong else None, wrong)
