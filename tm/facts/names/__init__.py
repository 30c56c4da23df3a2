"""Names of persons, places and organisations, compared across the versions of a text.

Names are no facts of one segment: what is a name, and how it is spelt, shows only in the whole
document and beside the other versions. So this takes whole version sets.
"""

from __future__ import annotations

from tm.facts.names.document import Names
from tm.facts.names.mention import Mention
from tm.facts.names.missing import MissingName, missing_names
from tm.facts.names.spelling import Misspelling, misspellings

__all__ = ["Mention", "MissingName", "Misspelling", "Names", "missing_names", "misspellings"]
