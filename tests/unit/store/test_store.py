from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

import pytest
from store_facts import Row, at, line, mapped

from kam_analytics.canonical.types import KnownAt
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.errors import NotFound, OpenQuestions, Refused
from kam_analytics.mapping.types import Mapped
from kam_analytics.store import Publication, Staged, Store

NOW = KnownAt(dt.datetime(2024, 6, 1, 12, tzinfo=dt.UTC), "assumed")


@pytest.fixture
def store(workspace: Workspace) -> Iterator[Store]:
    store = Store.open(workspace, Engine(workspace.root))
    yield store
    store.close()


def add(store: Store, *files: Mapped, known: KnownAt = NOW, **answers: str) -> Publication:
    return store.publish(look(store, *files, known=known, **answers), "ann")


def look(store: Store, *files: Mapped, known: KnownAt = NOW, **answers: str) -> Staged:
    found = {f"{file.reading.name}:{column}": answer for file in files for column, answer in answers.items()}
    return store.stage(files, [known] * len(files), found)


def cells(store: Store, name: str = "revenue_line", *columns: str) -> list[tuple[str, ...]]:
    rows = store.table(None, name).to_pylist()
    return [tuple(row[c] for c in columns) if columns else tuple(row.values()) for row in rows]


def test_an_empty_workspace(store: Store) -> None:
    assert store.current() is None
    assert store.versions() == []
    assert store.doctor() == []
    assert cells(store) == []
    with pytest.raises(NotFound):
        store.undo(None, "ann")
    with pytest.raises(NotFound):
        store.visible()


def test_header_and_lines_in_one_import_and_again(store: Store, workspace: Workspace) -> None:
    headers: list[Row] = [{"invoice_id": "1", "account_id": "A", "invoiced_on": dt.date(2024, 3, 5)}]
    lines: list[Row] = [{"invoice_id": "1", "product_id": "p", "amount": Decimal("5.25")}] * 2
    files = [
        mapped(workspace, headers, half="header"),
        mapped(workspace, lines, half="line"),
        mapped(workspace, [{"account_id": "A", "name": "Ann"}, {"account_id": "B", "name": "Bob"}], table="account"),
    ]
    staged = look(store, *files)
    assert (staged.totals.accounts, staged.totals.revenue_lines, staged.totals.net_revenue) == (2, 2, Decimal("10.5"))
    assert staged.tables["revenue_line"].added == 2
    assert store.current() is None
    published = store.publish(staged, "ann")
    assert published.changed
    again = look(store, *files, known=KnownAt(dt.datetime(2025, 1, 1, tzinfo=dt.UTC), "assumed"))
    assert not again.changed
    assert [f.already_imported for f in again.files] == [True] * 3
    assert [f.outcome.rows for f in again.files] == [f.outcome.rows for f in staged.files]
    assert not store.publish(again, "ann").changed
    assert len(store.versions()) == 1
    assert store.versions()[0].tables == {"account": 2, "revenue_line": 2}
    assert store.doctor() == []


def test_lines_wait_for_their_header(store: Store, workspace: Workspace) -> None:
    lines = mapped(workspace, [{"invoice_id": "1", "product_id": "p", "amount": Decimal(5)}], half="line")
    headers = mapped(
        workspace, [{"invoice_id": "1", "account_id": "A", "invoiced_on": dt.date(2024, 3, 5)}], half="header"
    )
    staged = look(store, lines)
    assert (staged.tables["revenue_line"].rows, staged.tables["revenue_line"].pending) == (0, 1)
    assert staged.totals.net_revenue is None
    store.publish(staged, "ann")
    assert cells(store, "revenue_line", "invoice_id", "state") == [("1", "pending")]
    staged = look(store, headers)
    change = staged.tables["revenue_line"]
    assert (change.rows, change.added, change.pending) == (1, 1, 0)
    store.publish(staged, "ann")
    assert cells(store, "revenue_line", "invoiced_on", "state") == [("2024-03-05", "ok")]
    assert cells(store, "account", "account_id") == [("A",)]
    store.undo(None, "ann")
    assert cells(store, "revenue_line", "state") == [("pending",)]


