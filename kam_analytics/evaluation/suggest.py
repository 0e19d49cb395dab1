"""Weights learned on past dates and judged on a later one: offered where they would have told more, else why not.

What is learned uses only windows that had closed by the date on which it is judged. The judge is the figure that
answers the question of the purpose: the share of next revenue held by the first tenth, and for potential the excess
over twins in which nobody grows.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from kam_analytics.evaluation import weighted
from kam_analytics.evaluation.bands import rank_in_band
from kam_analytics.evaluation.bootstrap import Contribution, Draws, Measured, difference, excess, interval, lower_bound
from kam_analytics.evaluation.growth import LEAST_ACCOUNTS, LEAST_EXCESS
from kam_analytics.evaluation.labels import horizon_label
from kam_analytics.evaluation.learning import FULL, Moments, chosen, importances, shrunk, total
from kam_analytics.evaluation.lesson import FOLDS, Lesson
from kam_analytics.evaluation.metrics import auc, spearman
from kam_analytics.evaluation.types import Suggestion, SuggestionCode
from kam_analytics.evaluation.verdict import DAYS_A_MONTH, least_history
from kam_analytics.i18n import formats

__all__ = ["LEAST_GAIN", "Course", "beside", "suggest", "told"]

LEAST_GAIN = {"gain_10": 0.02, "excess": LEAST_EXCESS}
"""Smaller gains are nothing, whatever their interval: leaving out factors that tell nothing of next revenue is worth up
to 0.016 in the first tenth by itself (4,000 accounts), and says nothing of what they are there for."""
TENTH = 0.1
_SEED = 7


@dataclass(frozen=True, eq=False)
class Course:
    """The lessons of one horizon and those of each twin, on the dates of which company and twins could be measured.

    `dates`: those that were planned, oldest first; on the last one weights are judged.
    """

    horizon: int
    dates: Sequence[dt.date]
    real: Sequence[Lesson]
    twins: Sequence[Sequence[Lesson]]

    @property
    def before(self) -> list[int]:
        """Places of the lessons to learn from: those whose windows had closed on the date of the judge."""
        if not self.real or self.real[-1].period.cutoff != self.dates[-1]:
            return []
        closed = self.dates[-1] - dt.timedelta(days=self.horizon)
        return [at for at, one in enumerate(self.real) if one.period.cutoff <= closed]


def suggest(purpose: str, used: Mapping[str, int], course: Course, *, money: str) -> Suggestion:
    """Return the importances that the past teaches for a purpose, and whether they are offered.

    Offered only where the lower end of the paired 95% interval of the gain lies above 0 and the gain itself is not
    below `LEAST_GAIN`. For potential they must also be evidence of growth by themselves, and tell more of the company
    itself: else the gain is that the weights in use show more on twins.

    Parameters
    ----------
    used
        Importance 0..10 of every factor in use.
    money
        Name of the factor that counts through the logarithm of money; it keeps its importance.
    """
    growth = purpose == "potential"
    names = [name for lesson in course.real[-1:] for name in lesson.names]
    used = dict(used) | {name: 0 for name in names if name not in used}
    nothing = Suggestion(purpose, "too_little_history", "excess" if growth else "gain_10", course.horizon, used, used)
    if len(course.dates) < 2:  # noqa: PLR2004 - one to learn from, one to judge on
        return nothing
    taken = [*course.before, -1] if course.before else []
    if min((len(course.real[at].period.accounts) for at in taken), default=0) < LEAST_ACCOUNTS:
        return replace(nothing, code="too_few_accounts")
    exponent = 0.0 if growth else used.get(money, 0) / FULL
    learned = _learned(course, used, exponent, growth=growth)
    found = replace(
        nothing,
        code="unchanged",
        suggested=used | learned,
        trained_on=tuple(course.real[at].period.cutoff for at in course.before),
        validated_on=course.dates[-1],
        accounts=len(course.real[-1].period.accounts),
        kept=tuple(name for name in used if name not in learned and name != money),
    )
    return found if found.suggested == found.current else _judged(found, course, exponent)


def told(found: Suggestion) -> tuple[str, dict[str, str]]:
    """Return the message code of a suggestion's sentence, and its placeholders already formatted."""
    where = {"horizon": horizon_label(found.horizon)}
    if found.code == "too_little_history":
        return "backtest.suggestion.too_little_history", {**where, "needed": formats.count(_needed(found.horizon))}
    if found.code == "too_few_accounts":
        return "backtest.suggestion.too_few_accounts", {"needed": formats.count(LEAST_ACCOUNTS)}
    if found.validated_on is not None:
        where["date"] = formats.date(found.validated_on)
    if found.code in {"unchanged", "not_measured"}:
        return f"backtest.suggestion.{found.code}", where
    write = partial(formats.number, digits=2) if found.metric == "excess" else formats.share
    apart = partial(_signed, digits=3) if found.metric == "excess" else formats.points
    figures = {"before": write(found.before), "after": write(found.after), "gain": apart(found.gain.value)}
    ends = {"low": apart(found.gain.low), "high": apart(found.gain.high), "least": apart(LEAST_GAIN[found.metric])}
    return f"backtest.suggestion.{found.code}_{found.metric}", {**where, **figures, **ends}


