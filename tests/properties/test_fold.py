"""The fold against a plain reference: a dict per key, newest complete upload wins."""

from __future__ import annotations

import datetime as dt
import itertools
import secrets
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from store_facts import Row, at, line, mapped

from kam_analytics.canonical import build
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine, model
from kam_analytics.store.cells import keep_cells
from kam_analytics.store.decide import as_upload
from kam_analytics.store.fold import fold
from kam_analytics.store.records import Content, Upload
from tests.support.effort import examples

DAYS = ("2024-01-05", "2024-01-31", "2024-02-01")
House = tuple[Workspace, Engine]
Batch = dict[str, Any]
QUIET = settings(max_examples=examples(16), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    workspace = Workspace.at(tmp_path_factory.mktemp("fold"))
    engine = Engine(workspace.root)
    yield workspace, engine
    engine.close()


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    """One upload: some invoices, wholly or in halves, some rows of them rejected."""
    half = draw(st.sampled_from(["both", "both", "header", "line"]))
    rows: list[Row] = []
    for invoice in draw(st.lists(st.sampled_from("123"), min_size=1, max_size=3, unique=True)):
        account, day = draw(st.sampled_from(["A", "B", None])), draw(st.sampled_from(DAYS))
        for _ in range(1 if half == "header" else draw(st.integers(1, 3))):
            row = line(invoice, draw(st.sampled_from("pq")), draw(st.sampled_from("12")), day, account)
            row["state"] = draw(st.sampled_from(["ok", "ok", "ok", "rejected"])) if half != "header" else "ok"
            unused = {"header": ("product_id", "quantity", "amount"), "line": ("account_id", "invoiced_on")}.get(
                half, ()
            )
            rows.append({name: value for name, value in row.items() if name not in unused})
    return {"half": half, "source": draw(st.sampled_from(["main", "main", "other"])), "rows": rows}


def reference(uploads: list[Batch]) -> set[tuple[object, ...]]:
    """Say what lines the uploads (oldest first) give: keys, header and content."""
    best: dict[tuple[str, str, str], tuple[bool, list[Row]]] = {}
    for upload in uploads:
        for invoice, group in itertools.groupby(sorted(upload["rows"], key=_invoice), key=_invoice):
            rows = list(group)
            good = [row for row in rows if row["state"] == "ok"]
            complete = len(good) == len(rows)
            for half in ("header", "line") if upload["half"] == "both" else (upload["half"],):
                key = (upload["source"], invoice, half)
                if good and (complete or not best.get(key, (False, []))[0]):
                    best[key] = (complete, good)
    lines: set[tuple[object, ...]] = set()
    for (source, invoice, half), (_, rows) in best.items():
        header = best.get((source, invoice, "header"))
        if half == "line":
            account = header[1][0]["account_id"] if header else None
            day = min(row["invoiced_on"] for row in header[1]) if header else None
            contents = sorted((row["product_id"], row["amount"]) for row in rows)
            lines |= {(source, invoice, n, account, day, *content) for n, content in enumerate(contents, 1)}
    return lines


def _invoice(row: Row) -> str:
    return str(row["invoice_id"])


def made(house: House, batch: Batch, day: int) -> Upload:
    workspace, engine = house
    place = workspace.incoming / secrets.token_hex(6)
    place.mkdir(parents=True)
    file = mapped(
        workspace, batch["rows"], half=batch["half"], source=batch["source"], table=batch.get("table", "revenue_line")
    )
    (draft,) = build(engine, [file], [at(str(dt.date(2024, 3, 1) + dt.timedelta(day)))], place)
    return as_upload(draft)


def lines(content: Content) -> set[tuple[object, ...]]:
    names = ("source", "invoice_id", "line_no", "account_id", "invoiced_on", "product_id", "amount")
    found: list[tuple[object, ...]] = []
    for part in content.parts.values():
        if part.table == "revenue_line":
            rows = pq.read_table(part.path).to_pylist()
            assert {row["invoiced_on"] and row["invoiced_on"].replace(day=1) for row in rows} == {part.month}
            found += [tuple(row[name] for name in names) for row in rows]
    assert len(found) == len(set(found))
    return set(found)


@QUIET
@given(st.lists(batches(), min_size=2, max_size=4), st.data())
def test_any_history_gives_what_the_reference_says(house: House, uploads: list[Batch], data: st.DataObject) -> None:
    """Adds, undos and redos in any order: incremental, full and reference agree, and so do the counts."""
    workspace, engine = house
    folder = workspace.incoming / secrets.token_hex(6)
    folder.mkdir(parents=True)
    files = [made(house, upload, number) for number, upload in enumerate(uploads)]
    content, active = Content(), set[int]()
    for number in data.draw(st.lists(st.integers(0, len(files) - 1), min_size=2, max_size=5)):
        after = active ^ {number}
        olds, news = ([files[i] for i in sorted(some)] for some in (active, after))
        before = lines(content)
        folded = fold(engine, content, olds, news, folder)
        content, active = folded.content, after
        expected = reference([uploads[i] for i in sorted(active)])
        assert lines(content) == expected
        _counted(folded.tables, before, expected)
    full = fold(engine, Content(), [], [files[i] for i in sorted(active)], folder).content
    assert _bytes(full) == _bytes(content)
    assert (full.rows(), full.money, full.data_from, full.data_through) == (
        content.rows(),
        content.money,
        content.data_from,
        content.data_through,
    )


def _counted(tables: dict[str, Any], before: set[tuple[object, ...]], after: set[tuple[object, ...]]) -> None:
    olds, news = ({row[:3]: row for row in rows if row[4] is not None} for rows in (before, after))
    change = tables.get("revenue_line")
    got = (change.rows, change.added, change.updated, change.retired, change.pending) if change else (0, 0, 0, 0, 0)
    updated = sum(olds[key] != news[key] for key in olds.keys() & news.keys())
    pending = sum(row[4] is None for row in after)
    assert got == (len(news), len(news.keys() - olds.keys()), updated, len(olds.keys() - news.keys()), pending)
    accounts = tables["account"].rows if "account" in tables else 0
    assert accounts == len({(row[0], row[3]) for row in news.values() if row[3]})


def _bytes(content: Content) -> dict[object, pa.Table]:
    return {slot: pq.read_table(part.path).to_pylist() for slot, part in content.parts.items()}


CELL = st.sampled_from([None, "x", "y"])
RECORDS = st.dictionaries(st.sampled_from("AB"), st.fixed_dictionaries({"industry": CELL, "tier": CELL}), min_size=1)


@QUIET
@given(
    st.lists(st.tuples(RECORDS, st.sampled_from(["industry", "tier", "both"])), min_size=1, max_size=4),
    st.integers(0, 4),
)
def test_records_merge_by_key_and_column(house: House, told: list[tuple[Any, str]], known: int) -> None:
    """Stable columns come from the newest upload, snapshot columns from the newest known by then."""
    workspace, engine = house
    folder = workspace.incoming / secrets.token_hex(6)
    folder.mkdir(parents=True)
    uploads, stable, snapshot, exists = [], dict[Any, Any](), dict[Any, Any](), set[str]()
    for number, (records, which) in enumerate(told):
        columns = ["industry", "tier"] if which == "both" else [which]
        rows = [{"account_id": key} | {c: cells[c] for c in columns} for key, cells in records.items()]
        uploads.append(made(house, {"rows": rows, "half": None, "source": "main", "table": "account"}, number))
        stable |= {(key, "industry"): records[key]["industry"] for key in records if "industry" in columns}
        if number <= known:
            snapshot |= {(key, "tier"): records[key]["tier"] for key in records if "tier" in columns}
            exists |= records.keys()
    content = fold(engine, Content(), [], uploads, folder).content
    moment = str(dt.date(2024, 3, 1) + dt.timedelta(known)) + "T23:59:59"
    with engine.session() as session:
        keep_cells(session, content, "account", "record_cell", moment)
        session.table("line_key", pa.table({"account_id": pa.array([], pa.string())}))
        cells = session.fetch(model("store", "record_text")).to_pylist()
    got = {(c["key"], c["field"]): c["value"] for c in cells}
    assert got == stable | snapshot | {(key, ""): None for key in exists}


def test_the_money_of_parts_is_exact(house: House) -> None:
    workspace, engine = house
    folder = Path(workspace.incoming / secrets.token_hex(6))
    folder.mkdir(parents=True)
    rows = [line("1", "p", "0.0001"), line("1", "q", "99999999999999.9999"), line("2", "p", "-0.1", account=None)]
    content = fold(
        engine, Content(), [], [made(house, {"half": "both", "source": "main", "rows": rows}, 1)], folder
    ).content
    money = content.money[""]
    assert money.amount == Decimal("99999999999999.9000")
    assert (money.lines, money.assigned_lines, money.assigned_amount) == (3, 2, Decimal("100000000000000.0000"))
