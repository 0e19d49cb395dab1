"""What a factor is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol, runtime_checkable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["Basis", "Factor", "FactorValues", "Named", "Parameters"]

Basis = Literal["evidence", "judgement", "untested"]
"""What stands behind a factor: passed the evaluation (`docs/methods.md`), a person's judgement, or not tested yet."""

Parameters = dict[str, Any]
"""What a factor takes from the calibration; plain JSON values."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class FactorValues:
    """A factor's outcome for each account, in the order of the features.

    Attributes
    ----------
    frame
        `value` (0..100, NaN where not available), `available`.
    evidence
        The raw figures behind the value, one column each; texts in it are message codes.
    reason
        Why no account has a value (a message code); None when at least one has.
    missing
        Why a single account has none (a message code).
    """

    frame: pd.DataFrame
    evidence: pd.DataFrame
    reason: str | None = None
    missing: str = "factors.missing.no_orders"

    @classmethod
    def of(cls, value: Floats, evidence: pd.DataFrame, reason: str, missing: str) -> FactorValues:
        """Round to 6 decimals; what is not finite is not available; `reason` holds when nobody has a value."""
        available = np.isfinite(value)
        rounded = np.where(available, np.round(np.clip(np.where(available, value, 0.0), 0.0, 100.0), 6), np.nan)
        frame = pd.DataFrame({"value": rounded, "available": available}, index=evidence.index)
        return cls(frame, evidence, None if available.any() else reason, missing)

    @classmethod
    def absent(cls, features: pd.DataFrame, reason: str) -> FactorValues:
        """Nobody has a value, and why."""
        frame = pd.DataFrame({"value": np.nan, "available": False}, index=features.index)
        return cls(frame, pd.DataFrame(index=features.index), reason, reason)


@dataclass(frozen=True)
class Named:
    """The name of a factor and the codes of its texts, held in the catalogue `factors`."""

    name: str = ""

    @property
    def words(self) -> str:
        """Name in the data's own words, where it comes from data; else empty, and `label` has it."""
        return ""

    @property
    def label(self) -> str:
        """Message code of its name."""
        return f"factors.{self.name}.label"

    @property
    def definition(self) -> str:
        """Message code of what it measures."""
        return f"factors.{self.name}.definition"

    @property
    def trap(self) -> str:
        """Message code of how it misleads."""
        return f"factors.{self.name}.trap"

    @property
    def signals(self) -> tuple[str, ...]:
        """Names that its parameters may hold under `passed`: what it counts only where the evaluation supports it."""
        return ()

    @property
    def anchors(self) -> dict[int, str]:
        """Message codes of what a rating of 1, 3 and 5 means."""
        return {score: f"factors.{self.name}.anchor_{score}" for score in (1, 3, 5)}


@runtime_checkable
class Factor(Protocol):
    """Features of accounts to 0..100, more is better; depends on an account's own row and the calibration only."""

    @property
    def name(self) -> str:
        """Name in files, weights and JSON."""

    @property
    def words(self) -> str:
        """Name in the data's own words, where it comes from data; else empty, and `label` has it."""

    @property
    def label(self) -> str:
        """Message code of its name; `definition` and `trap` follow the same form."""

    @property
    def definition(self) -> str:
        """Message code of what it measures."""

    @property
    def trap(self) -> str:
        """Message code of how it misleads."""

    @property
    def anchors(self) -> dict[int, str]:
        """Message codes of what a rating of 1, 3 and 5 means."""

    @property
    def signals(self) -> tuple[str, ...]:
        """Names that its parameters may hold under `passed`; of most factors none."""

    @property
    def basis(self) -> Basis:
        """What stands behind it."""

    @property
    def needs(self) -> tuple[str, ...]:
        """Canonical tables it is computed from."""

    @property
    def order(self) -> int:
        """Place among the factors: sums of contributions run in it."""

    def fit(self, features: pd.DataFrame) -> Parameters:
        """Return its parameters for the calibration; empty when the features do not give any."""

    def __call__(self, features: pd.DataFrame, parameters: Mapping[str, Any]) -> FactorValues:
        """Return the values of each account."""
