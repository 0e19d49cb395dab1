"""A small company with a row in every table that a score is made from, and what is poison to a date in its past."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kam_analytics.schema import TABLES, Column, Table

__all__ = ["ACCOUNTS", "CUT", "EARLY", "FAMILIES", "LATE", "Rows", "as_known", "company", "permuted", "poisoned"]

Row = dict[str, Any]
Rows = dict[str, list[Row]]

CUT = dt.date(2024, 3, 31)
EARLY, LATE = "2024-03-15", "2025-01-02"
ACCOUNTS = [f"A{i:02}" for i in range(48)]
FAMILIES = ["Pumps", "Seals", "Valves"]
_BEGINS = {name: table.exists_from for name, table in TABLES.items()} | {"revenue_line": "invoiced_on"}
"""The date of a row, by table."""
_FIRST, _LAST = dt.date(2021, 10, 1), dt.date(2024, 12, 31)


def company(seed: int = 1) -> Rows:
    """Return the rows of every table as they stand at the last export."""
    chance = random.Random(seed)
    deals = _deals(chance)
    return {
        "product": [{"product_id": f"p{i}", "name": f"p{i}", "family": f, "list_price": Decimal(10)} for i, f in
                    enumerate(FAMILIES)],
        "revenue_line": _invoices(chance),
        "contact": _contacts(chance),
        "activity": _activities(chance),
        "opportunity": deals,
        "opportunity_event": _moves(deals),
        "contract": _contracts(chance),
        "survey": _answers(chance),
        "case": _cases(chance),
        "rating": _ratings(chance),
        "key_account": [{"account_id": a, "since": dt.date(2023, 1, 1), "kind": "existing"} for a in ACCOUNTS[:5]],
    }  # fmt: skip


def as_known(rows: Rows, day: str) -> Rows:
    """Return the rows that an export of a day holds: what exists by then, and nothing that closes later."""
    cut = dt.date.fromisoformat(day)
    return {name: [_then(TABLES[name], row, cut) for row in found if _exists(TABLES[name], row, cut)] for name, found in
            rows.items()}  # fmt: skip


def poisoned(rows: Rows, seed: int = 2) -> Rows:
    """Return the rows with everything changed that could not be known at the cut, and with new rows after it."""
    chance = random.Random(seed)
    return {name: [_poisoned(TABLES[name], row) for row in found] + _later(TABLES[name], found, chance) for name, found
            in rows.items()}  # fmt: skip


def permuted(rows: Rows, seed: int = 3) -> Rows:
    """Return the rows with every snapshot column in another order, but for what is true from a date by the cut."""
    chance = random.Random(seed)
    return {name: _permuted(TABLES[name], found, chance) for name, found in rows.items()}


def _day(chance: random.Random, first: dt.date = _FIRST, last: dt.date = _LAST) -> dt.date:
    return first + dt.timedelta(days=chance.randrange((last - first).days + 1))


def _invoices(chance: random.Random) -> list[Row]:
    rows = []
    for i, account in enumerate(ACCOUNTS):
        scale, drift, products = 100 * 1.1**i, chance.choice([0.0, 0.01, -0.01]), chance.sample(range(3), 1 + i % 3)
        for month in range(39):
            day = dt.date(2021 + (9 + month) // 12, (9 + month) % 12 + 1, 1 + chance.randrange(27))
            amount = Decimal(str(round(scale * (1 + drift) ** month * chance.uniform(0.5, 1.5), 2)))
            if chance.random() < 0.8:  # one month in five is quiet
                product = f"p{chance.choice(products)}"
                rows.append({"invoice_id": f"{account}-{month}", "account_id": account, "invoiced_on": day,
                             "product_id": product, "quantity": 1.0, "amount": amount})  # fmt: skip
    return rows


def _contacts(chance: random.Random) -> list[Row]:
    return [
        {"contact_id": f"c{i}", "account_id": chance.choice(ACCOUNTS), "created_on": _day(chance) if i % 5 else None,
         "level": chance.choice(["C", "VP", "manager", "other"]),
         "role": chance.choice(["sponsor", "user", "champion"]), "active": chance.random() < 0.9}
        for i in range(150)
    ]  # fmt: skip


def _activities(chance: random.Random) -> list[Row]:
    return [
        {"activity_id": f"t{i}", "account_id": chance.choice(ACCOUNTS), "contact_id": f"c{chance.randrange(150)}",
         "occurred_on": _day(chance), "kind": chance.choice(["Meeting", "Call", "Email"]),
         "hours": chance.uniform(0, 3)}
        for i in range(600)
    ]  # fmt: skip


def _deals(chance: random.Random) -> list[Row]:
    rows = []
    for i in range(200):
        created = _day(chance)
        closed = created + dt.timedelta(days=chance.randrange(20, 300))
        done = closed <= _LAST
        status = chance.choice(["won", "lost"]) if done else "open"
        rows.append(
            {"opportunity_id": f"o{i}", "account_id": chance.choice(ACCOUNTS),
             "stage": chance.choice(["Demo", "Offer"]), "status": status,
             "amount": Decimal(chance.randrange(50, 5000)), "created_on": created,
             "closed_on": closed if done else None, "expected_close_on": closed, "probability": chance.random()}
        )  # fmt: skip
    return rows


def _moves(deals: list[Row]) -> list[Row]:
    """Every other deal came to its stage from another one, a month after it was created."""
    return [
        {"opportunity_id": deal["opportunity_id"], "field": "StageName", "old": "First", "new": deal["stage"],
         "changed_on": dt.datetime.combine(deal["created_on"] + dt.timedelta(days=30), dt.time(9))}
        for deal in deals[::2]
    ]  # fmt: skip


def _contracts(chance: random.Random) -> list[Row]:
    return [
        {"contract_id": f"k{i}-{year}", "account_id": account, "starts_on": dt.date(year, 1, 1),
         "ends_on": dt.date(year, 12, 31), "value": Decimal(chance.randrange(100, 999)),
         "renewed": chance.random() < 0.8}
        for i, account in enumerate(ACCOUNTS[::2])
        for year in (2022, 2023, 2024)
    ]  # fmt: skip


def _answers(chance: random.Random) -> list[Row]:
    return [
        {"response_id": f"r{i}", "account_id": chance.choice(ACCOUNTS), "contact_id": f"c{chance.randrange(150)}",
         "answered_on": _day(chance), "kind": "nps", "score": float(chance.randrange(11)), "scale": 10}
        for i in range(300)
    ]  # fmt: skip


def _cases(chance: random.Random) -> list[Row]:
    rows = []
    for i in range(150):
        opened = _day(chance)
        closed = opened + dt.timedelta(days=chance.randrange(1, 200))
        rows.append({"case_id": f"s{i}", "account_id": chance.choice(ACCOUNTS), "opened_on": opened,
                     "closed_on": closed if closed <= _LAST else None, "severity": chance.randrange(1, 5)})  # fmt: skip
    return rows


def _ratings(chance: random.Random) -> list[Row]:
    return [
        {"account_id": account, "factor": factor, "rated_on": day, "score": chance.randrange(1, 6), "rater": "Kim"}
        for account in ACCOUNTS[::3]
        for factor in ("fit", "logo", "effort")
        for day in (dt.date(2023, 6, 1), dt.date(2024, 6, 1))
    ]


def _date(value: Any) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


def _exists(table: Table, row: Mapping[str, Any], cut: dt.date) -> bool:
    begins = row.get(_BEGINS[table.name])
    return begins is None or _date(begins) <= cut


def _open(column: Column, row: Mapping[str, Any], cut: dt.date) -> bool:
    """Tell whether a cell is true from a date only, which has not come by the cut."""
    begins = row.get(column.since) if column.since else None
    return column.since is not None and (begins is None or _date(begins) > cut)


def _then(table: Table, row: Row, cut: dt.date) -> Row:
    """Return a row as it stood: before it closes, what is true from then on is empty or as it was before."""
    return {
        name: (table.column(name).before if _open(table.column(name), row, cut) and name != "amount" else value)
        for name, value in row.items()
    }


def _unknowable(table: Table, column: Column, row: Mapping[str, Any]) -> bool:
    """Tell whether what a late upload says in this cell could not be known at the cut."""
    if column.name in table.key or column.name == _BEGINS[table.name]:
        return False
    if not _exists(table, row, CUT) or _open(column, row, CUT):
        return True
    return column.knowable == "snapshot" and column.since is None


_MADE: dict[str, Callable[[Any], Any]] = {
    "amount": lambda value: value * 1000,
    "number": lambda value: value * 1000 + 7,
    "integer": lambda value: 1 if value == 5 else 5,  # best and worst of every scale here
    "flag": lambda value: not value,
    "date": lambda value: value + dt.timedelta(days=200),
}


def _poison(column: Column, value: Any) -> Any:
    if column.refers == "account":
        return ACCOUNTS[0] if value != ACCOUNTS[0] else ACCOUNTS[1]
    if column.name == "status":
        return {"won": "lost", "lost": "won"}.get(value, "won")
    if column.name == "level":
        return "C"
    return _MADE.get(column.kind, lambda text: f"poison {text}")(value)


def _poisoned(table: Table, row: Row) -> Row:
    changed = dict(row)
    for name, value in row.items():
        if value is not None and _unknowable(table, table.column(name), row):
            changed[name] = _poison(table.column(name), value)
    return changed


def _later(table: Table, rows: Sequence[Row], chance: random.Random) -> list[Row]:
    """Return copies of rows under new keys that begin after the cut, all of them for a few accounts."""
    begins = _BEGINS[table.name]
    if begins is None:
        return []
    fresh = []
    for i, row in enumerate(chance.sample(rows, min(len(rows), 30))):
        day = CUT + dt.timedelta(days=1 + i)
        copy = dict(row) | {
            begins: dt.datetime.combine(day, dt.time()) if table.column(begins).kind == "moment" else day
        }
        if table.name != "opportunity_event":
            copy |= {key: f"new-{i}" for key in table.key if key not in {begins, "account_id", "line_no", "factor"}}
            copy |= {"account_id": ACCOUNTS[i % 3]}
        copy |= {name: None for name in ("closed_on", "ends_on") if name in row}
        fresh.append(_poisoned(table, copy))
    return list({tuple(row.get(key) for key in table.key): row for row in fresh}.values())


def _permuted(table: Table, rows: list[Row], chance: random.Random) -> list[Row]:
    changed = [dict(row) for row in rows]
    for column in table.columns:
        free = [i for i, row in enumerate(rows) if column.name in row and _unknowable(table, column, row)]
        free = [i for i in free if column.knowable == "snapshot"]
        moved = chance.sample(free, len(free))
        for target, source in zip(free, moved, strict=True):
            changed[target][column.name] = rows[source][column.name]
    return changed
