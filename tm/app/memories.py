"""Which memories a command works with, by its options and the configuration."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

import platformdirs

from tm import config as configuration
from tm.config import Config
from tm.errors import MemoryStoreError, Message, TmError
from tm.memory import Filters, Memory, Penalties, open_memory
from tm.model import Status, base_tag, normalize_tag

_RIGHTS = "check the path and your rights to it"
_DAYS = 365.25  # of a year


def memory_path(given: Path | None, settings: Config) -> Path:
    """Return the memory's file: the one given, the configured one, or one in the data folder."""
    if given is not None:
        return given
    if settings.memory is not None:
        return settings.memory
    return platformdirs.user_data_path("tm", appauthor=False) / "memory.tmdb"


def open_existing(memory: Path | None, config: Path | None) -> Memory:
    """Open a memory to read from; a file that is not there is an error, not an empty memory."""
    return _open(memory_path(memory, configuration.load(config)))


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError as error:
        problem = Message("the memory cannot be opened ({reason})", reason=error.strerror)
        raise MemoryStoreError(path, problem, _RIGHTS) from None


def _open(path: Path) -> Memory:
    if not _exists(path):
        problem = "there is no memory yet"
        advice = "fill one with `tm add` or `tm import`, or name another with --memory"
        raise MemoryStoreError(path, problem, advice)
    return open_memory(path)


@contextmanager
def open_all(given: Sequence[Path], settings: Config) -> Iterator[list[tuple[Memory, int]]]:
    """Open the memories to search, the first with priority, each with the points it costs.

    They are those `given`, else the configured ones: `memory`, then `memories`.
    """
    wanted = [(path, 0) for path in given] or [
        (memory_path(None, settings), 0),
        *((each.path, each.penalty) for each in settings.memories),
    ]
    if not given and settings.memories and not _exists(wanted[0][0]):
        wanted = wanted[1:]  # nothing was added yet; there is enough to search
    unique = dict(reversed([(path.resolve(), (path, points)) for path, points in wanted]))
    with ExitStack() as stack:
        opened = [(stack.enter_context(_open(path)), cost) for path, cost in unique.values()]
        yield opened[::-1]


class Store:
    """The memory to write to, made only when there is something to write."""

    def __init__(self, memory: Path | None, settings: Config) -> None:
        self.path = memory_path(memory, settings)
        self._is_default = memory is None and settings.memory is None
        self._memory: Memory | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._memory is not None:
            self._memory.close()

    def open(self) -> Memory:
        """Return the memory; a folder of our own for it is made, another must be there."""
        if self._memory is None:
            if self._is_default:
                self._make_folder()
            self._memory = open_memory(self.path)
        return self._memory

    def _make_folder(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            problem = Message("its folder cannot be made ({reason})", reason=error.strerror)
            raise MemoryStoreError(self.path, problem, "name another with --memory") from None


def user_name() -> str:
    """Return who is working, for the history."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in the system's list, as in some containers
        return ""


def filters(
    statuses: Sequence[str] = (),
    origin: str = "",
    since: datetime | None = None,
    before: datetime | None = None,
    *,
    default: frozenset[Status] | None = None,
) -> Filters:
    """Return the filters that options name; `before` is exclusive, days are those of UTC."""
    chosen = frozenset(map(Status, statuses)) or default or Filters().statuses
    first, last = (None if at is None else at.replace(tzinfo=UTC) for at in (since, before))
    return Filters(chosen, origin, first, last and last - timedelta(seconds=1))


def require_language(memories: Iterable[Memory], *wanted: str) -> None:
    """Refuse to search a language of which no memory has anything: it must be a slip."""
    there: dict[str, int] = {}
    name = ""
    for memory in memories:
        name = name or str(memory.path)
        there |= memory.languages()
    bases = {base_tag(tag) for tag in there}
    for language in wanted:
        if there and base_tag(normalize_tag(language)) not in bases:
            template = "{name}: nothing in {language}; it holds {languages}"
            said = {"language": repr(language), "languages": ", ".join(sorted(there))}
            raise TmError(Message(template, name=name, **said))


def penalties(settings: Config) -> Penalties:
    """Return the penalties that the configuration sets."""
    wanted = settings.penalties
    return Penalties(
        draft=wanted.draft,
        machine=wanted.machine,
        old=wanted.old,
        old_before=datetime.now(UTC) - timedelta(days=wanted.old_years * _DAYS),
        machine_marks=(*Penalties().machine_marks, *wanted.machine_marks),
    )
