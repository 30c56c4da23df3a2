"""Making one unit of two that have the same texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from tm.model import Note, Origin, Status, TranslationUnit, Variant

_T = TypeVar("_T", datetime, int)
_Held = TypeVar("_Held", TranslationUnit, Variant)
# Not of the unit, but of the file: what is the source there.
_OF_THE_FILE = {"srclang"}
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
    known = {name for name, _ in old.attributes} | _OF_THE_FILE
    return replace(
        old,
        creator=old.creator or new.creator,
        created=_pick(min, old.created, new.created),
        changer=later.changer or old.changer or new.changer,
        changed=_pick(max, old.changed, new.changed),
        used=_pick(max, old.used, new.used),
        uses=_pick(max, old.uses, new.uses),
        attributes=old.attributes + tuple(each for each in new.attributes if each[0] not in known),
        properties=tuple(dict.fromkeys(old.properties + new.properties)),
        notes=_merge_notes(old.notes, new.notes),
    )


def _merge_notes(old: tuple[Note, ...], new: tuple[Note, ...]) -> tuple[Note, ...]:
    """Return both lists; formats that have one note write all in one, which is nothing new."""
    if _squeezed(old) == _squeezed(new):
        return old
    return tuple(dict.fromkeys(old + new))


def _squeezed(notes: tuple[Note, ...]) -> list[str]:
    return " ".join(note.text for note in notes).split()


def merge_origins(old: Iterable[Origin], new: Iterable[Origin]) -> tuple[Origin, ...]:
    """Return both lists, the newer in place of an older with the same name and place.

    An origin without contexts (an exchange file) is one, however often the unit stands there, and
    none where the unit is known to stand at some place of it.
    """
    found = {_origin_key(each): each for each in old}
    names = {each.name for each in found.values()}
    for each in new:
        if each.contexts or each.name not in names:
            found[_origin_key(each)] = each
            names.add(each.name)
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
