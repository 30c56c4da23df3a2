"""The glossary in spaCy pipelines."""

from __future__ import annotations

import spacy

from tm.terminology import pipeline


def test_terms_are_spans_labelled_with_their_concepts() -> None:
    nlp = spacy.blank("de")
    nlp.add_pipe("tm_terms")
    doc = nlp("Die gewaltlosen politischen Gefangenen sind in Einzelhaft.")
    assert [(span.text, span.label_) for span in doc.spans[pipeline.SPANS]] == [
        ("gewaltlosen politischen Gefangenen", "prisoner-of-conscience"),
        ("Einzelhaft", "solitary-confinement"),
    ]


def test_a_text_without_terms_has_no_spans() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tm_terms")
    assert len(nlp("").spans[pipeline.SPANS]) == 0
