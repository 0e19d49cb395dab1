"""Factors of the company's own: each numeric extra column of the account list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray

from kam_analytics.factors.parts import figure, loaded, rated
from kam_analytics.factors.peers import fit_peers, position
from kam_analytics.factors.types import Basis, Factor, FactorValues, Named, Parameters
from kam_analytics.schema import tells_future

__all__ = ["PREFIX", "Custom", "custom_factors", "with_custom"]

Floats = NDArray[np.float64]

PREFIX = "custom:"
"""How the names of these factors begin, and of the fields they come from."""

_FIRST = 100


@dataclass(frozen=True)
class Custom(Named):
    """The account's place among the calibrated accounts by a figure of its own; more is better.

    Counts nothing until a person gives it importance: what the column means, only the company knows.
    """

    basis: Basis = "untested"
    needs: tuple[str, ...] = ("account",)
    order: int = _FIRST

    @property
    def words(self) -> str:
        """The column's label, as the file has it."""
        return self.name.removeprefix(PREFIX)

    @property
    def label(self) -> str:
        """Message code of what it is called where its own words cannot be shown."""
        return "factors.custom.label"

    @property
    def definition(self) -> str:
        """Message code of what it measures."""
        return "factors.custom.definition"

    @property
    def trap(self) -> str:
        """Message code of how it misleads."""
        return "factors.custom.tells_future" if tells_future(self.words) else "factors.custom.trap"

    @property
    def anchors(self) -> dict[int, str]:
        """Message codes of what a rating of 1, 3 and 5 means."""
        return {score: f"factors.custom.anchor_{score}" for score in (1, 3, 5)}

    def fit(self, features: pd.DataFrame) -> Parameters:
        """Return the quantiles of the figure."""
        own = figure(features, self.name)
        place = fit_peers(np.zeros(own.size), own)
        return {"place": place} if place else {}

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:
        """Return 100 x the share of accounts below the figure, ties counting half; without a figure there is none."""
        if not parameters or not loaded(features, self.name):
            return FactorValues.absent(features, "factors.absent.needs_column")
        own = figure(features, self.name)
        place = position(np.zeros(own.size), own, parameters["place"])
        evidence = pd.DataFrame({"figure": own, "accounts_below": np.round(place, 6)}, index=features.index)
        evidence = evidence.join(rated(features, self.name))
        return FactorValues.of(100.0 * place, evidence, "factors.absent.needs_column", "factors.missing.no_figure")


def custom_factors(facts_custom: pa.Table) -> tuple[Factor, ...]:
    """Return one factor per numeric column, by name.

    Parameters
    ----------
    facts_custom
        `account_id, field, value` (text). A column is numeric when all its values are finite numbers and at least two
        differ; columns of words are no factors.
    """
    return tuple(Custom(name, order=_FIRST + i) for i, name in enumerate(_figures(facts_custom).columns))


def with_custom(features: pd.DataFrame, facts_custom: pa.Table) -> pd.DataFrame:
    """Return the features with one column per custom factor, under its name; a group has its topmost account's."""
    figures = _figures(facts_custom)
    if not len(figures.columns):
        return features
    joined: pd.DataFrame = features.join(figures, on="account_id")
    return joined


def _figures(facts_custom: pa.Table) -> pd.DataFrame:
    """Return numeric columns by name, one row per account."""
    texts = facts_custom.select(["account_id", "field", "value"]).to_pandas()
    texts = texts[texts["field"].str.startswith(PREFIX, na=False) & texts["value"].notna()]
    texts = texts.assign(number=pd.to_numeric(texts["value"], errors="coerce").astype(float))
    finite = np.isfinite(texts["number"]).groupby(texts["field"]).all()
    ends = texts.groupby("field")["number"].agg(["min", "max"])
    names = sorted(name for name in finite.index if finite[name] and ends.loc[name, "min"] < ends.loc[name, "max"])
    texts = texts[texts["field"].isin(names)].sort_values(["account_id", "field", "number"])
    wide = texts.drop_duplicates(["account_id", "field"], keep="last").pivot(  # noqa: PD010 - one row per account
        index="account_id", columns="field", values="number"
    )
    result: pd.DataFrame = wide.reindex(columns=names)
    return result
