"""What moved: revenue by month, accounts that changed most, accounts that went quiet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import pandas as pd

from kam_analytics import marts
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine
from kam_analytics.marts import Calendar, Span
from kam_analytics.store.types import Visible

__all__ = ["Changes", "changes", "portfolio_months", "quiet_now", "series", "unconverted"]

QUARTER = 3
YEAR = 12


@dataclass(frozen=True)
class Changes:
    """Revenue of the last three whole months against earlier ones, by account.

    Attributes
    ----------
    basis
        `year`: the same months a year before. `previous`: the months just before, where the data has no year.
    frame
        `account_id, now, before, change`, the largest change first.
    """

    basis: Literal["year", "previous"]
    now: Span
    before: Span
    frame: pd.DataFrame


def changes(engine: Engine, facts: Visible, workspace: Workspace) -> Changes | None:
    """Compare the last three whole months with the same ones a year before, or with the three before them.

    None when the data is too short for either.
    """
    months = Calendar.of(facts.data_from, facts.as_of).whole_months
    basis: Literal["year", "previous"] = "year" if len(months) >= YEAR + QUARTER else "previous"
    back = YEAR if basis == "year" else QUARTER
    if len(months) < back + QUARTER:
        return None
    now, before = (months[-QUARTER], months[-1]), (months[-QUARTER - back], months[-1 - back])
    frame: pd.DataFrame = marts.account_change(engine, facts, workspace, now, before).to_pandas()
    return Changes(basis, now, before, frame)


def series(engine: Engine, facts: Visible, workspace: Workspace) -> dict[str, list[float]]:
    """Return each account's money of the last whole months, up to twelve, oldest first."""
    rows = marts.account_series(engine, facts, workspace)
    return dict(zip(rows["account_id"].to_pylist(), rows["amounts"].to_pylist(), strict=True))


def quiet_now(engine: Engine, facts: Visible, workspace: Workspace) -> list[str]:
    """Return the ids of accounts that are quiet at the end of the last whole month."""
    months = Calendar.of(facts.data_from, facts.as_of).whole_months
    rows = marts.quiet_accounts(engine, facts, workspace).to_pylist()
    return [row["account_id"] for row in rows if months and row["month"] == months[-1]]


def unconverted(engine: Engine, facts: Visible, workspace: Workspace) -> dict[str, Decimal]:
    """Return the money without an exchange rate by currency: it is outside every figure."""
    rows = marts.unconverted(engine, facts, workspace).to_pylist()
    return {row["currency"]: row["amount"] for row in rows}


def portfolio_months(engine: Engine, facts: Visible, workspace: Workspace) -> pd.DataFrame:
    """Return one row per whole month: `month, amount, unassigned, accounts, quiet`.

    `amount` is money of lines with an account in the base currency, `unassigned` of those without, `accounts` counts
    those that bought, `quiet` those that `marts.quiet_accounts` names.
    """
    whole = Calendar.of(facts.data_from, facts.as_of).whole_months
    rows = marts.portfolio_month(engine, facts, workspace).to_pandas().set_index("month")
    quiet = marts.quiet_accounts(engine, facts, workspace).to_pandas().groupby("month").size()
    frame = pd.DataFrame(
        {
            "amount": rows["assigned"].astype(float),
            "unassigned": rows["unassigned"].astype(float),
            "accounts": rows["buying_accounts"],
            "quiet": quiet.reindex(rows.index, fill_value=0),
        }
    )
    return frame.loc[frame.index.isin(whole)].rename_axis("month").reset_index()
