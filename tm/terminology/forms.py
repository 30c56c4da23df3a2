"""The inflected forms of a glossary's words, worked out once and kept beside the glossary.

simplemma's dictionary of German alone takes a third of a second and 60 MB to load; a glossary
needs a hundredth of it. `prepare` writes that part as `forms/<language>.tsv` into the glossary's
folder (docs/decisions/0171). Words that no table covers are looked up in the dictionary when a
glossary is used.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from tm.errors import FileError
from tm.languages import codes, get
from tm.terminology.separable import VERB
from tm.terminology.words import fold, has_compounds

FOLDER = "forms"
# A compound is inflected like its last part, if that is at least so long ("…gerichtshof").
_MIN_HEAD = 4
_MAX_CHAIN = 4
_FEW_FORMS = 4


class Tables(Mapping[str, Mapping[str, str]]):
    """The tables of glossary folders by language, each read when it is first asked for."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._read: dict[str, dict[str, str]] = {}

    def __getitem__(self, language: str) -> dict[str, str]:
        if language not in codes():
            raise KeyError(language)
        if language not in self._read:
            table: dict[str, str] = {}
            for folder in self._folders:
                _read_into(table, folder / FOLDER / f"{language}.tsv")
            self._read[language] = table
        return self._read[language]

    def __iter__(self) -> Iterator[str]:
        return iter(codes())

    def __len__(self) -> int:
        return len(codes())


def read(folder: Path, language: str) -> dict[str, str]:
    """Return the table of a glossary folder: folded form → word; empty where there is none."""
    return Tables([folder])[language]


def _read_into(table: dict[str, str], path: Path) -> None:
    if not path.is_file():
        return
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            inflected = line.split("\t")
            # The first is the word itself.
            table.update(dict.fromkeys(inflected, inflected[0]))
    except (OSError, UnicodeDecodeError) as error:
        advice = "delete it, or write it again with `tm glossary forms`"
        raise FileError(path, f"cannot be read ({error})", advice) from None


