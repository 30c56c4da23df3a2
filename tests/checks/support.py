"""Contexts from a few lines of text, with facts of the engine or of a tiny notation.

In the notation a word `kind:value` is a fact, `kind:value~bound` one with a bound, and
`kind:value?` one that does not tell much; `_` in a value is a space.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tm import facts as engine
from tm.checks import CheckContext
from tm.checks.base import Example
from tm.model import (
    Bead,
    Block,
    BlockKind,
    Bound,
    Document,
    Fact,
    Hyperlink,
    Relation,
    Salience,
    Segment,
    Value,
)
from tm.terminology import Glossary, load_glossary

_TOKEN = re.compile(r"(\w+):([^\s~?.]+)(?:~([a-z-]+))?(\?)?")


def noted(text: str, language: str) -> list[Fact]:
    """Read the facts of the notation."""
    return [
        Fact(
            m[1], m[2].replace("_", " "), m.start(), m.end(), m[0], Bound(m[3] or "exactly"),
            salience=Salience.NONE if m[4] else Salience.FULL,
        )
        for m in _TOKEN.finditer(text)
    ]  # fmt: skip


def relate(first: Fact, second: Fact) -> Relation:
    """Dates may lack their year; everything else is equal or not."""
    if first.kind != second.kind:
        return Relation.UNRELATED
    one, other = str(first.value), str(second.value)
    if one == other:
        return Relation.EQUAL
    if one.startswith("--") and other.endswith(one[1:]):
        return Relation.LESS_SPECIFIC
    if other.startswith("--") and one.endswith(other[1:]):
        return Relation.MORE_SPECIFIC
    return Relation.DIFFERENT


def render(kind: str, value: Value, language: str, like: str = "") -> str:
    return f"{value} in {language}"


def context(
    versions: Mapping[str, list[str]],
    extract: Callable[[str, str], list[Fact]] = noted,
    source: str | None = None,
    scores: Mapping[int, float] | None = None,
    blocks: Mapping[str, list[int]] | None = None,
    glossary: Glossary | None = None,
) -> CheckContext:
    """Make a context of lines: line n of each version is bead n, an empty line lacks it."""
    segments: dict[str, list[Segment]] = {}
    where: dict[tuple[str, int], int] = {}
    for language, lines in versions.items():
        segments[language] = []
        for number, text in enumerate(lines):
            if text:
                index = len(segments[language])
                where[language, number] = index
                block = blocks[language][number] if blocks else number
                segments[language].append(Segment(index, block, 0, len(text), text))
    length = max(len(lines) for lines in versions.values())
    beads = [
        Bead(
            {n: (where[n, number],) if (n, number) in where else () for n in versions},
            (scores or {}).get(number, 1.0),
        )
        for number in range(length)
    ]
    stub = extract is noted
    return CheckContext(
        name="example",
        segments=segments,
        beads=beads,
        facts={n: [extract(s.text, n) for s in part] for n, part in segments.items()},
        documents={
            n: Document(
                Path(f"{n}.docx"), n, tuple(Block(BlockKind.PARAGRAPH, text) for text in lines)
            )
            for n, lines in versions.items()
        },
        source=source,
        relate=relate if stub else engine.relate,
        render=render if stub else engine.render,
        glossary=glossary,
    )


def of_example(example: Example) -> CheckContext:
    """Make the context of a rule's example, with the facts of the engine and all terms."""
    versions = {language: example.lines(language) for language in example.texts}
    glossary = load_glossary()

    def extract(text: str, language: str) -> list[Fact]:
        links = [
            Hyperlink(text.index(words), text.index(words) + len(words), target)
            for words, target in example.targets.items()
            if words in text
        ]
        return engine.extract_facts(text, language, links)

    return context(versions, extract, example.source, glossary=glossary)
