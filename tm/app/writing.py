"""Writing what was made to a file, whole or not at all."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tm.errors import FileError


def emit(text: str, output: Path | None) -> None:
    """Write `text` to the file `output`, or to standard output where it is None."""
    if output is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
    else:
        write_text(output, text)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8, so that a reader never sees half of it; FileError says why not."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(text if text.endswith("\n") else text + "\n")
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        problem = f"cannot be written ({error.strerror})"
        raise FileError(path, problem, "choose another place for it") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
