"""Keep aligned sets in the memory, search it, and exchange it with other tools."""

from __future__ import annotations

import getpass
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from tm import config as configuration
from tm import exchange
from tm.config import Config
from tm.errors import ExchangeError, TmError
from tm.memory import AddResult, Memory, open_memory, units_from_set
from tm.model import ConcordanceLine, Match, Severity, Status, TranslationUnit
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


def memory_path(given: Path | None, settings: Config) -> Path:
    """Return the memory's file: the one given, the configured one, or one in the data folder."""
    if given is not None:
        return given
    if settings.memory is not None:
        return settings.memory
    return platformdirs.user_data_path("tm", appauthor=False) / "memory.tmdb"


def open_existing(memory: Path | None, config: Path | None) -> Memory:
    """Open a memory to read from; a file that is not there is an error, not an empty memory."""
    path = memory_path(memory, configuration.load(config))
    if not path.exists():
        raise TmError(
            f"{path}: there is no memory yet; fill one with `tm add` or `tm import`, "
            "or name another with --memory"
        )
    return open_memory(path)


def _open_to_write(memory: Path | None, settings: Config) -> Memory:
    path = memory_path(memory, settings)
    if memory is None and settings.memory is None:
        path.parent.mkdir(parents=True, exist_ok=True)
    return open_memory(path)


def add(
    paths: Sequence[Path],
    *,
    memory: Path | None = None,
    config: Path | None = None,
    creator: str | None = None,
) -> AddOutcome:
    """Align every set under `paths` and keep it; a set with errors is kept as a draft."""
    from tm.app.checking import check_set, settle
    from tm.app.loading import Clock, load_sets

    settings = settle(configuration.load(config))
    failures: list[str] = []
    added: list[Added] = []
    with _open_to_write(memory, settings) as store:
        for loaded in load_sets(paths, failures, Clock()):
            if len(loaded.segments) > 1:
                report = check_set(loaded, settings, Clock())
                added.append(add_set(store, loaded, report, creator))
            else:
                failures.append(f"{loaded.name}: only one language, nothing to remember")
        return AddOutcome(store.path, tuple(added), tuple(failures))


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
    who = creator or _user()
    return Added(loaded.name, store.add(units, who=who, subject=loaded.name, replace=True), draft)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in the system's list, as in some containers
        return ""


def search(
    text: str,
    *,
    source: str = "en",
    target: str | None = None,
    minimum: int = 70,
    limit: int = 5,
    memory: Path | None = None,
    config: Path | None = None,
) -> list[Match]:
    """Return the best matches for `text`, best first."""
    with open_existing(memory, config) as store:
        _known(store, source)
        return store.search(text, source, target, minimum, limit)


def _known(store: Memory, language: str) -> None:
    """Refuse to search a language of which the memory has nothing: it must be a slip."""
    there = store.languages()
    bases = {tag.split("-")[0] for tag in there}
    if there and language.replace("_", "-").split("-")[0].lower() not in bases:
        raise TmError(f"{store.path}: nothing in {language!r}; it holds {', '.join(sorted(there))}")


def concordance(
    phrase: str,
    *,
    language: str = "en",
    limit: int = 20,
    stem: bool = True,
    memory: Path | None = None,
    config: Path | None = None,
) -> list[ConcordanceLine]:
    """Return the newest texts in a language in which the words of `phrase` follow each other."""
    with open_existing(memory, config) as store:
        _known(store, language)
        return store.concordance(phrase, language, limit, stem=stem)


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

    A file is written in transactions of 10,000 units; the same call after a crash goes on behind
    the last one. `source` and `target` are those of a PO file whose header does not say them.
    `progress` is told the file's name and how many units were read.
    """
    settings = configuration.load(config)
    failures: list[str] = []
    remarks: list[str] = []
    added: list[Added] = []
    with _open_to_write(memory, settings) as store:
        for path in paths:
            notes: list[exchange.Remark] = []
            try:
                result = store.add(
                    _read_units(path, notes.append, source, target),
                    who=_user(),
                    subject=path.name,
                    fingerprint=_fingerprint(path),
                    progress=None if progress is None else partial(progress, path.name),
                )
            except ExchangeError as error:
                failures.append(str(error))
            else:
                added.append(Added(path.name, result))
            remarks += map(str, notes)
        if sum(each.result.added for each in added) > _LARGE:
            store.build_index()
        return AddOutcome(store.path, tuple(added), tuple(failures), tuple(remarks))


def _read_units(
    path: Path, report: Callable[[exchange.Remark], None], source: str, target: str
) -> Iterator[TranslationUnit]:
    if path.suffix.lower() in exchange.PO:
        return exchange.read_po(path, source=source, target=target, report=report)
    return exchange.read_any(path, report)


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
    memory: Path | None = None,
    config: Path | None = None,
) -> int:
    """Write the memory's units to an exchange file by its ending; return how many."""
    with open_existing(memory, config) as store:
        there = [tag for tag in store.languages() if tag != source]
        wanted = list(targets) or there
        ending = path.suffix.lower()
        if ending == ".tmx":
            tags = (source, *targets) if targets else ()
            return exchange.write_tmx(
                path, store.units(), source=source, pairwise=pairwise, languages=tags
            )
        if ending in exchange.TABLE:
            return exchange.write_table(path, store.units(), languages=[source, *wanted])
        if ending in exchange.XLIFF:
            return exchange.write_xliff(path, store.units(), source=source, targets=wanted)
        if ending in exchange.PO:
            if len(wanted) != 1:
                raise ExchangeError(path, "a PO file has one target language", "name it with --to")
            return exchange.write_po(path, store.units(), source=source, target=wanted[0])
    problem = f"files that end in {ending!r} are not written"
    raise ExchangeError(path, problem, "use .tmx, .xlf, .po, .csv or .tsv")
