"""The glossary as a component of spaCy pipelines, for those who work with spaCy.

>>> nlp = spacy.blank("de")  # doctest: +SKIP
>>> nlp.add_pipe("tm_terms")  # doctest: +SKIP
>>> nlp("Sie ist in Einzelhaft.").spans["tm_terms"]  # doctest: +SKIP
[Einzelhaft]

spaCy finds the component by its entry point (`spacy_factories` in pyproject.toml) where `tm` is
installed. Nothing else of `tm` imports this module.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from tm.terminology import Glossary, load_glossary, matcher
from tm.terminology.presence import longest

SPANS = "tm_terms"


class TermsComponent:
    """Puts the terms of a document into `doc.spans["tm_terms"]`, labelled with their concepts.

    Where a term ends inside one of spaCy's tokens, the span takes in the whole token.
    """

    def __init__(self, glossary: Glossary, language: str) -> None:
        self.matcher = matcher(glossary, language)

    def __call__(self, doc: Doc) -> Doc:
        found = longest(self.matcher.find([doc.text])[0])
        spans = [
            doc.char_span(match.start, match.end, label=label, alignment_mode="expand")
            for match in found
            if (label := self.matcher.glossary.telling(match.concepts))
        ]
        doc.spans[SPANS] = [span for span in spans if isinstance(span, Span)]
        return doc


@Language.factory("tm_terms", default_config={"folders": []})
def create(nlp: Language, name: str, folders: Iterable[str]) -> TermsComponent:
    """Return the component for the pipeline's language; `folders` hold glossaries of your own."""
    return TermsComponent(load_glossary(map(Path, folders)), nlp.lang or "")
