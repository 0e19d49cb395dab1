"""What never stands in the product, each with its reason."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT, Source, package, product
from tests.support.each import each

BANNED = {
    "use_container" + "_width": 'deprecated, and only the log says so: width="stretch"',
    "unsafe_allow" + "_html": "markup from data would run",
    "components" + r"\.v1": "no foreign frames",
    "data-test" + "id": "Streamlit's own marks change with every version",
    r"\bpickle\b": "state is never pickled: loading it runs code",
    r"\bjoblib\b": "same",
    "(?-i:" + r"\bTO" + r"DO\b|\bFIX" + r"ME\b|\bXX" + r"X\b|\bHA" + r"CK\b)": "an issue, not a note in the code",
    "coming" + " soon": "show nothing until it works",
    "raise NotImplemented" + "Error": "no stubs",
    "lorem" + " ipsum": "no filler",
}
MACHINE_PATHS = re.compile("(?<![\\w.~])/" + r"(?:work|root|home|Users|tmp)/")


def _shipped_texts() -> list[Path]:
    own = [source.path for source in product()]
    return own + [path for ending in ("*.sql", "*.toml", "*.mako") for path in sorted(PACKAGE.rglob(ending))]


@pytest.mark.parametrize("pattern", BANNED)
def test_banned(pattern: str) -> None:
    found = [
        path.relative_to(ROOT)
        for path in _shipped_texts()
        if re.search(pattern, path.read_text("utf-8"), re.IGNORECASE)
    ]
    assert not found, BANNED[pattern]


def test_no_path_of_somebodys_machine() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    texts = [
        ROOT / name for name in tracked if name.endswith((".py", ".sql", ".md", ".toml", ".yml")) or name == "Makefile"
    ]
    found = [
        path.relative_to(ROOT) for path in texts if path.exists() and MACHINE_PATHS.search(path.read_text("utf-8"))
    ]
    assert not found


def test_no_package_index_but_the_public_one() -> None:
    texts = [ROOT / name for name in ("Makefile", "pyproject.toml", ".ci/run")]
    pattern = re.compile(r"index-url|index_url|--index\b|find-links|tool\.uv\.index", re.IGNORECASE)
    assert not [path.name for path in texts if pattern.search(path.read_text("utf-8"))]
    registries = set(re.findall(r'registry = "([^"]+)"', (ROOT / "uv.lock").read_text("utf-8")))
    assert registries == {"https://pypi.org/simple"}


@each(package(), lambda source: source.name)
def test_nothing_is_printed_or_run_from_text(source: Source) -> None:
    calls = {n.func.id for n in ast.walk(source.tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    assert not calls & {"eval", "exec", "breakpoint"}
    if source.room not in {"cli", "dictionary"}:
        assert "print" not in calls


def test_every_document_that_the_source_cites_is_there() -> None:
    named = re.compile(r"(?<![\w/.])((?:docs/|data/|benchmarks/)?[\w\-/]+\.md)\b")
    found = {(s.name, name) for s in product() for name in named.findall(s.text)}
    gone = {(source, name) for source, name in found if name != "text.md" and not (ROOT / name).is_file()}
    assert not gone, "users have the files of this repository only (`text.md` is a function)"
