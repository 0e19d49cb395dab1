"""What the page Methods says of this workspace: the money of its score, and how that was chosen."""

from __future__ import annotations

from typing import Any

from pages._shared.methods import money_lines

TRIAL = {"day": "2025-11-01", "horizon": 364, "expectation": 0.825, "averages": {"90": 0.819, "180": 0.8, "365": 0.78}}
FORECAST = {"model": "expectation", "expectation": {"horizon": 364, "dates": 3, "rows": 2100}}


def plain(parameters: dict[str, Any]) -> str:
    """Return the lines without Markdown's escapes."""
    return money_lines(parameters).replace("\\", "")


def test_a_forecast_says_what_it_was_learned_from_and_how_its_trial_went() -> None:
    said = plain({**FORECAST, "trial": TRIAL})
    assert "learned for 12 months at 3 earlier dates from 2,100 rows" in said
    assert "Tried on 1 Nov 2025, 12 months ahead" in said
    assert "at 0.825 (rank correlation), the best smoothed revenue at 0.819" in said
    assert "No window that has closed was left to try it on" in plain(FORECAST)


def test_a_moving_average_says_its_half_life_and_why_there_is_no_forecast() -> None:
    lost = plain({"model": "ewma", "half_life": 90, "trial": {**TRIAL, "expectation": 0.7}})
    assert "half-life of 90 days" in lost
    assert "ranked the revenue that came at 0.700 (rank correlation), the best smoothed revenue at 0.819" in lost
    short = plain({})
    assert "half-life of 180 days" in short
    assert "takes two earlier windows that have closed, and 400 accounts" in short
