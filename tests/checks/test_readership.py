"""What each section writes for its own readers is no difference; what they share is compared."""

from __future__ import annotations

from pathlib import Path

import pytest

import tm
from tm.model import Finding, Severity

APPEAL = {
    "en": """URGENT ACTION

TEACHER HELD WITHOUT CHARGE

UA: 77/12 Index: AFR 91/003/2012 Date: 4 June 2012

The teacher Abel Tano was arrested on 28 May after a strike. He has not been charged.

PLEASE SEND APPEALS BEFORE 16 JULY 2012 TO:

Minister of Justice
12 Harbour Road
Port Salut
Fax: +259 22 410 77

{extra}

Please check with your section office if sending appeals after the above date.

The union has 3,400 members. It was founded in 1998.

Name: Abel Tano
Gender m/f: m

UA: 77/12 Index: AFR 91/003/2012 Issue Date: 4 June 2012
""",
    "de": """URGENT ACTION

LEHRER OHNE ANKLAGE IN HAFT

UA-Nr: UA-077/2012
AI-Index: AFR 91/003/2012
Datum: 4. Juni 2012

Der Lehrer Abel Tano wurde am 28. Mai nach einem Streik festgenommen. Er ist nicht angeklagt worden.

JUSTIZMINISTER
12 Harbour Road
Port Salut
Fax: (00 259) 22 410 77

{extra}

Bitte senden Sie nach dem 16. Juli 2012 keine Appelle mehr.

Die Gewerkschaft hat 3.400 Mitglieder. Sie wurde 1998 gegründet.
""",
    "fr": """ACTION URGENTE

UN ENSEIGNANT DÉTENU SANS INCULPATION

AU 77/12, AFR 91/003/2012, 4 juin 2012

L'enseignant Abel Tano a été arrêté le 28 mai après une grève. Il n'a pas été inculpé.

ENVOYEZ VOS APPELS AVANT LE 16 JUILLET 2012 À :

Ministre de la Justice
12 Harbour Road
Port Salut
Fax : +259 22 410 77

{extra}

Vérifiez auprès de votre section s'il faut encore intervenir après la date indiquée ci-dessus.
Merci.

Le syndicat compte 3 400 membres. Il a été fondé en 1998.

Nom : Abel Tano
Homme

AU 77/12, AFR 91/003/2012, 4 juin 2012
""",
}
BERLIN = """BOTSCHAFT DER REPUBLIK SALUT
S. E. Herrn Mbala Oru
Lindenufer 14, 10117 Berlin
Fax: 030-555 81 02
E-Mail: info@salut-berlin.example"""
BRUSSELS = """Ambassade de la République de Salut
Avenue des Tilleuls 31
1050 Bruxelles
Fax : 02 555 17 40"""
BERN = """Botschaft der Republik Salut
Weidengasse 9
3006 Bern
Fax: 031 555 20 60"""
BERNE = """Ambassade de la République de Salut
Weidengasse 9
3006 Berne
Fax : 031 555 20 60"""


def alarms(folder: Path, **extra: str) -> list[Finding]:
    for code, text in APPEAL.items():
        filled = text.format(extra=extra.get(code, ""))
        (folder / f"{code}.txt").write_text(filled, encoding="utf-8")
    report = tm.check([folder])
    return [f for each in report.sets for f in each.findings if f.severity >= Severity.WARNING]


@pytest.mark.parametrize(
    "extra",
    [{"de": BERLIN, "fr": BRUSSELS}, {"de": BERN, "fr": BERNE}, {"de": BERLIN}, {"fr": BRUSSELS}],
    ids=["two countries", "one country", "German alone", "French alone"],
)
def test_embassies_notes_and_headers_differ_by_section(
    tmp_path: Path, extra: dict[str, str]
) -> None:
    found = alarms(tmp_path, **extra)
    assert [(f.rule, f.language, [e.surface for e in f.evidence]) for f in found] == []


VIENNA = "Amnesty International Österreich, Lindengasse 10, 1150 Wien, ua@amnesty.at"
QUEBEC = "Amnistie internationale Canada, 50, rue des Érables, Montréal (Québec) H2X 3V4"
POSTAGE = {
    "de": "Porto: Brief bis 20 g Europa EUR 0,80",
    "fr": "Timbre : 1,17 euro (tarif international)",
}
SWISS = {
    "de": "Porto Europa bis 20 g: PRIORITY Fr. 1.50, ECONOMY Fr. 1.40",
    "fr": "Affranchissement pour l'Europe jusqu'à 20 g : PRIORITY Fr. 1.50, ECONOMY Fr. 1.40",
}
LINKS = {
    "en": "Further information: www.amnesty.org/en/library/info/AFR91/002/2012/en",
    "fr": "Pour en savoir plus : www.amnesty.org/fr/library/info/AFR91/002/2012/fr",
}


