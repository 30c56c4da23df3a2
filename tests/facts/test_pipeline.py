"""The component for spaCy: spans on whole tokens, with kind, value and bound."""

from __future__ import annotations

import pytest
from spacy import displacy
from spacy.lang.de import German
from spacy.lang.en import English
from spacy.lang.it import Italian

from tm.facts import pipeline


def test_facts_are_spans_with_values() -> None:
    nlp = German()
    nlp.add_pipe("tm_facts")
    doc = nlp("Am 4. November 2024 drohten ihm bis zu sieben Jahre Haft (UA 118/24).")
    found = [
        (span.text, span.label_, span._.tm_value, span._.tm_bound) for span in doc.spans["tm_facts"]
    ]
    assert found == [
        ("4. November 2024", "date", "2024-11-04", "exactly"),
        ("sieben Jahre", "duration", "P7Y", "at-most"),
        ("UA 118/24", "reference", "UA 118/24", "exactly"),
    ]


def test_displacy_shows_them() -> None:
    nlp = English()
    nlp.add_pipe("tm_facts")
    options = {"spans_key": pipeline.SPANS}
    page = displacy.render(nlp("The fine is $300."), style="span", options=options, jupyter=False)
    assert "money" in page


def test_a_language_that_is_not_installed_is_refused() -> None:
    with pytest.raises(ValueError, match="knows en, de, fr, not 'it'"):
        Italian().add_pipe("tm_facts")
