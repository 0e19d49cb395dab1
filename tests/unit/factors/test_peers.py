from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.factors.peers import fit_peers, position


def floats(*values: float) -> np.ndarray:
    return np.array(values, float)


def test_one_band_below_forty_accounts() -> None:
    # figures 0, 10 ... 100 of 11 accounts: minimum, deciles and maximum are the figures themselves
    peers = fit_peers(np.arange(11.0), np.arange(11.0) * 10)
    assert peers == {"centres": [5.0], "knots": [[10.0 * i for i in range(11)]]}
    place = position(floats(1, 1, 1, 1, np.nan), floats(-5, 45, 100, 200, 3), peers)
    assert place.tolist() == pytest.approx([0, 0.45, 1, 1, np.nan], nan_ok=True)


def test_ties_count_half() -> None:
    # knots: 0 x 6, then 1 x 5; a figure of 0 lies on knots 0 to 5 of 10, the middle is 2.5 / 10; 1 on 6 to 10: 8 / 10
    peers = {"centres": [0.0], "knots": [[0.0] * 6 + [1.0] * 5]}
    assert position(floats(0, 0, 0), floats(0, 1, 0.5), peers).tolist() == pytest.approx([0.25, 0.8, 0.55])


def test_between_two_bands_the_knots_are_mixed_by_size() -> None:
    # centre 0 has knots 0 ... 10, centre 10 has 100 ... 110; at size 4 the knots are 40 ... 50, so 45 is in the middle
    peers = {"centres": [0.0, 10.0], "knots": [[float(i) for i in range(11)], [100.0 + i for i in range(11)]]}
    place = position(floats(0, 4, 10, -7, 99), floats(5, 45, 105, 5, 105), peers)
    assert place.tolist() == pytest.approx([0.5] * 5)


def test_accounts_of_equal_size_are_peers_of_each_other_however_many() -> None:
    # 200 accounts pay the same and buy 1 ... 200 articles: the one that buys 100 stands in the middle
    size, figure = np.full(200, 7.0), np.arange(1.0, 201.0)
    place = position(size, figure, fit_peers(size, figure))
    assert place[99] == pytest.approx(0.5, abs=0.01)
    assert place[[0, 199]].tolist() == [0, 1]


@pytest.mark.parametrize("count", [1, 39, 40, 199, 200, 1000])
def test_bands_hold_at_least_twenty_and_are_ten_at_most(count: int) -> None:
    peers = fit_peers(np.arange(float(count)), np.ones(count))
    assert len(peers["centres"]) == min(10, max(1, count // 20))
    assert peers["centres"] == sorted(peers["centres"])


def test_nothing_known_is_no_peers() -> None:
    assert fit_peers(floats(np.nan, 1), floats(1, np.nan)) == {}
    assert np.isnan(position(floats(1), floats(1), {})).all()


@given(st.data(), st.integers(0, 2**32 - 1))
def test_a_place_is_a_share_grows_with_the_figure_and_ignores_the_order(data, seed) -> None:
    draw = np.random.default_rng(seed)
    count = data.draw(st.integers(1, 120))
    size, figure = draw.integers(0, 8, count).astype(float), draw.integers(0, 12, count) / 2
    peers = fit_peers(size, figure)
    order = draw.permutation(count)
    assert fit_peers(size[order], figure[order]) == peers
    at = draw.uniform(-1, 9)
    place = position(np.full(60, at), np.linspace(-1, 8, 60), peers)
    assert ((place >= 0) & (place <= 1)).all()
    assert (np.diff(place) >= 0).all()
