"""Another program reads our TBX: translate-toolkit's tbx2po, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from tm.exchange.tbx import write_tbx
from tm.terminology import load_glossary

TBX2PO = shutil.which("tbx2po")


@pytest.mark.skipif(TBX2PO is None, reason="translate-toolkit is not installed")
def test_translate_toolkit_reads_every_concept(tmp_path: Path) -> None:
    concepts = list(load_glossary())
    source, target = tmp_path / "all.tbx", tmp_path / "all.po"
    write_tbx(source, concepts)
    command = [str(TBX2PO), "--progress=none", str(source), str(target), "--language=de"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = {entry.msgid for entry in polib.pofile(str(target))}
    assert {concept.preferred("en") for concept in concepts} <= found
