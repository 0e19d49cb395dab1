"""How odds of staying were learned, and how well odds held in the back-test: wherever they multiply money."""

from __future__ import annotations

import streamlit as st

from kam_analytics.evaluation import Backtest
from kam_analytics.evaluation.labels import horizon_label
from kam_analytics.evaluation.reliability import lean
from kam_analytics.pipeline import Scope
from pages._shared.components import subtitle
from pages._shared.data import analytics
from pages._shared.menu import page_file
from pages._shared.words import formats, known, say, tell

__all__ = ["STAYING", "caveat", "caveat_line", "error_of", "points_off"]

STAYING = "renewal_likelihood"
"""The likelihood of a back-test that is the odds of staying."""


def points_off(found: Backtest, horizon: int, code: str = STAYING) -> int:
    """Return by how many whole points a likelihood was too high on average, below 0 too low; 0: no clear side."""
    bins = found.reliability
    mine = bins[(bins["horizon"] == horizon) & (bins["likelihood"] == code)]
    apart = None if mine.empty else lean(mine)
    return 0 if apart is None else round(100 * apart)


def error_of(found: Backtest, horizon: int, code: str = STAYING) -> str | None:
    """Return how far a likelihood was from what came, on average; None where that was not measured."""
    error = found.figure(horizon, code, "retention", "calibration_error")
    if error is None or not known(error["value"]):
        return None
    return formats.points(float(error["value"])).lstrip("+")


def caveat(scope: Scope) -> str:
    """Return how the odds of staying were learned and how far off such odds were; empty where there are none."""
    learned = scope.calibration.staying
    if not learned:
        return ""
    how = tell(
        "page.odds.learned",
        n=int(learned["dates"]),
        horizon=horizon_label(int(learned["horizon"])),
        date=formats.date(scope.calibration.fitted_as_of),
        rows=formats.count(int(learned["rows"])),
    )
    return f"{how} {_held(int(learned['horizon']))}"


def _held(horizon: int) -> str:
    """Return how such odds did in the back-test of this workspace; where it was not run, that it tells."""
    found = analytics().backtest_kept()
    if found is None:
        return say("page.odds.untested")
    points, error = points_off(found, horizon), error_of(found, horizon)
    if points:
        return say(f"page.odds.{'high' if points > 0 else 'low'}", n=abs(points))
    return say("page.odds.not_tested") if error is None else tell("page.odds.apart", error=error)


def caveat_line(scope: Scope) -> None:
    """Write that caveat on a line of its own, with the way to the back-test; nothing where there are no odds."""
    text, horizon = caveat(scope), scope.calibration.staying.get("horizon")
    if not text:
        return
    subtitle([text])
    st.page_link(
        page_file("backtest"),
        label=say("page.support.open"),
        icon=":material/science:",
        query_params={"question": "retention", "horizon": str(horizon)},
    )
