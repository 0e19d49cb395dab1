"""What money is at stake: revenue at risk, and what accounts like these could reach."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from kam_analytics.evaluation.growth import LEAST_ACCOUNTS
from kam_analytics.evaluation.verdict import least_history
from kam_analytics.pipeline.scores import ScoreViews
from kam_analytics.pipeline.types import Scope
from kam_analytics.scoring import Ranking
from kam_analytics.scoring.attainable import TOO_SHORT, attainable
from kam_analytics.scoring.expectation import HORIZONS
from kam_analytics.scoring.staying import staying
from kam_analytics.scoring.upside import Upside, company_upside

__all__ = ["Outlook", "OutlookViews", "Support"]

Support = Literal["passed", "nothing", "untested", "too_little"]
"""What the test of growth says: a signal passed, none did, it was not run yet, there is too little to run it on."""


@dataclass(frozen=True, eq=False)
class Outlook:
    """The coming year, account by account, as far as the calibration tells.

    Attributes
    ----------
    frame
        By account: `account_id, revenue` (TTM), `likelihood` (0..1 of buying again within `horizon` days), `low, high`
        (attainable revenue, 90%), `share_reached`, `at_risk` = revenue x (1 - likelihood), `upside_low, upside_high` =
        max(0, attainable - revenue) x likelihood, `upside_expected` (which accounts the upside of all lies in). NaN
        where not known.
    horizon
        Days that the likelihood is for; None: history is too short for one.
    ranged
        Whether there is an attainable range.
    upside
        Of all accounts together. Not the sums of the ends: not all accounts reach the same end at once.
    """

    frame: pd.DataFrame
    horizon: int | None
    ranged: bool
    upside: Upside

    @property
    def at_risk(self) -> float:
        """Revenue at risk of all accounts."""
        return float(self.frame["at_risk"].sum())

    def missing(self, account_id: str) -> str | None:
        """Return why an account has no attainable range (a message code); None where it has one."""
        if not self.ranged:
            return TOO_SHORT
        row = self.frame[self.frame["account_id"] == account_id].iloc[0]
        if pd.notna(row["high"]):
            return None
        return "scoring.missing.window" if pd.isna(row["revenue"]) else "scoring.attainable.silent"

    def largest(self, column: str) -> str | None:
        """Return the account with the most of a column; None where nobody has any."""
        first = self.first(column, 1)
        return None if first.empty else str(first["account_id"].iloc[0])

    def first(self, column: str, count: int) -> pd.DataFrame:
        """Return the rows of the accounts with the most of a column, most first; those that have none are left out."""
        known = self.frame[self.frame[column] > 0]
        return known.sort_values([column, "account_id"], ascending=[False, True], ignore_index=True).head(count)


class OutlookViews(ScoreViews):
    """Money at stake in a workspace."""

    def growth_support(self, as_of: dt.date | None = None) -> Support:
        """Return whether the calibration's own test found a signal that tells who grows among equally large accounts.

        Renewing the calibration runs that test; where history or accounts are too few for it, it cannot.
        """
        scope = self.scope(as_of)
        tested = scope.calibration.support.get("signals", {})
        if tested:
            return "passed" if any(one["passed"] for one in tested.values()) else "nothing"
        days = (scope.as_of - scope.data_from).days + 1
        buyers = int((scope.features["order_days"].fillna(0) > 0).sum())
        shortest = min(HORIZONS)
        enough = days >= shortest + least_history(shortest) and buyers >= LEAST_ACCOUNTS
        return "untested" if enough else "too_little"

    def outlook(self, as_of: dt.date | None = None) -> Outlook:
        """Return what the calibration of a date tells of the coming year."""
        scope, ranking = self.scope(as_of), self.ranking("value", as_of=as_of)
        key = ("outlook", scope.version, scope.as_of, scope.known_by, scope.calibration.id)
        return self._keep(key, lambda: _outlook(scope, ranking))


def _outlook(scope: Scope, ranking: Ranking) -> Outlook:
    ruler, features = scope.calibration, scope.features
    said = attainable(features, ruler.attainable).drop(columns="middle")
    values = ranking.frame.set_index("account_id")["renewal_likelihood.value"].reindex(features["account_id"])
    revenue = features["ttm"].to_numpy(float, na_value=np.nan)
    likelihood = staying(values.to_numpy(float), ruler.staying)
    positive = np.maximum(revenue, 0.0)
    frame = said.assign(revenue=revenue, likelihood=likelihood, at_risk=np.round(positive * (1.0 - likelihood), 6))
    for end in ("low", "high"):
        room = np.maximum(frame[end].to_numpy(float) - positive, 0.0)
        frame[f"upside_{end}"] = np.round(room * likelihood, 6)
    upside = company_upside(features, likelihood, ruler.attainable)
    frame["upside_expected"] = upside.expected
    return Outlook(frame, ruler.staying.get("horizon"), bool(ruler.attainable), upside)
