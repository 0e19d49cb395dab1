"""Account features as `marts.account_features` gives them, written by hand or drawn by hypothesis."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

AS_OF = dt.date(2026, 10, 31)

Row = dict[str, Any]

_NUMBERS = (
    "money", "revenue_12m", "ttm", "prior_ttm", "growth", "growth_constant_currency",
    "revenue_lifetime", "margin", "credit_share", "mean_gap_days",
)  # fmt: skip
_COUNTS = (
    "invoices_ttm", "credit_notes_ttm", "order_days", "order_days_ttm", "recency_days", "tenure_days",
    "products_ttm", "families_ttm",
)  # fmt: skip


def row(account_id: str, money: float = 1000.0, **more: Any) -> Row:
    """An account that ordered every 30 days for two years, last 30 days ago; `more` overrides."""
    usual: Row = {
        "money": money, "revenue_12m": money, "ttm": money, "prior_ttm": money, "growth": 0.0,
        "growth_constant_currency": float("nan"),
        "revenue_lifetime": 2 * money, "margin": 0.4, "invoices_ttm": 12, "credit_notes_ttm": 0, "credit_share": 0.0,
        "order_days": 24, "order_days_ttm": 12, "first_on": AS_OF - dt.timedelta(days=720),
        "last_on": AS_OF - dt.timedelta(days=30), "recency_days": 30, "tenure_days": 720, "mean_gap_days": 30.0,
        "products_ttm": 4, "families_ttm": 2, "half_years": [money / 2] * 4,
    }  # fmt: skip
    return {"account_id": account_id} | usual | more


def without_orders(account_id: str) -> Row:
    """An account that is only in the customer list."""
    return row(
        account_id, 0.0, growth=None, margin=None, invoices_ttm=0, credit_share=None, order_days=0, order_days_ttm=0,
        first_on=None, last_on=None, recency_days=None, tenure_days=None, mean_gap_days=None, products_ttm=0,
        families_ttm=0, half_years=[],
    )  # fmt: skip


def frame(rows: Iterable[Row]) -> pd.DataFrame:
    """Rows as pandas gets them from Arrow: counts are floats where the column has gaps, lists are arrays.

    Columns of tables that no row speaks of are not there.
    """
    rows = list(rows)
    columns: dict[str, Any] = {"account_id": pd.Series([r["account_id"] for r in rows], dtype="str")}
    for name in (*_NUMBERS, *_COUNTS):
        columns[name] = pd.Series([np.nan if r[name] is None else r[name] for r in rows], dtype=float)
    for name in ("first_on", "last_on", "half_years"):
        cells = [np.asarray(r[name], float) if name == "half_years" else r[name] for r in rows]
        columns[name] = pd.Series(cells, dtype=object)
    for name in sorted({name for r in rows for name in r} - set(columns)):
        cells = [r.get(name) for r in rows]
        columns[name] = pd.Series(cells, dtype=object if name in _LISTS else float)
    return pd.DataFrame(columns)


_LISTS = {"open_stages", "closed_stages", "ratings", "families", "industry", "country"}
"""Columns of `marts.account_relations` that hold lists or words; the others are numbers."""


def rounded(most: float) -> st.SearchStrategy[float]:
    """Figures from 0 as the marts give them, with six decimals."""
    return st.floats(0, most).map(lambda figure: round(figure, 6))


@st.composite
def portfolios(draw: st.DrawFn, least: int = 1, most: int = 8) -> pd.DataFrame:
    """A portfolio with what real ones hold: no orders, credit notes only, one order day, equal amounts."""
    ids = draw(st.lists(st.text("ABCdéß129", min_size=1, max_size=4), min_size=least, max_size=most, unique=True))
    return frame([draw(_accounts(account)) for account in ids])


@st.composite
def _accounts(draw: st.DrawFn, account_id: str) -> Row:
    if draw(st.integers(0, 4)) == 0:
        return without_orders(account_id)
    money = draw(st.sampled_from([-50.0, 0.0, 100.0, 1000.0]) | st.floats(0.01, 1e9).map(lambda m: round(m, 6)))
    days = draw(st.integers(1, 60))
    recency = draw(st.integers(0, 2000))
    gap = draw(st.integers(1, 400))
    products = draw(st.integers(0, 30))
    halves = draw(st.lists(st.sampled_from([0.0, 10.0, -5.0]) | rounded(1e6), max_size=8))
    return row(
        account_id,
        money,
        order_days=days,
        recency_days=recency,
        mean_gap_days=float(gap) if days > 1 else None,
        tenure_days=recency + gap * (days - 1),
        revenue_12m=draw(st.sampled_from([money, 0.0])),
        invoices_ttm=draw(st.integers(0, 50)),
        credit_notes_ttm=draw(st.integers(0, 5)),
        products_ttm=products,
        families_ttm=min(products, draw(st.integers(0, 6))),
        half_years=halves,
    )
