"""What the past of a workspace says of its scores."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

from kam_analytics.errors import NotFound, Refused
from kam_analytics.evaluation import Backtest, Suggestion
from kam_analytics.factors import factor
from kam_analytics.i18n import say
from kam_analytics.pipeline import backtesting
from kam_analytics.pipeline.company import Company, Room
from kam_analytics.pipeline.scores import ScoreViews
from kam_analytics.scoring import PURPOSES
from kam_analytics.scoring.expectation import HORIZONS

__all__ = ["EvidenceViews"]

PLACES = 50
"""Places of the top K, at most a tenth of the accounts."""


class EvidenceViews(ScoreViews):
    """The back-test of the current version under the weights in use."""

    def backtest(self, cutoffs: Sequence[dt.date] | None = None, horizons: Sequence[int] = HORIZONS) -> Backtest:
        """Rank past dates with what was known then, and compare with what came; takes seconds to a minute.

        Parameters
        ----------
        cutoffs
            Dates to rank; None: up to four per horizon, three months apart.
        horizons
            Days ahead: 91, 182, 364.

        Raises
        ------
        Refused
            Another horizon.
        NotFound
            No data, or no money in it.
        """
        wrong = sorted(set(horizons) - set(HORIZONS))
        if wrong:
            raise Refused("pipeline.bad_horizon", value=wrong[0], known=", ".join(map(str, HORIZONS)))
        key = self._backtest_key(cutoffs, horizons)
        found = self._kept.get(key)
        if isinstance(found, Backtest):
            return found
        # not made under the lock of all views, which other pages wait for
        made = self._backtest(cutoffs, horizons)
        return self._keep(key, lambda: made)

    def backtest_kept(self) -> Backtest | None:
        """Return the back-test of all horizons where this process has made it already; None: not yet."""
        found = self._kept.get(self._backtest_key(None, HORIZONS))
        return found if isinstance(found, Backtest) else None

    def suggestion(self, purpose: str) -> Suggestion:
        """Return the weights that past dates teach for a purpose, from the back-test of all horizons.

        They are only shown: `save_weights` is the one way to use them.

        Raises
        ------
        Refused
            Another purpose.
        NotFound
            No data, or no money in it.
        """
        if purpose not in PURPOSES:
            raise Refused("scoring.unknown_purpose", purpose=purpose, known=", ".join(PURPOSES))
        return next(one for one in self.backtest().suggestions if one.purpose == purpose)

    def suggestion_kept(self, purpose: str) -> Suggestion | None:
        """Return the suggestion where the back-test was made already by this process; None: not yet."""
        found = self.backtest_kept()
        return next((one for one in found.suggestions if one.purpose == purpose), None) if found else None

    def _backtest(self, cutoffs: Sequence[dt.date] | None, horizons: Sequence[int]) -> Backtest:
        facts = self._facts(None)
        if facts.data_through is None:
            raise NotFound("pipeline.no_invoices")
        # up to the date of all views, so that it looks at the same windows as the calibration in use
        company = Company(Room(self.engine, self.workspace), partial(self.store.visible, facts.version), facts.as_of)
        return backtesting.run(
            company,
            self.factors(),
            {purpose: self.weights_in_use(purpose) for purpose in PURPOSES},
            version=facts.version,
            k=max(5, min(PLACES, facts.accounts.num_rows // 10)),
            cutoffs=cutoffs,
            horizons=horizons,
            judgement=[one.words or say(one.label) for one in map(factor, self.judged())],
        )

    def _backtest_key(self, cutoffs: Sequence[dt.date] | None, horizons: Sequence[int]) -> tuple[object, ...]:
        weights = tuple(self.weights_in_use(purpose).id for purpose in PURPOSES)
        dates = None if cutoffs is None else tuple(sorted(set(cutoffs)))
        return "backtest", self.version(), weights, dates, tuple(sorted(set(horizons)))
