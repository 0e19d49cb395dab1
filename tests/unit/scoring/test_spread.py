"""Scores in a range and back, and what accounts share, by hand."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from kam_analytics.scoring.spread import LEAST_SHARED, NODES, outcomes, scores, shape, shared_part

LOW, MIDDLE, HIGH = (np.full(7, end) for end in (-0.2, 0.1, 0.5))
CAME = np.array([-0.5, -0.2, -0.05, 0.1, 0.3, 0.5, 1.2])


def test_scores_by_hand() -> None:
    # half way to an end is a half; 0.3 below the low end is -1.3, 0.7 above the high end 1.7
    assert scores(CAME, LOW, MIDDLE, HIGH) == pytest.approx([-1.3, -1.0, -0.5, 0.0, 0.5, 1.0, 1.7])


def test_the_way_back_is_exact() -> None:
    assert outcomes(scores(CAME, LOW, MIDDLE, HIGH), LOW, MIDDLE, HIGH) == pytest.approx(CAME)


def test_a_range_without_width_explodes_nothing() -> None:
    flat = np.zeros(3)
    placed = scores(np.array([-2.0, 0.0, 3.0]), flat, flat, flat)
    assert placed == pytest.approx([-3.0, 0.0, 4.0])
    assert outcomes(placed, flat, flat, flat) == pytest.approx([-2.0, 0.0, 3.0])


def test_the_shape_of_normal_scores_is_their_nodes() -> None:
    drawn = np.random.default_rng(1).standard_normal(200_000)
    assert shape(drawn)[10:-10] == pytest.approx(NODES[10:-10], abs=0.02)
    assert shape(drawn) == sorted(shape(drawn))


def test_what_is_shared_is_found_and_never_taken_for_little() -> None:
    chance = np.random.default_rng(2)
    for real in (0.3, 0.6):
        moves = np.sqrt(real / (1 - real)) * chance.standard_normal(4000)
        above = [NormalDist().cdf(float(one)) for one in moves]
        assert shared_part(above) == pytest.approx(real, abs=0.03)
    assert shared_part([]) == shared_part([0.5, 0.52]) == LEAST_SHARED
    assert shared_part([0.0, 1.0]) < 1