def beside(found: Suggestion) -> tuple[str, dict[str, str]] | None:
    """Return the message code and placeholders of the figure beside the gain; None where nothing was compared."""
    if not (np.isfinite(found.beside_before) and np.isfinite(found.beside_after)):
        return None
    figures = {"before": formats.number(found.beside_before, 3), "after": formats.number(found.beside_after, 3)}
    return f"backtest.suggestion.beside_{found.metric}", figures


def _signed(value: float, digits: int) -> str:
    return ("+" if value > 0 else "") + formats.number(value, digits)


def _needed(horizon: int) -> int:
    """Return the months of data it takes: a date to rank, the days ahead of it, and as many after the second date."""
    return math.ceil((least_history(horizon) + 2 * horizon) / DAYS_A_MONTH)


def _learned(course: Course, used: Mapping[str, int], exponent: float, *, growth: bool) -> dict[str, int]:
    """Return the importance of each factor that told accounts apart on every date."""
    lessons = [course.real[at] for at in course.before]
    names = [name for name in lessons[0].names if all(name in one.varying for one in (*lessons, course.real[-1]))]
    if not names:
        return {}
    weights = np.array([used.get(name, 0) / FULL for name in names])
    folds = _folds(course, names, exponent, growth=growth)
    strength = chosen(folds, weights, money=exponent)
    found = importances(shrunk(total(folds), weights, strength, money=exponent), weights, money=exponent)
    return dict(zip(names, found, strict=True))


def _folds(course: Course, names: Sequence[str], exponent: float, *, growth: bool) -> list[Moments]:
    """Return the moments of all dates to learn from by fold of accounts, of growth less those on twins."""
    if not growth:
        dates = [course.real[at].level(names, money=exponent > 0) for at in course.before]
        return [total(fold) for fold in zip(*dates, strict=True)]
    own = [course.real[at].growth(names) for at in course.before]
    others = [[twin[at].growth(names) for at in course.before] for twin in course.twins]
    return [
        total(date[fold] for date in own).less([total(date[fold] for date in twin) for twin in others])
        for fold in range(FOLDS)
    ]


def _judged(learned: Suggestion, course: Course, exponent: float) -> Suggestion:
    """Measure the suggestion against the weights in use on the newest date, on the same draws of accounts."""
    growth = learned.metric == "excess"
    judge, twins = course.real[-1], [twin[-1] for twin in course.twins]
    draws = Draws.of(1 + int(judge.period.accounts.max()), seed=_SEED)
    sets = (learned.suggested, learned.current)
    own = [_own(draws, judge, one, exponent, growth=growth) for one in sets]
    after, before = (
        excess(figure, [_own(draws, twin, one, exponent, growth=True) for twin in twins]) if growth else figure
        for figure, one in zip(own, sets, strict=True)
    )
    gain = difference(after, before)
    code = _outcome(gain, LEAST_GAIN[learned.metric])
    if growth and code == "offered" and not (_evidence(after) and own[0].value > own[1].value):
        code = "twins"
    beside_after, beside_before = (_beside(judge, one, exponent, growth=growth) for one in sets)
    return replace(
        learned, code=code, before=before.value, after=after.value, gain=interval(gain),
        beside_before=beside_before, beside_after=beside_after,
    )  # fmt: skip


def _outcome(gain: Measured, least: float) -> SuggestionCode:
    low = interval(gain).low
    if not np.isfinite(low):
        return "not_measured"
    if low <= 0:
        return "chance"
    return "offered" if gain.value >= least else "small"


def _evidence(figure: Measured) -> bool:
    """Return whether an excess by itself is evidence of growth: that on twins can fall while nothing is told."""
    return figure.value >= LEAST_EXCESS and lower_bound(figure) > 0


def _own(draws: Draws, lesson: Lesson, factors: Mapping[str, int], exponent: float, *, growth: bool) -> Measured:
    """Return the figure of a company or a twin by itself: correlation with growth, or revenue in the first tenth."""
    period, score = lesson.period, lesson.score(factors, money=exponent)
    if growth:
        told = partial(weighted.pearson, rank_in_band(score, period.band), period.growth)
    else:
        told = partial(weighted.gain_curve, score, period.ahead.revenue, np.array([TENTH]))
    return draws.measure([Contribution(period.accounts, told)])


def _beside(judge: Lesson, factors: Mapping[str, int], exponent: float, *, growth: bool) -> float:
    """Return what is shown beside the gain: AUC of emerging accounts, or the rank correlation with next revenue."""
    period, score = judge.period, judge.score(factors, money=exponent)
    if not growth:
        return spearman(score, period.ahead.revenue)
    return auc(score[period.may_emerge], period.emerged[period.may_emerge])
