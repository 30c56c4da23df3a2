"""Looking after a memory: what it holds, what is wrong with it, and putting it right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tm import config as configuration
from tm import languages
from tm.app.memories import memory_path, open_existing, require_language, user_name
from tm.errors import Message, TmError
from tm.i18n import SOURCE, counted, say, told, translate
from tm.memory import Memory, open_memory, repair_memory
from tm.model import MemoryConflict, Status, base_tag, normalize_tag
from tm.reports.memory import merged

STATS = ("units", "texts", "languages", "status", "origins")


def stats(memory: Path | None, config: Path | None, reader: str = SOURCE) -> Iterator[str]:
    """Yield lines on what the memory holds."""
    with open_existing(memory, config) as store:
        found = store.stats()
        statuses = {translate(name, reader): count for name, count in found.statuses.items()}
        tables = (found.languages, statuses, found.origins)
        counts = [", ".join(f"{name} {count}" for name, count in each.items()) for each in tables]
        titles = [translate(title, reader) for title in STATS]
        yield f"{store.path}  {found.bytes / 1e6:.1f} MB"
        for title, said in zip(titles, (found.units, found.texts, *counts), strict=True):
            yield f"{title:<{max(map(len, titles))}}  {said or '-'}"


def verify(memory: Path | None, config: Path | None, reader: str = SOURCE) -> list[str]:
    """Return what is wrong with the memory and its index, a line each."""
    with open_existing(memory, config) as store:
        return [told(each, reader) for each in store.verify()]


def repair(memory: Path | None, config: Path | None, reader: str = SOURCE) -> str:
    """Save what can be read of a damaged memory; the damaged file is kept."""
    done = repair_memory(memory_path(memory, configuration.load(config)))
    template = "{saved} units saved, {lost} lost; the old file is {path}"
    counts = {"saved": done.saved, "lost": done.lost}
    return say(reader, template, **counts, path=done.backup)


def conflicts(
    source: str,
    targets: Sequence[str],
    limit: int,
    memory: Path | None,
    config: Path | None,
    *,
    charges: bool = True,
) -> list[MemoryConflict]:
    """Return texts, and charges in texts, that are translated in more than one way.

    Without `targets`, into any language of the memory. At most `limit` of each sort and pair.
    """
    found: list[MemoryConflict] = []
    settings = configuration.load(config)
    with open_existing(memory, config) as store:
        require_language([store], source, *targets)
        source = normalize_tag(source)
        others = {base_tag(tag) for tag in store.languages()} - {base_tag(source)}
        for target in map(normalize_tag, targets or sorted(others)):
            found += store.conflicts(source, target, limit)
            if charges and {base_tag(source), base_tag(target)} <= set(languages.codes()):
                from tm.app.charge_conflicts import charge_conflicts
                from tm.terminology import load_glossary

                glossary = load_glossary(settings.glossary)
                found += charge_conflicts(store.units(), glossary, source, target, limit)
    return found


def replace(
    old: str,
    new: str,
    language: str,
    memory: Path | None,
    config: Path | None,
    reader: str = SOURCE,
) -> str:
    """Replace `old` by `new` in all texts of a language; say how many units changed."""
    if not old:
        raise TmError("there is no text to replace; give OLD at least one character")
    with open_existing(memory, config) as store:
        count = store.replace(lambda text: text.replace(old, new), language, who=user_name())
        return _units(count, "{units} changed", reader)


def delete(
    numbers: Sequence[int], memory: Path | None, config: Path | None, reader: str = SOURCE
) -> str:
    """Delete units; a number that does not exist stops it before anything is deleted."""
    with open_existing(memory, config) as store:
        _present(store, numbers)
        count = store.delete(numbers, who=user_name())
        return _units(count, "{units} deleted", reader)


def set_status(
    status: str,
    numbers: Sequence[int],
    memory: Path | None,
    config: Path | None,
    reader: str = SOURCE,
) -> str:
    """Give units a status; a number that does not exist stops it before anything is changed."""
    with open_existing(memory, config) as store:
        _present(store, numbers)
        count = store.set_status(numbers, Status(status), who=user_name())
        return _units(count, "{units} changed", reader)


def _units(count: int, template: str, reader: str) -> str:
    return say(reader, template, units=counted(count, "unit", reader))


def _present(store: Memory, numbers: Sequence[int]) -> None:
    for number in numbers:
        if store.unit(number) is None:
            template = "{path}: there is no unit {number}; nothing was changed"
            raise TmError(Message(template, path=store.path, number=number))


def dedupe(memory: Path | None, config: Path | None, reader: str = SOURCE) -> str:
    """Merge units whose texts another unit has among its own; say how many."""
    with open_existing(memory, config) as store:
        count = store.dedupe(who=user_name())
        return _units(count, "{units} merged", reader)


def merge(other: Path, memory: Path | None, config: Path | None, reader: str = SOURCE) -> str:
    """Add all units of another memory."""
    source = open_existing(other, config)
    target = memory_path(memory, configuration.load(config))
    with source, open_memory(target) as store:
        return merged(store.merge(source, who=user_name()), reader)


def history(memory: Path | None, config: Path | None, reader: str = SOURCE) -> Iterator[str]:
    """Yield what was done to the memory, the latest first."""
    with open_existing(memory, config) as store:
        for batch in store.history():
            state = "" if batch.done else "(stopped half-way)"
            state = "(undone)" if batch.undone else state
            when = f"{batch.at:%Y-%m-%d %H:%M}"
            said = (
                translate(batch.action, reader),
                batch.subject,
                state and translate(state, reader),
            )
            yield "  ".join((f"{batch.number:>5}", when, *filter(None, said)))


def undo(number: int | None, memory: Path | None, config: Path | None, reader: str = SOURCE) -> str:
    """Undo a change by its number in the history, the latest by default."""
    with open_existing(memory, config) as store:
        batch = store.undo(number)
        said = (str(batch.number), translate(batch.action, reader), batch.subject)
        return say(reader, "undone: {what}", what="  ".join(filter(None, said)))
