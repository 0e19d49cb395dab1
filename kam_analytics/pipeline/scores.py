"""Scores of a workspace: what they are computed from, rankings, weights and calibrations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TypeVar

import pandas as pd
from sqlalchemy.orm import Session as State

from kam_analytics import scoring
from kam_analytics.config import Workspace
from kam_analytics.errors import NotFound
from kam_analytics.factors import Factor, all_factors
from kam_analytics.marts import Level
from kam_analytics.pipeline import portfolios
from kam_analytics.pipeline.company import Room, whole_features
from kam_analytics.pipeline.money import MoneyViews
from kam_analytics.pipeline.rulers import Rulers, factors_of
from kam_analytics.pipeline.types import Portfolio, Scope
from kam_analytics.schema import tells_future
from kam_analytics.scoring import Calibration, Ranking, WeightSet
from kam_analytics.store.types import Visible

__all__ = ["ScoreViews"]

T = TypeVar("T")


class ScoreViews(MoneyViews):
    """Rankings of a workspace and what people set for them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._rulers = Rulers(self.store, Room(self.engine, self.workspace))

    def version(self) -> str | None:
        """Return the current version's id; None while nothing is published."""
        return self.store.current()

    def scope(self, as_of: dt.date | None = None, level: Level = "account") -> Scope:
        """Return the data of the current version at a date (None: its last complete month)."""
        version = self.store.current()
        if version is None:
            raise NotFound("pipeline.no_data")
        return self._keep(
            ("scope", version, as_of, level, self._rulers.pinned_id()), lambda: self._scope(version, as_of, level)
        )

    def ranking(
        self,
        purpose: str = scoring.DEFAULT_PURPOSE,
        *,
        as_of: dt.date | None = None,
        level: Level = "account",
        weights: WeightSet | None = None,
        calibration: str | None = None,
    ) -> Ranking:
        """Return the accounts in order, with exact contributions."""
        scope = self.scope(as_of, level)
        used = weights or self.weights_in_use(purpose)
        ruler = scope.calibration if calibration is None else self.calibration(calibration)
        key = (
            "rank",
            scope.version,
            scope.as_of,
            scope.known_by,
            level,
            ruler.id,
            used.id,
        )
        return self._keep(key, lambda: scoring.rank(scope.features, ruler, used, scope.factors))

    def portfolio(self, as_of: dt.date | None = None, level: Level = "account") -> Portfolio:
        """Return all accounts with their three scores and segment."""
        scope = self.scope(as_of, level)
        rankings = {purpose: self.ranking(purpose, as_of=as_of, level=level) for purpose in scoring.PURPOSES}
        weights = {purpose: self.weights_in_use(purpose) for purpose in scoring.PURPOSES}
        used = tuple(sorted(w.id for w in weights.values()))
        key = ("portfolio", scope.version, scope.as_of, scope.known_by, level, scope.calibration.id, used)
        return self._keep(key, lambda: portfolios.compose(scope, rankings, weights))

    def names(self, scope: Scope) -> dict[str, str]:
        """Return what people call each account (labels never enter a score)."""
        return {
            a: n for a, n in zip(scope.labels["account_id"], scope.labels["name"], strict=True) if isinstance(n, str)
        }

    def factors(self) -> tuple[Factor, ...]:
        """Return the factors of the product, then those of the company's own columns in the current version."""
        version = self.version()
        if version is None:
            return all_factors()
        return self._keep(("factors", version), lambda: factors_of(self._facts(None)))

    def judged(self) -> tuple[str, ...]:
        """Return the factors that are judgement in this workspace (`Ranking.basis`), in the order of all factors."""
        ranking = self.ranking()
        return tuple(factor.name for factor in self.factors() if ranking.basis(factor) == "judgement")

    def weight_sets(self, purpose: str) -> list[WeightSet]:
        """Return presets and saved sets, newest first."""
        own = self._own_factors()
        return self._with_state(lambda state: scoring.repository.list_weights(state, purpose, own))

    def weights_in_use(self, purpose: str) -> WeightSet:
        """Return the set that rankings use when none is named."""
        return self._with_state(lambda state: scoring.repository.weights_in_use(state, purpose))

    def weights(self, purpose: str, name: str) -> WeightSet:
        """Return a named set: `NAME` its newest version, `NAME:VERSION` that one."""
        base, _, number = name.rpartition(":")
        called, version = (base, int(number)) if base and number.isascii() and number.isdigit() else (name, None)
        own = self._own_factors()
        return self._with_state(lambda state: scoring.repository.get_weights(state, purpose, called, version, own))

    def save_weights(
        self, purpose: str, name: str, factors: dict[str, int], by: str, reason: str, *, expected: str | None = None
    ) -> WeightSet:
        """Save a new version of a set; sets are never changed. `expected`: see `repository.save_weights`."""
        whole = self._checked(purpose, factors, self.weights_in_use(purpose).factors)
        return self._with_state(
            lambda state: scoring.repository.save_weights(state, purpose, name, whole, by, reason, expected=expected)
        )

    def movers(
        self, purpose: str, draft: WeightSet, k: int, as_of: dt.date | None = None, *, against: WeightSet | None = None
    ) -> pd.DataFrame:
        """Return who would enter and who would leave the top k under a draft, against a set (None: the one in use)."""
        before = self.ranking(purpose, as_of=as_of, weights=against)
        return scoring.movers(before, self.ranking(purpose, as_of=as_of, weights=draft), k)

    def next_files(self) -> list[scoring.Gain]:
        """Return which tables would add most to the coverage of the headline ranking."""
        return scoring.gains(self.ranking(), {factor.name: factor.needs for factor in self.factors()})

    def calibration(self, calibration: str | None = None) -> Calibration:
        """Return a stored calibration by id; None: the pinned one."""
        return self._rulers.get(calibration)

    def renew_calibration(self, by: str, reason: str) -> Calibration:
        """Fit a new calibration on the current version and pin it."""
        return self._rulers.renew(self._facts(None), by, reason)

    def _scope(self, version: str, as_of: dt.date | None, level: Level) -> Scope:
        facts = self._facts(as_of)
        if facts.data_from is None or facts.data_through is None:
            raise NotFound("pipeline.no_invoices")
        features = self._features(facts, level)
        if not len(features) and facts.data_from <= facts.as_of:
            raise NotFound("pipeline.no_accounts")
        if not len(features):
            raise NotFound("pipeline.before_data", as_of=facts.as_of.isoformat(), first=facts.data_from.isoformat())
        return Scope(
            version=version,
            as_of=facts.as_of,
            known_by=facts.known_by,
            live=facts.live,
            level=level,
            data_from=facts.data_from,
            data_through=facts.data_through,
            base_currency=facts.base_currency,
            value_basis=facts.value_basis,
            features=features,
            labels=portfolios.labels(facts),
            calibration=self._rulers.of(facts, level),
            factors=factors_of(facts),
        )

    def _features(self, facts: Visible, level: Level) -> pd.DataFrame:
        key = ("features", facts.version, facts.as_of, facts.known_by, level)

        room = Room(self.engine, self.workspace, level)
        return self._keep(key, lambda: whole_features(room, facts))

    def _checked(self, purpose: str, factors: Mapping[str, int], known: Mapping[str, int]) -> dict[str, int]:
        """Check importances of the factors of the workspace and of those known: a column that is gone keeps its own."""
        names = dict.fromkeys([*(factor.name for factor in self.factors()), *known])
        return scoring.checked(purpose, factors, list(names))

    def _own_factors(self) -> list[str]:
        """Return the factors of the company's own columns, but for those whose names tell the future."""
        products = {factor.name for factor in all_factors()}
        return [one.name for one in self.factors() if one.name not in products and not tells_future(one.words)]

    def _with_state(self, work: Callable[[State], T]) -> T:
        with self.store.state() as state:
            return work(state)
