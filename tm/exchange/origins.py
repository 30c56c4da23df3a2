"""Our own properties in exchange files: a unit's status and origins travel with it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tm.model import Context, Origin, Property, Status, TranslationUnit

_STATUS = "x-tm-status"
_ORIGIN = "x-tm-origin"


def pack(unit: TranslationUnit) -> tuple[Property, ...]:
    """Return a unit's properties and those that say its status and origins."""
    status = () if unit.status == Status.APPROVED else (Property(_STATUS, unit.status.value),)
    return (*unit.properties, *status, *map(_pack_origin, unit.origins))


def _pack_origin(origin: Origin) -> Property:
    contexts = [(each.language, each.before, each.after) for each in origin.contexts]
    value = [origin.name, origin.place, origin.files, origin.score, contexts]
    return Property(_ORIGIN, json.dumps(value, ensure_ascii=False))


def unpack(
    properties: Sequence[Property],
) -> tuple[tuple[Property, ...], Status, tuple[Origin, ...]]:
    """Return the properties that are not ours, and what ours say."""
    if not properties:
        return (), Status.APPROVED, ()
    others: list[Property] = []
    origins: list[Origin] = []
    status = Status.APPROVED
    for each in properties:
        if each.name == _STATUS and each.value in set(Status):
            status = Status(each.value)
        elif each.name == _ORIGIN and (origin := _unpack_origin(each.value)):
            origins.append(origin)
        else:
            others.append(each)
    return tuple(others), status, tuple(origins)


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
