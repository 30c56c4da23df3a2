"""Our own properties in exchange files: a unit's status and origins travel with it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tm.model import Context, Origin, Property, Status, TranslationUnit

# Formats without properties name the origins, in a comment or note for people.
NAMES = "tm-origin: "
_STATUS = "x-tm-status"
_ORIGIN = "x-tm-origin"
_NONE = "[]"  # the value where a unit has no origin


def pack(unit: TranslationUnit) -> tuple[Property, ...]:
    """Return a unit's properties and those that say its status and origins."""
    status = () if unit.status == Status.APPROVED else (Property(_STATUS, unit.status.value),)
    places = [_pack_origin(each) for each in unit.origins] or [Property(_ORIGIN, _NONE)]
    return (*unit.properties, *status, *places)


def _pack_origin(origin: Origin) -> Property:
    contexts = [(each.language, each.before, each.after) for each in origin.contexts]
    value = [origin.name, origin.place, origin.files, origin.score, contexts]
    return Property(_ORIGIN, json.dumps(value, ensure_ascii=False))


def names_line(unit: TranslationUnit) -> str:
    """Return a line with names and places of a unit's origins, for formats without properties."""
    said = (f"{each.name} # {each.place}".replace(";", ",").strip() for each in unit.origins)
    return NAMES + "; ".join(said)


def from_names_line(line: str) -> tuple[Origin, ...] | None:
    """Return the origins that such a line names, None where it is another line."""
    if not line.startswith(NAMES.rstrip()):
        return None
    said = (each.rpartition("#") for each in line[len(NAMES) :].split(";"))
    return tuple(Origin(name.strip(), place.strip()) for name, _, place in said if name.strip())


def unpack(
    properties: Sequence[Property],
) -> tuple[tuple[Property, ...], Status, tuple[Origin, ...] | None]:
    """Return the properties that are not ours, and what ours say; None: nothing of origins."""
    if not properties:
        return (), Status.APPROVED, None
    others: list[Property] = []
    origins: list[Origin] = []
    status = Status.APPROVED
    none_known = False
    for each in properties:
        if each.name == _ORIGIN and each.value == _NONE:
            none_known = True
        elif each.name == _ORIGIN and (origin := _unpack_origin(each.value)):
            origins.append(origin)
        elif each.name == _STATUS and each.value in set(Status):
            status = Status(each.value)
        else:
            others.append(each)
    return tuple(others), status, tuple(origins) if origins or none_known else None


def _unpack_origin(value: str) -> Origin | None:
    try:
        name, place, files, score, contexts = json.loads(value)
        return Origin(
            str(name),
            str(place),
            tuple(map(str, files)),
            float(score),
            tuple(Context(*map(str, each)) for each in contexts),
        )
    except (ValueError, TypeError):
        return None
