"""Translation units: what the memory keeps, and what a search in it returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tm.model.tag import tags_match


class Status(StrEnum):
    """How far a unit may be trusted."""

    DRAFT = "draft"
    APPROVED = "approved"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Property:
    """A named value that came with a unit or variant (TMX `prop`); names may repeat."""

    name: str
    value: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark for people (TMX `note`)."""

    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """A unit's text in one language; `language` is a tag such as `de` or `de-CH`.

    `text` is what a reader sees. `markup` is the content of the TMX 1.4 `seg` element where it has
    inline elements (bpt, ept, ph, it, hi, ut, sub), empty where it is only text. Times are in UTC.
    `attributes` are those of TMX `tuv` that have no field here.
    """

    language: str
    text: str
    markup: str = ""
    creator: str = ""
    created: datetime | None = None
    changer: str = ""
    changed: datetime | None = None
    used: datetime | None = None
    uses: int | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    properties: tuple[Property, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """The neighbours of a variant where it stood, as `tm.memory.context_hash` of their texts.

    Empty is the start or the end of a text.
    """

    language: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a unit stood: version set or exchange file, its files, and bead or unit id in it.

    `score` in 0..1 is the probability that the bead is right.
    """

    name: str
    place: str = ""
    files: tuple[str, ...] = ()
    score: float = 1.0
    contexts: tuple[Context, ...] = ()


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """What says the same in several languages, at most one variant a language tag.

    `id` is the unit's name in the file it came from; `number` is its number in the memory, None
    outside of one. Unit and variants each have their own creator and dates, as in TMX.
    """

    variants: tuple[Variant, ...]
    origins: tuple[Origin, ...] = ()
    status: Status = Status.APPROVED
    id: str = ""
    creator: str = ""
    created: datetime | None = None
    changer: str = ""
    changed: datetime | None = None
    used: datetime | None = None
    uses: int | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    properties: tuple[Property, ...] = ()
    notes: tuple[Note, ...] = ()
    number: int | None = None

    def variant(self, language: str) -> Variant | None:
        """Return the variant in `language`; the exact tag first, then `de-CH` for `de`."""
        found = [each for each in self.variants if tags_match(language, each.language)]
        return min(found, key=lambda each: each.language != language, default=None)

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(each.language for each in self.variants)


class Operation(StrEnum):
    """What has to be done with the match's text to get the query's."""

    EQUAL = "equal"
    REPLACE = "replace"
    INSERT = "insert"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Difference:
    """A run of tokens that query and match share, or do not.

    Spans are characters in the query and in the match's source text, end exclusive. `kind` says
    what differs where it is a fact (`number`, `date`, `name`, …).
    """

    operation: Operation
    query: tuple[int, int]
    match: tuple[int, int]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Adaptation:
    """A fact of the match replaced by the query's, in the target's text at `start:end`."""

    kind: str
    before: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Match:
    """A unit found for a query.

    `similarity` is the percentage of docs/matching.md: 100 is identical text, 101 identical text
    between identical neighbours. `score` is the similarity less the `penalties`. `target` is None
    where the search asked for no target language. `adapted` is the target's text with the
    query's facts, empty where no adaptation is offered.
    """

    unit: TranslationUnit
    source: Variant
    target: Variant | None
    similarity: int
    score: int
    differences: tuple[Difference, ...] = ()
    penalties: tuple[tuple[str, int], ...] = ()
    memory: str = ""
    adapted: str = ""
    adaptations: tuple[Adaptation, ...] = ()


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """A unit in which words were found: `spans` are characters of the text of `variant`.

    The other versions are the unit's other variants.
    """

    unit: TranslationUnit
    variant: Variant
    spans: tuple[tuple[int, int], ...]
    memory: str = ""


@dataclass(frozen=True, slots=True)
class Rendering:
    """One of several translations of the same text: in how many places, and until when."""

    text: str
    count: int
    latest: datetime | None
    origins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemoryConflict:
    """A text in one language that the memory translates in more than one way into another.

    `kind` is "charge" where the text is a charge inside of segments, empty for whole segments.
    """

    source: str
    target: str
    text: str
    renderings: tuple[Rendering, ...]
    kind: str = ""
