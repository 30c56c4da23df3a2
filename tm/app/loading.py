"""From paths to version sets that are read, segmented, searched for facts and aligned."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from tm import languages
from tm.alignment import Constraints, read_corrections, resolve
from tm.alignment.pins import FILE_NAME
from tm.app import bilingual
from tm.app.knowledge import NOTHING, Knowledge
from tm.app.margins import align_parts
from tm.app.strangers import strangers
from tm.documents import SetPaths, find_version_sets, read_document, read_version
from tm.errors import ConfigError, DocumentError, FileError, TmError
from tm.facts import extract_facts
from tm.model import Bead, Document, Fact, Hyperlink, Segment
from tm.recurring import per_text
from tm.segmentation import segment_document


@dataclass(frozen=True, slots=True)
class LoadedSet:
    """One version set, ready to check or to remember. Mappings are keyed by language.

    `facts[language][i]` are the facts of `segments[language][i]`. `units` are the ids of the beads
    in a bilingual file. `remarks` say how its files were found and read.
    """

    name: str
    documents: Mapping[str, Document]
    segments: Mapping[str, tuple[Segment, ...]]
    facts: Mapping[str, tuple[tuple[Fact, ...], ...]]
    beads: tuple[Bead, ...]
    units: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


Loaded = tuple[LoadedSet | None, list[str]]
MakeReady = Callable[[Sequence[SetPaths]], Iterator[Loaded | None]]


@dataclass(slots=True)
class Clock:
    """Seconds spent in each stage, for `bench`; costs nothing that could be measured."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.add({name: time.perf_counter() - start})

    def add(self, seconds: Mapping[str, float]) -> None:
        """Add what stages took elsewhere."""
        for name, each in seconds.items():
            self.seconds[name] = self.seconds.get(name, 0.0) + each


def load_sets(
    paths: Sequence[Path],
    failures: list[str],
    clock: Clock,
    *,
    language: str | None = None,
    knowledge: Knowledge = NOTHING,
    ready: MakeReady | None = None,
) -> Iterator[LoadedSet]:
    """Yield every version set under `paths`, ready to check.

    What cannot be read is a line in `failures`; the other versions and sets go on. `language` is
    that of a single document whose name and text do not tell it. `knowledge` helps to align.
    `ready` makes sets ready somewhere else, as far as it can.
    """
    if language is not None:
        yield _single(paths, language, clock)
        return
    for path in paths:
        if bilingual.is_bilingual(path):
            yield from _bilingual(path, failures, clock)
    texts = [path for path in paths if not bilingual.is_bilingual(path)]
    with clock.stage("find"):
        sets = find_version_sets(texts)
    elsewhere = ready(sets) if ready else iter(())
    for found in sets:
        failures.extend(str(problem) for problem in found.problems)
        loaded, problems = next(elsewhere, None) or load_set(found, clock, knowledge)
        failures.extend(problems)
        if loaded:
            yield loaded


def load_set(found: SetPaths, clock: Clock, knowledge: Knowledge = NOTHING) -> Loaded:
    """Return one version set, ready to check, and what cannot be read; None if that is all."""
    failures: list[str] = []
    documents = _read(found, failures, clock)
    if not documents:
        return None, failures
    try:
        loaded = prepare(found.name, documents, clock, knowledge)
    except FileError as error:  # corrections by hand that cannot be read
        return None, [*failures, str(error)]
    remarks = (*_remarks(found, documents), *loaded.remarks, *_strangers(loaded))
    return replace(loaded, remarks=remarks), failures


def _remarks(found: SetPaths, documents: Mapping[str, Document]) -> tuple[str, ...]:
    read = (f"{each.path}: {line}" for each in documents.values() for line in each.warnings)
    return (*found.notes, *read)


def _strangers(loaded: LoadedSet) -> Iterator[str]:
    for code in strangers(loaded.facts):
        yield (
            f"{loaded.documents[code].path}: hardly any of its dates and numbers stand in the "
            "other versions; it may belong to another text"
        )


def _bilingual(path: Path, failures: list[str], clock: Clock) -> Iterator[LoadedSet]:
    try:
        with clock.stage("read"):
            found = bilingual.read(path)
    except TmError as error:
        failures.append(str(error))
        return
    facts = _facts(found.segments, clock)
    yield LoadedSet(
        path.stem, found.documents, found.segments, facts, found.beads, found.units, found.remarks
    )


def _facts(
    segments: Mapping[str, tuple[Segment, ...]], clock: Clock
) -> dict[str, tuple[tuple[Fact, ...], ...]]:
    with clock.stage("facts"):
        return {
            code: tuple(_facts_in(each.text, code, each.links) for each in rows)
            for code, rows in segments.items()
        }


