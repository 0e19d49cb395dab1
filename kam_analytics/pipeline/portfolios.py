"""Frames that pages and reports share, made from scopes and rankings."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pyarrow as pa

from kam_analytics.pipeline.types import Portfolio, Scope
from kam_analytics.scoring import MONEY_FACTOR, Calibration, Ranking, WeightSet
from kam_analytics.segments import Thresholds, assign, line_share
from kam_analytics.store.types import Visible

__all__ = ["bought", "compose", "labels", "lines", "monthly"]


def compose(scope: Scope, rankings: dict[str, Ranking], weights: dict[str, WeightSet]) -> Portfolio:
    """Join the three rankings, the segment and the labels into one row per account."""
    headline = rankings["account_potential"].frame[["account_id", "rank", "score", "low", "high", "coverage"]]
    frame = headline.copy()
    for purpose in ("value", "potential"):
        other = rankings[purpose].frame[["account_id", "score", "rank"]]
        frame = frame.merge(
            other.rename(columns={"score": purpose, "rank": f"{purpose}_rank"}), on="account_id", validate="1:1"
        )
    money = scope.features[["account_id", "ttm", "prior_ttm", "growth"]]
    frame = frame.merge(
        money.rename(columns={"ttm": "revenue", "prior_ttm": "prior_revenue"}), on="account_id", validate="1:1"
    )
    frame = frame.merge(scope.labels, on="account_id", how="left", validate="1:1")
    frame["name"] = frame["name"].where(frame["name"].notna(), frame["account_id"])
    at = lines(scope.calibration, weights)
    frame["segment"] = assign(frame["value"], frame["potential"], at)
    return Portfolio(scope, frame.sort_values("rank", ignore_index=True), rankings, weights, at)


def lines(calibration: Calibration, weights: dict[str, WeightSet]) -> Thresholds:
    """Return where the quadrants' lines stand until somebody moves them; without revenue nobody lies above them."""
    if MONEY_FACTOR not in calibration.bounds:
        return Thresholds(100.0, 100.0)
    share = line_share(calibration.accounts)
    value, potential = (round(calibration.percentile(weights[p], share), 6) for p in ("value", "potential"))
    return Thresholds(value, potential)


def labels(facts: Visible) -> pd.DataFrame:
    """Return what people call and sort accounts by: one row per visible account."""
    known = facts.accounts.select(["account_id", "industry", "country", "segment", "tier"]).to_pandas()
    found: pd.DataFrame = facts.labels.to_pandas().merge(known, on="account_id", how="outer", validate="1:1")
    return found


def monthly(rows: pa.Table, facts: Visible) -> pd.DataFrame:
    """Fill months without an invoice with zero, from the first to the last month of the data."""
    frame = rows.to_pandas()
    if facts.data_from is None or facts.data_through is None:
        return pd.DataFrame({"month": pd.Series(dtype=object), "amount": pd.Series(dtype=float)})
    last = min(facts.data_through, facts.as_of) if not facts.live else facts.data_through
    months = _months(facts.data_from, last)
    amounts = dict(zip(frame["month"], frame["amount"].astype(float), strict=True))
    return pd.DataFrame({"month": months, "amount": [amounts.get(month, 0.0) for month in months]})


def bought(rows: pa.Table) -> pd.DataFrame:
    """Return families by revenue, with their share of the account's twelve months."""
    frame: pd.DataFrame = rows.to_pandas()
    total = frame["revenue"].clip(lower=0).sum()
    frame["share"] = frame["revenue"].clip(lower=0) / total if total > 0 else 0.0
    return frame


def _months(first: dt.date, last: dt.date) -> list[dt.date]:
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    start = first.year * 12 + first.month - 1
    return [dt.date((start + i) // 12, (start + i) % 12 + 1, 1) for i in range(count)]
