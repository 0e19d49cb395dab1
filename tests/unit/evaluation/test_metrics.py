from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.evaluation.metrics import auc, gain_at, gain_curve, ndcg, precision_at, spearman, top_overlap

OUTCOME = [50.0, 0, 30, 0, 10, 10, 0, 0, -40, 0]
PAIRS = st.lists(st.tuples(st.integers(-3, 3), st.integers(-2, 6)), min_size=3, max_size=30)


def test_gain_by_hand() -> None:
    score = [9, 10, 8, 7, 6, 5, 4, 3, 2, 1]
    # first account of ten: the one with nothing; first two hold 50 of 100, the loss of 40 counts as 0
    assert gain_curve(score, OUTCOME, [0, 0.1, 0.2, 0.25, 1]).tolist() == pytest.approx([0, 0, 0.5, 0.65, 1])
    assert gain_at(OUTCOME, OUTCOME) == pytest.approx(0.5)


def test_gain_of_ties_is_their_expectation() -> None:
    # one of the two tied accounts takes the only place: 50 or 0
    assert gain_at([5, 5, 1, 1, 1, 1, 1, 1, 1, 1], OUTCOME) == pytest.approx(0.25)
    assert gain_at([1] * 10, OUTCOME, 0.3) == pytest.approx(0.3)


def test_precision_by_hand() -> None:
    relevant = [True, False, True, False, False]
    assert precision_at([5, 4, 3, 2, 1], relevant, 2) == pytest.approx(0.5)
    # one sure place, three accounts (one relevant) for the second
    assert precision_at([5, 4, 4, 4, 1], relevant, 2) == pytest.approx((1 + 1 / 3) / 2)
    assert np.isnan(precision_at([5, 4], [True, True], 3))


def test_top_overlap_by_hand() -> None:
    assert top_overlap([5, 4, 3, 2, 1], [1, 9, 8, 0, 0], 2) == pytest.approx(0.5)
    assert top_overlap([1, 1, 1, 1, 1], [1, 9, 8, 0, 0], 2) == pytest.approx(2 / 5)
    assert np.isnan(top_overlap([1, 2], [1, 2], 3))


def test_ndcg_of_the_textbook_ranking() -> None:
    # grades 3 2 3 0 1 2 in the order of a search result: DCG 6.861, ideal of these six 7.141, nDCG 0.961
    assert ndcg([6, 5, 4, 3, 2, 1], [3, 2, 3, 0, 1, 2]) == pytest.approx(0.961, abs=5e-4)


def test_ndcg_shares_the_discount_of_ties() -> None:
    # gains 1 and 0 tied on places 1 and 2: (1 + 1 / log2 3) / 2 of an ideal of 1
    assert ndcg([7, 7], [1, 0]) == pytest.approx((1 + 1 / np.log2(3)) / 2)


def test_auc_by_pairs() -> None:
    # relevant 3 and 1 against 2 and 1: won, won; lost, tied
    assert auc([3, 1, 2, 1], [True, True, False, False]) == pytest.approx((1 + 1 + 0 + 0.5) / 4)


def test_spearman_by_hand() -> None:
    # no ties: 1 - 6 sum d^2 / n (n^2 - 1), with d = 0 1 1 0 0
    assert spearman([1, 2, 3, 4, 5], [10, 30, 20, 40, 50]) == pytest.approx(1 - 6 * 2 / (5 * 24))
    # mid-ranks 1.5 1.5 3 against 1 2 3
    assert spearman([1, 1, 9], [1, 2, 3]) == pytest.approx(np.corrcoef([1.5, 1.5, 3], [1, 2, 3])[0, 1])


def test_what_cannot_be_told_is_nan() -> None:
    nothing = [0.0, -1.0, 0.0]
    assert all(np.isnan(f([1, 2, 3], nothing)) for f in (gain_at, ndcg))
    assert all(np.isnan(f([], [])) for f in (gain_at, ndcg, auc, spearman))
    assert np.isnan(precision_at([], [], 1))
    assert np.isnan(top_overlap([], [], 1))
    assert np.isnan(auc([1, 2, 3], [True, True, True]))
    assert np.isnan(auc([1, 2, 3], [False, False, False]))
    assert np.isnan(spearman([1, 2], [1, 2]))
    assert np.isnan(spearman([1, 2, 3], [4, 4, 4]))


def test_no_score_comes_last() -> None:
    assert precision_at([np.nan, 1, 2], [True, False, False], 2) == 0
    assert auc([np.nan, 1, np.nan], [True, False, False]) == pytest.approx(0.25)


@given(PAIRS)
def test_bounds_and_what_does_not_matter(pairs: list[tuple[int, int]]) -> None:
    score, outcome = (np.array(column, float) for column in zip(*pairs, strict=True))
    relevant = outcome > 1
    k = max(1, len(pairs) // 3)

    def all_of(score: np.ndarray, outcome: np.ndarray, relevant: np.ndarray) -> list[float]:
        measured = [gain_at(score, outcome, 0.3), ndcg(score, outcome), precision_at(score, relevant, k)]
        return [*measured, top_overlap(score, outcome, k), auc(score, relevant), spearman(score, outcome)]

    first = all_of(score, outcome, relevant)
    assert all(np.isnan(v) or -1e-9 <= v <= 1 + 1e-9 for v in first[:-1])
    assert np.isnan(first[-1]) or abs(first[-1]) <= 1 + 1e-9
    assert all_of(np.exp(score) * 7 - 3, outcome, relevant) == pytest.approx(first, nan_ok=True)
    turned = np.argsort(np.sin(np.arange(len(pairs)) * 7.0), kind="stable")
    assert all_of(score[turned], outcome[turned], relevant[turned]) == pytest.approx(first, nan_ok=True)


@given(PAIRS)
def test_a_constant_score_is_chance(pairs: list[tuple[int, int]]) -> None:
    outcome = np.array([b for _, b in pairs], float)
    same = np.zeros(len(pairs))
    if (outcome > 0).any():
        assert gain_at(same, outcome, 0.3) == pytest.approx(0.3)
    assert precision_at(same, outcome > 1, 2) == pytest.approx((outcome > 1).mean())
    assert top_overlap(same, outcome, 2) == pytest.approx(2 / len(pairs))
    if 0 < (outcome > 1).sum() < len(pairs):
        assert auc(same, outcome > 1) == pytest.approx(0.5)


def test_ties_are_the_mean_over_all_their_orders() -> None:
    score, outcome = np.array([3.0, 2, 2, 2, 1]), np.array([1.0, 6, 0, 2, 4])
    orders = [np.array([score[0], *(2 + np.array(p) / 10), score[4]]) for p in permutations(range(3))]
    for metric in (lambda s: gain_at(s, outcome, 0.4), lambda s: ndcg(s, outcome), lambda s: auc(s, outcome > 1)):
        assert metric(score) == pytest.approx(np.mean([metric(order) for order in orders]))
