"""TMX units parsed a run at a time are those parsed one by one, with the same remarks."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.exchange.test_tmx import GOOD, HEAD, TAIL
from tm.exchange import Remark, tmx_cut
from tm.exchange.tmx_read import read_tmx_lines
from tm.model import TranslationUnit

BETWEEN = (
    "\n",
    "</tu>",
    "<tu/>",
    "<tu>",
    "stray text &unknown; \x0b &#1;",
    "</body><body>",
    "<x>",
    "</x>",
    "<!-- <tu> \n -->",
    "<![CDATA[ </tu> ]]>",
    "<?pi </tu>",
    "<tu>?></tu>",
    '<tu\n tuid="n">\n<tuv><seg>no language</seg></tuv>\n</tu>',
    '<tu\n creationdate="never"\n><tuv xml:lang="en"\n usagecount="x"><seg>Kept</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>Not & well-formed\n</seg></tuv></tu>',
    '<tu><tuv xml:lang="en"><seg>Never closed</tuv></tu>',
    '<x><tu><tuv xml:lang="fr"><seg>Plus bas</seg></tuv></tu></x>',
    '<tu xmlns="urn:x"><tuv xml:lang="fr"><seg>Ailleurs</seg></tuv></tu>',
    '<tu xml:id="i"><tuv xml:lang="fr"><seg>\u201eDeux\u201d &#2; \x0b fois</seg></tuv></tu>',
)


def read(path: Path) -> tuple[list[tuple[int, TranslationUnit]], list[Remark]]:
    remarks: list[Remark] = []
    return list(read_tmx_lines(path, remarks.append)), remarks


@given(st.lists(st.sampled_from([*BETWEEN, *(GOOD.format(i) for i in range(4))]), max_size=12))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_runs_change_nothing(tmp_path: Path, body: list[str]) -> None:
    path = tmp_path / "runs.tmx"
    path.write_text(f"{HEAD}{''.join(body)}{TAIL}", encoding="utf-8")
    with patch.object(tmx_cut, "_together", lambda *_: []):
        alone = read(path)
    assert read(path) == alone


def test_good_units_are_parsed_in_runs(tmp_path: Path) -> None:
    path = tmp_path / "many.tmx"
    path.write_text(f"{HEAD}{''.join(GOOD.format(i) for i in range(1000))}{TAIL}", encoding="utf-8")
    with patch.object(tmx_cut, "_alone", side_effect=AssertionError("one by one")):
        units, remarks = read(path)
    first = HEAD.count("\n") + 1
    assert [line for line, _ in units] == list(range(first, first + 1000))
    assert remarks == []
