from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.evaluation import metrics, weighted

ROWS = st.lists(st.tuples(st.integers(-3, 3), st.integers(-2, 6), st.integers(0, 3)), min_size=4, max_size=25)


@given(ROWS)
def test_a_weight_is_as_many_copies(rows: list[tuple[int, int, int]]) -> None:
    score, outcome, weight = (np.array(column, float) for column in zip(*rows, strict=True))
    times = weight.astype(int)
    weights = np.stack([np.ones_like(weight), weight], axis=1)
    copied = np.repeat(score, times), np.repeat(outcome, times)
    relevant, k = outcome > 1, 2
    for many, once in [
        (weighted.gain_curve(score, outcome, np.array([0.3]), weights)[0], metrics.gain_at(*copied, 0.3)),
        (weighted.ndcg(score, outcome, weights), metrics.ndcg(*copied)),
        (weighted.auc(score, relevant, weights), metrics.auc(copied[0], copied[1] > 1)),
        (weighted.precision_at(score, relevant, k, weights), metrics.precision_at(copied[0], copied[1] > 1, k)),
        (weighted.top_overlap(score, outcome, k, weights), metrics.top_overlap(*copied, k)),
        (weighted.spearman(score, outcome, weights), metrics.spearman(*copied)),
    ]:
        assert many[1] == pytest.approx(once, nan_ok=True)


def test_many_accounts_of_which_the_first_are_not_drawn() -> None:
    """The first places of a draw may lie far down the list."""
    score = -np.arange(1000.0)
    weights = np.ones((1000, 2))
    weights[:900, 1] = 0
    relevant = np.arange(1000) >= 905
    assert weighted.precision_at(score, relevant, 10, weights).tolist() == pytest.approx([0, 0.5])


def test_pearson_by_hand_and_without_gaps() -> None:
    x, y = np.array([1.0, 2, 4, np.nan, 7]), np.array([1.0, 3, 2, 50, 9])
    weights = np.array([[1.0, 2], [1, 1], [1, 0], [1, 1], [1, 3]])
    expected = np.corrcoef([1, 2, 4, 7], [1, 3, 2, 9])[0, 1], np.corrcoef([1, 1, 2, 7, 7, 7], [1, 1, 3, 9, 9, 9])[0, 1]
    assert weighted.pearson(x, y, weights).tolist() == pytest.approx(list(expected))
    assert np.isnan(weighted.pearson(x, np.ones(5), weights)).all()
    assert np.isnan(weighted.pearson(x[:2], y[:2], weights[:2])).all()
