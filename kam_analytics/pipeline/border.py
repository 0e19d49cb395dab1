"""Views of how sure a ranking is: robustness under other weights, and what would move one account over the line."""

from __future__ import annotations

import datetime as dt
import math

from kam_analytics import scoring
from kam_analytics.factors import factor
from kam_analytics.i18n import formats, say
from kam_analytics.marts import Level
from kam_analytics.pipeline.scores import ScoreViews
from kam_analytics.pipeline.types import Scope
from kam_analytics.scoring import Ranking, WeightSet
from kam_analytics.scoring.border import Border, FactorChange, border
from kam_analytics.scoring.compare import AccountComparison, compare
from kam_analytics.scoring.robustness import Draws, Robustness, top_size

__all__ = ["BorderViews", "statements"]


class BorderViews(ScoreViews):
    """Uncertainty and explanation of rankings; `k` None: the size of the top for so many accounts (`top_size`)."""

    def robustness(
        self,
        purpose: str = scoring.DEFAULT_PURPOSE,
        *,
        as_of: dt.date | None = None,
        level: Level = "account",
        weights: WeightSet | None = None,
        k: int | None = None,
        draws: Draws | None = None,
    ) -> Robustness:
        """Return chances, intervals and marks of all accounts; see `scoring.robustness`."""
        ranking, scope = self._ranked(purpose, as_of, level, weights)
        size, parameters = self._size(ranking, k), draws or Draws()
        key = ("robustness", *self._of(scope, ranking), size, parameters)
        return self._keep(key, lambda: parameters(ranking, size))

    def border(
        self,
        account_id: str,
        purpose: str = scoring.DEFAULT_PURPOSE,
        *,
        as_of: dt.date | None = None,
        level: Level = "account",
        weights: WeightSet | None = None,
        k: int | None = None,
    ) -> Border:
        """Return what would have to be true for an account to enter or leave the top k."""
        ranking, scope = self._ranked(purpose, as_of, level, weights)
        size = self._size(ranking, k)
        key = ("border", *self._of(scope, ranking), size, account_id)
        return self._keep(key, lambda: border(ranking, account_id, size))

    def comparison(
        self,
        account_id: str,
        purpose: str = scoring.DEFAULT_PURPOSE,
        *,
        as_of: dt.date | None = None,
        level: Level = "account",
        k: int | None = None,
    ) -> AccountComparison:
        """Return an account beside the median account and those at the line of place k."""
        ranking, scope = self._ranked(purpose, as_of, level, None)
        size = self._size(ranking, k)
        key = ("comparison", *self._of(scope, ranking), size, account_id)
        return self._keep(key, lambda: compare(ranking, account_id, size))

    def _ranked(
        self, purpose: str, as_of: dt.date | None, level: Level, weights: WeightSet | None
    ) -> tuple[Ranking, Scope]:
        return self.ranking(purpose, as_of=as_of, level=level, weights=weights), self.scope(as_of, level)

    @staticmethod
    def _size(ranking: Ranking, k: int | None) -> int:
        return top_size(len(ranking.frame)) if k is None else k

    @staticmethod
    def _of(scope: Scope, ranking: Ranking) -> tuple[object, ...]:
        return (
            scope.version, scope.as_of, scope.known_by, scope.level, ranking.calibration_id, ranking.weights.id,
        )  # fmt: skip


def statements(found: Border, currency: str) -> list[str]:
    """Return what would have to be true as plain sentences: by one factor, by one importance, by weights as a whole."""
    if found.opponent is None:
        return [say("robustness.no_line", n=found.k)]
    way = "below" if found.inside else "above"
    able = [change for change in found.factors if change.needed is not None]
    unable = [_name(change.factor) for change in found.factors if change.needed is None]
    lines = [_factor_line(change, way, currency) for change in able]
    if not able:
        lines.append(say("robustness.no_factor"))
    elif unable:
        lines.append(say(f"robustness.not_by_{'leaving' if found.inside else 'entering'}", factors=", ".join(unable)))
    lines += _importance_lines(found)
    if found.shares is None:
        return [*lines, say("robustness.no_shares")]
    share = formats.share(math.ceil(round(1000 * found.shares.share, 6)) / 1000, 1)
    names = {"giver": _name(found.shares.giver), "taker": _name(found.shares.taker)}
    return [*lines, say("robustness.shares", share=share, **names)]


def _importance_lines(found: Border) -> list[str]:
    steps = [(step, abs(step.needed - step.now)) for step in found.importance if step.needed is not None]
    nearest = [step for step, distance in steps if distance == steps[0][1]]
    said = [say("robustness.importance", factor=_name(s.factor), needed=s.needed, now=s.now) for s in nearest]
    return said or [say("robustness.no_importance")]


def _factor_line(change: FactorChange, way: str, currency: str) -> str:
    """Say what is needed, rounded away from the line, so that the figure shown is enough."""
    digits = 0 if change.is_money else 1
    turned = math.ceil if way == "above" else math.floor
    needed = turned(round((change.needed or 0.0) * 10**digits, 6)) / 10**digits
    texts = [
        say("robustness.na")
        if figure is None
        else _whole_money(figure, currency)
        if change.is_money
        else formats.number(figure, digits)
        for figure in (needed, change.now)
    ]
    code = f"robustness.money_{way}" if change.is_money else f"robustness.factor_{way}"
    return say(code, factor=_name(change.factor), needed=texts[0], now=texts[1])


def _whole_money(amount: float, currency: str) -> str:
    unit = formats.money_unit(currency, thousands=False)
    return f"{unit}{' ' if unit[-1:].isalpha() else ''}{formats.number(amount)}"


def _name(name: str) -> str:
    one = factor(name)
    return one.words or say(one.label)
