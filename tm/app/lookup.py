"""Ask the memory: matches, concordance, units by their text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tm import config as configuration
from tm.app.memories import filters, open_all, open_existing, penalties, require_language
from tm.errors import Message, TmError
from tm.memory import search_memories
from tm.model import ConcordanceLine, Match, Status, TranslationUnit


def search(
    text: str,
    *,
    source: str = "en",
    target: str | None = None,
    minimum: int = 70,
    limit: int = 5,
    statuses: Sequence[str] = (),
    origin: str = "",
    since: datetime | None = None,
    before: datetime | None = None,
    memories: Sequence[Path] = (),
    config: Path | None = None,
) -> list[Match]:
    """Return the best matches for `text`, best first, of all memories."""
    if not text.strip():
        raise TmError("there is no text to search for; give TEXT at least one word")
    settings = configuration.load(config)
    with open_all(memories, settings) as opened:
        wanted = (source,) if target is None else (source, target)
        require_language((memory for memory, _ in opened), *wanted)
        return search_memories(
            opened,
            text,
            source=source,
            target=target,
            minimum=minimum,
            limit=limit,
            filters=filters(statuses, origin, since, before),
            penalties=penalties(settings),
        )


def concordance(
    phrase: str,
    *,
    language: str = "en",
    limit: int = 20,
    stem: bool = True,
    statuses: Sequence[str] = (),
    origin: str = "",
    since: datetime | None = None,
    before: datetime | None = None,
    memories: Sequence[Path] = (),
    config: Path | None = None,
) -> list[ConcordanceLine]:
    """Return the newest texts in which the words of `phrase` follow each other."""
    if not any(map(str.isalnum, phrase)):
        raise TmError("there is no word to look for; give PHRASE at least one letter or figure")
    found: list[ConcordanceLine] = []
    wanted = filters(statuses, origin, since, before)
    with open_all(memories, configuration.load(config)) as opened:
        require_language((memory for memory, _ in opened), language)
        for memory, _ in opened:
            found += memory.concordance(phrase, language, limit, stem=stem, filters=wanted)
    return found[:limit]


def find(
    text: str = "",
    *,
    language: str | None = None,
    limit: int = 20,
    statuses: Sequence[str] = (),
    origin: str = "",
    since: datetime | None = None,
    before: datetime | None = None,
    memory: Path | None = None,
    config: Path | None = None,
) -> list[TranslationUnit]:
    """Return the newest units that hold `text`, of any status; any text where it is empty."""
    wanted = filters(statuses, origin, since, before, default=frozenset(Status))
    with open_existing(memory, config) as store:
        if language is not None:
            require_language([store], language)
        return store.find(text, language, limit, filters=wanted)


def unit(
    number: int, memory: Path | None, config: Path | None
) -> tuple[TranslationUnit | None, list[TranslationUnit]]:
    """Return a unit as it is, None where it was deleted, and as it was before each change."""
    with open_existing(memory, config) as store:
        now, before = store.unit(number), store.earlier(number)
        if now is None and not before:
            template = "{path}: there is no unit {number}; `tm memory find` shows them"
            raise TmError(Message(template, path=store.path, number=number))
        return now, before