def write(folder: Path, language: str, table: Mapping[str, str]) -> Path:
    """Write the table, one word a line with its forms, sorted."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for form, word in table.items():
        if form != word:
            by_word[word].append(form)
        else:
            by_word.setdefault(word, [])
    path = folder / FOLDER / f"{language}.tsv"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = ["\t".join([word, *sorted(by_word[word])]) for word in sorted(by_word)]
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return path


def expand(words: Iterable[str], language: str) -> dict[str, str]:
    """Return folded form → word for each form of the (folded) `words` that is known."""
    roots = lemmas(language)
    inflection = Inflection(roots)
    table: dict[str, str] = {}
    words = sorted(set(words))
    # What stands in the glossary comes before what only looks like a form of it.
    for word in words:
        root = roots.root(word)
        table[word] = table[root] = root
    for word in words:
        verb = word.removeprefix(VERB)
        forms = inflection.forms(word) if verb == word else inflection.of_verb(verb)
        for form in forms:
            table.setdefault(form, table[word])
    return table


class Lemmas:
    """Words to the word that all their inflections share, by simplemma's dictionary.

    A woman's form goes with the man's and a participle with its verb, because they name one
    concept. Everything is folded.
    """

    def __init__(self, language: str) -> None:
        from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

        table = get(language).table("terminology")
        self.dictionary = DEFAULT_DICTIONARY_FACTORY.get_dictionary(language)
        self.derived: list[tuple[str, list[str]]] = table.get("derived", [])
        self.participles: list[tuple[str, str]] = table.get("participles", [])
        self._participle_of = [
            (re.compile(pattern), verb, past)
            for pattern, verb, past in table.get("participle_of", ())
        ]
        self._strong: tuple[str, str] | None = table.get("strong_participle")
        self.endings: tuple[str, ...] = tuple(table.get("endings", ()))
        self._umlauts: dict[str, str] = table.get("umlauts", {})
        self._participle_endings = tuple(table.get("participle_endings", ()))
        self._spellings: list[tuple[str, str]] = table.get("spellings", [])
        self._has_compounds = has_compounds(language)
        self.root = cache(self._final_root)

    def lemma(self, word: str) -> str | None:
        """Return the dictionary's lemma of a folded word, None where it has none.

        A noun comes before a verb that is spelled alike ("Haft" before "haften").
        """
        others = (word.replace(*pair) for pair in self._spellings if pair[0] in word)
        for spelling in (word, *others):
            for form in (spelling.capitalize(), spelling):
                found = self.dictionary.get(form)
                if found is not None:
                    return fold(found)
        return None

    def _final_root(self, word: str) -> str:
        """Return a root that is its own root, the first of them where they go round in a ring."""
        if word.startswith(VERB):
            verb = word.removeprefix(VERB)
            return VERB + fold(self.dictionary.get(verb) or verb)
        seen = [word]
        while (root := self._root(seen[-1])) not in seen:
            seen.append(root)
        return min(seen[seen.index(root) :])

    def _root(self, word: str) -> str:
        if self.lemma(word) is None:
            # The dictionary has many words in a few of their forms only.
            for ending in self.endings:
                if word.endswith(ending) and self.lemma(word[: -len(ending)]) is not None:
                    return self._simple_root(word[: -len(ending)])
        head = self.head(word)
        return word[: -len(head)] + self._simple_root(head) if head else self._simple_root(word)

    def _simple_root(self, word: str) -> str:
        word = self._chain(word)
        for ending, replacement in self.participles:
            verbal = word[: -len(ending)] + replacement if word.endswith(ending) else ""
            if verbal and self.lemma(verbal) not in (None, verbal):
                return self._chain(verbal)
        return self._verb_of(word) or self._plain(word)

    def may_be_participle(self, word: str) -> bool:
        """Say whether a word ends as the participles do that have entries of their own."""
        return word.endswith(self._participle_endings)

    def _verb_of(self, word: str) -> str:
        """Return the verb of a participle that has an entry of its own, empty for other words."""
        get = self.dictionary.get
        if get(word) != word or get(word.capitalize()) is not None:
            return ""
        for pattern, verb, past in self._participle_of:
            found = pattern.fullmatch(word)
            if found and get(found.expand(past)) == found.expand(verb):
                return found.expand(verb)
        if self._strong and word.endswith(self._strong[0]):
            strong = get(word + self._strong[1])
            if strong not in (None, word) and strong.islower() and get(strong) == strong:
                return fold(strong)
        return ""

    def _chain(self, word: str) -> str:
        for _ in range(_MAX_CHAIN):
            lemma = self.lemma(word)
            if lemma is None or lemma == word:
                break
            word = lemma
        return word

    def _plain(self, word: str) -> str:
        for ending, replacements in self.derived:
            if not word.endswith(ending):
                continue
            stem = word[: -len(ending)]
            for plain in (stem, self._without_umlaut(stem)):
                for replacement in replacements:
                    if self.lemma(plain + replacement) == plain + replacement:
                        return plain + replacement
        return word

    def _without_umlaut(self, stem: str) -> str:
        """Undo the last umlaut: anwält → anwalt."""
        for place in range(len(stem) - 1, -1, -1):
            if stem[place] in self._umlauts:
                return stem[:place] + self._umlauts[stem[place]] + stem[place + 1 :]
        return stem

    def head(self, word: str) -> str:
        """Return the last part of a compound that the dictionary does not have as a whole."""
        if not self._has_compounds or self.lemma(word) is not None:
            return ""
        tails = (word[start:] for start in range(3, len(word) - _MIN_HEAD + 1))
        return next((tail for tail in tails if self.lemma(tail) is not None), "")


class Inflection:
    """The other way round: from a word to all its forms. Reads the whole dictionary once."""

    def __init__(self, roots: Lemmas) -> None:
        self._roots = roots
        self._inflected: dict[str, list[str]] = defaultdict(list)
        for form, lemma in roots.dictionary.items():
            if form != lemma:
                self._inflected[fold(lemma)].append(fold(form))
        self._derived: dict[str, list[str]] = defaultdict(list)
        endings = tuple(ending for ending, _ in (*roots.derived, *roots.participles))
        for word in list(self._inflected):
            listed = word.endswith(endings) or roots.may_be_participle(word)
            if listed and roots.root(word) != word:
                self._derived[roots.root(word)].append(word)

    def of_verb(self, verb: str) -> list[str]:
        """Return the forms of a folded verb, marked as those of verbs."""
        return [VERB + form for form in self._inflected.get(verb, ())]

    def forms(self, word: str) -> Iterator[str]:
        """Yield the forms of a folded word, made with the usual endings where it is unknown."""
        head = self._roots.head(word) or word
        start = word[: len(word) - len(head)]
        if self._roots.lemma(head) is None:
            yield from (word + ending for ending in self._roots.endings)
            return
        reached = {self._roots.root(head)}
        pending = list(reached)
        while pending:
            current = pending.pop()
            for form in (*self._inflected.get(current, ()), *self._derived.get(current, ())):
                if form not in reached:
                    reached.add(form)
                    pending.append(form)
        yield from (start + form for form in reached)
        if len(reached) < _FEW_FORMS:
            yield from (word + ending for ending in self._roots.endings)


@cache
def lemmas(language: str) -> Lemmas:
    """Return the lemmas of a language; loading them takes a second."""
    return Lemmas(language)