@pytest.mark.parametrize(
    "extra",
    [
        {"de": VIENNA, "fr": QUEBEC},
        {"de": VIENNA.replace(", ", "\n")},
        POSTAGE,
        SWISS,
        LINKS,
        {"en": "Issues: Unfair trial, Trade unionists, Health concern"},
        {"en": "Issues: Unfair trial, Trade unionists", "fr": QUEBEC},
        {"de": "Setzt euch für Abel Tano und alle Lehrer ein!"},
        {"de": "Amnesty International Schweiz", "fr": "Amnistie internationale Canada"},
        {"de": "Nur nach Rücksprache mit uns.", "fr": "Vérifiez auprès du bureau d’Amnesty."},
        {"de": "Amnesty International e.V.\nUrgent Actions\n53108 Bonn\nE: ua-de@amnesty.de"},
        {"de": "Luftpostporto: 0,90 Euro", "fr": "Tarif postal : 1,35 € (« Non prior » : 1,27 €)"},
        {"fr": "© 2017 – Amnesty International Belgique francophone"},
        {"fr": "en russe, en anglais ou en français"},
        {"fr": "ainsi qu’à l’ambassade du Salut en France : 1, avenue Rapp, 75007 Paris."},
        {"en": "Write to uan@aiusa.org to let us know if you took action on case UA 77/12."},
        {
            "en": "This is the first Urgent Action for Abel Tano.",
            "fr": "Ceci est la première action urgente en faveur d'Abel Tano.",
        },
    ],
    ids=[
        "sections",
        "lines",
        "postage",
        "Swiss",
        "links",
        "topics",
        "beside",
        "slogan",
        "titles",
        "hints",
        "office",
        "tariff",
        "year",
        "languages",
        "line",
        "mail",
        "first",
    ],
)
def test_what_a_section_says_of_itself_and_of_letters_differs(
    tmp_path: Path, extra: dict[str, str]
) -> None:
    found = alarms(tmp_path, **extra)
    assert [(f.rule, f.language, [e.surface for e in f.evidence]) for f in found] == []


def test_a_sentence_that_begins_with_the_publisher_is_news(tmp_path: Path) -> None:
    told = {
        "en": "Amnesty International fears torture.",
        "fr": "Amnesty craint qu'il soit torturé.",
    }
    assert [(f.rule, f.language) for f in alarms(tmp_path, **told)] == [("segment-missing", "de")]


@pytest.mark.parametrize(
    ("extra", "rule", "language"),
    [
        ({**SWISS, "fr": SWISS["fr"].replace("1.40", "1.80")}, "fact-mismatch", None),
        ({**LINKS, "fr": LINKS["fr"].replace("/002/", "/020/")}, "fact-mismatch", None),
        (
            {
                "en": "This is the first Urgent Action for Abel Tano.",
                "de": "Dies ist die zweite Urgent Action für Abel Tano.",
                "fr": "Ceci est la première action urgente en faveur d'Abel Tano.",
            },
            "fact-mismatch",
            "de",
        ),
    ],
    ids=["postage", "links", "number"],
)
def test_what_versions_share_about_the_section_is_compared(
    tmp_path: Path, extra: dict[str, str], rule: str, language: str | None
) -> None:
    found = {(f.rule, f.language) for f in alarms(tmp_path, **extra)}
    assert (rule, language) in found


def test_a_short_sentence_may_stand_in_the_neighbours_of_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {
        "en": "He has hepatitis B and, says his wife, has lost six kilos and can hardly stand up.",
        "de": "{first} Seine Frau sagt, dass er sechs Kilo abgenommen hat und kaum stehen kann.",
        "fr": "Il a une hépatite B et, selon sa femme, a perdu six kilos et tient à peine debout.",
    }
    ill = {**told, "de": told["de"].format(first="Abel Tano leidet an Hepatitis B.")}
    assert alarms(tmp_path, **ill) == []
    other = {**told, "de": told["de"].format(first="Der Hafen ist seit langem gesperrt.")}
    found = {(f.rule, f.language) for f in alarms(tmp_path, **other)}
    assert ("segment-missing", "de") in found


def test_the_place_of_issue_is_no_name_of_the_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    german = APPEAL["de"].replace("Datum: 4. Juni 2012", "Bern, 4. Juni 2012")
    monkeypatch.setitem(APPEAL, "de", german)
    assert alarms(tmp_path) == []


def test_news_in_which_the_publisher_speaks_is_no_such_line(tmp_path: Path) -> None:
    told = {
        "en": "Amnesty International documented 14 cases of torture in the port prison.",
        "fr": "Amnesty International a recensé 14 cas de torture dans la prison du port.",
    }
    assert [(f.rule, f.language) for f in alarms(tmp_path, **told)] == [("segment-missing", "de")]


def test_a_limit_may_name_the_last_day_or_the_day_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = APPEAL["de"].replace("nach dem 16. Juli", "nach dem 15. Juli")
    monkeypatch.setitem(APPEAL, "de", earlier)
    assert alarms(tmp_path) == []


