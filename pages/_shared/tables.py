"""Tables of accounts: names that open something, money in thousands, downloads that no spreadsheet runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from kam_analytics.export import to_csv
from pages._shared.words import formats, plain, say

__all__ = ["account_table", "csv_bytes", "money_column", "table_height"]

ROW_HEIGHT = 35
NAME_WIDTH = 250
THOUSAND = 1000.0
SMALL = 10_000.0
"""From this amount on a column of money is in thousands."""


def account_table(
    names: Sequence[str],
    frame: pd.DataFrame,
    columns: Mapping[str, Any],
    *,
    key: str,
    alt: str,
    rows: int | None = None,
    name_width: int = NAME_WIDTH,
) -> int | None:
    """Draw a table whose first column is the account's name as a button; return the row that was clicked, if any.

    `frame` holds the other columns, in the order of `columns` (their configuration); `rows`: how many to show at once.
    """
    shown = frame.loc[:, list(columns)].copy()
    shown.insert(0, "account", [plain(name) for name in names])
    button = st.column_config.ButtonColumn(
        say("page.column.account"), type="tertiary", alignment="left", pinned=True, key=key, width=name_width
    )
    full = rows is None or len(shown) <= rows
    st.dataframe(
        shown,
        hide_index=True,
        column_config={"account": button, **columns},
        placeholder=say("page.na"),
        alt=alt,
        row_height=ROW_HEIGHT,
        height="content" if full else table_height(rows or 0),
    )
    click = st.session_state.get(key)
    return int(click["row"]) if click and 0 <= int(click["row"]) < len(shown) else None


def table_height(rows: int) -> int:
    """Return the height that shows exactly so many rows."""
    return 36 + rows * ROW_HEIGHT + 2


def money_column(
    code: str, values: pd.Series[float], base_currency: str, *, largest: float | None = None, signed: bool = False
) -> tuple[Any, pd.Series[float]]:
    """Return the configuration and the rounded values of a money column; the unit stands in the header.

    `signed` writes a plus before what is positive. `largest` is the largest amount of the columns that are to share a
    unit; left out, of this one.
    """
    size = largest if largest is not None else float(values.abs().max()) if len(values) else 0.0
    large = size >= SMALL
    text = formats.money_unit(base_currency, thousands=large)
    header = say(code, unit=text) if text else say(f"{code}_plain")
    form = "%+,.0f" if signed else "localized"
    return st.column_config.NumberColumn(header, format=form), (values / THOUSAND if large else values).round(0)


def csv_bytes(columns: Sequence[str], frame: pd.DataFrame) -> bytes:
    """Return a frame as CSV (UTF-8 with a mark for spreadsheets), every text cell neutralised."""
    cells = frame.astype(object).where(frame.notna(), None)
    return to_csv(columns, cells.itertuples(index=False, name=None)).encode("utf-8-sig")
