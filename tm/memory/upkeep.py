"""Looking after a memory: what is in it, correcting it, taking changes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace as replace_fields
from datetime import UTC, datetime

from tm.errors import MemoryStoreError, Message
from tm.memory import journal, maintenance
from tm.memory.database import guarded
from tm.memory.rows import load_units
from tm.memory.store import Store, tag
from tm.model import MemoryConflict, Status, TranslationUnit


class Upkeep(Store):
    """A store that can be looked after."""

    def conflicts(
        self, source: str = "en", target: str = "de", limit: int = 100
    ) -> list[MemoryConflict]:
        """Return texts in `source` that are translated differently into `target`."""
        with guarded(self.path), self._reading():
            found = maintenance.conflicts(self._connection, tag(source), tag(target), limit)
            return list(found)

    def stats(self) -> maintenance.Stats:
        """Return the counts of the memory."""
        with guarded(self.path), self._reading():
            return maintenance.count(self._connection)

    def delete(self, numbers: Sequence[int], *, who: str = "") -> int:
        """Delete units by their numbers; `undo` brings them back. Return how many there were."""
        with self._batch(who, "delete", f"{len(numbers)} units") as batch:
            return maintenance.delete(self._connection, batch, numbers)

    def set_status(self, numbers: Sequence[int], status: Status, *, who: str = "") -> int:
        """Approve, reject or make drafts of units; return how many changed."""
        with self._batch(who, "status", status.value) as batch:
            units = load_units(self._connection, numbers)
            pairs = ((unit, replace_fields(unit, status=status)) for unit in units)
            return maintenance.change(self._connection, batch, datetime.now(UTC), who, pairs)

    def replace(self, edit: Callable[[str], str], language: str, *, who: str = "") -> int:
        """Replace each text in `language` by `edit(text)`; return how many units changed.

        Texts with inline elements are left as they are.
        """
        with self._batch(who, "replace", language) as batch:
            units = maintenance.every_unit(self._connection)
            pairs = maintenance.replaced(units, edit, tag(language))
            return maintenance.change(self._connection, batch, datetime.now(UTC), who, pairs)

    def dedupe(self, *, who: str = "") -> int:
        """Merge units whose texts another unit has among its own; return how many."""
        with self._batch(who, "dedupe", "") as batch:
            return maintenance.dedupe(self._connection, batch)

    def undo(self, number: int | None = None) -> journal.Batch:
        """Undo a batch of the history, the latest that is not undone by default.

        Raises MemoryStoreError where there is none, or a later one changed the same units.
        """
        with self._writing():
            known = [each for each in journal.batches(self._connection) if not each.undone]
            chosen = [each for each in known if number is None or each.number == number]
            if not chosen:
                raise MemoryStoreError(self.path, "there is nothing to undo", "see the history")
            if later := journal.blockers(self._connection, chosen[0].number):
                template = "what batch {number} did was changed again by batch {later}"
                problem = Message(template, number=chosen[0].number, later=later[0])
                advice = Message("undo batch {later} first", later=later[0])
                raise MemoryStoreError(self.path, problem, advice)
            journal.undo(self._connection, chosen[0].number)
            return chosen[0]

    def earlier(self, number: int) -> list[TranslationUnit]:
        """Return what a unit was before each change, the latest first; deleted units too."""
        with guarded(self.path), self._reading():
            return [unit for _, unit in journal.earlier(self._connection, number)]

    def verify(self) -> list[str]:
        """Return what is wrong with the memory and its index; empty where all is well."""
        with guarded(self.path), self._reading():
            found = maintenance.problems(self._connection)
        return found + self._searcher.finder.tiers.verify()
