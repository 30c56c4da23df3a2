"""Keep aligned sets in the memory, and exchange it with other tools."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tm import config as configuration
from tm import exchange
from tm.app.memories import Store, open_existing, user_name
from tm.errors import ExchangeError
from tm.memory import AddResult, Memory, units_from_set
from tm.model import Severity, Status, TranslationUnit, normalize_tag
from tm.model.characters import clean
from tm.model.report import SetReport

# Aligning and checking are imported where sets are added: a search does not pay for them.
if TYPE_CHECKING:
    from tm.app.loading import LoadedSet

# After an import of more units the index is built at once, not by the first search.
_LARGE = 8_000


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one set or file: its name, the counts, and whether it went in as a draft."""

    name: str
    result: AddResult
    draft: bool = False


@dataclass(frozen=True, slots=True)
class AddOutcome:
    """What was added to `memory`; `failures` has one line for each file that could not be."""

    memory: Path
    added: tuple[Added, ...]
    failures: tuple[str, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """How many units a file got, and a line for each that it could not hold."""

    count: int
    left_out: tuple[str, ...]


def add(
    paths: Sequence[Path],
    *,
    memory: Path | None = None,
    config: Path | None = None,
    creator: str | None = None,
) -> AddOutcome:
    """Align every set under `paths` and keep it; a set with errors is kept as a draft."""
    from tm.app.checking import check_set, settle
    from tm.app.knowledge import gather
    from tm.app.loading import Clock, load_sets

    settings = settle(configuration.load(config))
    failures: list[str] = []
    added: list[Added] = []
    remarks: list[str] = []
    knowledge = gather(replace(settings, memory=memory or settings.memory))
    with Store(memory, settings) as store:
        told = 0
        for loaded in load_sets(paths, failures, Clock(), knowledge=knowledge):
            if len(loaded.segments) > 1:
                report = check_set(loaded, settings, Clock())
                added.append(add_set(store.open(), loaded, report, creator))
            elif len(failures) == told:  # else it was said why there is but one
                failures.append(f"{loaded.name}: only one language, nothing to remember")
            told = len(failures)
            remarks += loaded.remarks
        return AddOutcome(store.path, tuple(added), tuple(failures), tuple(remarks))


def add_set(store: Memory, loaded: LoadedSet, report: SetReport, creator: str | None) -> Added:
    """Keep one checked set. Adding it again changes nothing; a corrected one replaces it."""
    draft = any(finding.severity is Severity.ERROR for finding in report.findings)
    units = units_from_set(
        loaded.name,
        loaded.documents,
        loaded.segments,
        loaded.beads,
        status=Status.DRAFT if draft else Status.APPROVED,
    )
    who = creator or user_name()
    return Added(loaded.name, store.add(units, who=who, subject=loaded.name, replace=True), draft)


def import_files(
    paths: Sequence[Path],
    *,
    memory: Path | None = None,
    config: Path | None = None,
    source: str = "en",
    target: str = "",
    progress: Callable[[str, int], None] | None = None,
) -> AddOutcome:
    """Read exchange files into the memory.

    A file is written in transactions of 20,000 units; the same call after a crash goes on behind
    the last one. `source` and `target` are those of a PO file whose header does not say them.
    `progress` is told the file's name and how many units were read.
    """
    settings = configuration.load(config)
    failures: list[str] = []
    remarks: list[str] = []
    added: list[Added] = []
    with Store(memory, settings) as store:
        for path in paths:
            notes: list[exchange.Remark] = []
            told = None if progress is None else partial(progress, path.name)
            try:
                units = _read_units(path, notes.append, source, target)
                added.append(Added(path.name, _add_file(store, path, units, told)))
            except ExchangeError as error:
                failures.append(str(error))
            remarks += map(str, notes)
        if sum(each.result.added for each in added) > _LARGE:
            store.open().build_index()
        return AddOutcome(store.path, tuple(added), tuple(failures), tuple(remarks))


def _add_file(
    store: Store,
    path: Path,
    units: Iterator[TranslationUnit],
    progress: Callable[[int], None] | None,
) -> AddResult:
    fingerprint = _fingerprint(path)
    first = next(units, None)
    if first is None:  # a file that has nothing to give makes no memory
        return AddResult()
    return store.open().add(
        itertools.chain([first], units),
        who=user_name(),
        subject=path.name,
        fingerprint=fingerprint,
        progress=progress,
    )


def _read_units(
    path: Path, report: Callable[[exchange.Remark], None], source: str, target: str
) -> Iterator[TranslationUnit]:
    if path.suffix.lower() in exchange.PO:
        units = exchange.read_po(path, source=source, target=target, report=report)
    else:
        units = exchange.read_any(path, report)
    return _looked_at(path, units, report)


def _looked_at(
    path: Path, units: Iterator[TranslationUnit], report: Callable[[exchange.Remark], None]
) -> Iterator[TranslationUnit]:
    """Yield the units; say at the end what is odd about how many of them."""
    unclean = alone = 0
    for unit in units:
        unclean += any(not v.text.isprintable() and clean(v.text) != v.text for v in unit.variants)
        alone += len(unit.variants) == 1
        yield unit
    if unclean:
        said = f"{_have(unclean)} control characters, which were taken out"
        report(exchange.Remark(path, 0, said))
    if alone:
        said = f"{_have(alone)} text in one language only, which translates nothing"
        report(exchange.Remark(path, 0, said))


def _have(count: int) -> str:
    return "1 unit has" if count == 1 else f"{count} units have"


def _fingerprint(path: Path) -> str:
    """Return a digest of the file, by which an import that was stopped is recognised."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ExchangeError(path, f"cannot be read ({error.strerror})") from None


def export(
    path: Path,
    *,
    source: str = "en",
    targets: Sequence[str] = (),
    pairwise: bool = False,
    version: str = "1.2",
    memory: Path | None = None,
    config: Path | None = None,
) -> Exported:
    """Write the memory's units to an exchange file by its ending; `version` is that of XLIFF."""
    left_out: list[exchange.Remark] = []
    with open_existing(memory, config) as store:
        tag = normalize_tag(source)
        wanted = list(targets) or [each for each in store.languages() if each != tag]
        ending = path.suffix.lower()
        units = store.units()
        if ending in exchange.TMX:
            tags = (source, *targets) if targets else ()
            count = exchange.write_tmx(
                path, units, source=source, pairwise=pairwise, languages=tags
            )
        elif ending in exchange.TABLE:
            count = exchange.write_table(path, units, languages=[source, *wanted])
        elif ending in exchange.XLIFF:
            count = exchange.write_xliff(
                path,
                units,
                source=source,
                targets=wanted,
                version=version,
                report=left_out.append,
            )
        elif ending in exchange.PO:
            if len(wanted) != 1:
                raise ExchangeError(path, "a PO file has one target language", "name it with --to")
            count = exchange.write_po(
                path, units, source=source, target=wanted[0], report=left_out.append
            )
        else:
            problem = f"files that end in {ending!r} are not written"
            raise ExchangeError(path, problem, "use .tmx, .xlf, .po, .csv or .tsv")
    return Exported(count, tuple(each.text for each in left_out))
