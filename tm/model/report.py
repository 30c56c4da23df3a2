"""A report: everything that was checked and found, before anyone has decided how to show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tm.model.bead import Bead
from tm.model.finding import Finding, Severity
from tm.model.text import Document, Segment


@dataclass(frozen=True, slots=True)
class SetReport:
    """One version set, checked. Mappings are keyed by language code.

    `units` are the ids of the beads in a bilingual file; empty where beads are only numbered.
    """

    name: str
    documents: Mapping[str, Document]
    segments: Mapping[str, tuple[Segment, ...]]
    beads: tuple[Bead, ...]
    findings: tuple[Finding, ...]
    units: tuple[str, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.segments)


@dataclass(frozen=True, slots=True)
class Summary:
    """How many findings of each severity there are, and how much was read."""

    errors: int
    warnings: int
    infos: int
    segments: int


@dataclass(frozen=True, slots=True)
class Report:
    """All sets of one run. `failures` has one line for each file that could not be read.

    `remarks` are one-line notes on how files were read (an encoding that was guessed).
    """

    sets: tuple[SetReport, ...] = ()
    failures: tuple[str, ...] = ()
    remarks: tuple[str, ...] = field(default=())

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for each in self.sets for finding in each.findings)

    @property
    def summary(self) -> Summary:
        counts = dict.fromkeys(Severity, 0)
        for finding in self.findings:
            counts[finding.severity] += 1
        return Summary(
            errors=counts[Severity.ERROR],
            warnings=counts[Severity.WARNING],
            infos=counts[Severity.INFO],
            segments=sum(len(part) for each in self.sets for part in each.segments.values()),
        )

    def worst(self) -> Severity | None:
        """Return the highest severity found, None where there is no finding."""
        return max((finding.severity for finding in self.findings), default=None)
