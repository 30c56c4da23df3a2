"""Language by function words: sure of what is installed, silent on everything else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.documents.texts import ALL, ES, IT, NL, OTHER, TR
from tm import languages
from tm.documents.language import identify, profiles

TRIPLES = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "news-triples.tsv"

FOREIGN = {
    "Spanish": ES,
    "Italian": IT,
    "Dutch": NL,
    "Turkish": TR,
    "Portuguese": "Ela foi presa no dia 4 de novembro e desde então não lhe é permitido ver os "
    "seus advogados, que também foram ameaçados pelas autoridades.",
    "Romanian": "A fost arestată pe 4 noiembrie și de atunci nu i s-a permis să își vadă avocații, "
    "care au fost la rândul lor amenințați de autorități.",
    "Catalan": "Va ser detinguda el 4 de novembre i des de llavors no li han permès veure els seus "
    "advocats, que també han estat amenaçats per les autoritats.",
    "Swedish": "Hon greps den 4 november och har sedan dess inte fått träffa sina advokater, som "
    "också har hotats av myndigheterna.",
    "Danish": "Hun blev anholdt den 4. november og har siden da ikke fået lov til at se sine "
    "advokater, som også er blevet truet af myndighederne.",
    "Luxembourgish": "Si gouf de 4. November festgeholl an däerf zënterhier hir Affekoten net méi "
    "gesinn, déi och vun den Autoritéite menacéiert goufen.",
    "Afrikaans": "Sy is op 4 November in hegtenis geneem en mag sedertdien nie haar prokureurs "
    "sien nie, wat ook deur die owerhede gedreig is.",
    "Polish": "Została aresztowana 4 listopada i od tego czasu nie może widywać się z adwokatami, "
    "którym także grożono.",
    "Latin": "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor "
    "incididunt ut labore et dolore magna aliqua.",
    "Russian": "Она была арестована четвёртого ноября и с тех пор содержится в тюрьме.",
}
SILENT = {
    "nothing": "",
    "numbers": "1. 2. 3. 2019",
    "names": "Mara Velik – Ilan Foster – Tornach",
    "headline": "URGENT ACTION: MARA VELIK",
    "one word": "und",
    "two languages": f"{ALL['de']} {ALL['fr']}",
}


@pytest.mark.parametrize("code", ALL)
@pytest.mark.parametrize("texts", [ALL, OTHER], ids=["first", "second"])
def test_installed(code: str, texts: dict[str, str]) -> None:
    assert identify(texts[code]).code == code
    assert identify(texts[code].upper()).code == code


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign(name: str) -> None:
    guess = identify(FOREIGN[name])
    assert guess.code is None
    assert guess.name in {"", name}
    for sentence in FOREIGN[name].split(", "):
        assert identify(sentence).code is None


@pytest.mark.parametrize("name", SILENT)
def test_abstains(name: str) -> None:
    assert identify(SILENT[name]).code is None


def test_a_foreign_word_or_name_changes_nothing() -> None:
    text = f"{ALL['en']} The newspaper “Die Zeit” wrote: « la liberté de la presse »."
    assert identify(text).code == "en"


@pytest.mark.parametrize("code", languages.codes())
def test_every_language_brings_what_tells_it(code: str) -> None:
    profile = next(found for found in profiles() if found.code == code)
    assert code in profile.file_names
    assert len(profile.function_words) > 80
    assert identify(" ".join(profile.function_words)).code == code


def test_file_names_are_of_one_language() -> None:
    names = [name for profile in profiles() for name in profile.file_names]
    assert len(names) == len(set(names))


@pytest.mark.skipif(not TRIPLES.is_file(), reason="the shared data are not here")
def test_news() -> None:
    rows = [line.split("\t") for line in TRIPLES.read_text(encoding="utf-8").splitlines()[1:]]
    for column, code in enumerate(("en", "de", "fr"), start=1):
        singly = [identify(row[column]).code for row in rows]
        assert set(singly) <= {code, None}
        assert singly.count(code) > 0.7 * len(rows)
        pairs = zip(rows[::2], rows[1::2], strict=False)
        doubled = [identify(f"{a[column]} {b[column]}").code for a, b in pairs]
        assert doubled.count(code) > 0.97 * len(doubled)
