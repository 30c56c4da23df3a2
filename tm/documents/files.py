"""Getting the bytes of a file, or one line that says why not."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

from tm.errors import DocumentError

MAX_SIZE = 64 * 1024 * 1024

_REASONS = {
    errno.ENOENT: ("there is no such file", "check the spelling of its name"),
    errno.ENOTDIR: ("there is no such file", "check the spelling of its path"),
    errno.EACCES: ("it may not be read", "change its permissions or ask its owner"),
    errno.EPERM: ("it may not be read", "change its permissions or ask its owner"),
    errno.ELOOP: ("it is a link that leads back to itself", "name the file itself"),
    errno.ENAMETOOLONG: ("the name is too long", "check the spelling of its name"),
}


def unreadable(path: Path, error: OSError | ValueError) -> DocumentError:
    """Say in plain words why the system refused a file."""
    number = error.errno if isinstance(error, OSError) else None
    if number in _REASONS:
        return DocumentError(path, *_REASONS[number])
    reason = (isinstance(error, OSError) and error.strerror) or str(error)
    return DocumentError(path, f"it cannot be read ({reason})", "copy it and try again")


def load(path: Path) -> bytes:
    """Return the bytes of a regular file of reasonable size that is not empty."""
    try:
        status = path.stat()
        _check(path, status.st_mode, status.st_size)
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error
    if not data:
        raise DocumentError(path, "the file is empty (0 bytes)", "replace it with the real one")
    return data


def _check(path: Path, mode: int, size: int) -> None:
    if stat.S_ISDIR(mode):
        raise DocumentError(path, "this is a folder, not a document", "name the files in it")
    if not stat.S_ISREG(mode):
        raise DocumentError(path, "this is not an ordinary file", "name a document")
    if size > MAX_SIZE:
        problem = f"the file is too large ({size // 2**20} MB, at most {MAX_SIZE // 2**20})"
        raise DocumentError(path, problem, "remove its pictures or split it")
