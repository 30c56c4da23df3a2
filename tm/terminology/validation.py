"""What is wrong with a glossary as a whole: `tm glossary check`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from tm.languages import codes
from tm.model import Severity
from tm.model.glossary import Concept, Glossary, Term, TermStatus
from tm.terminology.matching import Matcher, words_of


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a concept: what, where, and what to do."""

    concept: Concept
    severity: Severity
    problem: str
    advice: str

    def __str__(self) -> str:
        where = f"{self.concept.file}, line {self.concept.line}"
        return f"{where}: {self.concept.id}: {self.problem}; {self.advice}"


def problems(glossary: Glossary) -> list[Problem]:
    """Return everything that is wrong, in the order of the files.

    Errors make rules contradict one another; warnings are gaps.
    """
    found = [problem for concept in glossary for problem in _alone(concept, glossary)]
    for language in codes():
        found += _among(glossary, language)
        found += _uncovered(glossary, language)
    found += _duplicates(glossary)
    order = {concept.id: place for place, concept in enumerate(glossary)}
    return sorted(found, key=lambda problem: order[problem.concept.id])


def _alone(concept: Concept, glossary: Glossary) -> Iterator[Problem]:
    if len(concept.terms) < 2:
        advice = "add terms in another language, or remove the concept"
        yield Problem(concept, Severity.ERROR, "has terms in fewer than two languages", advice)
    for language, terms in concept.terms.items():
        preferred = [t for t in terms if t.status is TermStatus.PREFERRED and not t.feminine]
        if len(preferred) != 1:
            problem = f"{len(preferred)} preferred terms in {language}"
            yield Problem(concept, Severity.ERROR, problem, "name exactly one")
        for text in sorted({a.text for a, b in combinations(terms, 2) if a.text == b.text}):
            problem = f"{language} has {text!r} twice"
            yield Problem(concept, Severity.ERROR, problem, "remove one of the two")
    for near in sorted(concept.near):
        if near not in glossary.concepts:
            problem = f"`near` names {near!r}, which does not exist"
            yield Problem(concept, Severity.ERROR, problem, "correct the id")


def _among(glossary: Glossary, language: str) -> Iterator[Problem]:
    """Find terms that are right in one place and wrong, or something else, in another."""
    for entries in Matcher(glossary, language).patterns.values():
        terms = [(glossary.concepts[concept], term) for concept, term in entries]
        for (first, one), (second, other) in combinations(terms, 2):
            yield from _pair(first, one, second, other, language)


def _pair(
    first: Concept, one: Term, second: Concept, other: Term, language: str
) -> Iterator[Problem]:
    if (one.status is TermStatus.FORBIDDEN) != (other.status is TermStatus.FORBIDDEN):
        problem = f"{language} {other.text!r} is {other.status} here and {one.status} in {first.id}"
        yield Problem(second, Severity.ERROR, problem, "decide which holds")
    elif first.excludes(second) and one.status is not TermStatus.FORBIDDEN:
        problem = f"{language} {other.text!r} also means {first.id}, which is to exclude it"
        advice = "add one to `near` of the other, or take the term out of one"
        yield Problem(second, Severity.ERROR, problem, advice)


def _duplicates(glossary: Glossary) -> Iterator[Problem]:
    """Find concepts of one subject whose preferred terms agree in two languages or more."""
    by_terms: dict[tuple[str, str, str], list[Concept]] = defaultdict(list)
    for concept in glossary:
        for language in concept.terms:
            text = concept.preferred(language).casefold()
            by_terms[concept.subject, language, text].append(concept)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for concepts in by_terms.values():
        for first, second in combinations(concepts, 2):
            if first.id not in second.near and second.id not in first.near:
                shared[first.id, second.id] += 1
    for (one, other), count in shared.items():
        if count > 1:
            problem = f"has the same preferred terms as {one}"
            advice = "merge the two, or add one to `near` of the other"
            yield Problem(glossary.concepts[other], Severity.WARNING, problem, advice)


def _uncovered(glossary: Glossary, language: str) -> Iterator[Problem]:
    table = glossary.forms.get(language, {})
    missing = sorted(words_of(glossary, language) - table.keys())
    if missing:
        first = _first_with(glossary, language, set(missing))
        problem = f"{len(missing)} words in {language} have no table of forms ({missing[0]} …)"
        yield Problem(first, Severity.INFO, problem, "run `tm glossary forms` to start faster")


def _first_with(glossary: Glossary, language: str, words: set[str]) -> Concept:
    one_by_one = (
        concept
        for concept in glossary
        if words & words_of(Glossary({concept.id: concept}), language)
    )
    return next(one_by_one)
