"""What a language folder lacks of what every other language has.

A new folder works with few files (docs/languages.md); each further table lets the checks see more.
`python -m tm.languages.completeness it` prints what is left to write, a line each. Nothing on the
list is an error: a language without elision has no words for it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tm.languages.base import Language, codes, get

# What a folder cannot do without: its name, how it is told from others, how it is cut, its numbers.
NEEDED = (
    "language.toml: name",
    "documents.toml: function_words",
    "segmentation.srx",
    "numbers.toml: decimal",
    "hooks.py",
)


def lacking(code: str) -> list[str]:
    """Return what every other installed language has, as `file` or `file: key`, sorted."""
    others = [get(other) for other in codes() if other != code]
    if not others:
        return []
    common = set.intersection(*map(_contents, others))
    return sorted(common - _contents(get(code)))


def _contents(language: Language) -> set[str]:
    """Return the files of a language, those of its corpus too, and the top-level keys of tables."""
    found: set[str] = set()
    for path in (*language.folder.glob("*.*"), *language.folder.glob("corpus/*.toml")):
        name = path.relative_to(language.folder).as_posix()
        found.add(name)
        if path.suffix == ".toml" and path.parent == language.folder:
            found |= {f"{name}: {key}" for key in language.table(Path(name).stem)}
    return found


def main() -> None:
    """Print what the languages named on the command line lack; all where none is."""
    for code in sys.argv[1:] or codes():
        missing = lacking(code)
        sys.stdout.write(f"{code}: {len(missing) or 'nothing'} to write\n")
        for line in missing:
            needed = "  (needed)" if line in NEEDED else ""
            sys.stdout.write(f"  {line}{needed}\n")


if __name__ == "__main__":
    main()
