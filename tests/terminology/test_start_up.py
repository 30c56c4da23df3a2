"""What starting up costs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tm.languages import codes


@pytest.mark.parametrize("code", codes())
def test_matching_terms_imports_neither_spacy_nor_a_dictionary(code: str) -> None:
    script = (
        "import sys; from tm.terminology import load_glossary, matcher;"
        f"matcher(load_glossary(), '{code}').find(['Two of 1984 | Einzelhaft, détention.']);"
        "assert 'spacy' not in sys.modules and 'simplemma' not in sys.modules"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
