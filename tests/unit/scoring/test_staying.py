"""The likelihood of staying: a share, in the order of the factor."""

from __future__ import annotations

import numpy as np
import pytest

from kam_analytics.evaluation.reliability import calibration_error
from kam_analytics.scoring.staying import PastValues, fit_staying, staying


def past(seed: int, count: int = 2000) -> PastValues:
    """Accounts of which a share (value / 100) squared stays."""
    chance = np.random.default_rng(seed)
    value = chance.uniform(0, 100, count)
    return PastValues(value, chance.random(count) < (value / 100) ** 2)


def test_bins_by_hand() -> None:
    # 400 accounts in 20 bins of 20: the first ten bins hold 5 that stayed, the others 15
    value = np.repeat(np.arange(20.0), 20)
    bought = np.concatenate([np.arange(200) % 4 == 0, np.arange(200) % 4 != 0])
    found = fit_staying([PastValues(value, bought)], 364)
    assert found["likelihood"] == [0.25] * 10 + [0.75] * 10
    assert staying(np.array([3.0, 9.5, 15.0, np.nan]), found).tolist()[:3] == [0.25, 0.5, 0.75]
    assert (found["horizon"], found["rows"], found["dates"]) == (364, 400, 1)


def test_a_later_date_finds_the_shares_that_were_said() -> None:
    found, later = fit_staying([past(1), past(2)], 182), past(3)
    said = staying(later.value, found)
    assert calibration_error(said, later.bought) < 0.03
    assert calibration_error(later.value / 100, later.bought) > 0.1, "the value itself is no share"


def test_it_keeps_the_order_and_the_bounds() -> None:
    found = fit_staying([past(1)], 182)
    said = staying(np.linspace(0, 100, 501), found)
    assert (np.diff(said) >= 0).all()
    assert said.min() >= 0
    assert said.max() <= 1
    assert np.isnan(staying(np.array([np.nan]), found)).all()


@pytest.mark.parametrize("history", [[], [past(1, 399)], [PastValues(np.full(900, np.nan), np.zeros(900, bool))]])
def test_a_short_history_gives_nothing(history: list[PastValues]) -> None:
    assert fit_staying(history, 364) == {}
    assert np.isnan(staying(np.array([50.0]), {})).all()
