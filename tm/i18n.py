"""The tool's own messages in the reader's language, from gettext catalogues.

English is the msgid; `locales/<language>/LC_MESSAGES/tm.po` holds the translations. They are read
as they are (polib), so that a translator sees her change at once and nothing has to be compiled.
"""

from __future__ import annotations

import os
from functools import cache

from tm import resources
from tm.errors import Message

SOURCE = "en"


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return msgid → translation for what is translated into `language`, fuzzy ones left out."""
    path = resources.folder("locales") / language / "LC_MESSAGES" / "tm.po"
    if not path.is_file():
        return {}
    import polib  # only readers of another language than English pay for it

    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(path)).translated_entries()}


def translate(template: str, language: str = SOURCE) -> str:
    """Return the message template in `language`, or as it is where there is no translation."""
    return catalogue(language).get(template, template)


def say(reader: str, template: str, **arguments: object) -> str:
    """Return a message in the reader's language, with its arguments put in."""
    return translate(template, reader).format(**arguments)


def told(text: str, reader: str) -> str:
    """Return a message of `tm.errors` in the reader's language; other text only if it is known."""
    if isinstance(text, Message) and text.arguments:
        return say(reader, text.template, **text.arguments)
    return translate(text, reader)


def counted(count: int, what: str, reader: str) -> str:
    """Return "1 error", "2 errors": `what` is the singular in English."""
    form = f"{{count}} {what}" if count == 1 else f"{{count}} {what}s"
    return say(reader, form, count=count)


@cache
def available() -> tuple[str, ...]:
    """Return the languages in which the tool can speak, English first."""
    found = resources.folder("locales").glob("*/LC_MESSAGES/tm.po")
    return (SOURCE, *sorted({path.parts[-3] for path in found} - {SOURCE}))


def from_environment() -> str:
    """Return the reader's language as the environment says it (POSIX order), else English."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        wishes = os.environ.get(name, "")
        codes = [wish.split("_")[0].split(".")[0].lower() for wish in wishes.split(":")]
        if wishes:
            return next((code for code in codes if code in available()), SOURCE)
    return SOURCE
