"""Who may import whom: left to right through the rooms, and only `pipeline` and the command line put them together."""

from __future__ import annotations

import pytest

from tests.architecture.source import APP, PACKAGE, PAGES, Source, imports, package, pages, product, read
from tests.support.each import each

STAGES = ("reading", "mapping", "canonical", "store", "marts", "kpis", "factors", "scoring", "evaluation", "segments")
"""Left to right. `canonical` and `store` are one stage in two folders: what the facts are, and where they lie."""

GROUND = {"errors", "config", "schema", "engine", "i18n"}
"""What any stage may use."""

GROUND_RULES = {
    "__init__": set(),
    "errors": set(),
    "schema": {"errors"},
    "config": {"errors"},
    "dictionary": {"schema"},
    "i18n": {"config", "errors"},
    "engine": {"errors", "config"},
    "state": {"errors", "config"},
    "demo": {"errors"},
    "charts": {"i18n", "errors"},
    "export": {"i18n", "errors"},
}
COMPOSERS = {"pipeline", "cli"}
STATEFUL = {"store", "scoring"}
"""Stages that own tables in the state database."""
FORMULAS = {("factors", "rhythm")}
"""Modules of pure formulas that a later stage uses as well: no second copy of them."""


def _ours(source: Source) -> set[tuple[str, ...]]:
    """Return what a file imports from other rooms: ("mapping", "types", "Mapped")."""
    found = (tuple(name.split(".")[1:]) for name in imports(source) if name.split(".")[0] == "kam_analytics")
    return {parts for parts in found if parts and parts[0] != source.room and parts[0] != "__version__"}


def _allowed(room: str, parts: tuple[str, ...]) -> bool:
    target = parts[0]
    if room in COMPOSERS:
        return target != "cli"
    if room in GROUND_RULES:
        return target in GROUND_RULES[room]
    if room == "reading":
        return target in {"errors", "config"}
    if target in GROUND or (target == "state" and room in STATEFUL):
        return True
    if room == "store" and target == "canonical":
        return True
    left = STAGES[: STAGES.index(room)]
    return target in left and (parts[1:2] == ("types",) or parts[:2] in FORMULAS)


def test_every_room_is_known() -> None:
    known = {*STAGES, *GROUND_RULES, *COMPOSERS}
    assert {source.room for source in package()} <= known, "name the new room in this test, with what it may import"


@each(package(), lambda source: source.name)
def test_a_room_imports_only_what_lies_left_of_it(source: Source) -> None:
    wrong = sorted(".".join(parts) for parts in _ours(source) if not _allowed(source.room, parts))
    assert not wrong, f"{source.name} may not import {wrong}"


@each(package(), lambda source: source.name)
def test_the_package_knows_nothing_of_streamlit_or_the_pages(source: Source) -> None:
    roots = {name.split(".")[0] for name in imports(source)}
    assert not roots & {"streamlit", "pages", "app", "tests"}


def test_only_the_engine_opens_duckdb() -> None:
    users = {source.room for source in product() if source.path.is_relative_to(PACKAGE) and _uses(source, "duckdb")}
    assert users <= {"engine"}
    assert not [source.name for source in pages() if _uses(source, "duckdb")]


def test_only_state_and_its_owners_use_sqlalchemy() -> None:
    users = {source.room for source in package() if _uses(source, "sqlalchemy") or _uses(source, "alembic")}
    assert users <= {"state", *STATEFUL, *COMPOSERS}


@each(pages(), lambda source: source.name)
def test_a_page_reaches_the_package_through_shared_only(source: Source) -> None:
    shared = source.path.is_relative_to(PAGES / "_shared")
    for name in imports(source):
        root, *rest = name.split(".")
        if root == "kam_analytics":
            assert shared, f"{source.name} imports {name}; go through pages/_shared"
        if root == "pages":
            assert rest[:1] == ["_shared"], f"{source.name} imports {name}; pages do not import each other"


def test_the_router_holds_no_analysis() -> None:
    if not APP.exists():
        pytest.fail("app.py is missing")
    source = read(APP)
    allowed = {"__future__", "streamlit", "pages", "pathlib", "sys"}
    assert {name.split(".")[0] for name in imports(source)} <= allowed
    assert len(source.text.splitlines()) < 80


def test_no_page_lies_directly_in_the_pages_folder() -> None:
    assert not list(PAGES.glob("*.py")), "a flat page can be opened without app.py, so without sign-in"


def _uses(source: Source, library: str) -> bool:
    return any(name.split(".")[0] == library for name in imports(source))
