"""Making one unit of two that have the same texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from tm.model import Origin, Status, TranslationUnit, Variant

_T = TypeVar("_T", datetime, int)
_Held = TypeVar("_Held", TranslationUnit, Variant)
_NEVER = datetime.min.replace(tzinfo=UTC)

# A draft becomes approved when it comes again approved; what a person rejected stays rejected.
_RANK = {Status.DRAFT: 0, Status.APPROVED: 1, Status.REJECTED: 2}


def merge_units(old: TranslationUnit, new: TranslationUnit) -> TranslationUnit:
    """Return `old` with what `new` adds to it: origins, variants, dates, properties, notes."""
    theirs = {each.language: each for each in new.variants}
    ours = {each.language for each in old.variants}
    variants = [
        merge_history(each, theirs[each.language]) if each.language in theirs else each
        for each in old.variants
    ]
    variants += [each for each in new.variants if each.language not in ours]
    return replace(
        merge_history(old, new),
        variants=tuple(variants),
        origins=merge_origins(old.origins, new.origins),
        status=max(old.status, new.status, key=_RANK.__getitem__),
        id=old.id or new.id,
    )


def merge_history(old: _Held, new: _Held) -> _Held:
    """Return `old` with the earlier creation, the later change and use, and all properties."""
    later = new if (new.changed or _NEVER) > (old.changed or _NEVER) else old
    named = dict(new.attributes) | dict(old.attributes)
    return replace(
        old,
        creator=old.creator or new.creator,
        created=_pick(min, old.created, new.created),
        changer=later.changer or old.changer or new.changer,
        changed=_pick(max, old.changed, new.changed),
        used=_pick(max, old.used, new.used),
        uses=_pick(max, old.uses, new.uses),
        attributes=old.attributes
        + tuple((name, named[name]) for name in named if name not in dict(old.attributes)),
        properties=tuple(dict.fromkeys(old.properties + new.properties)),
        notes=tuple(dict.fromkeys(old.notes + new.notes)),
    )


def merge_origins(old: Iterable[Origin], new: Iterable[Origin]) -> tuple[Origin, ...]:
    """Return both lists, the newer in place of an older with the same name and place.

    An origin without contexts (an exchange file) is one, however often the unit stands there.
    """
    found = {_origin_key(each): each for each in old}
    for each in new:
        if each.contexts or _origin_key(each) not in found:
            found[_origin_key(each)] = each
    return tuple(found.values())


def _origin_key(origin: Origin) -> tuple[str, str]:
    return origin.name, origin.place if origin.contexts else ""


def _pick(choose: Callable[[_T, _T], _T], first: _T | None, second: _T | None) -> _T | None:
    if first is None or second is None:
        return second if first is None else first
    return choose(first, second)


def same_content(first: TranslationUnit, second: TranslationUnit) -> bool:
    """Say whether two units are equal, the order of their origins aside."""
    bare = replace(first, origins=()) == replace(second, origins=())
    return bare and set(first.origins) == set(second.origins)
