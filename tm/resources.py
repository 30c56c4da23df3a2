"""Where the data that travels with the program lies: glossary, catalogues, examples.

In a checkout these folders stand beside the package; in a wheel they travel inside it as
`tm/_data/<name>`. Everything else asks here, so that both look the same.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """Return the folder `name` (`glossary`, `locales`, `examples`) as it was installed."""
    bundled = _PACKAGE / "_data" / name
    return bundled if bundled.is_dir() else _PACKAGE.parent / name


def is_bundled() -> bool:
    """Say whether this is an installed wheel rather than a checkout."""
    return (_PACKAGE / "_data").is_dir()
