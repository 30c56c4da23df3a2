"""Bilingual files (TMX, XLIFF, PO) as version sets in which each unit is a bead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tm import languages
from tm.errors import ExchangeError
from tm.model import Anchor, Bead, Block, BlockKind, Document, Segment

if TYPE_CHECKING:
    from tm.exchange import BilingualUnit, Remark


@dataclass(frozen=True, slots=True)
class BilingualSet:
    """What a bilingual file holds, by language; `units` are the ids of the beads."""

    documents: Mapping[str, Document]
    segments: Mapping[str, tuple[Segment, ...]]
    beads: tuple[Bead, ...]
    units: tuple[str, ...]
    remarks: tuple[str, ...]


def is_bilingual(path: Path) -> bool:
    """Say whether the name is that of a file which holds several languages."""
    if not path.suffix:
        return False  # a folder: checking one does not wait for the formats of exchange
    from tm.exchange import BILINGUAL

    return path.suffix.lower() in BILINGUAL


def read(path: Path) -> BilingualSet:
    """Read a bilingual file; ExchangeError where nothing in it can be checked.

    Regional variants count as their language (`de-CH` as `de`); the first wins. Languages that are
    not installed are left out with a remark.
    """
    from tm.exchange import read_bilingual

    remarks: list[Remark] = []
    units = read_bilingual(path, remarks.append)
    codes = [code for code in languages.codes() if any(_text(unit, code) for unit in units)]
    if not codes:
        there = ", ".join(languages.codes())
        raise ExchangeError(path, f"no unit is in an installed language ({there})", "leave it out")
    blocks: dict[str, list[Block]] = {code: [] for code in codes}
    segments: dict[str, list[Segment]] = {code: [] for code in codes}
    beads = []
    for unit in units:
        members: dict[str, tuple[int, ...]] = {}
        for code in codes:
            if not any(_language(tag) == code for tag in unit.texts):
                continue  # a unit without a language is no sentence left out
            text = _text(unit, code)
            index = len(segments[code])
            members[code] = (index,) if text else ()
            if text:
                block = Block(BlockKind.PARAGRAPH, text, anchors=(Anchor(0, unit.line, 1),))
                blocks[code].append(block)
                segments[code].append(Segment(index, index, 0, len(text), text))
        beads.append(Bead(members))
    return BilingualSet(
        documents={code: Document(path, code, tuple(blocks[code])) for code in codes},
        segments={code: tuple(segments[code]) for code in codes},
        beads=tuple(beads),
        units=tuple(unit.id for unit in units),
        remarks=tuple(f"{path}: {line}" for line in _foreign(units)) + tuple(map(str, remarks)),
    )


def _text(unit: BilingualUnit, code: str) -> str:
    """Return the unit's text in a language, of whatever region."""
    texts = (text for tag, text in unit.texts.items() if _language(tag) == code and text.strip())
    return next(texts, "")


def _language(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].lower()


def _foreign(units: Sequence[BilingualUnit]) -> list[str]:
    tags = {tag for unit in units for tag in unit.texts if _language(tag) not in languages.codes()}
    return [f"units in {tag!r} are not checked: not installed" for tag in sorted(tags)]
