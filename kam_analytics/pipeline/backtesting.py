"""Runs a back-test: the company and its twins at every cut-off, ranked as the product would have ranked them then."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics import scoring
from kam_analytics.evaluation.baselines import baselines
from kam_analytics.evaluation.bootstrap import Draws
from kam_analytics.evaluation.lesson import Lesson
from kam_analytics.evaluation.measure import Panel, curves, measure
from kam_analytics.evaluation.period import Period
from kam_analytics.evaluation.promises import Promises, bins, held
from kam_analytics.evaluation.suggest import Course, suggest
from kam_analytics.evaluation.types import CURVE, RELIABILITY, RESULT, Backtest, Suggestion
from kam_analytics.evaluation.verdict import judge, least_history
from kam_analytics.factors import Factor
from kam_analytics.pipeline.calibrating import OUTSIDE, PROLONG, TWINS, calibrate, signals_of, support_of
from kam_analytics.pipeline.company import Company, twins_of
from kam_analytics.pipeline.forecasts import YEAR, best_year
from kam_analytics.pipeline.lessons import Parts, Plan, parts_of, planned
from kam_analytics.pipeline.periods import buyers, cutoffs_of, grid, period_of
from kam_analytics.schema import TABLES
from kam_analytics.scoring import PURPOSES, Calibration, Prepared, WeightSet
from kam_analytics.scoring.attainable import attainable
from kam_analytics.scoring.staying import staying
from kam_analytics.store.types import Visible

__all__ = ["run"]

Floats = NDArray[np.float64]

SIGNAL = "signal:"
EQUAL = 5
_SEED = 7
_DRAWS = 400
"""Draws of the bootstrap: the ends of a 95% interval then rest on ten draws each."""


@dataclass(eq=False)
class _Field:
    """The company or a twin, with the rankings of each day made once."""

    company: Company
    factors: Sequence[Factor]
    weights: Mapping[str, WeightSet]
    support: Mapping[dt.date, dict[str, Any]]
    _made: dict[dt.date, dict[str, Floats]] = field(default_factory=dict)
    _rulers: dict[dt.date, Calibration] = field(default_factory=dict)
    _parts: dict[dt.date, Parts] = field(default_factory=dict)

    def rankings(self, day: dt.date, horizon: int) -> dict[str, Floats]:
        """Return every ranking at a day, in the order of the features."""
        return self._scored(day) | baselines(self.company.features(day), horizon, _SEED)

    def lesson(self, day: dt.date, horizon: int, numbers: dict[str, int]) -> Lesson | None:
        """Return what a day has to teach; None where nothing can be expected of so few."""
        self._scored(day)
        period, parts = period_of(self.company, day, horizon, numbers, {}), self._parts[day]
        return None if period is None else parts.lesson(period, horizon, buyers(self.company.features(day)))

    def _scored(self, day: dt.date) -> dict[str, Floats]:
        if day not in self._made:
            self._made[day] = self._ours(day)
        return self._made[day]

    def _ours(self, day: dt.date) -> dict[str, Floats]:
        features = self.company.features(day)
        ruler = calibrate(self.company.until(day), features, self.factors, version="", support=self.support[day])
        self._rulers[day] = ruler
        prepared = scoring.prepare(features, ruler, self.factors)
        self._parts[day] = parts_of(prepared)
        found = {purpose: _scores(prepared, self.weights[purpose]) for purpose in PURPOSES}
        counted = dict.fromkeys(self.weights[scoring.DEFAULT_PURPOSE].factors, EQUAL)
        found["equal_weights"] = _scores(prepared, WeightSet(scoring.DEFAULT_PURPOSE, "equal", 1, counted))
        found["expectation"] = prepared.money
        for name, values in prepared.factors.items():
            if name not in prepared.not_available:
                found[name] = values.frame["value"].to_numpy(float)
        signals = signals_of(self.company, day)
        return found | {SIGNAL + name: figure for name, figure in signals.items()}

    def promises(self, day: dt.date, horizon: int) -> Promises | None:
        """Return the likelihoods and ranges said at a day, with what came; None where none were said."""
        ruler, features = self._rulers[day], self.company.features(day)
        kept = buyers(features)
        likelihood = None
        if ruler.staying.get("horizon") == horizon:
            value = self._made[day]["renewal_likelihood"]
            bought = self.company.outcome(day, horizon)["bought"].to_numpy(bool)
            known = kept & np.isfinite(value)
            likelihood = staying(value[known], ruler.staying), bought[known]
        ranges = None
        if horizon == YEAR and ruler.attainable:
            said, came = attainable(features, ruler.attainable), best_year(self.company, day)
            known = np.isfinite(came) & said["low"].notna().to_numpy()
            if known.any():
                low, high = (said[end].to_numpy(float)[known] for end in ("low", "high"))
                # more returned than bought is nothing reached, as where the range was learned
                ranges = low, high, np.maximum(came[known], 0.0)
        return None if likelihood is None and ranges is None else Promises(likelihood, ranges)


def run(
    company: Company,
    factors: Sequence[Factor],
    weights: Mapping[str, WeightSet],
    *,
    version: str,
    k: int,
    cutoffs: Sequence[dt.date] | None,
    horizons: Sequence[int],
    judgement: Sequence[str],
) -> Backtest:
    """Rank past dates and compare with what came; see `Backtest`.

    Parameters
    ----------
    company
        With its end on the last day of the data.
    weights
        By purpose, those in use.
    cutoffs
        None: up to four per horizon, three months apart, the newest whose windows have closed.
    judgement
        Names, in words, of the factors that nothing is claimed of.
    """
    days = {horizon: tuple(_days(company, horizon, cutoffs)) for horizon in sorted(set(horizons))}
    taught = planned(company, days, older=cutoffs is None)
    every = sorted({day for found in days.values() for day in found} | set(taught.days))
    if not every:
        return _verdict(company, version, k, days, _nothing(), judgement, _suggestions(_course((), taught), weights))
    support = {day: support_of(company.until(day)) for day in every}
    own = _Field(company, factors, weights, support)
    with twins_of(company, TWINS, grid(company, every)) as twins:
        fields = [own, *(_Field(twin, factors, weights, support) for twin in twins)]
        ranked = {horizon: found for horizon, found in days.items() if found}
        panels = [_panel(fields, horizon, found, k, len(ranked)) for horizon, found in ranked.items()]
        suggestions = _suggestions(_course(fields, taught), weights)
    kept = [
        (panel.horizon, [one for period in panel.real if (one := own.promises(period.cutoff, panel.horizon))])
        for panel in panels
    ]
    usable = [(panel, _draws(panel)) for panel in panels if panel.real]
    results = [measure(panel, draws) for panel, draws in usable] + [held(*one) for one in kept]
    found = (
        pd.concat(results, ignore_index=True) if results else _nothing()[0],
        pd.concat([curves(panel, draws) for panel, draws in usable], ignore_index=True) if usable else _nothing()[1],
        pd.concat([_nothing()[2], *(bins(*one) for one in kept)], ignore_index=True),
    )
    return _verdict(company, version, k, days, found, judgement, suggestions)


def _days(company: Company, horizon: int, asked: Sequence[dt.date] | None) -> list[dt.date]:
    if asked is None:
        return cutoffs_of(company, horizon)
    last = company.end - dt.timedelta(days=horizon)
    return sorted({day for day in asked if day <= last and company.history(day) >= least_history(horizon)})


def _scores(prepared: Prepared, weights: WeightSet) -> Floats:
    ranking = scoring.rerank(prepared, weights)
    logs = np.empty(len(ranking.order))
    logs[ranking.order] = ranking.frame["log_score"].to_numpy(float)
    return logs


def _panel(fields: Sequence[_Field], horizon: int, days: Sequence[dt.date], k: int, horizons: int) -> Panel:
    numbers: dict[str, int] = {}
    periods = [
        [period_of(one.company, day, horizon, numbers, one.rankings(day, horizon)) for day in days] for one in fields
    ]
    # a day counts where the company and all its twins can be measured
    whole = [at for at in range(len(days)) if all(row[at] is not None for row in periods)]
    kept: list[list[Period]] = [[period for at in whole if (period := row[at]) is not None] for row in periods]
    names = {name for period in kept[0] for name in period.rankings}
    signals = frozenset(name for name in names if name.startswith(SIGNAL)) | ({"potential"} & names)
    outside, prolong = (frozenset(SIGNAL + name for name in kind) for kind in (OUTSIDE, PROLONG))
    return Panel(horizon, kept[0], kept[1:], k, signals, outside, prolong, horizons)


def _course(fields: Sequence[_Field], taught: Plan) -> Course:
    """Return the lessons of the company and its twins; a day counts where all of them have one."""
    numbers: dict[str, int] = {}
    rows = [[one.lesson(day, taught.horizon, numbers) for day in taught.days] for one in fields]
    whole = [at for at in range(len(taught.days)) if all(row[at] is not None for row in rows)]
    own, *others = [[lesson for at in whole if (lesson := row[at]) is not None] for row in rows] or [[]]
    return Course(taught.horizon, taught.days, own, others)


def _suggestions(course: Course, weights: Mapping[str, WeightSet]) -> tuple[Suggestion, ...]:
    return tuple(suggest(purpose, weights[purpose].factors, course, money=scoring.MONEY_FACTOR) for purpose in PURPOSES)


def _draws(panel: Panel) -> Draws:
    accounts = 1 + max(int(period.accounts.max()) for period in panel.real)
    return Draws.of(accounts, _DRAWS, _SEED)


def _nothing() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    return tuple(pd.DataFrame(columns=list(names)) for names in (RESULT, CURVE, RELIABILITY))  # type: ignore[return-value]


def _verdict(  # noqa: PLR0917 - the parts of one result
    company: Company,
    version: str,
    k: int,
    days: dict[int, tuple[dt.date, ...]],
    found: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame],
    judgement: Sequence[str],
    suggestions: tuple[Suggestion, ...],
) -> Backtest:
    months = company.history(company.end) * 12 // 365
    every = sorted({day for one in days.values() for day in one})
    accounts = int(buyers(company.features(every[-1] if every else company.end)).sum())
    claims, code, sentence = judge(found[0], accounts=accounts, cutoffs=days, months=months, judgement=judgement)
    off = tuple(sorted({name for day in every for name in _off(company.facts(company.end), company.facts(day))}))
    return Backtest(
        version, company.end, days, *found, off, k, accounts, company.sampled, claims, code, sentence, suggestions
    )


def _off(now: Visible, then: Visible) -> list[str]:
    """Return the columns that hold something now and that nobody could know then."""
    gone = []
    for name, table in [("account", now.accounts), *now.tables.items()]:
        past = then.accounts if name == "account" else then.tables[name]
        gone += [
            f"{name}.{column}"
            for column in TABLES[name].names
            if column in table.column_names and _known(table, column) and past.num_rows and not _known(past, column)
        ]
        if table.num_rows and not past.num_rows:
            gone.append(f"{name}.*")
    return gone


def _known(table: Any, column: str) -> bool:
    return bool(table.num_rows > table[column].null_count)
