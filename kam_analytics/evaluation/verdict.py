"""From the figures of a back-test to what may be said of them, and what may not.

The rules are stricter than the figures: no sentence says "better" unless the lower end of a paired interval is above
zero, growth is claimed only where a ranking has passed against the twins in which nobody grows, and panels with few
accounts, on which random numbers look like skill, say nothing.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import pandas as pd

from kam_analytics.evaluation.growth import LEAST_ACCOUNTS, LEAST_EXCESS
from kam_analytics.evaluation.labels import horizon_label, ranking_label
from kam_analytics.evaluation.types import Claim, Outcome, VerdictCode
from kam_analytics.i18n import formats

__all__ = [
    "SHUFFLED_LIFT",
    "candidate",
    "judge",
    "least_history",
    "months_needed",
    "passed",
]

SHUFFLED_LIFT = (0.95, 1.05)
"""Mean lift of shuffled outcomes when nothing leaks."""
MARGIN = 0.01
"""Share of revenue by which a ranking may be behind smoothed revenue at worst and still be called as good."""
SHORTEST = 91
HEADLINES = ("account_potential", "value")
CANDIDATES = ("potential",)
SIGNAL = "signal:"
DAYS_A_MONTH = 365.25 / 12

Found = tuple[float, float, float, int]
"""Value, ends of the interval, n."""
Figures = dict[tuple[int, str, str | None, str], Found]
"""By horizon, ranking, outcome and metric."""


def judge(
    results: pd.DataFrame,
    *,
    accounts: int,
    cutoffs: Mapping[int, Sequence[dt.date]],
    months: int,
    judgement: Sequence[str] = (),
) -> tuple[tuple[Claim, ...], VerdictCode, str]:
    """Return what the figures support, the answer to the question of growth, and the code of its sentence.

    The placeholders of that sentence follow from the claims: `Backtest.verdict_params`.

    Parameters
    ----------
    results
        Rows of `types.RESULT`; only those that pool the cut-offs are read.
    accounts
        Accounts ranked at the newest cut-off.
    cutoffs
        The dates ranked, by horizon in days.
    months
        Whole months of history that the data hold.
    judgement
        Names of factors, in words, that no figure here stands for.
    """
    untested = _judgement(judgement)
    if not accounts:
        return untested, "no_data", "backtest.verdict.no_data"
    if not any(cutoffs.values()):
        needed = months_needed(min(cutoffs, default=91))
        params = {"months": formats.count(months), "needed": formats.count(needed)}
        claim = Claim("backtest.claim.too_little_history", "not_tested", params)
        return (claim, *untested), "too_little_history", "backtest.verdict.too_little_history"
    if accounts < LEAST_ACCOUNTS:
        params = {"accounts": formats.count(accounts), "needed": formats.count(LEAST_ACCOUNTS)}
        claim = Claim("backtest.claim.too_few_accounts", "not_tested", params)
        return (claim, *untested), "too_few_accounts", "backtest.verdict.too_few_accounts"
    figures = _figures(results)
    claims = [claim for horizon in sorted(cutoffs) for claim in _of_horizon(figures, horizon, cutoffs[horizon])]
    growth = {claim.status for claim in claims if claim.outcome == "growth"}
    if "supported" not in growth:
        return (*claims, *untested), "not_predictable", "backtest.verdict.not_predictable"
    sentence = "growth_partly" if "not_supported" in growth else "growth_supported"
    return (*claims, *untested), "growth_supported", f"backtest.verdict.{sentence}"


def months_needed(horizon: int) -> int:
    """Return the months of data that one cut-off takes: those to rank from (`least_history`), and the horizon."""
    return math.ceil((least_history(horizon) + horizon) / DAYS_A_MONTH)


def least_history(horizon: int) -> int:
    """Return the days of data before a date from which it can be ranked: half the horizon, at least 91."""
    return max(SHORTEST, horizon // 2)


def candidate(ranking: str) -> bool:
    """Return whether a ranking was named before as one that may pass for growth: the signals, and potential."""
    return ranking.startswith(SIGNAL) or ranking in CANDIDATES


def passed(results: pd.DataFrame, horizon: int) -> list[str]:
    """Return the signals and scores whose excess over the twins counts as evidence of growth, largest first.

    A row `passed` of 1 alone is not believed: its excess must be at least `LEAST_EXCESS`, with the lower end of its
    interval above zero, on a panel that is large enough.
    """
    return _passed(_figures(results), horizon)


def _passed(figures: Figures, horizon: int) -> list[str]:
    found = []
    for (days, ranking, outcome, metric), flag in figures.items():
        if (days, outcome, metric) != (horizon, "growth", "passed") or flag[0] != 1 or not candidate(ranking):
            continue
        excess = _found(figures, horizon, ranking, "growth", "excess")
        if excess and excess[0] >= LEAST_EXCESS and excess[1] > 0:
            found.append((-excess[0], ranking))
    return [ranking for _, ranking in sorted(found)]


def _of_horizon(figures: Figures, horizon: int, cutoffs: Sequence[dt.date]) -> Iterator[Claim]:
    where = {"horizon": horizon_label(horizon), "days": str(horizon)}
    if not cutoffs:
        yield Claim("backtest.claim.short", "not_tested", {**where, "needed": formats.count(months_needed(horizon))})
        return
    yield _growth(figures, horizon, where)
    for ranking in HEADLINES:
        yield _revenue(figures, horizon, ranking, where)
    yield _emerging(figures, horizon, where)
    yield _retention(figures, horizon, where)
    shuffled = _found(figures, horizon, "shuffled", "revenue", "lift")
    if shuffled:
        low, high = SHUFFLED_LIFT
        clean = low <= shuffled[0] <= high
        code = "backtest.claim.shuffled_clean" if clean else "backtest.claim.shuffled_leak"
        lift = {"lift": formats.number(shuffled[0], 2)}
        yield Claim(code, "supported" if clean else "not_supported", {**where, **lift})


def _growth(figures: Figures, horizon: int, where: dict[str, str]) -> Claim:
    told = _passed(figures, horizon)
    if told:
        best = _found(figures, horizon, told[0], "growth", "excess") or (math.nan,) * 3
        names = ", ".join(ranking_label(ranking) for ranking in told)
        return Claim(
            "backtest.claim.growth", "supported", {**where, "names": names, **_interval(best, signed=True)}, "growth"
        )
    excesses = [key[1] for key in figures if key[0] == horizon and key[2:] == ("growth", "excess")]
    if not any(_found(figures, horizon, ranking, "growth", "excess") for ranking in excesses):
        return Claim("backtest.claim.growth_untested", "not_tested", where, "growth")
    return Claim("backtest.claim.growth_none", "not_supported", where, "growth")


def _revenue(figures: Figures, horizon: int, ranking: str, where: dict[str, str]) -> Claim:
    """Compare with smoothed revenue by the paired interval of the difference."""
    params = {**where, "name": ranking_label(ranking)}
    apart = _found(figures, horizon, ranking, "revenue", "gain_10_minus_ewma")
    own = _found(figures, horizon, ranking, "revenue", "gain_10")
    other = _found(figures, horizon, "ewma", "revenue", "gain_10")
    if apart is None or own is None or other is None or math.isnan(apart[1]) or math.isnan(apart[2]):
        return Claim("backtest.claim.revenue_untested", "not_tested", params, "revenue")
    params |= {"gain": formats.share(own[0]), "other": formats.share(other[0])}
    _, low, high, _ = apart
    params |= {"low": _points(low), "high": _points(high), "worse": _points(max(-low, 0.0)).lstrip("+")}
    way = "better" if low > 0 else "worse" if high < 0 else "equal" if round(low, 3) >= -MARGIN else "open"
    status: Literal["supported", "not_supported"] = "supported" if way in {"better", "equal"} else "not_supported"
    return Claim(f"backtest.claim.revenue_{way}", status, params, "revenue")


def _emerging(figures: Figures, horizon: int, where: dict[str, str]) -> Claim:
    auc = _found(figures, horizon, "potential", "emerging", "auc")
    if auc is None or math.isnan(auc[1]):
        return Claim("backtest.claim.emerging_untested", "not_tested", where, "emerging")
    other = _found(figures, horizon, "ewma", "emerging", "auc")
    above = auc[1] > 0.5 and (other is None or auc[1] > other[0])  # noqa: PLR2004 - the AUC of chance
    code = "backtest.claim.emerging" if above else "backtest.claim.emerging_none"
    status: Literal["supported", "not_supported"] = "supported" if above else "not_supported"
    return Claim(code, status, {**where, **_interval(auc)}, "emerging")


def _retention(figures: Figures, horizon: int, where: dict[str, str]) -> Claim:
    """Say whether the ranking that is about staying tells who stays among accounts of equal expectation."""
    for ranking in ("renewal_likelihood", "value"):
        rho = _found(figures, horizon, ranking, "retention", "rho")
        if rho is not None and not math.isnan(rho[1]):
            params = {**where, "name": ranking_label(ranking), **_interval(rho, signed=True)}
            if rho[1] > 0:
                return Claim("backtest.claim.retention", "supported", params, "retention")
            return Claim("backtest.claim.retention_none", "not_supported", params, "retention")
    return Claim("backtest.claim.retention_untested", "not_tested", where, "retention")


def _judgement(names: Sequence[str]) -> tuple[Claim, ...]:
    return (Claim("backtest.claim.judgement", "not_tested", {"names": ", ".join(names)}),) if names else ()


def _figures(results: pd.DataFrame) -> Figures:
    """Return the figures that pool the cut-offs, of the first row where there are two."""
    rows = results[results["cutoff"].isna()]
    keys = zip(rows["horizon"], rows["ranking"], rows["outcome"], rows["metric"], strict=True)
    cells = zip(rows["value"], rows["low"], rows["high"], rows["n"].fillna(0), strict=True)
    figures: Figures = {}
    for (horizon, ranking, outcome, metric), (value, low, high, n) in zip(keys, cells, strict=True):
        key = int(horizon), str(ranking), str(outcome) if isinstance(outcome, str) else None, str(metric)
        figures.setdefault(key, (float(value), float(low), float(high), int(n)))
    return figures


def _found(figures: Figures, horizon: int, ranking: str, outcome: Outcome, metric: str) -> Found | None:
    """Return a pooled figure; None where it was not measured, or on too few accounts to be read."""
    found = figures.get((horizon, ranking, outcome, metric))
    return None if found is None or math.isnan(found[0]) or found[3] < LEAST_ACCOUNTS else found


def _interval(found: Sequence[float], *, signed: bool = False) -> dict[str, str]:
    value, low, high = (round(end, 2) + 0.0 for end in found[:3])
    plus = "+" if signed and value > 0 else ""
    return {
        "value": plus + formats.number(value, 2),
        "low": formats.number(low, 2),
        "high": formats.number(high, 2),
    }


def _points(apart: float) -> str:
    """Return a difference of shares in points, zero without a sign."""
    return formats.points(round(apart, 3) + 0.0)
