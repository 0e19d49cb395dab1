"""The figures of one horizon: every ranking against every outcome, with intervals, at each cut-off and pooled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from kam_analytics.evaluation import weighted
from kam_analytics.evaluation.bands import rank_in_band
from kam_analytics.evaluation.bootstrap import Contribution, Draws, Interval, Measured, difference, interval
from kam_analytics.evaluation.growth import measure_growth, rho_of
from kam_analytics.evaluation.period import Period
from kam_analytics.evaluation.shuffled import shuffled_lift
from kam_analytics.evaluation.types import CURVE, RESULT
from kam_analytics.evaluation.weighted import Floats

__all__ = ["Panel", "curves", "measure"]

TENTH = 0.1
SHARES = tuple(round(i / 20, 2) for i in range(21))
CURVED = ("account_potential", "value", "potential", "expectation", "ewma", "renewal_likelihood")
"""Rankings whose curves are drawn: ours, and the naive one to beat."""
EWMA = "ewma"
NAN = float("nan")
NOTHING = "backtest.no_figure"

Statistic = Callable[[Period, Floats], Callable[[Floats], Floats]]
"""From a cut-off and a ranking to a figure per draw."""


@dataclass(frozen=True, eq=False)
class Panel:
    """One horizon: its cut-offs, the same of each twin, places of the top K, and which rankings are signals.

    `outside`: signals that do not come from the invoices; `prolong`: those that expect the past to go on; `horizons`:
    how many are tested together.
    """

    horizon: int
    real: Sequence[Period]
    twins: Sequence[Sequence[Period]]
    k: int
    signals: frozenset[str]
    outside: frozenset[str]
    prolong: frozenset[str]
    horizons: int = 1

    @property
    def rankings(self) -> list[str]:
        """All rankings, in the order of the first cut-off that has them."""
        return list(dict.fromkeys(name for period in self.real for name in period.rankings))


def measure(panel: Panel, draws: Draws) -> pd.DataFrame:
    """Return the rows of `types.RESULT`."""
    rows = [row for periods, cutoff in _slices(panel) for row in _slice(panel, draws, periods, cutoff)]
    frame = pd.DataFrame(rows, columns=list(RESULT))
    return frame.astype({"value": float, "low": float, "high": float, "n": int})


def curves(panel: Panel, draws: Draws) -> pd.DataFrame:
    """Return the gain curves of the main rankings: revenue, emerging accounts, and the lost by the last."""
    rows: list[tuple[Any, ...]] = []
    for outcome, drawn in _CURVES.items():
        for name in (one for one in panel.rankings if one in CURVED):
            parts = [
                Contribution(p.accounts, partial(weighted.gain_curve, *drawn(p, p.rankings[name]), np.array(SHARES)))
                for p in panel.real
                if name in p.rankings
            ]
            for share, found in zip(SHARES, draws.measure_rows(parts), strict=True):
                one = interval(found)
                rows.append((panel.horizon, outcome, name, share, one.value, one.low, one.high))
    return pd.DataFrame(rows, columns=list(CURVE))


_CURVES: Mapping[str, Callable[[Period, Floats], tuple[Floats, Floats]]] = {
    "revenue": lambda p, s: (s, p.ahead.revenue),
    "emerging": lambda p, s: (_among(p, s)[0], p.emerged.astype(float)),
    "retention": lambda p, s: (-s, 1.0 - p.ahead.bought.astype(float)),
}
"""From a cut-off and a ranking: the order of a curve, and what it catches."""


def _among(period: Period, score: Floats) -> tuple[Floats, Any]:
    """Return scores and marks of the accounts that may emerge; the others rank behind them and are not relevant."""
    return np.where(period.may_emerge, score, -np.inf), period.emerged


def _emerging_auc(period: Period, score: Floats) -> Callable[[Floats], Floats]:
    kept = period.may_emerge
    return lambda weights: weighted.auc(score[kept], period.emerged[kept], weights[kept])


def _statistics(k: int) -> dict[tuple[str, str], Statistic]:
    return {
        ("revenue", "gain_10"): lambda p, s: _gain(s, p.ahead.revenue),
        ("revenue", "overlap_k"): lambda p, s: partial(weighted.top_overlap, s, p.ahead.revenue, k),
        ("revenue", "ndcg"): lambda p, s: partial(weighted.ndcg, s, p.ahead.revenue),
        ("revenue", "spearman"): lambda p, s: partial(weighted.spearman, _last(s), p.ahead.revenue),
        ("revenue", "spearman_in_bands"): lambda p, s: partial(
            weighted.pearson, rank_in_band(s, p.band), rank_in_band(p.ahead.revenue, p.band)
        ),
        ("emerging", "auc"): _emerging_auc,
        ("emerging", "precision_k"): lambda p, s: partial(weighted.precision_at, *_among(p, s), k),
        ("emerging", "gain_10"): lambda p, s: _gain(_among(p, s)[0], p.emerged.astype(float)),
        ("retention", "auc"): lambda p, s: partial(weighted.auc, s, p.ahead.bought),
    }


def _gain(score: Floats, outcome: Floats) -> Callable[[Floats], Floats]:
    return lambda weights: weighted.gain_curve(score, outcome, np.array([TENTH]), weights)[0]


def _last(score: Floats) -> Floats:
    """Return a score in which those without one stand last."""
    lowest = np.nanmin(score) - 1.0 if np.isfinite(score).any() else 0.0
    return np.where(np.isfinite(score), score, lowest)


FOLLOWED = (*CURVED, "growth_potential")
"""Rankings that are given for each cut-off as well, with the signals."""
_BY_CUTOFF = frozenset({("revenue", "gain_10"), ("emerging", "auc")})
"""Figures that are given for each cut-off as well, with growth and retention: whether a ranking is stable."""
_AGAINST_EWMA = {"gain_10": "gain_10_minus_ewma", "spearman": "spearman_minus_ewma"}


def _slices(panel: Panel) -> Iterator[tuple[list[int], dt.date | None]]:
    """Give all cut-offs together, then each by itself where there are several."""
    everything = list(range(len(panel.real)))
    yield everything, None
    if len(everything) > 1:
        yield from (([at], panel.real[at].cutoff) for at in everything)


def _slice(panel: Panel, draws: Draws, places: Sequence[int], cutoff: dt.date | None) -> Iterator[tuple[Any, ...]]:
    real = [panel.real[at] for at in places]
    twins = [[twin[at] for at in places] for twin in panel.twins]

    names = panel.rankings if cutoff is None else [n for n in panel.rankings if n in FOLLOWED or n in panel.signals]

    def line(ranking: str, outcome: str | None, metric: str, found: Interval) -> tuple[Any, ...]:
        missing = None if np.isfinite(found.value) else NOTHING
        return (cutoff, panel.horizon, ranking, outcome, metric, found.value, found.low, found.high, found.n, missing)

    for (outcome, metric), statistic in _statistics(panel.k).items():
        if cutoff is not None and (outcome, metric) not in _BY_CUTOFF:
            continue
        found = {name: _measured(draws, real, name, statistic) for name in names}
        for name, one in found.items():
            yield line(name, outcome, metric, interval(one))
            if outcome == "revenue" and metric in _AGAINST_EWMA and name != EWMA:
                yield line(name, outcome, _AGAINST_EWMA[metric], interval(difference(one, found[EWMA])))
    for name in names:
        yield line(name, "retention", "rho", interval(rho_of(draws, real, name, "stayed")))
        tested = len(panel.signals) * panel.horizons
        grown = measure_growth(
            draws, real, twins, name, tested=tested, outside=name in panel.outside, prolongs=name in panel.prolong
        )
        yield line(name, "growth", "rho", grown.rho)
        yield line(name, "growth", "rho_twins", Interval(grown.twins, NAN, NAN, grown.rho.n))
        yield line(name, "growth", "excess", grown.excess)
        if grown.onward is not None:
            yield line(name, "growth", "onward", grown.onward)
        if name in panel.signals:
            yield line(name, "growth", "passed", Interval(float(grown.passed), NAN, NAN, grown.rho.n))
    yield line("shuffled", "revenue", "lift", _lift(real))


def _measured(draws: Draws, periods: Sequence[Period], ranking: str, statistic: Statistic) -> Measured:
    parts = [Contribution(p.accounts, statistic(p, p.rankings[ranking])) for p in periods if ranking in p.rankings]
    return draws.measure(parts)


def _lift(periods: Sequence[Period]) -> Interval:
    """Return the mean lift of 1,000 shuffles of the outcome, of the first ranking: 1 where nothing leaks."""
    lifts = [shuffled_lift(next(iter(p.rankings.values())), p.ahead.revenue, seed=at) for at, p in enumerate(periods)]
    n = sum(len(p.accounts) for p in periods)
    return Interval(float(np.mean([one.mean for one in lifts])), NAN, NAN, n)
