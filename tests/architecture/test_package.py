"""What the package carries, and that its documents say what the code says."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from kam_analytics.dictionary import data_dictionary
from tests.architecture.source import PACKAGE, ROOT

DOCUMENTS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "data/README.md")]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def _documents() -> list[Path]:
    return [*DOCUMENTS, *sorted((ROOT / "docs").rglob("*.md"))]


def _name(requirement: str) -> str:
    return re.split(r"[\s\[<>=!~;]", requirement, maxsplit=1)[0]


def test_the_wheel_carries_the_app_and_its_data(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    names = set(zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist())
    own = [ROOT / name for name in ("app.py", "serve.py", ".streamlit/config.toml")]
    for path in [*(ROOT / "pages").rglob("*.py"), *own]:
        assert f"kam_analytics/_app/{path.relative_to(ROOT).as_posix()}" in names
    for ending in ("*.py", "*.sql", "*.toml", "*.mako", "py.typed"):
        for path in PACKAGE.rglob(ending):
            assert path.relative_to(ROOT).as_posix() in names
    assert not [name for name in names if "secrets" in name or "__pycache__" in name or name.startswith("tests/")]


def test_the_data_dictionary_is_what_the_schema_says() -> None:
    written = (ROOT / "data" / "README.md").read_text("utf-8")
    assert written == data_dictionary(), "run `make docs`"


def test_every_dependency_has_its_line() -> None:
    text = (ROOT / "docs" / "dependencies.md").read_text("utf-8")
    required = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    required += PROJECT["build-system"]["requires"]
    listed = set(re.findall(r"^\| `([^`]+)`", text, re.MULTILINE))
    assert listed == {_name(requirement) for requirement in required} | {"uv"}


@pytest.mark.parametrize("path", _documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text("utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (path.parent / target).exists(), f"{path.name} links to {target}"


@pytest.mark.parametrize("path", _documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_make_targets_named_in_documents_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", path.read_text("utf-8"))) <= targets


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs" / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))
