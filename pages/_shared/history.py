"""Revenue by account and month, for sparklines and what changed; keyed by workspace and version, never by frames."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import streamlit as st

from kam_analytics import marts
from pages._shared.data import folder, opened

__all__ = ["Changes", "changes", "last_months", "monthly", "quiet_accounts"]

QUARTER = 3
YEAR = 12
TOP = 10
KEPT = ["account_id", "month", "amount", "order_days", "first_on", "last_on"]
YEAR_DAYS = 365
QUIET_DAYS, QUIET_TIMES, QUIET_LEAST = 4, 2, 30


@dataclass(frozen=True)
class Changes:
    """Revenue of the last months against earlier ones, by account.

    Attributes
    ----------
    basis
        `year`: the same months a year before. `previous`: the months just before, where the data has no year.
    frame
        `account_id, now, before, change`, largest absolute change first.
    """

    basis: Literal["year", "previous"]
    now: tuple[dt.date, dt.date]
    before: tuple[dt.date, dt.date]
    frame: pd.DataFrame


def changes(version: str) -> Changes | None:
    """Compare the last three whole months with the same ones a year before, or with the three before them.

    None when the data is too short for either.
    """
    return _changes(folder(), version)


def monthly(version: str) -> pd.DataFrame:
    """Return by whole month: `month, amount, accounts` (that bought), `top` (of today's ten largest), `quiet`.

    `quiet`: accounts that ordered within the year before the month's end, on at least four days in all, and whose last
    order is more than twice their usual gap (and more than 30 days) back.
    """
    return _monthly(folder(), version)


def last_months(version: str) -> dict[str, list[float]]:
    """Return each account's last twelve whole months, oldest first (fewer where the data begins later)."""
    return _last_months(folder(), version)


@st.cache_data(show_spinner=False, max_entries=8)
def _changes(root: str, version: str) -> Changes | None:
    frame, months = _account_months(root, version)
    last = len(months) - 1
    if last >= YEAR + QUARTER - 1:
        basis, back = "year", YEAR
    elif last >= 2 * QUARTER - 1:
        basis, back = "previous", QUARTER
    else:
        return None
    now, before = months[last - QUARTER + 1 :], months[last - QUARTER + 1 - back : last + 1 - back]
    sums = pd.DataFrame({"now": _sum(frame, now), "before": _sum(frame, before)}).fillna(0.0)
    sums["change"] = sums["now"] - sums["before"]
    sums = sums.rename_axis("account_id").reset_index()
    sums["size"] = sums["change"].abs().round(6)
    sums = sums.sort_values(["size", "account_id"], ascending=[False, True], ignore_index=True).drop(columns="size")
    return Changes(basis, (now[0], now[-1]), (before[0], before[-1]), sums)


@st.cache_data(show_spinner=False, max_entries=8)
def _monthly(root: str, version: str) -> pd.DataFrame:
    frame, months = _account_months(root, version)
    year = frame[frame["month"].isin(months[-YEAR:])].groupby("account_id")["amount"].sum()
    top = year.sort_index().sort_values(ascending=False, kind="stable").index[:TOP]
    amount = frame.groupby("month")["amount"].sum()
    accounts = frame[frame["order_days"] > 0].groupby("month")["account_id"].nunique()
    largest = frame[frame["account_id"].isin(top)].groupby("month")["amount"].sum()
    table = pd.DataFrame({"amount": amount, "accounts": accounts, "top": largest}).reindex(months).fillna(0.0)
    table["quiet"] = [len(_quiet(frame, month)) for month in months]
    return table.rename_axis("month").reset_index()


@st.cache_data(show_spinner=False, max_entries=8)
def _last_months(root: str, version: str) -> dict[str, list[float]]:
    frame, months = _account_months(root, version)
    shown = months[-YEAR:]
    wide = frame[frame["month"].isin(shown)].pivot_table(
        index="account_id", columns="month", values="amount", aggfunc="sum"
    )
    wide = wide.reindex(columns=shown).fillna(0.0).round(2)
    return dict(zip(wide.index.astype(str), wide.to_numpy().tolist(), strict=True))


def quiet_accounts(version: str) -> list[str]:
    """Return who is quiet for longer than usual at the end of the last whole month (see `monthly`)."""
    return _quiet_now(folder(), version)


@st.cache_data(show_spinner=False, max_entries=8)
def _quiet_now(root: str, version: str) -> list[str]:
    frame, months = _account_months(root, version)
    return sorted(_quiet(frame, months[-1])) if months else []


def _quiet(frame: pd.DataFrame, month: dt.date) -> list[str]:
    end = _next(month) - dt.timedelta(days=1)
    known = frame[(frame["month"] <= month) & (frame["order_days"] > 0)]
    by = known.groupby("account_id").agg(days=("order_days", "sum"), first=("first_on", "min"), last=("last_on", "max"))
    by = by[by["days"] >= QUIET_DAYS]
    if by.empty:
        return []
    back = pd.to_timedelta(pd.Timestamp(end) - pd.to_datetime(by["last"])).dt.days
    span = pd.to_timedelta(pd.to_datetime(by["last"]) - pd.to_datetime(by["first"])).dt.days
    gap = span / (by["days"] - 1)
    return [str(a) for a in by.index[(back > QUIET_TIMES * gap) & (back > QUIET_LEAST) & (back <= YEAR_DAYS)]]


def _next(month: dt.date) -> dt.date:
    return dt.date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _account_months(root: str, version: str) -> tuple[pd.DataFrame, list[dt.date]]:
    """Return the columns `KEPT` of assigned lines, and the whole months of the data."""
    room = opened(root)
    facts = room.store.visible(version, None)
    if facts.data_from is None:
        return pd.DataFrame({name: [] for name in KEPT}), []
    months = _whole_months(facts.data_from, facts.as_of)
    files = marts.account_month(room.engine, facts, room.workspace)
    columns = ["source", "account_id", "month", "currency", "amount", "order_days", "first_on", "last_on"]
    tables = [pq.read_table(path, columns=columns) for path in files]
    frame = (pa.concat_tables(tables) if tables else marts.ACCOUNT_MONTH.empty_table().select(columns)).to_pandas()
    frame = frame[frame["account_id"].notna() & (frame["currency"].fillna(facts.base_currency) == facts.base_currency)]
    foreign = frame["source"] != "main"
    frame.loc[foreign, "account_id"] = frame.loc[foreign, "source"] + ":" + frame.loc[foreign, "account_id"]
    frame = frame[frame["month"].isin(months)]
    return frame.assign(amount=frame["amount"].astype(float))[KEPT], months


def _whole_months(first: dt.date, as_of: dt.date) -> list[dt.date]:
    """Return first days of the months from the data's first to the last that ends by `as_of`."""
    ends = as_of + dt.timedelta(days=1)
    last = ends.year * 12 + ends.month - 2
    start = first.year * 12 + first.month - 1
    return [dt.date(index // 12, index % 12 + 1, 1) for index in range(start, last + 1)]


def _sum(frame: pd.DataFrame, months: list[dt.date]) -> pd.Series[float]:
    return frame[frame["month"].isin(months)].groupby("account_id")["amount"].sum()
