"""Back-tests made by hand: figures chosen for what they should make the verdict, the page and the command say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from kam_analytics.evaluation.bootstrap import Interval
from kam_analytics.evaluation.types import CURVE, RELIABILITY, RESULT, Backtest, Suggestion, SuggestionCode
from kam_analytics.evaluation.verdict import candidate, judge
from kam_analytics.scoring import balanced

CUTOFFS = {
    91: (dt.date(2025, 10, 31), dt.date(2026, 1, 31), dt.date(2026, 4, 30)),
    182: (dt.date(2025, 10, 31), dt.date(2026, 4, 30)),
    364: (dt.date(2025, 10, 31),),
}
OURS = ("account_potential", "value", "potential")
FACTORS = ("renewal_likelihood", "growth_potential")
SIGNALS = ("signal:trend", "signal:pipeline")
NAIVE = ("ewma", "last_period", "ttm", "last_growth", "reversion", "rfm", "equal_weights", "random")


def row(
    horizon: int,
    ranking: str,
    outcome: str | None,
    metric: str,
    value: float,
    width: float | None = 0.03,
    cutoff: dt.date | None = None,
    n: int = 2400,
) -> dict[str, Any]:
    """Return one row; `width` is half the interval, None for a metric that has none."""
    low, high = (float("nan"), float("nan")) if width is None else (value - width, value + width)
    reason = "backtest.no_figure" if value != value else None  # noqa: PLR0124 - NaN
    cells = (cutoff, horizon, ranking, outcome, metric, value, low, high, n, reason)
    return dict(zip(RESULT, cells, strict=True))


def growth(horizon: int, ranking: str, rho: float, twins: float, width: float = 0.03) -> list[dict[str, Any]]:
    """Return the rows of growth of one ranking; a candidate passes by the rule of the back-test."""
    excess = rho - twins
    passes = float(excess >= 0.05 and excess - width > 0)
    rows = [
        row(horizon, ranking, "growth", "rho", rho, width),
        row(horizon, ranking, "growth", "rho_twins", twins, None),
        row(horizon, ranking, "growth", "excess", excess, width),
    ]
    return [*rows, row(horizon, ranking, "growth", "passed", passes, None)] if candidate(ranking) else rows


def results(*, pipeline: float = 0.02, ahead: float = 0.0, lift: float = 1.01) -> pd.DataFrame:
    """Return all rows; `pipeline`: excess of that signal, `ahead`: gain of our headline over smoothed revenue."""
    rows: list[dict[str, Any]] = []
    for horizon, dates in CUTOFFS.items():
        for at, ranking in enumerate((*OURS, *FACTORS, *NAIVE)):
            gain = 0.52 + _apart(ranking, at, ahead)
            rows.append(row(horizon, ranking, "revenue", "gain_10", gain))
            rows.append(row(horizon, ranking, "revenue", "gain_10_minus_ewma", _apart(ranking, at, ahead), 0.02))
            rows.append(row(horizon, ranking, "revenue", "spearman", 0.7 - 0.02 * at))
            rows += growth(horizon, ranking, 0.10 - 0.01 * at, 0.09 - 0.01 * at)
            rows.append(row(horizon, ranking, "emerging", "auc", 0.53 - 0.005 * at, 0.04))
            rows.append(row(horizon, ranking, "retention", "rho", 0.14 - 0.01 * at))
            for place, date in enumerate(dates):
                rows += [
                    row(horizon, ranking, "growth", "excess", 0.02 * (-1) ** place, 0.05, date, 800),
                    row(horizon, ranking, "revenue", "gain_10_minus_ewma", 0.01 * place, 0.05, date, 800),
                    row(horizon, ranking, "emerging", "auc", 0.51 + 0.01 * place, 0.05, date, 800),
                    row(horizon, ranking, "retention", "rho", 0.12 + 0.01 * place, 0.05, date, 800),
                ]
        rows += growth(horizon, "signal:trend", 0.06, 0.05)
        rows += growth(horizon, "signal:pipeline", pipeline, 0.0)
        rows += [
            row(horizon, "renewal_likelihood", "retention", "brier", 0.18, 0.01),
            row(horizon, "renewal_likelihood", "retention", "calibration_error", 0.04, 0.01),
            row(horizon, "attainable", "revenue", "coverage", 0.91, 0.02),
            row(horizon, "shuffled", "revenue", "lift", lift, 0.01),
            row(horizon, "random", "revenue", "ndcg", float("nan"), None),
        ]
    return pd.DataFrame(rows, columns=list(RESULT))


def _apart(ranking: str, at: int, ahead: float) -> float:
    if ranking == "ewma":
        return 0.0
    return ahead if ranking == "account_potential" else 0.0 if ranking == "value" else -0.03 * at


def curves() -> pd.DataFrame:
    """Return concave gain curves of three rankings, our own with a band."""
    powers = {"account_potential": 0.35, "value": 0.36, "potential": 0.75, "renewal_likelihood": 0.8, "ewma": 0.36}
    rows = [
        (h, outcome, ranking, i / 20, held := (i / 20) ** power, max(0.0, held - 0.03), min(1.0, held + 0.03))
        for h in CUTOFFS
        for outcome in ("revenue", "emerging", "retention")
        for ranking, power in powers.items()
        for i in range(21)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(CURVE))


def bins() -> pd.DataFrame:
    """Return ten bins of a likelihood that is a little too sure."""
    rows = [
        (h, "renewal_likelihood", p, 0.1 + 0.8 * p, 0.05 + 0.8 * p, 0.15 + 0.8 * p, 240)
        for h in CUTOFFS
        for p in (0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95)
    ]
    return pd.DataFrame(rows, columns=list(RELIABILITY))


def suggestion(code: SuggestionCode = "offered", purpose: str = "account_potential", **other: Any) -> Suggestion:
    """Return a suggestion that would raise renewal and leave out effort, with the figures of its outcome."""
    growth, used = purpose == "potential", balanced(purpose).factors
    dates = {"trained_on": CUTOFFS[182][:1], "validated_on": CUTOFFS[182][1], "accounts": 780, "kept": ("logo",)}
    gain = {"offered": (0.06, 0.02, 0.1), "small": (0.01, 0.004, 0.02)}.get(code, (0.004, -0.01, 0.02))
    figures = {"before": 0.05 if growth else 0.52, "gain": Interval(*gain, 780), "beside_before": 0.6,
               "beside_after": 0.62}  # fmt: skip
    whole = {**dates, **figures, "after": figures["before"] + gain[0]}
    learned = used | {"renewal_likelihood": 9, "effort": 0}
    if code in {"too_little_history", "too_few_accounts"}:
        whole, learned = {}, used
    if code == "unchanged":
        whole, learned = dates, used
    return Suggestion(purpose, code, "excess" if growth else "gain_10", 182, used, learned, **(whole | other))


def backtest(
    found: pd.DataFrame | None = None,
    *,
    accounts: int = 800,
    cutoffs: dict[int, tuple[dt.date, ...]] | None = None,
    months: int = 36,
    judgement: Sequence[str] = ("Fit", "Logo attractiveness"),
    off: tuple[str, ...] = ("account.owner", "opportunity.stage"),
    suggested: SuggestionCode = "chance",
) -> Backtest:
    """Return a back-test whose claims are those that the verdict makes of its figures."""
    rows = results() if found is None else found
    dates = CUTOFFS if cutoffs is None else cutoffs
    claims, code, sentence = judge(rows, accounts=accounts, cutoffs=dates, months=months, judgement=judgement)
    return Backtest(
        version="a1b2c3", as_of=dt.date(2026, 10, 31), cutoffs=dates, results=rows, curves=curves(),
        reliability=bins(), off=off, k=30, accounts=accounts, sampled=False,
        claims=claims, verdict_code=code, verdict=sentence,
        suggestions=tuple(suggestion(suggested, purpose) for purpose in OURS),
    )  # fmt: skip


def too_short(months: int = 5) -> Backtest:
    """Return what a history of a few months gives: no date, no figure."""
    empty = pd.DataFrame(columns=list(RESULT))
    return backtest(empty, cutoffs={91: (), 182: (), 364: ()}, months=months)


def too_few() -> Backtest:
    """Return what a panel of 91 accounts gives: figures, and no claim."""
    return backtest(accounts=91)