def test_any_upload_can_be_undone(store: Store, workspace: Workspace) -> None:
    first = add(
        store, mapped(workspace, [line("1", "p", "5"), line("2", "p", "7", "2024-02-03")]), known=at("2024-02-04")
    )
    before = cells(store)
    add(
        store,
        mapped(workspace, [line("1", "q", "6", "2024-02-01"), line("1", "p", "6", "2024-02-01")]),
        known=at("2024-03-01"),
        invoice="restated",
    )
    assert cells(store, "revenue_line", "invoice_id", "product_id", "invoiced_on") == [
        ("1", "p", "2024-02-01"),
        ("1", "q", "2024-02-01"),
        ("2", "p", "2024-02-03"),
    ]
    undone = store.undo(None, "bob")
    assert undone.version == first.version
    assert cells(store) == before
    assert [v.action for v in store.versions()] == ["import", "import", "undo"]
    gone = store.undo(first.uploads, "bob")
    assert gone.version is None
    assert store.current() is None
    assert cells(store) == []


def test_an_old_export_never_overwrites_a_newer_one(store: Store, workspace: Workspace) -> None:
    add(store, mapped(workspace, [line("1", "p", "5")]), known=at("2024-05-01"))
    staged = look(store, mapped(workspace, [line("1", "p", "4"), line("2", "p", "4")]), known=at("2024-04-01"))
    change = staged.tables["revenue_line"]
    assert (change.added, change.updated, change.retired) == (1, 0, 0)
    store.publish(staged, "ann")
    assert cells(store, "revenue_line", "invoice_id", "amount") == [("1", "5.0000"), ("2", "4.0000")]


def test_an_incomplete_invoice_never_displaces_a_complete_one(store: Store, workspace: Workspace) -> None:
    add(store, mapped(workspace, [line("1", "p", "5"), line("1", "q", "5")]), known=at("2024-05-01"))
    add(
        store,
        mapped(workspace, [line("1", "p", "9"), line("1", "q", "9", state="rejected"), line("3", "p", "1")]),
        known=at("2024-06-01"),
    )
    assert cells(store, "revenue_line", "invoice_id", "amount") == [("1", "5.0000"), ("1", "5.0000"), ("3", "1.0000")]


def test_a_tie_asks(store: Store, workspace: Workspace) -> None:
    add(store, mapped(workspace, [{"account_id": "A", "name": "old"}], table="account"), known=at("2024-05-01"))
    other = mapped(workspace, [{"account_id": "A", "name": "new"}], table="account")
    staged = look(store, other, known=at("2024-05-01"))
    assert [(q.code, q.column, [c.value for c in q.choices]) for q in staged.questions] == [
        ("store.tie", "known_at", ["later", "earlier"])
    ]
    with pytest.raises(OpenQuestions):
        store.publish(staged, "ann")
    with pytest.raises(Refused):
        look(store, other, known=at("2024-05-01"), known_at="perhaps")
    add(store, other, known=at("2024-05-01"), known_at="earlier")
    assert cells(store, "account", "name") == [("old",)]
    store.undo(None, "ann")
    staged = store.stage([other], [at("2024-05-01")], {}, accept_all=True)
    assert staged.notes == {"store.tie_resolved": 1}
    store.publish(staged, "ann")
    assert cells(store, "account", "name") == [("new",)]


