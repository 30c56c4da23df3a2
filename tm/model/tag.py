"""Language tags (BCP 47) as files spell them: `EN_us`, `de-ch`, `fr`."""

from __future__ import annotations

import re
from functools import lru_cache

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,5}\Z")
_REGION, _SCRIPT = 2, 4


@lru_cache(maxsize=1024)
def normalize_tag(tag: str) -> str:
    """Return `tag` as BCP 47 recommends to write it (`de-CH`); empty where it is not a tag."""
    tag = tag.strip()
    if not _TAG.match(tag):
        return ""
    first, *others = tag.replace("_", "-").split("-")
    return "-".join([first.lower(), *map(_subtag, others)])


def _subtag(part: str) -> str:
    if len(part) == _REGION and part.isalpha():
        return part.upper()
    if len(part) == _SCRIPT and part.isalpha():
        return part.title()
    return part.lower()


def base_tag(tag: str) -> str:
    """Return the language alone: `de` of `de-CH`."""
    return tag.partition("-")[0]


def tags_match(wanted: str, tag: str) -> bool:
    """Say whether a text in `tag` answers a question for `wanted`.

    As in RFC 4647, one must be a prefix of the other: `de` and `de-CH` match, `de-AT` and `de-CH`
    do not.
    """
    return wanted == tag or tag.startswith(f"{wanted}-") or wanted.startswith(f"{tag}-")
