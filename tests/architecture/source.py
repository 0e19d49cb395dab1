"""The source as these tests see it: files, syntax trees, and who imports whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "kam_analytics"
PAGES = ROOT / "pages"
APP = ROOT / "app.py"


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def room(self) -> str:
        """First folder below `kam_analytics`, or the module's own name: `reading`, `errors`."""
        return self.path.relative_to(PACKAGE).with_suffix("").parts[0]


@cache
def read(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path, text, ast.parse(text, filename=str(path)))


def package() -> list[Source]:
    return [read(path) for path in sorted(PACKAGE.rglob("*.py")) if "_app" not in path.parts]


def pages() -> list[Source]:
    return [read(path) for path in sorted(PAGES.rglob("*.py"))]


def product() -> list[Source]:
    """Everything that ships."""
    return [*package(), *pages(), *([read(APP)] if APP.exists() else [])]


def sql_models() -> list[Path]:
    return sorted(PACKAGE.rglob("*.sql"))


def imports(source: Source) -> Iterator[str]:
    """Yield every imported module as a full dotted name; `from a import b` gives `a.b`."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(source, node)
            yield from (f"{module}.{alias.name}" for alias in node.names)


def _absolute(source: Source, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    parts = source.path.relative_to(ROOT).with_suffix("").parts[: -node.level]
    return ".".join([*parts, *([node.module] if node.module else [])])


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def code_lines(source: Source, node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function that are neither blank, nor comment, nor its docstring."""
    first = node.body[0]
    documented = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    skipped = set(range(first.lineno, (first.end_lineno or first.lineno) + 1)) if documented else set()
    lines = source.text.splitlines()
    own = (number for number in range(node.lineno, (node.end_lineno or node.lineno) + 1) if number not in skipped)
    return sum(1 for number in own if lines[number - 1].strip() and not lines[number - 1].strip().startswith("#"))
