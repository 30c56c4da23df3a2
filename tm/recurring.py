"""What is found in a text alone is kept for a while: headings, formulas and addresses recur.

Every Urgent Action ends with the same lines, and an update repeats half of the text before it.
What depends on other texts as well must not be kept here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

KEPT = 4096  # texts a function remembers: those of some thirty version sets
LONGEST = 1000  # characters; longer texts hardly recur, and take memory
LONG_KEPT = 64  # longer ones: what is asked more than once while a bead is looked at

_P = ParamSpec("_P")
_T = TypeVar("_T")
_forgetting: list[Callable[[], None]] = []


def per_text(
    function: Callable[Concatenate[str, _P], _T],
) -> Callable[Concatenate[str, _P], _T]:
    """Keep what `function` returned for its latest texts; all arguments must be hashable.

    What it returns is shared by all who ask: it must not be changed.
    """
    kept = lru_cache(maxsize=KEPT)(function)
    long_kept = lru_cache(maxsize=LONG_KEPT)(function)
    _forgetting.extend((kept.cache_clear, long_kept.cache_clear))

    @wraps(function)
    def recall(text: str, /, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        recalled = kept if len(text) <= LONGEST else long_kept
        return recalled(text, *args, **kwargs)  # type: ignore[arg-type]

    return recall


def forget() -> None:
    """Forget all texts, so that measurements can do without."""
    for clear in _forgetting:
        clear()