@pytest.mark.parametrize(("answer", "kept"), [("restated", ["2"]), ("partial", ["1", "2", "2"])])
def test_a_strict_subset_asks(store: Store, workspace: Workspace, answer: str, kept: list[str]) -> None:
    add(store, mapped(workspace, [line("1", "p", a) for a in ("1", "2", "2")]), known=at("2024-05-01"))
    less = mapped(workspace, [line("1", "p", "2")])
    assert [q.code for q in look(store, less, known=at("2024-06-01")).questions] == ["store.subset"]
    add(store, less, known=at("2024-06-01"), invoice=answer)
    assert cells(store, "revenue_line", "line_no", "amount") == [(str(i + 1), f"{a}.0000") for i, a in enumerate(kept)]


def test_a_file_cut_inside_an_invoice_and_imported_apart_loses_nothing(store: Store, workspace: Workspace) -> None:
    lines = [line("1", "p", "1"), line("2", "p", "1"), line("2", "q", "2"), line("2", "r", "3"), line("3", "p", "4")]
    add(store, mapped(workspace, lines[:3]), known=at("2024-05-01"))
    rest = mapped(workspace, lines[3:])
    assert [q.code for q in look(store, rest, known=at("2024-06-01")).questions] == ["store.subset"]
    add(store, rest, known=at("2024-06-01"), invoice="partial")
    assert cells(store, "revenue_line", "invoice_id", "product_id") == [
        (r["invoice_id"], r["product_id"]) for r in lines
    ]


def test_an_invoice_with_corrected_lines_is_restated_without_a_question(store: Store, workspace: Workspace) -> None:
    add(store, mapped(workspace, [line("1", "p", "1"), line("1", "q", "2")]), known=at("2024-05-01"))
    add(store, mapped(workspace, [line("1", "p", "3"), line("1", "q", "4")]), known=at("2024-06-01"))
    assert cells(store, "revenue_line", "product_id", "amount") == [("p", "3.0000"), ("q", "4.0000")]
    bare = [line("9", "", "7"), line("9", "", "8")]
    add(store, mapped(workspace, bare), known=at("2024-07-01"))
    corrected = mapped(workspace, [line("9", "", "70"), line("9", "", "80")])
    assert not look(store, corrected, known=at("2024-08-01")).questions
    shorter = mapped(workspace, [line("9", "", "70")])
    assert [q.code for q in look(store, shorter, known=at("2024-08-01")).questions] == ["store.subset"]


def test_a_corrected_mapping_replaces_the_upload(store: Store, workspace: Workspace) -> None:
    rows = [line("1", "p", "5")]
    first = mapped(workspace, rows)
    add(store, first, known=at("2024-05-01"))
    corrected = mapped(workspace, rows, columns=[n for n in rows[0] if n != "quantity"])
    corrected = Mapped(first.reading, corrected.mapping, corrected.rows, ())
    staged = look(store, corrected)
    assert len(staged.removed) == 1
    store.publish(staged, "ann")
    (upload,) = store.uploads()
    assert upload.known_at == at("2024-05-01").at
    assert cells(store, "revenue_line", "quantity") == [("",)]


def test_the_same_content_known_at_another_date_is_another_upload(store: Store, workspace: Workspace) -> None:
    file = mapped(workspace, [{"account_id": "A", "tier": "gold"}], table="account")
    add(store, file, known=at("2024-05-01"))
    assert look(store, file, known=at("2024-06-01")).changed
    assert not look(store, file, known=at("2024-05-01")).changed


def test_lines_of_other_currencies_stay_unconverted(store: Store, workspace: Workspace) -> None:
    add(
        store,
        mapped(workspace, [line("1", "p", "5"), line("2", "p", "5", currency="EUR")], columns=None),
        known=at("2024-05-01"),
    )
    assert store.base_currency() == "EUR"
    staged = store.stage([mapped(workspace, [line("3", "p", "7", currency="USD")])], [NOW], {}, base_currency="EUR")
    assert staged.totals.net_revenue == Decimal(10)
    assert staged.totals.unconverted == {"USD": Decimal(7)}
    store.publish(staged, "ann")
    assert store.base_currency() == "EUR"


