"""What a back-test gives."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from kam_analytics.evaluation.bootstrap import Interval
from kam_analytics.evaluation.labels import horizons_label

__all__ = [
    "CURVE",
    "RELIABILITY",
    "RESULT",
    "Backtest",
    "Claim",
    "ClaimStatus",
    "Outcome",
    "Suggestion",
    "SuggestionCode",
    "VerdictCode",
]

NAN = float("nan")
NOT_MEASURED = Interval(NAN, NAN, NAN, 0)

Outcome = Literal["revenue", "growth", "emerging", "retention"]
"""Next-period revenue, growth at equal expectation, growth in both halves of the period, bought at all."""

VerdictCode = Literal["no_data", "too_little_history", "too_few_accounts", "not_predictable", "growth_supported"]
"""The answer to "who of two equally large accounts will grow?", or why there is none."""

ClaimStatus = Literal["supported", "not_supported", "not_tested"]

SuggestionCode = Literal[
    "offered", "chance", "small", "twins", "unchanged", "not_measured", "too_few_accounts", "too_little_history"
]
"""Whether learned weights are offered, or why not: no better than chance, by too little, better on the twins alone, the
same as those in use."""

RESULT = ("cutoff", "horizon", "ranking", "outcome", "metric", "value", "low", "high", "n", "reason")
"""Columns of `Backtest.results`.

`cutoff` is None where the figure pools the cut-offs of its horizon; `horizon` in days; `low` and `high` are the ends of
the 95% interval (bootstrap over accounts; NaN where the metric has none); `n` counts accounts, pooled ones once per
cut-off; `reason` is the message code of a figure that is NaN, else None.
"""

CURVE = ("horizon", "outcome", "ranking", "share", "captured", "low", "high")
"""Columns of `Backtest.curves`: `captured` of the outcome (0..1) by the first `share` of the accounts (0..1).

For `retention`: of the accounts lost, by the last ones; where nearly all stay, those who stayed would show nothing.
"""

RELIABILITY = ("horizon", "likelihood", "predicted", "observed", "low", "high", "n")
"""Columns of `Backtest.reliability`: mean likelihood and observed share of each bin of accounts."""


@dataclass(frozen=True)
class Claim:
    """One sentence of the verdict.

    Attributes
    ----------
    code
        Message code; `params` are its placeholders, already formatted.
    outcome
        The question it answers; None where it answers none of them.
    """

    code: str
    status: ClaimStatus
    params: dict[str, str] = field(default_factory=dict)
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Suggestion:
    """Importances that past dates taught for a purpose, judged on a later one; nothing ever applies them by itself.

    Attributes
    ----------
    metric
        The figure that judges: `gain_10` of next revenue, or `excess` over the twins.
    current, suggested
        Importance 0..10 by factor; equal where nothing was learned.
    horizon
        Days ahead.
    trained_on, validated_on, accounts
        The dates learned from; the date judged on, and its accounts. Empty and None: there are no such dates.
    kept
        Factors that keep their importance, because they told nobody apart on one of the dates.
    before, after, gain
        The figure under the weights in use and under those suggested; the difference with its paired 95% interval.
    beside_before, beside_after
        Under both: the rank correlation with next revenue or, where `excess` judges, the AUC of emerging accounts.
    """

    purpose: str
    code: SuggestionCode
    metric: Literal["gain_10", "excess"]
    horizon: int
    current: dict[str, int]
    suggested: dict[str, int]
    trained_on: tuple[dt.date, ...] = ()
    validated_on: dt.date | None = None
    accounts: int = 0
    kept: tuple[str, ...] = ()
    before: float = NAN
    after: float = NAN
    gain: Interval = NOT_MEASURED
    beside_before: float = NAN
    beside_after: float = NAN

    @property
    def offered(self) -> bool:
        """Whether the suggestion may be offered."""
        return self.code == "offered"


@dataclass(frozen=True, eq=False)
class Backtest:
    """What rankings of the past would have told.

    Attributes
    ----------
    version, as_of
        The data, and the last day of outcomes.
    cutoffs
        By horizon in days: the dates that were ranked, oldest first; a horizon without any has too little history.
    results, curves, reliability
        Frames with the columns `RESULT`, `CURVE`, `RELIABILITY`.
    off
        `table.column` of what could not be known at a cut-off for want of dates, in alphabetical order.
    k
        Places of the top K.
    accounts
        Accounts that were ranked at the newest cut-off.
    sampled
        Accounts were drawn, because there are more than twins are made of.
    verdict
        Message code; `verdict_params` are its placeholders.
    suggestions
        One per purpose, offered or not.
    """

    version: str
    as_of: dt.date
    cutoffs: dict[int, tuple[dt.date, ...]]
    results: pd.DataFrame
    curves: pd.DataFrame
    reliability: pd.DataFrame
    off: tuple[str, ...]
    k: int
    accounts: int
    sampled: bool
    claims: tuple[Claim, ...]
    verdict_code: VerdictCode
    verdict: str
    suggestions: tuple[Suggestion, ...] = ()

    @property
    def horizons(self) -> tuple[int, ...]:
        """Horizons in days, shortest first."""
        return tuple(sorted(self.cutoffs))

    @property
    def verdict_params(self) -> dict[str, str]:
        """Placeholders of `verdict`: horizons at which growth passed, and those tested at which it did not."""
        tested: dict[ClaimStatus, list[int]] = {"supported": [], "not_supported": []}
        for claim in self.claims:
            if claim.outcome == "growth" and claim.status in tested:
                tested[claim.status].append(int(claim.params["days"]))
        return {
            "horizons": horizons_label(tested["supported"]),
            "others": horizons_label(tested["not_supported"]),
        }

    def figure(
        self, horizon: int, ranking: str, outcome: Outcome, metric: str, cutoff: dt.date | None = None
    ) -> pd.Series | None:
        """Return one row of the results; None where it was not measured. Without a cut-off: all of them pooled."""
        rows = self.results
        found = rows[
            (rows["horizon"] == horizon)
            & (rows["ranking"] == ranking)
            & (rows["outcome"] == outcome)
            & (rows["metric"] == metric)
            & (rows["cutoff"].isna() if cutoff is None else rows["cutoff"] == cutoff)
        ]
        return None if found.empty else found.iloc[0]