def test_paragraphs_of_an_address_belong_together(tmp_path: Path) -> None:
    spaced = {"de": BERLIN.replace("\n", "\n\n"), "fr": BRUSSELS.replace("\n", "\n\n")}
    assert alarms(tmp_path, **spaced) == []


def test_an_embassy_that_two_versions_share_is_compared(tmp_path: Path) -> None:
    found = alarms(tmp_path, de=BERN, fr=BERNE.replace("20 60", "20 66"))
    assert [f.kind for f in found] == ["phone"]


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("de", "nach dem 16. Juli 2012", "nach dem 19. Juli 2012"),
        ("fr", "+259 22 410 77", "+259 22 410 17"),
        ("en", "12 Harbour Road", "21 Harbour Road"),
        ("de", "3.400", "4.300"),
    ],
)
def test_what_concerns_all_readers_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str, old: str, new: str
) -> None:
    assert old in APPEAL[code]
    monkeypatch.setitem(APPEAL, code, APPEAL[code].replace(old, new))
    found = alarms(tmp_path, de=BERLIN, fr=BRUSSELS)
    assert code in [f.language for f in found]


def test_a_list_of_earlier_appeals_is_one_sections_own(tmp_path: Path) -> None:
    earlier = (
        "Weitere Informationen zu UA-077/2012 (AFR 91/001/2012, 2. März 2012; AFR 91/002/2012,"
        " 9. April 2012)"
    )
    assert alarms(tmp_path, de=earlier) == []


def test_an_embassy_may_be_named_in_its_own_language(tmp_path: Path) -> None:
    berne = BERN.replace("Botschaft der Republik", "Ambassade de la République de")
    assert alarms(tmp_path, de=berne, fr=BRUSSELS) == []


def test_postage_concerns_one_country(tmp_path: Path) -> None:
    assert alarms(tmp_path, de="Porto: Ein Brief nach Salut kostet 2 Franken.") == []


def test_a_title_above_the_title_is_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for code, title in (
        ("en", "Teacher held since 28 May\n\n"),
        ("de", "Seit 28. Mai in Haft\n\n"),
    ):
        monkeypatch.setitem(APPEAL, code, title + APPEAL[code])
    assert alarms(tmp_path) == []


def test_a_publishers_own_number_above_the_title_is_form(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    title = "REIHE/1503: Urgent Action - Salut, Lehrer in Haft\n\n"
    monkeypatch.setitem(APPEAL, "de", title + APPEAL["de"])
    assert alarms(tmp_path) == []


def test_a_day_that_a_title_alone_states_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code, title in (
        ("en", "Teacher held since 29 May\n\n"),
        ("de", "Seit 29. Mai in Haft\n\n"),
    ):
        monkeypatch.setitem(APPEAL, code, title + APPEAL[code])
    assert alarms(tmp_path)


def test_file_numbers_that_all_versions_have_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for code, number in (("en", "1503"), ("de", "1530"), ("fr", "1503")):
        monkeypatch.setitem(APPEAL, code, f"REIHE/{number}: Salut\n\n{APPEAL[code]}")
    assert "de" in [f.language for f in alarms(tmp_path)]


def test_a_header_with_several_numbers_is_no_list_of_earlier_appeals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = "UA-Nr: UA-077/2012-1, AI-Index: AFR 91/030/2012, Update zu UA-077/2012"
    old = "UA-Nr: UA-077/2012\nAI-Index: AFR 91/003/2012\n"
    assert old in APPEAL["de"]
    monkeypatch.setitem(APPEAL, "de", APPEAL["de"].replace(old, header + "\n"))
    assert "de" in [f.language for f in alarms(tmp_path)]


def test_a_link_to_pages_in_the_versions_own_language_is_its_own(tmp_path: Path) -> None:
    english = "Further information: www.example.org/en/library/info/AFR91/002/2012/en"
    french = "Pour plus d'informations : http://www.example.org/fr/library/info/AFR91/002/2012/fr"
    assert alarms(tmp_path, en=english, fr=french) == []
    assert alarms(tmp_path, en="Sign here: www.example.org/strike", fr="www.example.org/strike")
    german = "Weitere Informationen: www.example.org/de/library/info/AFR91/003/2012/de"
    assert "de" in [f.language for f in alarms(tmp_path, en=english, fr=french, de=german)]


def test_an_embassy_on_one_line_is_an_address(tmp_path: Path) -> None:
    line = "Kopie an: Botschaft der Republik Salut, Seestrasse 21, 3007 Bern"
    assert alarms(tmp_path, de=line) == []


def test_a_request_to_write_to_embassies_is_a_note(tmp_path: Path) -> None:
    note = "ainsi qu'aux représentants diplomatiques du Salut dans votre pays :"
    assert alarms(tmp_path, fr=note) == []


def test_a_sentence_about_an_embassy_is_no_address(tmp_path: Path) -> None:
    found = alarms(tmp_path, en="The embassy was closed on 3 May.", fr="L'ambassade a fermé.")
    assert {f.rule for f in found} & {"segment-missing", "fact-missing", "fact-added"}
