"""What of the data cannot be used as it is: numbers without an account, lines without a customer, empty columns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from kam_analytics.errors import NotFound
from kam_analytics.store import Store
from kam_analytics.store.types import Visible

__all__ = ["COLUMNS", "Quality", "examine"]

COLUMNS = ("name", "owner", "industry", "region", "country")
"""Columns of the account table that views show or filter by."""


@dataclass(frozen=True)
class Quality:
    """What a workspace holds, and what of it stands for nobody.

    Attributes
    ----------
    through
        The day up to which invoices of unmatched numbers count.
    unmatched
        Numbers of the invoices that no account has, the most money first: `account_id, lines, amount` (NaN: all in
        other currencies), `suggestion, suggestion_name, because` (see `Store.unmatched`).
    accounts
        Names of the accounts that have a record, by id.
    lines, lines_unassigned
        All published invoice lines, and those that name no customer.
    money, money_unassigned
        Their net amounts in the base currency; None without invoices.
    unconverted
        Money in other currencies, outside every figure.
    tables
        One row per table loaded: `table, rows, uploads, known_at` (of its newest export), `known_origin`.
    missing
        One row per column of `COLUMNS`: `column, n` (accounts without it), `share` (NaN without accounts).
    """

    through: dt.date
    base_currency: str
    unmatched: pd.DataFrame
    accounts: dict[str, str]
    lines: int
    lines_unassigned: int
    money: Decimal | None
    money_unassigned: Decimal | None
    unconverted: dict[str, Decimal]
    tables: pd.DataFrame
    missing: pd.DataFrame

    @property
    def unmatched_money(self) -> float:
        """Return the money of all numbers without an account."""
        return float(self.unmatched["amount"].sum())


def examine(store: Store, facts: Visible) -> Quality:
    """Look through a version; NotFound while it holds no invoices."""
    if facts.data_from is None:
        raise NotFound("pipeline.no_invoices")
    totals = store.totals(facts.version)
    unmatched = store.unmatched(facts).to_pandas()
    net, assigned = totals.net_revenue, totals.assigned_net_revenue
    derived = set(facts.derived)
    labels = facts.labels.to_pandas()
    known = labels[~labels["account_id"].isin(derived)]
    names = known["name"].where(known["name"].notna(), known["account_id"])
    return Quality(
        through=facts.as_of,
        base_currency=facts.base_currency,
        unmatched=unmatched.assign(amount=unmatched["amount"].astype(float)),
        accounts=dict(zip(known["account_id"], names, strict=True)),
        lines=totals.revenue_lines,
        lines_unassigned=totals.revenue_lines - totals.assigned_revenue_lines,
        money=net,
        money_unassigned=None if net is None else net - (assigned or Decimal()),
        unconverted=dict(sorted(totals.unconverted.items())),
        tables=_tables(store, facts.version, len(known)),
        missing=_missing(facts),
    )


def _tables(store: Store, version: str, accounts: int) -> pd.DataFrame:
    rows = next(info.tables for info in reversed(store.versions()) if info.version == version)
    rows = {**rows, "account": accounts}
    uploads = sorted(store.uploads(version), key=lambda upload: (upload.known_at, upload.created_at, upload.id))
    newest = {upload.table: upload for upload in uploads}
    found = [
        (table, rows.get(table, 0), sum(u.table == table for u in uploads), upload.known_at, upload.known_origin)
        for table, upload in sorted(newest.items())
    ]
    return pd.DataFrame(found, columns=["table", "rows", "uploads", "known_at", "known_origin"])


def _missing(facts: Visible) -> pd.DataFrame:
    accounts = facts.accounts.select(["account_id", *COLUMNS]).to_pandas()
    accounts = accounts[~accounts["account_id"].isin(set(facts.derived))]
    n = [int(accounts[column].isna().sum()) for column in COLUMNS]
    share = [float(count) / len(accounts) if len(accounts) else float("nan") for count in n]
    return pd.DataFrame({"column": COLUMNS, "n": n, "share": share})
