"""Configuration: found, read, refused with a sentence that helps."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tm import config
from tm.config import Config
from tm.errors import ConfigError
from tm.model import Severity

ROOT = Path(__file__).resolve().parent.parent


def write(folder: Path, text: str, name: str = "tm.toml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_nothing_written_means_the_defaults(tmp_path: Path) -> None:
    assert config.load(start=tmp_path) == Config()


def test_the_nearest_file_counts(tmp_path: Path) -> None:
    write(tmp_path, 'source = "en"')
    inner = tmp_path / "texts" / "2019"
    inner.mkdir(parents=True)
    assert config.load(start=inner).source == "en"
    write(inner, 'source = "fr"')
    assert config.load(start=inner).source == "fr"


def test_pyproject_counts_only_with_our_table(tmp_path: Path) -> None:
    write(tmp_path, 'source = "en"')
    inner = tmp_path / "project"
    inner.mkdir()
    write(inner, "[tool.other]\nkey = 1", "pyproject.toml")
    assert config.load(start=inner).source == "en"
    write(inner, '[tool.tm]\nsource = "de"', "pyproject.toml")
    assert config.load(start=inner).source == "de"


def test_paths_start_at_the_file(tmp_path: Path) -> None:
    write(tmp_path, 'memory = "m.sqlite"\nglossary = ["terms"]')
    inner = tmp_path / "deep"
    inner.mkdir()
    found = config.load(start=inner)
    assert found.memory == tmp_path / "m.sqlite"
    assert found.glossary == (tmp_path / "terms",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('failon = "error"', "unknown key 'failon'; did you mean 'fail-on'?"),
        ("zzz = 1", "unknown key 'zzz'; there are: source"),
        ('fail-on = "fatal"', "fail-on: "),
        ('[rules]\nfact-missing = "of"', "rules.fact-missing"),
        ("source = ", "not valid TOML"),
        ("memories = [{penalty = 2}]", "memories.0.path"),
        ('memories = [{path = "m", penalty = 101}]', "points are whole numbers from 0 to 100"),
        ('memories = [{path = "m", points = 1}]', "memories.0.points: unknown key"),
        ("penalties = {drafts = 3}", "penalties.drafts: unknown key"),
        ("penalties = {draft = -3}", "points are whole numbers from 0 to 100"),
        ("penalties = {old-years = 0}", "old-years is a number of years over 0"),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_file_and_the_key(
    tmp_path: Path, text: str, said: str
) -> None:
    file = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        config.load(start=tmp_path)
    message = str(caught.value)
    assert message.startswith(str(file))
    assert said in message
    assert "\n" not in message


def test_memories_and_penalties(tmp_path: Path) -> None:
    write(
        tmp_path,
        'memories = ["a.tmdb", {path = "b.tmdb", penalty = 7}]\n'
        '[penalties]\ndraft = 5\nold-years = 2.5\nmachine-marks = ["DeepL"]',
    )
    found = config.load(start=tmp_path)
    assert [(each.path, each.penalty) for each in found.memories] == [
        (tmp_path / "a.tmdb", 0),
        (tmp_path / "b.tmdb", 7),
    ]
    assert (found.penalties.draft, found.penalties.machine) == (5, 0)
    assert found.penalties.old_years == 2.5
    assert found.penalties.machine_marks == ("DeepL",)


def test_severity_by_rule_and_kind() -> None:
    found = Config(rules={"a": "off", "b": {"date": "info", "default": "error"}, "c": {"x": "off"}})
    assert found.severity("a", "date", Severity.ERROR) is None
    assert found.severity("b", "date", Severity.WARNING) is Severity.INFO
    assert found.severity("b", "money", Severity.WARNING) is Severity.ERROR
    assert found.severity("c", "date", Severity.WARNING) is Severity.WARNING
    assert found.severity("z", "date", Severity.WARNING) is Severity.WARNING


def test_every_key_is_documented() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    keys = config.setting_names()
    assert keys
    assert [key for key in keys if f"| `{key}` |" not in page] == []


def test_every_key_is_read_and_checked(tmp_path: Path) -> None:
    for key in config.setting_names():
        write(tmp_path, f"{key} = 1.5")
        with pytest.raises(ConfigError, match=key):
            config.load(start=tmp_path)


def test_nothing_slow_is_imported_without_a_configuration_file(tmp_path: Path) -> None:
    code = "import sys; from tm import config; config.load(); sys.exit('pydantic' in sys.modules)"
    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert found.returncode == 0
