"""Signals of growth: what, beside the level of revenue, may tell which of two equally large accounts will grow.

None of them is evidence by itself. Each is tested in the workspace by the excess of `docs/methods.md`, and only
those that pass count in `growth_potential`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kam_analytics.factors import satisfaction
from kam_analytics.factors.expected import expected_share, fit_expected
from kam_analytics.factors.parts import figure, loaded
from kam_analytics.factors.sizes import fit_floor, fit_usual, log_size, surprise, usual
from kam_analytics.factors.trend import fit_trend, trend
from kam_analytics.factors.types import Parameters

__all__ = ["RAW", "SIGNALS", "fit_signals", "growth_signals"]

Floats = NDArray[np.float64]

PRIOR_DEALS = 10.0
"""Weight of the company's win rate, in deals."""
LEAST_CLOSED = 30
"""Fewer closed opportunities measure no win rate."""
PRIOR_HALF_YEARS = 1.0
"""Weight of what is usual for the size, in half-years of the account's own history."""
PRIOR_ANSWERS = 1.0
"""Weight of the mean of all accounts, in answers."""
_OWN_HALF_YEARS = 3.0


def fit_signals(features: pd.DataFrame) -> dict[str, Any]:
    """Return what the signals take from the portfolio, by signal; those that the tables do not give are left out.

    Empty when they give none, else with `floor`, the least size.
    """
    floor = fit_floor(features)
    size = log_size(features, floor)
    found = {name: fit(features, size) for name, (fit, _) in _KINDS.items()}
    found = {name: fitted for name, fitted in found.items() if fitted}
    return {"floor": floor} | found if found else {}


def growth_signals(features: pd.DataFrame, parameters: Mapping[str, Any]) -> pd.DataFrame:
    """Return one column per signal (`SIGNALS`), each larger = more growth expected; NaN = not available.

    Each depends on the account's own row and the fitted parameters, and is comparable between accounts of equal size.

    - `trend`: growth per half-year, shrunk (`trend.trend`); NaN where there is no trend beyond noise
    - `pipeline`: expected wins for the account's size (`expected.expected_share`)
    - `new_contacts`: contacts that arrived in the last 180 days, C, VP and director counting twice where levels are
      known, against what is usual for the size: (n - u) / sqrt(u + 1)
    - `satisfaction`: how far answers lie above the mean of all, shrunk by n / (n + 1), plus their shrunk change
    - `activity`: meetings and calls of the last 180 days against the 180 before: with n in both, p the share of the
      last 180 days in all accounts, (now - p n) / sqrt(n p (1 - p) + 1)
    - `win_rate`: deals won of those closed in 12 months against the account's own rate before, shrunk to the company's:
      (won - r n) / sqrt(n r (1 - r) + 1); NaN where none has closed
    - `new_deals`: opportunities created in the last 180 days against the account's own usual (a third of those of
      the 540 days before), shrunk to what is usual for the size: (n - u) / sqrt(u + 1)
    - `recent_wins`: opportunities won in the last 180 days, against the same usual

    Parameters
    ----------
    features
        `marts.account_features` joined with `marts.account_relations`.
    parameters
        What `fit_signals` gave.
    """
    nothing = np.full(len(features), np.nan)
    columns = {}
    for name, (_, measure) in _KINDS.items():
        value = measure(features, parameters) if parameters.get(name) else nothing
        columns[name] = np.round(value, 6) + 0.0
    return pd.DataFrame(columns, index=features.index)


def _trend(features: pd.DataFrame, parameters: Mapping[str, Any]) -> Floats:
    return figure(trend(features, parameters["trend"]), "trend_growth")


def _fit_trend(features: pd.DataFrame, size: Floats) -> Parameters:  # noqa: ARG001 - the signature of all fits
    return fit_trend(features)


def _pipeline(features: pd.DataFrame, parameters: Mapping[str, Any]) -> Floats:
    if not loaded(features, "open_deals"):
        return np.full(len(features), np.nan)
    return expected_share(features, parameters["pipeline"])


def _fit_pipeline(features: pd.DataFrame, size: Floats) -> Parameters:  # noqa: ARG001 - the signature of all fits
    return fit_expected(features, PRIOR_DEALS, LEAST_CLOSED)


def _arrivals(features: pd.DataFrame) -> Floats:
    senior = np.nan_to_num(figure(features, "contacts_new_senior_180d"))
    arrivals: Floats = figure(features, "contacts_new_180d") + senior
    return arrivals


def _new_contacts(features: pd.DataFrame, parameters: Mapping[str, Any]) -> Floats:
    expected = usual(log_size(features, parameters["floor"]), parameters["new_contacts"])
    return surprise(_arrivals(features), expected)


def _fit_new_contacts(features: pd.DataFrame, size: Floats) -> Parameters:
    return fit_usual(size, _arrivals(features))


