"""Writing XLIFF 1.2 (one `file` element for each target) and 2.1 (one target)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import quoteattr

from tm.errors import ExchangeError
from tm.exchange import origins
from tm.exchange.files import Report, clean, ignore, pick, replacing, report_incomplete
from tm.exchange.inline import to_xml
from tm.exchange.xliff_inline import write_inline
from tm.model import Status, TranslationUnit, Variant, normalize_tag

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = {
    "1.2": "urn:oasis:names:tc:xliff:document:1.2",
    "2.1": "urn:oasis:names:tc:xliff:document:2.0",
}


def write_xliff(
    path: str | Path,
    units: Iterable[TranslationUnit],
    *,
    source: str = "en",
    targets: Sequence[str] = ("de",),
    version: str = "1.2",
    report: Report = ignore,
) -> int:
    """Write units that have the source and a target; return how many units the file has.

    Raises ExchangeError where the file cannot be written, the version is unknown, or several
    targets are asked of version 2.1, which has one a file.
    """
    path = Path(path)
    if version not in _NAMESPACES:
        advice = f"choose {' or '.join(_NAMESPACES)}"
        raise ExchangeError(path, f"XLIFF {version} cannot be written", advice)
    if version == "2.1" and len(targets) > 1:
        problem = "XLIFF 2.1 holds one target language"
        raise ExchangeError(path, problem, "write one file for each, or choose version 1.2")
    known = list(units)
    ours = normalize_tag(source)
    count = 0
    with replacing(path) as file:
        languages = f" srcLang={quoteattr(ours)} trgLang={quoteattr(normalize_tag(targets[0]))}"
        file.write(f'{_DECLARATION}<xliff version="{version}" xmlns="{_NAMESPACES[version]}"')
        file.write(">\n" if version == "1.2" else f"{languages}>\n")
        tags = [normalize_tag(each) for each in targets]
        for target in tags:
            pairs = list(_pairs(path, known, (ours, *tags), target, report))
            file.write(_head(version, ours, target))
            file.writelines(_unit(version, *pair) for pair in pairs)
            file.write("</body></file>\n" if version == "1.2" else "</file>\n")
            count += len(pairs)
        file.write("</xliff>\n")
    return count


def _pairs(
    path: Path, units: Sequence[TranslationUnit], tags: Sequence[str], target: str, report: Report
) -> Iterable[tuple[str, TranslationUnit, Variant, Variant]]:
    """Yield (id, unit, source, target); ids are made unique, as XLIFF wants them."""
    source = tags[0]
    seen: set[str] = set()
    incomplete: list[str] = []
    for number, unit in enumerate(units, 1):
        ours, theirs = unit.variant(source), pick(unit, target, tags)
        name = unit.id or str(unit.number or number)
        if ours is None or theirs is None or ours is theirs:
            incomplete.append(name)
            continue
        free = name if name not in seen else f"{name}-{number}"
        seen.add(free)
        yield free, unit, ours, theirs
    report_incomplete(path, incomplete, source, target, report)


def _head(version: str, source: str, target: str) -> str:
    if version == "2.1":
        return '<file id="memory">\n'
    languages = f"source-language={quoteattr(source)} target-language={quoteattr(target)}"
    return f'<file original="memory" datatype="plaintext" {languages}><body>\n'


def _unit(version: str, name: str, unit: TranslationUnit, source: Variant, target: Variant) -> str:
    ours = write_inline(source.text, source.markup, version=version)
    theirs = write_inline(target.text, target.markup, version=version)
    draft = unit.status != Status.APPROVED
    lines = (*(note.text for note in unit.notes), origins.names_line(unit))
    notes = "".join(f"<note>{to_xml(line)}</note>" for line in lines)
    identity = quoteattr(clean(name))
    given = quoteattr(clean(unit.id))
    given_1, given_2 = (f" {each}={given}" if unit.id else "" for each in ("resname", "name"))
    if version == "1.2":
        state = "needs-review-translation" if draft else "final"
        approved = "no" if unit.status != Status.APPROVED else "yes"
        return (
            f'<trans-unit id={identity}{given_1} approved="{approved}" xml:space="preserve">'
            f'<source>{ours}</source><target state="{state}">{theirs}</target>{notes}'
            "</trans-unit>\n"
        )
    state = "initial" if draft else "final"
    identity = quoteattr("".join(clean(name).split()))
    return (
        f'<unit id={identity}{given_2} xml:space="preserve"><notes>{notes}</notes>'
        f'<segment state="{state}"><source>{ours}</source><target>{theirs}</target></segment>'
        "</unit>\n"
    )
