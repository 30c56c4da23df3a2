"""A report for tests of how it is shown: one set with findings, one without, one failure."""

from __future__ import annotations

from tests.checks.support import context
from tm.checks import CheckContext, run
from tm.model import Report, SetReport

VERSIONS = {
    "en": [
        (
            "Leyla Aydin was arrested on date:2024-11-04 in front of her house, taken to a police"
            " station on the other bank of the river and questioned without a lawyer."
        ),
        "She was released on date:2024-11-06 after paying money:USD_700.",
        "She may face up to duration:P7Y~at-most in prison.",
        "The hearing is open to the public.",
    ],
    "de": [
        (
            "Leyla Aydin wurde am date:2024-11-14 vor ihrem Haus festgenommen, auf eine Wache am"
            " anderen Flussufer gebracht und ohne Beisein eines Anwalts befragt."
        ),
        "Gegen Zahlung von money:USD_700 kam sie am date:--11-06 frei.",
        "Ihr drohen duration:P7Y Gefängnis.",
        "",
    ],
    "fr": [
        (
            "Leyla Aydin a été arrêtée le date:2024-11-04 devant chez elle, emmenée au poste de"
            " police de l'autre côté du fleuve et interrogée sans avocat."
        ),
        "Elle a été libérée le date:2024-11-06.",
        "Elle risque jusqu'à duration:P7Y~at-most de prison.",
        "L'audience est publique.",
    ],
}


def checked(name: str, made: CheckContext) -> SetReport:
    return SetReport(
        name,
        made.documents,
        {n: tuple(part) for n, part in made.segments.items()},
        tuple(made.beads),
        tuple(run(made)),
    )


def demo() -> Report:
    clean = {n: lines[:1] for n, lines in VERSIONS.items() if n != "de"}
    return Report(
        (checked("ua-118-24", context(VERSIONS)), checked("ua-119-24", context(clean))),
        failures=("ua-120-24/de.docx: is no Word file but an old .doc; save it as .docx",),
    )
