"""Readers for each file format, and finding which files are versions of one text."""

from __future__ import annotations

from tm.documents.candidates import SetPaths
from tm.documents.reading import read_document, read_version
from tm.documents.sets import find_version_sets

__all__ = ["SetPaths", "find_version_sets", "read_document", "read_version"]
