"""The facts as a component of spaCy pipelines, for those who work with spaCy.

>>> nlp = spacy.blank("de")  # doctest: +SKIP
>>> nlp.add_pipe("tm_facts")  # doctest: +SKIP
>>> [(s.text, s.label_, s._.tm_value) for s in nlp("Am 4. November.").spans["tm_facts"]]
... # doctest: +SKIP
[('4. November', 'date', '--11-04')]

`displacy.render(doc, style="span", options={"spans_key": "tm_facts"})` shows them. spaCy finds the
component by its entry point where `tm` is installed. Nothing else of `tm` imports this module.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from tm.facts import extract_facts
from tm.languages import codes

SPANS = "tm_facts"
# Attributes of each span: the canonical value (see tm.model.fact.Value) and the bound.
VALUE, BOUND = "tm_value", "tm_bound"


class FactsComponent:
    """Puts the facts of a document into `doc.spans["tm_facts"]`, labelled with their kinds.

    Where a fact ends inside one of spaCy's tokens, the span takes in the whole token.
    """

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, doc: Doc) -> Doc:
        spans = []
        for fact in extract_facts(doc.text, self.language):
            span = doc.char_span(fact.start, fact.end, label=fact.kind, alignment_mode="expand")
            if isinstance(span, Span):
                span._.set(VALUE, str(fact.value))
                span._.set(BOUND, fact.bound.value)
                spans.append(span)
        doc.spans[SPANS] = spans
        return doc


@Language.factory("tm_facts")
def create(nlp: Language, name: str) -> FactsComponent:
    """Return the component for the pipeline's language; ValueError where `tm` does not know it."""
    language = nlp.lang or ""
    if language not in codes():
        raise ValueError(f"tm_facts knows {', '.join(codes())}, not {language!r}")
    for attribute in (VALUE, BOUND):
        if not Span.has_extension(attribute):
            Span.set_extension(attribute, default="")
    return FactsComponent(language)
