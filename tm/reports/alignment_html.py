"""An alignment as one self-contained HTML page: the versions side by side, beads joined.

No script, no font, no image is fetched; the page prints, and follows the reader's light or dark
setting. Doubtful, moved, incomplete and lone beads are marked by colour and by word, and the page
begins with links to them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from tm.i18n import SOURCE
from tm.model import Bead
from tm.reports.alignment_text import mark, marks, summary
from tm.reports.messages import language_name

MOST_LINKS = 100

_STYLE = """
:root{color-scheme:light dark;--ink:#1c1c1a;--paper:#fdfdfb;--line:#d9d7d0;--soft:#77756d;
--sure:#8fb08c;--doubt:#d9a21b;--move:#4a78b8;--lone:#b5523b;--tint:#f4f2ec}
@media(prefers-color-scheme:dark){:root{--ink:#e8e6e0;--paper:#1b1b1a;--line:#3b3a37;--soft:#9d9b93;
--sure:#5d7d5a;--doubt:#c7952a;--move:#7fa6dc;--lone:#d9775f;--tint:#242422}}
*{box-sizing:border-box}body{margin:0 auto;max-width:100rem;padding:1.5rem;background:var(--paper);
color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.25rem;margin:0 0 .25rem}p{margin:0 0 1rem;color:var(--soft)}
table{width:100%;border-collapse:separate;border-spacing:0;table-layout:fixed}
th{position:sticky;top:0;background:var(--paper);text-align:left;padding:.5rem .75rem;
border-bottom:2px solid var(--line);font-weight:600}
th.mark,td.mark{width:7.5rem;color:var(--soft);font-size:.8125em}
td{vertical-align:top;padding:.5rem .75rem;border-bottom:1px solid var(--line);
overflow-wrap:anywhere}
td.mark{border-left:.3rem solid var(--sure)}
tr.doubtful td.mark{border-left-color:var(--doubt)}tr.moved td.mark{border-left-color:var(--move)}
tr.alone td.mark,tr.incomplete td.mark{border-left-color:var(--lone)}
tr.doubtful td,tr.moved td,tr.incomplete td,tr.alone td{background:var(--tint)}
td.mark b{display:block;color:var(--ink);font-weight:600}
span.segment{display:block}span.segment+span.segment{margin-top:.35rem;padding-top:.35rem;
border-top:1px dotted var(--line)}
sup{color:var(--soft);font-size:.6875em;margin-right:.35rem;user-select:none}
td.none{color:var(--lone)}nav{margin:0 0 1rem;color:var(--soft)}
nav a{color:inherit;margin-left:.75rem}
tr:target td{background:color-mix(in srgb,var(--doubt) 25%,var(--paper))}tr{scroll-margin-top:3rem}
@media screen and (max-width:45rem){table,tbody,tr,td{display:block}thead{display:none}td{border:0}
td.mark{width:auto}tr{border-bottom:1px solid var(--line)}
td[lang]::before{content:attr(data-name) ' ';
color:var(--soft);font-size:.8125rem}}
@page{size:A4 landscape;margin:12mm}
@media print{body{padding:0;font-size:.6875rem;line-height:1.35;print-color-adjust:exact}
nav{display:none}th{position:static}tr{break-inside:avoid}td,th{padding:.25rem .5rem}}
""".strip()


def render(segments: Mapping[str, Sequence[str]], beads: Sequence[Bead], title: str) -> str:
    """Return the page; `segments` maps language codes to the segments' texts."""
    languages = list(segments)
    head = "".join(
        f'<th scope="col">{escape(language_name(code, SOURCE))}</th>' for code in languages
    )
    rows = "\n".join(_row(number, bead, segments) for number, bead in enumerate(beads))
    return (
        "<!doctype html>\n"
        f'<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
        f"<p>{escape(summary(segments, beads))}</p>\n{_jumps(beads)}"
        f'<table>\n<thead><tr><th scope="col" class="mark">bead</th>{head}</tr></thead>\n'
        f"<tbody>\n{rows}\n</tbody>\n</table>\n</body>\n</html>\n"
    )


def _jumps(beads: Sequence[Bead]) -> str:
    """Links to what is marked, the first hundred."""
    marked = [number for number, bead in enumerate(beads) if mark(bead)]
    if not marked:
        return ""
    # A blank between them is where the line may be broken.
    links = " ".join(f'<a href="#bead-{number}">{number}</a>' for number in marked[:MOST_LINKS])
    rest = "" if len(marked) <= MOST_LINKS else " …"
    return f"<nav>To look at: {links}{rest}</nav>\n"


def _row(number: int, bead: Bead, segments: Mapping[str, Sequence[str]]) -> str:
    name = mark(bead)
    cells = "".join(_cell(code, texts, bead) for code, texts in segments.items())
    words = marks(bead)
    label = f"<b>{words}</b>" if words else ""
    return (
        f'<tr id="bead-{number}"{f" class={chr(34)}{name}{chr(34)}" if name else ""}>'
        f'<td class="mark">{label}{number} · {bead.score:.2f}</td>{cells}</tr>'
    )


def _cell(code: str, texts: Sequence[str], bead: Bead) -> str:
    indices = bead.segments.get(code, ())
    if not indices:
        return f'<td class="none" data-name="{escape(code)}">– nothing –</td>'
    inside = "".join(_segments(texts, indices))
    return f'<td lang="{escape(code)}" data-name="{escape(code)}">{inside}</td>'


def _segments(texts: Sequence[str], indices: Sequence[int]) -> Iterator[str]:
    for index in indices:
        yield f'<span class="segment"><sup>{index}</sup>{escape(texts[index])}</span>'
