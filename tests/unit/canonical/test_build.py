from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from store_facts import at, line, mapped

from kam_analytics.canonical import build
from kam_analytics.canonical.outcomes import repeated
from kam_analytics.canonical.types import UploadDraft
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.mapping.types import Mapped

DAY = at("2024-02-01")


@pytest.fixture
def engine(workspace: Workspace) -> Engine:
    return Engine(workspace.root)


def made(engine: Engine, workspace: Workspace, *files: Mapped) -> list[UploadDraft]:
    place: Path = workspace.incoming / "place"
    place.mkdir(parents=True, exist_ok=True)
    return build(engine, files, [DAY] * len(files), place)


def rows(draft: UploadDraft, half: str) -> list[dict[str, object]]:
    return [{k: v for k, v in row.items() if k != "upload"} for row in pq.read_table(draft.halves[half]).to_pylist()]


def reconciled(draft: UploadDraft) -> None:
    for outcome in draft.files:
        r = outcome.rows
        assert r.read == r.accepted + r.unassigned + r.merged + r.dropped + r.rejected
        for a in outcome.amounts.values():
            assert a.read == a.accepted + a.unassigned + a.merged + a.dropped + a.rejected


def test_a_file_cut_inside_an_invoice_is_one_upload(engine: Engine, workspace: Workspace) -> None:
    lines = [line("1", "p", "5"), line("2", "p", "7"), line("2", "p", "7"), line("2", "q", "1")]
    whole = made(engine, workspace, mapped(workspace, lines))
    (cut,) = made(engine, workspace, mapped(workspace, lines[:2]), mapped(workspace, lines[2:]))
    assert rows(cut, "line") == rows(whole[0], "line")
    assert rows(cut, "index") == rows(whole[0], "index")
    assert [f.rows.accepted for f in cut.files] in ([2, 2], [2, 2])
    assert [(r["invoice_id"], r["line_no"], r["product_id"]) for r in rows(cut, "line")] == [
        ("1", 1, "p"),
        ("2", 1, "p"),
        ("2", 2, "p"),
        ("2", 3, "q"),
    ]
    reconciled(cut)


def test_the_order_of_rows_does_not_matter(engine: Engine, workspace: Workspace) -> None:
    lines = [line("1", "p", "5"), line("1", "q", "5", cost=Decimal(2)), line("1", "q", "5"), line("0", "z", "-1.5")]
    (first,) = made(engine, workspace, mapped(workspace, lines, columns=(*lines[0], "cost")))
    (second,) = made(engine, workspace, mapped(workspace, lines[::-1], columns=(*lines[0], "cost")))
    assert rows(first, "line") == rows(second, "line")
    assert rows(first, "index") == rows(second, "index")


def test_repeated_line_numbers_merge_or_conflict(engine: Engine, workspace: Workspace) -> None:
    lines = [
        line("1", "p", "5", line_no=1),
        line("1", "p", "5", line_no=1),
        line("2", "p", "5", line_no=1),
        line("2", "p", "6", line_no=1),
        line("2", "q", "1", line_no=2),
    ]
    (draft,) = made(engine, workspace, mapped(workspace, lines))
    outcome = draft.files[0]
    assert (outcome.rows.accepted, outcome.rows.merged, outcome.rows.rejected) == (2, 1, 2)
    assert [(r.row, r.code, r.params["other_row"]) for r in outcome.rejects] == [
        (4, "store.key_conflict", 5),
        (5, "store.key_conflict", 4),
    ]
    assert {r["invoice_id"]: r["complete"] for r in rows(draft, "index")} == {"1": True, "2": False}
    assert outcome.amounts["unstated"].read == Decimal(22)
    assert outcome.amounts["unstated"].rejected == Decimal(11)
    reconciled(draft)


def test_two_accounts_in_one_invoice_reject_it_whole(engine: Engine, workspace: Workspace) -> None:
    lines = [
        line("1", "p", "5"),
        line("1", "q", "5", account="B"),
        line("2", "p", "1"),
        line("2", "p", "1", account=None),
    ]
    (draft,) = made(engine, workspace, mapped(workspace, lines))
    assert [r.code for r in draft.files[0].rejects] == ["store.two_accounts"] * 2
    assert [(r["invoice_id"], r["account_id"]) for r in rows(draft, "index")] == [("2", "A")]
    assert draft.files[0].rows.accepted == 2
    reconciled(draft)


def test_a_record_that_names_no_account_is_kept_and_counted(engine: Engine, workspace: Workspace) -> None:
    deals = [
        {"opportunity_id": str(n), "account_id": owner, "stage": "Offer"} for n, owner in enumerate(("A", None, ""))
    ]
    (draft,) = made(engine, workspace, mapped(workspace, deals, table="opportunity"))
    assert (draft.files[0].rows.accepted, draft.files[0].rows.unassigned) == (1, 2)
    assert [row["key"] for row in rows(draft, "rows") if not row["field"]] == ["0", "1", "2"]
    without = [{"opportunity_id": "1", "stage": "Offer"}]
    (draft,) = made(engine, workspace, mapped(workspace, without, table="opportunity"))
    assert draft.files[0].rows.accepted == 1, "a file without the column says nothing of the account"


