"""Portfolios with factors that a test sets outright, so that a score can be worked out by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from kam_analytics.factors import Basis, Factor, FactorValues, factor
from kam_analytics.factors.types import Named, Parameters
from kam_analytics.scoring import Calibration, Ranking, WeightSet, fit, rank
from tests.unit.factors.rows import frame, row

AS_OF = dt.date(2026, 10, 31)


@dataclass(frozen=True)
class Given(Named):
    """A factor whose values stand in the features, in the column of its name."""

    name: str = "given"
    basis: Basis = "untested"
    needs: tuple[str, ...] = ("nothing",)
    order: int = 1

    def fit(self, features: pd.DataFrame) -> Parameters:  # noqa: ARG002 - the signature of all factors
        return {}

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:  # noqa: ARG002 - as above
        value = features[self.name].to_numpy(float)
        evidence = pd.DataFrame({"raw": value}, index=features.index)
        return FactorValues.of(value, evidence, "factors.absent.no_repeat_orders", "factors.missing.no_orders")


FACTORS: tuple[Factor, ...] = (factor("current_revenue"), Given("room", order=1), Given("stay", order=2))

Account = tuple[str, float, float | None, float | None]
"""id, money, room, stay."""


def features(accounts: list[Account]) -> pd.DataFrame:
    rows = frame([row(account, money) for account, money, _, _ in accounts])
    cells = {"room": [a[2] for a in accounts], "stay": [a[3] for a in accounts]}
    return rows.assign(**{name: pd.Series(column, dtype=float) for name, column in cells.items()})


def fitted(accounts: list[Account], version: str = "v1") -> Calibration:
    return fit(features(accounts), FACTORS, version=version, fitted_as_of=AS_OF)


def weighted(money: int, room: int, stay: int, purpose: str = "account_potential") -> WeightSet:
    return WeightSet(purpose, "test", 1, {"current_revenue": money, "room": room, "stay": stay})


def ranked(accounts: list[Account], weights: WeightSet, calibration: Calibration | None = None) -> Ranking:
    return rank(features(accounts), calibration or fitted(accounts), weights, FACTORS)


def ids(ranking: Ranking) -> list[str]:
    return ranking.frame["account_id"].tolist()


def scores(ranking: Ranking) -> pd.DataFrame:
    return ranking.frame.set_index("account_id")


_VALUE = st.none() | st.integers(0, 100).map(float) | st.floats(0, 100)
_MONEY = st.sampled_from([-10.0, 0.0, 5.0, 100.0]) | st.floats(0.01, 1e9)
IMPORTANCE = st.integers(0, 10)


@st.composite
def portfolios(draw: st.DrawFn, least: int = 1, most: int = 8) -> list[Account]:
    names = draw(st.lists(st.text("ABbé19", min_size=1, max_size=3), min_size=least, max_size=most, unique=True))
    return [(name, draw(_MONEY), draw(_VALUE), draw(_VALUE)) for name in names]


@st.composite
def weight_sets(draw: st.DrawFn) -> WeightSet:
    purpose = draw(st.sampled_from(["account_potential", "value", "potential"]))
    money = 0 if purpose == "potential" else draw(IMPORTANCE)
    return weighted(money, draw(IMPORTANCE), draw(IMPORTANCE), purpose)


def same(left: Ranking, right: Ranking) -> bool:
    """Equal to the last bit, NaN included."""
    return left.frame.equals(right.frame) and np.array_equal(left.scale.zero, right.scale.zero)
