"""The main job on the examples that come with the program: check, remember, search."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tm import resources
from tm.app.checking import Outcome, check_set, settle
from tm.app.loading import Clock, load_sets
from tm.app.remembering import Added, add_set
from tm.config import Config
from tm.errors import FileError
from tm.memory import open_memory
from tm.model import Match
from tm.model.report import Report

MEMORY = "memory.tmdb"
# Like a sentence of the first UA, with another term.
QUERY = "If convicted, they face up to 15 years in prison."


@dataclass(frozen=True, slots=True)
class Demo:
    """What the demonstration did, in the order of doing."""

    folder: Path
    outcome: Outcome
    added: tuple[Added, ...]
    query: str
    matches: tuple[Match, ...]

    @property
    def memory(self) -> Path:
        return self.folder / MEMORY

    @property
    def commands(self) -> tuple[str, ...]:
        """Return the commands that do the same."""
        return (
            f"tm check {self.folder}",
            f"tm add {self.folder} --memory {self.memory}",
            f'tm search "{self.query}" --to de --memory {self.memory}',
            f"tm export units.tmx --memory {self.memory}",
        )


def demo(folder: Path) -> Demo:
    """Write the example sets to `folder`, check them, remember them there, and search.

    Examples that are there already are used as they are, so that one may edit them and look again.
    """
    _write_examples(folder)
    settings = settle(Config())
    failures: list[str] = []
    reports = []
    added = []
    with open_memory(folder / MEMORY) as store:
        for loaded in load_sets([folder], failures, Clock()):
            report = check_set(loaded, settings, Clock())
            reports.append(report)
            if len(loaded.segments) > 1:
                added.append(add_set(store, loaded, report, None))
        matches = tuple(store.search(QUERY, "en", "de", minimum=60, limit=2))
    outcome = Outcome(Report(tuple(reports), tuple(failures)), False)
    return Demo(folder, outcome, tuple(added), QUERY, matches)


def _write_examples(folder: Path) -> None:
    try:
        for source in _examples():
            target = folder / source.parent.name / source.name
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
    except OSError as error:
        problem = f"the examples cannot be written here ({error.strerror})"
        raise FileError(folder, problem, "name another folder") from None


def _examples() -> Iterator[Path]:
    return (resources.folder("examples") / "word").glob("*/*.docx")