def test_an_empty_account_is_unassigned_and_counted(engine: Engine, workspace: Workspace) -> None:
    lines = [line("1", "p", "5", account=None, currency="EUR"), line("2", "p", "3", account="", currency="EUR")]
    (draft,) = made(
        engine, workspace, mapped(workspace, [*lines, line("3", "p", "9", currency="USD", state="rejected")])
    )
    outcome = draft.files[0]
    assert (outcome.rows.unassigned, outcome.rows.rejected) == (2, 1)
    assert outcome.amounts["EUR"].unassigned == Decimal(8)
    assert outcome.amounts["USD"].rejected == Decimal(9)
    reconciled(draft)


def test_headers_and_lines_are_two_uploads(engine: Engine, workspace: Workspace) -> None:
    headers = [{"invoice_id": "1", "account_id": "A", "invoiced_on": dt.date(2024, 1, 5)}]
    header, lines = made(
        engine,
        workspace,
        mapped(workspace, [headers[0], headers[0]], half="header"),
        mapped(workspace, [{"invoice_id": "1", "product_id": "p", "amount": Decimal(5)}], half="line"),
    )
    if header.half != "header":
        header, lines = lines, header
    assert (header.files[0].rows.accepted, header.files[0].rows.merged) == (1, 1)
    assert "line" not in header.halves
    assert header.files[0].amounts == {}
    assert rows(lines, "index")[0]["has_header"] is False


def test_records_merge_or_conflict_by_key(engine: Engine, workspace: Workspace) -> None:
    accounts = [
        {"account_id": "A", "name": "Ann", "employees": 5},
        {"account_id": "A", "name": "Ann", "employees": 5},
        {"account_id": "B", "name": "Bob", "employees": None},
        {"account_id": "B", "name": "Bob", "employees": 3},
        {"account_id": "C", "name": "", "employees": None},
    ]
    (draft,) = made(engine, workspace, mapped(workspace, accounts, table="account"))
    outcome = draft.files[0]
    assert (outcome.rows.accepted, outcome.rows.merged, outcome.rows.rejected) == (2, 1, 2)
    assert outcome.rejects[0].params == {"other_row": 5, "other_file": outcome.mapped.reading.name}
    assert [(r["key"], r["field"], r["value"]) for r in rows(draft, "rows")] == [
        ("A", "", None),
        ("A", "employees", "5"),
        ("A", "name", "Ann"),
        ("C", "", None),
        ("C", "employees", None),
        ("C", "name", None),
    ]
    reconciled(draft)


def test_cancelled_lines_are_dropped_and_counted(engine: Engine, workspace: Workspace) -> None:
    lines = [
        line("1", "p", "5", line_no=1),
        line("1", "q", "7", line_no=2, state="dropped"),
        line("1", "q", "8", line_no=2),  # takes the number of the cancelled line: no conflict
        line("2", "p", "3", line_no=1, account="B", state="dropped"),
        line("3", "p", "2", line_no=1, state="rejected"),
        line("4", "p", "-1", line_no=1, account=None),
    ]
    (draft,) = made(engine, workspace, mapped(workspace, lines))
    outcome = draft.files[0]
    counts = outcome.rows
    assert (counts.read, counts.accepted, counts.unassigned, counts.dropped, counts.rejected) == (6, 2, 1, 2, 1)
    amounts = outcome.amounts["unstated"]
    assert (amounts.read, amounts.accepted, amounts.dropped) == (Decimal(24), Decimal(13), Decimal(10))
    assert [r.code for r in outcome.rejects] == ["mapping.bad"]
    assert {r["invoice_id"]: r["complete"] for r in rows(draft, "index")} == {"1": True, "4": True}
    assert [(r["invoice_id"], r["amount"]) for r in rows(draft, "line")] == [
        ("1", Decimal(5)),
        ("1", Decimal(8)),
        ("4", Decimal(-1)),
    ]
    reconciled(draft)


def test_a_cancelled_header_leaves_its_invoice_out(engine: Engine, workspace: Workspace) -> None:
    header = {"invoice_id": "1", "account_id": "A", "invoiced_on": dt.date(2024, 1, 5)}
    other = header | {"account_id": "B", "state": "dropped"}
    (draft,) = made(engine, workspace, mapped(workspace, [header, other, other | {"invoice_id": "2"}], half="header"))
    counts = draft.files[0].rows
    assert (counts.read, counts.accepted, counts.dropped, counts.rejected) == (3, 1, 2, 0)
    assert [(r["invoice_id"], r["account_id"]) for r in rows(draft, "index")] == [("1", "A")]
    reconciled(draft)


def test_the_same_file_a_second_time_keeps_what_was_dropped(engine: Engine, workspace: Workspace) -> None:
    (draft,) = made(engine, workspace, mapped(workspace, [line("1", "p", "5"), line("2", "p", "3", state="dropped")]))
    again = repeated(draft.files[0])
    assert (again.rows.read, again.rows.accepted, again.rows.merged, again.rows.dropped) == (2, 0, 1, 1)
    amounts = again.amounts["unstated"]
    assert (amounts.read, amounts.merged, amounts.dropped) == (Decimal(8), Decimal(5), Decimal(3))
