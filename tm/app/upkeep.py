"""Looking after a memory: what it holds, what is wrong with it, and putting it right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tm import config as configuration
from tm.app.memories import memory_path, open_existing, user_name
from tm.errors import TmError
from tm.memory import Memory, open_memory, repair_memory
from tm.model import Status


def stats(memory: Path | None, config: Path | None) -> Iterator[str]:
    """Yield lines on what the memory holds."""
    with open_existing(memory, config) as store:
        found = store.stats()
        yield f"{store.path}  {found.bytes / 1e6:.1f} MB"
        yield f"units      {found.units}"
        yield f"texts      {found.texts}"
        for title, table in (
            ("languages", found.languages),
            ("status", found.statuses),
            ("origins", found.origins),
        ):
            counts = ", ".join(f"{name} {count}" for name, count in table.items())
            yield f"{title:<10} {counts or '-'}"


def verify(memory: Path | None, config: Path | None) -> list[str]:
    """Return what is wrong with the memory and its index, a line each."""
    with open_existing(memory, config) as store:
        return store.verify()


def repair(memory: Path | None, config: Path | None) -> str:
    """Save what can be read of a damaged memory; the damaged file is kept."""
    done = repair_memory(memory_path(memory, configuration.load(config)))
    return f"{done.saved} units saved, {done.lost} lost; the old file is {done.backup}"


def conflicts(
    source: str, target: str, limit: int, memory: Path | None, config: Path | None
) -> Iterator[str]:
    """Yield texts that are translated in more than one way, with how often and until when."""
    with open_existing(memory, config) as store:
        for conflict in store.conflicts(source, target, limit):
            yield conflict.text
            for each in conflict.renderings:
                latest = f", last {each.latest:%Y-%m-%d}" if each.latest else ""
                yield f"    {each.count} times{latest}  {each.text}"


def replace(old: str, new: str, language: str, memory: Path | None, config: Path | None) -> int:
    """Replace `old` by `new` in all texts of a language; return how many units changed."""
    if not old:
        raise TmError("there is no text to replace; give OLD at least one character")
    with open_existing(memory, config) as store:
        return store.replace(lambda text: text.replace(old, new), language, who=user_name())


def delete(numbers: Sequence[int], memory: Path | None, config: Path | None) -> str:
    """Delete units; a number that does not exist stops it before anything is deleted."""
    with open_existing(memory, config) as store:
        _present(store, numbers)
        return _counted(store.delete(numbers, who=user_name()), "deleted")


def set_status(
    status: str, numbers: Sequence[int], memory: Path | None, config: Path | None
) -> str:
    """Give units a status; a number that does not exist stops it before anything is changed."""
    with open_existing(memory, config) as store:
        _present(store, numbers)
        return _counted(store.set_status(numbers, Status(status), who=user_name()), "changed")


def _present(store: Memory, numbers: Sequence[int]) -> None:
    for number in numbers:
        if store.unit(number) is None:
            raise TmError(f"{store.path}: there is no unit {number}; nothing was changed")


def _counted(count: int, done: str) -> str:
    return f"{count} {'unit' if count == 1 else 'units'} {done}"


def dedupe(memory: Path | None, config: Path | None) -> int:
    """Merge units whose texts another unit has among its own; return how many."""
    with open_existing(memory, config) as store:
        return store.dedupe(who=user_name())


def merge(other: Path, memory: Path | None, config: Path | None) -> str:
    """Add all units of another memory."""
    source = open_existing(other, config)
    target = memory_path(memory, configuration.load(config))
    with source, open_memory(target) as store:
        done = store.merge(source, who=user_name())
        return f"{done.added} new, {done.updated} updated, {done.unchanged} known already"


def history(memory: Path | None, config: Path | None) -> Iterator[str]:
    """Yield what was done to the memory, the latest first."""
    with open_existing(memory, config) as store:
        for batch in store.history():
            state = "  (undone)" if batch.undone else "" if batch.done else "  (stopped half-way)"
            when = f"{batch.at:%Y-%m-%d %H:%M}"
            yield f"{batch.number:>5}  {when}  {batch.action}  {batch.subject}{state}"


def undo(number: int | None, memory: Path | None, config: Path | None) -> str:
    """Undo a change by its number in the history, the latest by default."""
    with open_existing(memory, config) as store:
        batch = store.undo(number)
        return f"undone: {batch.number}  {batch.action}  {batch.subject}"
