"""What starting up costs."""

from __future__ import annotations

import subprocess
import sys


def test_matching_terms_imports_neither_spacy_nor_a_dictionary() -> None:
    script = (
        "import sys; from tm.terminology import load_glossary, matcher;"
        "matcher(load_glossary(), 'de').find(['Er ist in Einzelhaft.']);"
        "assert 'spacy' not in sys.modules and 'simplemma' not in sys.modules"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
