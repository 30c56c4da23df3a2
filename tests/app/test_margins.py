"""Headers and footers: aligned with one another, compared where they say another number."""

from __future__ import annotations

from pathlib import Path

import pytest

import tm
from tests.documents.word_file import paragraph, word_file

_SENDER = {
    "en": ("Friends of the Law, 1 Easton Row", "www.friends.example"),
    "de": ("Freunde des Rechts e. V., Sektion Deutschland", "www.freunde.example"),
    "fr": ("Les Amis du droit, secrétariat", "www.amis.example"),
}
_NUMBER = {"en": "UA: 231/14", "de": "UA-Nr: UA-231/2014", "fr": "AU 231/14"}
_TEXT = {
    "en": ("UA: 231/14 Index: AMR 37/012/2014", "Ana Sol was arrested on 9 September 2014."),
    "de": ("UA-231/2014, AMR 37/012/2014", "Ana Sol wurde am 9. September 2014 festgenommen."),
    "fr": ("AU 231/14, AMR 37/012/2014", "Ana Sol a été arrêtée le 9 septembre 2014."),
}

_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
    '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>'
)


def _findings(folder: Path, **headers: str) -> list[tuple[str, str | None]]:
    for code, text in _TEXT.items():
        parts = {
            "header1": paragraph(headers.get(code, _NUMBER[code])),
            "footer1": "".join(map(paragraph, _SENDER[code])),
        }
        data = word_file("".join(map(paragraph, text)) + _SECTION, parts)
        (folder / f"{code}.docx").write_bytes(data)
    found = tm.check(folder).findings
    return [(each.rule, each.language) for each in found if each.severity.name != "INFO"]


def test_what_belongs_to_a_section_is_not_compared(tmp_path: Path) -> None:
    assert _findings(tmp_path) == []


@pytest.mark.parametrize("code", ["en", "de", "fr"])
def test_another_number_in_a_header_is_told(tmp_path: Path, code: str) -> None:
    wrong = _NUMBER[code].replace("231", "213")
    assert code in [language for _, language in _findings(tmp_path, **{code: wrong})]