@per_text
def _facts_in(text: str, code: str, links: tuple[Hyperlink, ...]) -> tuple[Fact, ...]:
    return tuple(extract_facts(text, code, links))


def _single(paths: Sequence[Path], language: str, clock: Clock) -> LoadedSet:
    if len(paths) != 1 or paths[0].is_dir():
        raise ConfigError("a language can be given for one document only; name that one file")
    with clock.stage("read"):
        document = read_document(paths[0], language)
    return prepare(paths[0].stem, {language: document}, clock)


def _read(found: SetPaths, failures: list[str], clock: Clock) -> dict[str, Document]:
    documents: dict[str, Document] = {}
    with clock.stage("read"):
        for code, path in found.paths.items():
            try:
                documents[code] = read_version(path, code)
            except TmError as error:
                failures.append(str(error))
    return documents


def prepare(
    name: str, documents: Mapping[str, Document], clock: Clock, knowledge: Knowledge = NOTHING
) -> LoadedSet:
    """Segment, extract and align the documents of one set, in the order of reports."""
    order = [code for code in languages.codes() if code in documents]
    with clock.stage("segment"):
        segments = {code: tuple(segment_document(documents[code])) for code in order}
    ordered = {code: documents[code] for code in order}
    return _aligned(name, ordered, segments, clock, knowledge)


def _aligned(
    name: str,
    documents: Mapping[str, Document],
    segments: Mapping[str, tuple[Segment, ...]],
    clock: Clock,
    knowledge: Knowledge,
) -> LoadedSet:
    """Align what is segmented; corrections by hand that do not fit any more become remarks."""
    constraints, remarks = Constraints(), tuple[str, ...]()
    file = _corrections(name, next(iter(documents.values())).path.parent)
    if file is not None:
        constraints = resolve(read_corrections(file), segments)
        remarks = tuple(f"{file}: {stale}" for stale in constraints.stale)
    facts = _facts(segments, clock)
    with clock.stage("align"):
        beads = tuple(_beads(segments, facts, constraints, knowledge))
    return LoadedSet(name, documents, segments, facts, beads, remarks=remarks)


def _beads(
    segments: Mapping[str, tuple[Segment, ...]],
    facts: Mapping[str, tuple[tuple[Fact, ...], ...]],
    constraints: Constraints,
    knowledge: Knowledge,
) -> Sequence[Bead]:
    if constraints.pins or constraints.forbids:  # their places are those in the whole text
        return knowledge.align(segments, facts, constraints)
    return align_parts(segments, facts, knowledge.align)


def _corrections(name: str, folder: Path) -> Path | None:
    """Find the corrections by hand beside the documents: the set's own, else the folder's."""
    for path in (folder / f"{name}.{FILE_NAME}", folder / FILE_NAME):
        if path.is_file():
            return path
    return None


def load_lines(paths: Sequence[Path], knowledge: Knowledge = NOTHING) -> LoadedSet:
    """Align text files of which each line is a segment; empty lines count, so indices are lines."""
    name, versions = _line_files(paths)
    order = [code for code in languages.codes() if code in versions]
    segments = {code: tuple(_line_segments(versions[code])) for code in order}
    documents = {code: Document(versions[code], code, ()) for code in order}
    return _aligned(name, documents, segments, Clock(), knowledge)


def _line_files(paths: Sequence[Path]) -> tuple[str, Mapping[str, Path]]:
    """Return the set's name and its files by language; `text.de` is how aligners name theirs."""
    by_suffix = {path.suffix[1:].lower(): path for path in paths}
    if len(by_suffix) == len(paths) and by_suffix.keys() <= set(languages.codes()):
        return paths[0].stem, by_suffix
    found = [each for each in find_version_sets(paths) if each.paths]
    if len(found) != 1 or found[0].problems:
        problems = [str(problem) for each in found for problem in each.problems]
        raise TmError(problems[0] if problems else "name the versions of one text, one a language")
    return found[0].name, found[0].paths


def _line_segments(path: Path) -> Iterator[Segment]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        place = f"byte {error.start + 1}"
        raise DocumentError(path, "this is not UTF-8", "save it as UTF-8", place) from None
    except OSError as error:
        raise DocumentError(path, f"it cannot be read ({error.strerror})") from None
    for index, line in enumerate(text.removesuffix("\n").split("\n")):
        # One block for all: the file does not say where its paragraphs end.
        yield Segment(index, 0, 0, len(line), line)
