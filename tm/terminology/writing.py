"""Concepts to glossary files, as a translator would write them."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tm.model import Concept, Term, TermStatus

_HEAD = "# Glossary concepts; docs/glossary.md says what each line means.\n"


def to_toml(concepts: Iterable[Concept]) -> str:
    """Return the text of a glossary file with the concepts, in their order."""
    return "\n".join([_HEAD, *(_concept(concept) for concept in concepts)])


def _concept(concept: Concept) -> str:
    lines = ["[[concept]]"]
    for key in ("id", "subject", "definition", "note", "source", "group", "family"):
        value = getattr(concept, key)
        if value:
            lines.append(f"{key} = {_text(value)}")
    if concept.near:
        lines.append(f"near = {_list(sorted(concept.near))}")
    if concept.loose:
        lines.append("loose = true")
    lines += [f"{language} = {_terms(terms)}" for language, terms in concept.terms.items()]
    return "\n".join(lines) + "\n"


def _terms(terms: tuple[Term, ...]) -> str:
    by_key: dict[str, list[str]] = {}
    in_context = [term for term in terms if term.context]
    for term in terms:
        if term.context:
            continue
        by_key.setdefault("feminine" if term.feminine else term.status.value, []).append(term.text)
    preferred = by_key.pop(TermStatus.PREFERRED, [])
    if set(by_key) <= {TermStatus.ADMITTED} and len(preferred) == 1 and not in_context:
        return _list(preferred + by_key.get(TermStatus.ADMITTED, []))
    parts = [f"preferred = {_one_or_list(preferred)}"] if preferred else []
    for key in ("feminine", "admitted", "forbidden", "ignored"):
        if key in by_key:
            shown = _one_or_list(by_key[key]) if key == "feminine" else _list(by_key[key])
            parts.append(f"{key} = {shown}")
    if in_context:
        rows = (f"{_text(term.text)} = {_list(list(term.context))}" for term in in_context)
        parts.append("in_context = { " + ", ".join(rows) + " }")
    return "{ " + ", ".join(parts) + " }"


def _one_or_list(texts: list[str]) -> str:
    return _text(texts[0]) if len(texts) == 1 else _list(texts)


def _list(texts: list[str]) -> str:
    return "[" + ", ".join(map(_text, texts)) + "]"


def _text(text: str) -> str:
    # A JSON string is a TOML basic string, but for U+007F.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
