"""Check version sets and bilingual files, and render what was found."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tm import collecting, i18n, languages
from tm import config as configuration
from tm.app import writing
from tm.app.knowledge import gather
from tm.app.loading import Clock, Loaded, LoadedSet, load_sets
from tm.app.series import Series
from tm.checks.charges import EarlierText, Recall, without_memory
from tm.config import Config
from tm.documents import SetPaths
from tm.errors import ConfigError
from tm.model import Bead, Severity
from tm.model.report import Report, SetReport


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report, whether it is bad enough to fail, the language set to tell it in, and whether
    people see what is for information only.
    """

    report: Report
    failed: bool
    messages: str | None = None
    infos: bool = False


def check(
    paths: Sequence[Path],
    *,
    config: Path | None = None,
    fail_on: str | None = None,
    source: str | None = None,
    language: str | None = None,
    messages: str | None = None,
    infos: bool = False,
    memory: Path | None = None,
    jobs: int | None = 1,
) -> Outcome:
    """Check everything under `paths`; options beat the configuration file.

    `jobs` processes, or as many as pay (None), share the work. They import the main module anew,
    which must be ready for it: not every program is.
    """
    settings = settle(configuration.load(config), fail_on=fail_on, source=source, messages=messages)
    settings = replace(settings, memory=memory or settings.memory)
    report = check_paths(paths, settings, language=language, jobs=jobs)
    lowest = configuration.as_severity(settings.fail_on)
    worst = report.worst()
    failed = lowest is not None and worst is not None and worst >= lowest
    # Whoever fails on them must see them.
    infos = infos or lowest is Severity.INFO
    return Outcome(report, failed, settings.messages, infos)


def settle(settings: Config, **options: str | None) -> Config:
    """Let the options that were given beat the configuration, and check languages and rules."""
    from tm.checks import all_rules

    given: dict[str, Any] = {key: value for key, value in options.items() if value is not None}
    settled = replace(settings, **given)
    if settled.source is not None:
        languages.get(settled.source)
    if settled.messages is not None and settled.messages not in i18n.available():
        there = ", ".join(i18n.available())
        raise ConfigError(f"no messages in {settled.messages!r}; there are: {there}")
    known = [rule.id for rule in all_rules()]
    for name in settled.rules:
        if name not in known:
            raise ConfigError(f"unknown rule {name!r}; there are: {', '.join(known)}")
    return settled


def check_paths(
    paths: Sequence[Path],
    settings: Config,
    *,
    language: str | None = None,
    clock: Clock | None = None,
    jobs: int | None = 1,
) -> Report:
    """Check every set under `paths`; a file that cannot be read is a failure, not the end."""
    clock = clock or Clock()
    sets: list[SetReport] = []
    failures: list[str] = []
    remarks = _without_memory(settings)
    series = Series()
    knowledge = gather(settings)

    def ready(found: Sequence[SetPaths]) -> Iterator[Loaded | None]:
        return _elsewhere(found, settings, clock, jobs)

    with _recall(settings) as recall:
        for loaded in load_sets(
            paths, failures, clock, language=language, knowledge=knowledge, ready=ready
        ):
            sets.append(check_set(loaded, settings, clock, series.before(loaded), recall))
            series.add(loaded)
            remarks += loaded.remarks
            collecting.between_sets()
    return Report(tuple(sets), tuple(failures), tuple(remarks))


def _without_memory(settings: Config) -> list[str]:
    """Say that a memory which is named is not there: nothing is compared with it."""
    if settings.memory is None or _is_there(settings.memory):
        return []
    return [f"{settings.memory}: there is no memory yet, so no charge is compared with it"]


def _is_there(path: Path) -> bool:
    return os.path.exists(path)  # noqa: PTH110 -- a folder that may not be entered is no error


@contextmanager
def _recall(settings: Config) -> Iterator[Recall]:
    """Open the memory that is named, if any; one that is not there yet knows nothing."""
    if settings.memory is None or not _is_there(settings.memory):
        yield without_memory
        return
    from tm.app.recalling import Recalled
    from tm.memory import open_memory

    with open_memory(settings.memory) as store:
        yield Recalled(store, settings.memory.name)


def _elsewhere(
    sets: Sequence[SetPaths], settings: Config, clock: Clock, jobs: int | None
) -> Iterator[Loaded | None]:
    """Make sets ready in other processes, as far as that pays; the caller does the rest."""
    # What the memory teaches is too much to have several times.
    if len(sets) < 2 or jobs == 1 or settings.learn_from_memory:
        return
    from tm.app import processes

    number = processes.how_many(len(sets), jobs)
    if number > 1:
        yield from processes.made_ready(sets, number, settings, clock)


def check_set(
    loaded: LoadedSet,
    settings: Config,
    clock: Clock,
    earlier: Sequence[EarlierText] = (),
    recall: Recall = without_memory,
) -> SetReport:
    """Run the rules over one prepared set; `earlier` are texts of the same case.

    `recall` finds charges in a memory.
    """
    from tm.checks import CheckContext, run, without_own_matter
    from tm.terminology import load_glossary

    beads: Sequence[Bead] = loaded.beads
    if not loaded.units:
        beads = without_own_matter(loaded.segments, beads, loaded.facts)
    context = CheckContext(
        name=loaded.name,
        documents=loaded.documents,
        segments=loaded.segments,
        beads=beads,
        facts=loaded.facts,
        units=loaded.units,
        source=settings.source,
        severity_of=settings.severity,
        glossary=load_glossary(settings.glossary),
        earlier=earlier,
        recall=recall,
    )
    with clock.stage("check"):
        findings = tuple(run(context))
    return SetReport(
        loaded.name, loaded.documents, loaded.segments, loaded.beads, findings, loaded.units
    )


def write(outcome: Outcome, form: str, output: Path | None) -> None:
    """Write the report as `text` for people or `json` for programs, to `output` or to the screen.

    On the screen the text is as wide as the terminal and coloured where it can be; what could not
    be read is the caller's to say there, on standard error. Without a language set, people get
    that of their system; programs get English, so that a report does not depend on the machine.
    """
    if form == "json":
        from tm.reports import json

        writing.emit(json.render(outcome.report, outcome.messages or i18n.SOURCE), output)
        return
    from tm.reports import text

    reader = outcome.messages or i18n.from_environment()
    if output is None:
        text.render(outcome.report, reader=reader, infos=outcome.infos, failures=False)
        return
    page = io.StringIO()
    text.render(outcome.report, page, reader, infos=outcome.infos)
    writing.emit(page.getvalue(), output)
