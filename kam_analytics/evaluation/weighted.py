"""Metrics of a ranking for many weightings of the accounts at once: what makes a bootstrap quick.

Drawing accounts with replacement is the same as giving each of them a whole-number weight, so no resampled array is
ever made. Weights have one row per account and one column per draw: sorting is done once for all draws, and every
step is a sum down the rows. A weight of w stands for w equal accounts, tied with each other.

Libraries have these metrics for one sample at a time, which would mean thousands of sorts and array copies, and
neither counts ties at a cut by expectation; hence numpy alone.

A score that is NaN comes last, tied with its like. Outcomes are finite numbers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "Bools",
    "Floats",
    "Ints",
    "auc",
    "gain_curve",
    "ndcg",
    "pearson",
    "precision_at",
    "spearman",
    "top_overlap",
]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

FEWEST = 3
"""Accounts below which a correlation says nothing: two points always lie on a line."""


def gain_curve(score: Floats, outcome: Floats, shares: Floats, weights: Floats) -> Floats:
    """Return the share of the outcome held by the first accounts: one row per share, one column per draw.

    Outcomes below 0 count as 0. Inside a group of ties the curve is a straight line, which is the expectation over all
    orders of the group. NaN where no outcome is above 0.
    """
    gains, cuts = np.maximum(outcome, 0), np.outer(shares, weights.sum(axis=0))
    order, last = _head(score, weights, cuts.max(axis=0, initial=0))
    places, held = _upto(weights[order], gains[order], last)
    return _ratio(np.stack([_first(places, held, cut) for cut in cuts]), gains @ weights)


def precision_at(score: Floats, relevant: Bools, k: int, weights: Floats) -> Floats:
    """Return the expected share of relevant accounts among the first `k` per draw; NaN where fewer were drawn."""
    cut = np.full(weights.shape[1], float(k))
    order, last = _head(score, weights, cut)
    places, hits = _upto(weights[order], np.asarray(relevant, float)[order], last)
    return np.where(places[-1] >= k, _first(places, hits, cut) / k, np.nan)


def top_overlap(score: Floats, outcome: Floats, k: int, weights: Floats) -> Floats:
    """Return the expected share of the `k` best by outcome among the `k` best by score; NaN where fewer were drawn."""
    (one, by_score), (two, by_outcome) = _membership(score, k, weights), _membership(outcome, k, weights)
    shared, first, second = np.intersect1d(one, two, assume_unique=True, return_indices=True)
    both = (weights[shared] * by_score[first] * by_outcome[second]).sum(axis=0)
    return np.where(weights.sum(axis=0) >= k, both / k, np.nan)


def ndcg(score: Floats, outcome: Floats, weights: Floats) -> Floats:
    """Return the discounted cumulative gain over that of the best order per draw; NaN where no outcome is above 0.

    Needs whole-number weights: an account drawn twice takes two places.
    """
    gains = np.maximum(outcome, 0)
    # in the best order ties have equal gains, so any order of them will do: one without ties is quicker
    best = -np.argsort(np.argsort(-gains, kind="stable"), kind="stable").astype(float)
    return _ratio(_dcg(score, gains, weights), _dcg(best, gains, weights))


def auc(score: Floats, relevant: Bools, weights: Floats) -> Floats:
    """Return the share of pairs (relevant, not relevant) in the right order per draw, ties half; NaN without pairs."""
    hit = np.asarray(relevant, bool)
    drawn = weights[hit]
    positives, negatives = drawn.sum(axis=0), weights[~hit].sum(axis=0)
    above = (drawn * _centred_ranks(score, weights, hit)).sum(axis=0)
    # pairs of relevant accounts cancel out, so the mean rank of the relevant tells how many of the others they beat
    return _ratio(above + positives * negatives / 2, positives * negatives)


def spearman(x: Floats, y: Floats, weights: Floats) -> Floats:
    """Return the correlation of mid-ranks per draw, ranked anew in each; NaN where one side is constant."""
    one, two = _centred_ranks(x, weights), _centred_ranks(y, weights)
    weighted = weights * one
    covariance = (weighted * two).sum(axis=0)
    scale = np.sqrt((weighted * one).sum(axis=0) * (weights * two * two).sum(axis=0))
    return np.where(weights.sum(axis=0) >= FEWEST, _ratio(covariance, scale), np.nan)


def pearson(x: Floats, y: Floats, weights: Floats) -> Floats:
    """Return the correlation per draw, from sums of products in one multiplication; pairs with a NaN are left out."""
    known = np.isfinite(x) & np.isfinite(y)
    if known.sum() < FEWEST:
        return np.full(weights.shape[1], np.nan)
    one, two = x[known] - x[known].mean(), y[known] - y[known].mean()
    if not (_varies(x[known]) and _varies(y[known])):
        return np.full(weights.shape[1], np.nan)
    products = np.stack([np.ones_like(one), one, two, one * two, one * one, two * two])
    n, a, b, ab, aa, bb = products @ weights[known]
    scale = np.sqrt(np.maximum(n * aa - a * a, 0) * np.maximum(n * bb - b * b, 0))
    return np.where(n >= FEWEST, np.clip(_ratio(n * ab - a * b, scale), -1, 1), np.nan)


def _groups(score: Floats) -> tuple[Ints, Ints]:
    """Return the accounts from the best on, and the last place of each group of ties."""
    value = np.where(np.isnan(score), -np.inf, score)
    order = np.argsort(-value, kind="stable")
    ranked = value[order]
    return order, np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))


def _head(score: Floats, weights: Floats, cut: Floats) -> tuple[Ints, Ints]:
    """Return the first groups of ties, enough of them to hold `cut` places in every draw, or all there are."""
    order, last = _groups(score)
    enough = int(1.3 * cut.max(initial=0)) + 50
    while enough < len(order):
        groups = int(np.searchsorted(last, enough)) + 1
        accounts = order[: last[groups - 1] + 1]
        if (weights[accounts].sum(axis=0) >= cut).all():
            return accounts, last[:groups]
        enough *= 2
    return order, last


def _upto(drawn: Floats, values: Floats, last: Ints) -> tuple[Floats, Floats]:
    """Return places and value up to the end of each group."""
    return drawn.cumsum(axis=0)[last], (drawn * values[:, None]).cumsum(axis=0)[last]


def _first(places: Floats, held: Floats, cut: Floats) -> Floats:
    """Return what the first `cut` places hold, a straight line inside the group that the cut falls into."""
    group = np.minimum(np.count_nonzero(places < cut, axis=0), len(places) - 1)
    draw = np.arange(places.shape[1])
    before = np.maximum(group - 1, 0)
    started = group > 0
    place = np.where(started, places[before, draw], 0)
    value = np.where(started, held[before, draw], 0)
    part = np.clip(_ratio(cut - place, places[group, draw] - place), 0, 1)
    return np.where(cut > place, value + np.nan_to_num(part) * (held[group, draw] - value), value)


def _membership(score: Floats, k: int, weights: Floats) -> tuple[Ints, Floats]:
    """Return accounts that may be among the first `k`, and by draw the chance that they are; the others never are."""
    order, last = _head(score, weights, np.full(weights.shape[1], float(k)))
    upto = weights[order].cumsum(axis=0)[last]
    size = np.diff(upto, axis=0, prepend=0)
    chance = np.clip(np.nan_to_num(_ratio(k - (upto - size), size)), 0, 1)
    return order, np.repeat(chance, np.diff(last, prepend=-1), axis=0)


def _dcg(score: Floats, gains: Floats, weights: Floats) -> Floats:
    """Return the discounted cumulative gain; tied accounts share the discounts of their places."""
    order, last = _groups(score)
    drawn = weights[order]
    places = drawn.cumsum(axis=0)[last]
    most = int(places[-1].max(initial=0))
    discount = np.concatenate([[0.0], np.cumsum(1 / np.log2(np.arange(2, most + 2)))])
    worth = np.diff(discount.take(places.astype(np.int32)), axis=0, prepend=0)
    value = gains[order]
    if len(last) == len(order):  # no ties but between copies of one account, which have the same gain
        alone: Floats = value @ worth
        return alone
    held = np.diff((drawn * value[:, None]).cumsum(axis=0)[last], axis=0, prepend=0)
    size = np.diff(places, axis=0, prepend=0)
    total: Floats = np.nan_to_num(_ratio(held * worth, size)).sum(axis=0)
    return total


def _centred_ranks(values: Floats, weights: Floats, chosen: Bools | None = None) -> Floats:
    """Return mid-ranks less their mean, by account (all, or the chosen ones) and draw."""
    order, last = _groups(values)
    group = np.empty(len(order), np.int64)
    group[order] = np.repeat(np.arange(len(last)), np.diff(last, prepend=-1))
    group = group if chosen is None else group[chosen]
    upto = weights[order].cumsum(axis=0)
    after, before = upto[last[group]], upto[last[group - 1]]
    before[group == 0] = 0
    ranks: Floats = (upto[-1] - after - before) / 2  # the best come first, so the count runs downwards
    return ranks


def _varies(values: Floats) -> bool:
    return bool(values.max() > values.min())


def _ratio(above: Any, below: Any) -> Floats:
    """Return the quotient, NaN where there is nothing to divide by."""
    above, below = np.broadcast_arrays(np.asarray(above, float), np.asarray(below, float))
    quotient = np.full(above.shape, np.nan)
    np.divide(above, below, out=quotient, where=below > 0)
    return quotient
