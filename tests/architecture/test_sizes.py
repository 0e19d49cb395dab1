"""Short functions, short files: the next reader sees one thing at a time."""

from __future__ import annotations

from tests.architecture.source import PAGES, code_lines, functions, package, pages, product, read

FUNCTION, FUNCTION_HARD = 40, 60
FILE, FILE_HARD = 300, 400
PAGE, PAGE_HARD = 100, 120
RARELY = 0.05


def test_no_function_is_long() -> None:
    sizes = {f"{s.name}:{f.name}": code_lines(s, f) for s in product() for f in functions(s)}
    assert not {name: size for name, size in sizes.items() if size > FUNCTION_HARD}
    over = {name: size for name, size in sizes.items() if size > FUNCTION}
    assert len(over) <= RARELY * len(sizes), over


def test_no_file_is_long() -> None:
    sizes = {s.name: len(s.text.splitlines()) for s in product()}
    assert not {name: size for name, size in sizes.items() if size > FILE_HARD}
    over = {name: size for name, size in sizes.items() if size > FILE}
    assert len(over) <= RARELY * len(sizes), over


def test_pages_are_short() -> None:
    sizes = {s.name: len(s.text.splitlines()) for s in pages() if not s.path.is_relative_to(PAGES / "_shared")}
    assert not {name: size for name, size in sizes.items() if size > PAGE_HARD}


def test_tests_are_files_a_person_reads() -> None:
    tests = [read(path) for path in sorted((PAGES.parent / "tests").rglob("*.py"))]
    assert not {s.name: len(s.text.splitlines()) for s in tests if len(s.text.splitlines()) > FILE_HARD}


def test_every_module_says_what_it_is_for() -> None:
    silent = [s.name for s in [*package(), *pages()] if s.text.strip() and not (s.tree.body and _docstring(s.text))]
    assert not silent


def _docstring(text: str) -> bool:
    return text.lstrip().startswith(('"""', 'r"""'))