def test_the_same_file_twice_in_one_import_counts_once(store: Store, workspace: Workspace) -> None:
    file = mapped(workspace, [line("1", "p", "5")])
    staged = look(store, file, mapped(workspace, [line("1", "p", "5")]))
    assert staged.totals.revenue_lines == 1
    assert (staged.files[1].outcome.rows.merged, staged.files[1].outcome.rows.read) == (1, 1)


def test_a_file_without_an_acceptable_row_is_refused(store: Store, workspace: Workspace) -> None:
    staged = look(
        store, mapped(workspace, [line("1", "p", "5", state="rejected")]), mapped(workspace, [line("2", "p", "5")])
    )
    assert staged.files[0].outcome.rows.rejected == 1
    with pytest.raises(Refused):
        store.publish(staged, "ann")
    assert store.current() is None


def test_publishing_on_a_newer_version_stages_again(store: Store, workspace: Workspace) -> None:
    one = look(store, mapped(workspace, [line("1", "p", "5")]))
    two = look(store, mapped(workspace, [line("2", "p", "5")]))
    store.publish(one, "ann")
    store.publish(two, "bob")
    assert cells(store, "revenue_line", "invoice_id") == [("1",), ("2",)]
    assert not list(store.workspace.incoming.glob("stage-*"))


def test_damage_is_named(store: Store, workspace: Workspace) -> None:
    add(store, mapped(workspace, [line("1", "p", "5"), line("2", "p", "5", "2024-02-01")]))
    first, second = sorted(workspace.parts.iterdir())
    first.write_bytes(first.read_bytes()[:-1] + b"x")
    second.unlink()
    assert {(f.code, f.params["file"]) for f in store.doctor()} == {
        ("store.part_damaged", first.name),
        ("store.part_missing", second.name),
    }


def test_missing_parts_of_an_older_version_are_folded_again(store: Store, workspace: Workspace) -> None:
    add(store, mapped(workspace, [line("1", "p", "5")]), known=at("2024-05-01"))
    before = cells(store)
    old = set(workspace.parts.iterdir())
    add(store, mapped(workspace, [line("1", "p", "6")]), known=at("2024-06-01"), invoice="restated")
    for path in old:
        path.unlink()
    store.undo(None, "ann")
    assert cells(store) == before


def test_orphans_are_removed_at_the_next_start(store: Store, workspace: Workspace) -> None:
    add(store, mapped(workspace, [line("1", "p", "5")]))
    before = cells(store)
    (workspace.parts / "stray.parquet").write_bytes(b"x")
    (workspace.uploads / "stray").mkdir()
    staged = look(store, mapped(workspace, [line("2", "p", "5")]))
    (workspace.incoming / "stage-dead").mkdir()
    (workspace.incoming / "stage-dead" / ".alive").touch()
    Store.open(workspace, Engine(workspace.root)).close()
    assert not (workspace.parts / "stray.parquet").exists()
    assert not (workspace.uploads / "stray").exists()
    assert not (workspace.incoming / "stage-dead").exists()
    assert cells(store) == before
    assert staged.folder.exists()
    store.publish(staged, "ann")
    assert store.doctor() == []


def test_diff_names_uploads_and_rows(store: Store, workspace: Workspace) -> None:
    one = add(store, mapped(workspace, [line("1", "p", "5"), line("1", "q", "5")]), known=at("2024-05-01"))
    two = add(
        store,
        mapped(workspace, [line("1", "p", "5"), line("1", "q", "6"), line("2", "q", "6")]),
        known=at("2024-06-01"),
    )
    assert one.version
    assert two.version
    diff = store.diff(one.version, two.version)
    assert diff.uploads_added == two.uploads
    change = diff.tables["revenue_line"]
    assert (change.rows, change.added, change.updated, change.retired) == (3, 1, 1, 0)
    with pytest.raises(NotFound):
        store.diff(one.version, "nothing")
