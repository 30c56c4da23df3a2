"""Concepts from elsewhere made to fit a glossary file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from tm.languages import codes
from tm.model import Concept, Term, TermStatus
from tm.terminology.reading import SUBJECTS

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


def fitting(concepts: Iterable[Concept], subject: str) -> list[Concept]:
    """Return the concepts with ids, subjects, languages and statuses that a glossary file allows.

    Ids are brought to a-z, 0-9 and hyphens and made unique; languages that are not installed are
    left out; of several preferred terms the first stays so.
    """
    taken: set[str] = set()
    fitted = []
    for concept in concepts:
        terms = {code: _terms(concept.terms[code]) for code in codes() if concept.terms.get(code)}
        if not terms:
            continue
        identifier = _unique(_identifier(concept.id), taken)
        taken.add(identifier)
        known = concept.subject if concept.subject in SUBJECTS else subject
        near = frozenset(_identifier(each) for each in concept.near)
        fitted.append(replace(concept, id=identifier, subject=known, terms=terms, near=near))
    return fitted


def _identifier(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_ID.sub("-", plain).strip("-") or "concept"


def _unique(identifier: str, taken: set[str]) -> str:
    number = 2
    candidate = identifier
    while candidate in taken:
        candidate = f"{identifier}-{number}"
        number += 1
    return candidate


def _terms(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    fitted: dict[str, Term] = {}
    preferred = False
    for term in terms:
        if term.text in fitted:
            continue
        main = term.status is TermStatus.PREFERRED and not term.feminine
        if main and preferred:
            term = replace(term, status=TermStatus.ADMITTED)
        preferred = preferred or main
        fitted[term.text] = term
    if not preferred:
        first = next((t for t in fitted.values() if t.status is TermStatus.ADMITTED), None)
        if first is not None and not first.feminine:
            fitted[first.text] = replace(first, status=TermStatus.PREFERRED)
    return tuple(sorted(fitted.values(), key=_order))


def _order(term: Term) -> int:
    return 1 if term.feminine else 2 * list(TermStatus).index(term.status)