def _satisfaction(features: pd.DataFrame, parameters: Mapping[str, Any]) -> Floats:
    count, share = np.nan_to_num(satisfaction.answers(features)), satisfaction.level(features)
    above = np.nan_to_num(share - float(parameters["satisfaction"]["mean"])) * count / (count + PRIOR_ANSWERS)
    change = satisfaction.change(features)
    known = np.isfinite(share) | np.isfinite(change)
    return np.where(known, above + np.nan_to_num(change), np.nan)


def _fit_satisfaction(features: pd.DataFrame, size: Floats) -> Parameters:  # noqa: ARG001 - the signature of all fits
    share = satisfaction.level(features)
    share = np.sort(share[np.isfinite(share)])
    return {"mean": round(float(share.mean()), 6)} if share.size else {}


def _activity(features: pd.DataFrame, parameters: Mapping[str, Any]) -> Floats:
    now, before = figure(features, "talks_180d"), figure(features, "talks_180d_before")
    share = float(parameters["activity"]["share"])
    both = now + before
    change: Floats = (now - share * both) / np.sqrt(both * share * (1.0 - share) + 1.0)
    return change


def _fit_activity(features: pd.DataFrame, size: Floats) -> Parameters:  # noqa: ARG001 - the signature of all fits
    now, before = (float(np.nansum(figure(features, name))) for name in ("talks_180d", "talks_180d_before"))
    return {"share": round(now / (now + before), 6)} if now > 0 and before > 0 else {}


def _win_rate(features: pd.DataFrame, parameters: Mapping[str, Any]) -> Floats:
    rate = float(parameters["win_rate"]["rate"])
    won, lost = figure(features, "won_12m"), figure(features, "lost_12m")
    won_before = np.maximum(figure(features, "won_deals") - won, 0.0)
    closed_before = won_before + np.maximum(figure(features, "lost_deals") - lost, 0.0)
    own = (won_before + PRIOR_DEALS * rate) / (closed_before + PRIOR_DEALS)
    closed = won + lost
    change = (won - own * closed) / np.sqrt(closed * own * (1.0 - own) + 1.0)
    return np.where(closed > 0, change, np.nan)


def _fit_win_rate(features: pd.DataFrame, size: Floats) -> Parameters:  # noqa: ARG001 - the signature of all fits
    won, lost = (float(np.nansum(figure(features, name))) for name in ("won_deals", "lost_deals"))
    known = won + lost >= LEAST_CLOSED and loaded(features, "won_12m")
    return {"rate": round(won / (won + lost), 6)} if known else {}


def _against_own(now: str, before: str, name: str) -> Callable[[pd.DataFrame, Mapping[str, Any]], Floats]:
    """Return the measure of a count against the account's own past, shrunk to what is usual for the size."""

    def measure(features: pd.DataFrame, parameters: Mapping[str, Any]) -> Floats:
        past = figure(features, before)
        peers = usual(log_size(features, parameters["floor"]), parameters[name])
        expected = (past + PRIOR_HALF_YEARS * peers) / (_OWN_HALF_YEARS + PRIOR_HALF_YEARS)
        return surprise(figure(features, now), expected)

    return measure


def _fit_count(name: str) -> Callable[[pd.DataFrame, Floats], Parameters]:
    def fit(features: pd.DataFrame, size: Floats) -> Parameters:
        return fit_usual(size, figure(features, name))

    return fit


_Fit = Callable[[pd.DataFrame, Floats], Parameters]
_Measure = Callable[[pd.DataFrame, Mapping[str, Any]], Floats]

_KINDS: dict[str, tuple[_Fit, _Measure]] = {
    "trend": (_fit_trend, _trend),
    "pipeline": (_fit_pipeline, _pipeline),
    "new_contacts": (_fit_new_contacts, _new_contacts),
    "satisfaction": (_fit_satisfaction, _satisfaction),
    "activity": (_fit_activity, _activity),
    "win_rate": (_fit_win_rate, _win_rate),
    "new_deals": (
        _fit_count("deals_new_180d"),
        _against_own("deals_new_180d", "deals_new_540d_before", "new_deals"),
    ),
    "recent_wins": (_fit_count("won_180d"), _against_own("won_180d", "won_540d_before", "recent_wins")),
}

SIGNALS = tuple(_KINDS)
"""Names of the signals, in their order."""

RAW: dict[str, tuple[str, ...]] = {
    "trend": (),
    "pipeline": ("open_deals", "open_deals_unvalued", "open_amount"),
    "new_contacts": ("contacts_new_180d", "contacts_new_senior_180d"),
    "satisfaction": ("answers_180d", "answers_share_180d", "answers_540d_before", "answers_share_540d_before"),
    "activity": ("talks_180d", "talks_180d_before"),
    "win_rate": ("won_12m", "lost_12m", "won_deals", "lost_deals"),
    "new_deals": ("deals_new_180d", "deals_new_540d_before"),
    "recent_wins": ("won_180d", "won_540d_before"),
}
"""The raw figures behind each signal; those of the trend are columns of its own."""
