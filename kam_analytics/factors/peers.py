"""Where an account stands among accounts of about its size."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["bands", "fit_peers", "position"]

Floats = NDArray[np.float64]

_MAX_BANDS = 10
_MIN_IN_BAND = 20
_KNOTS = 11


def fit_peers(size: Floats, figure: Floats) -> dict[str, Any]:
    """Return quantiles of a figure in bands of about equal count by size; equal sizes stay in one band.

    Up to ten bands of at least 20 accounts: `centres` (median size) and `knots` (minimum, deciles, maximum, row by
    band). Accounts without a size or figure are left out; without any the result is empty.
    """
    known = np.isfinite(size) & np.isfinite(figure)
    size, figure = size[known], figure[known]
    if size.size == 0:
        return {}
    found = bands(size, figure)
    shares = np.linspace(0.0, 1.0, _KNOTS)
    return {
        "centres": [round(float(np.median(size[band])), 6) for band in found],
        "knots": [[round(float(q), 6) for q in np.quantile(figure[band], shares)] for band in found],
    }


def bands(size: Floats, figure: Floats) -> list[NDArray[np.intp]]:
    """Return rows in bands of about equal count by size, up to ten of at least 20; equal sizes stay in one band."""
    order = np.lexsort((figure, size))
    return np.split(order, _cuts(size[order]))


def _cuts(ordered: Floats) -> list[int]:
    """Return where the bands part: places of equal count, moved up to the end of a run of equal sizes."""
    count = ordered.size
    cuts = [0]
    for band in np.array_split(np.arange(count), min(_MAX_BANDS, max(1, count // _MIN_IN_BAND)))[:-1]:
        cut = int(np.searchsorted(ordered, ordered[band[-1]], side="right"))
        if min(cut - cuts[-1], count - cut) >= _MIN_IN_BAND:
            cuts.append(cut)
    return cuts[1:]


def position(size: Floats, figure: Floats, peers: Mapping[str, Any]) -> Floats:
    """Return the share of peers below the figure, 0..1; ties count half; NaN where size, figure or peers are unknown.

    The knots of the two neighbouring bands are interpolated by size, so nobody jumps at the border of a band.
    """
    result = np.full(size.shape, np.nan)
    known = np.isfinite(size) & np.isfinite(figure)
    if not peers or not known.any():
        return result
    knots = _knots_at(size[known], np.asarray(peers["centres"], float), np.asarray(peers["knots"], float))
    result[known] = _place(np.round(figure[known], 6)[:, None], np.round(knots, 6))
    return result


def _knots_at(size: Floats, centres: Floats, knots: Floats) -> Floats:
    if centres.size == 1:
        return np.repeat(knots, size.size, axis=0)
    upper = np.clip(np.searchsorted(centres, size), 1, centres.size - 1)
    width = centres[upper] - centres[upper - 1]
    share = np.clip((size - centres[upper - 1]) / np.where(width > 0, width, 1.0), 0.0, 1.0)[:, None]
    between: Floats = knots[upper - 1] * (1.0 - share) + knots[upper] * share
    return between


def _place(figure: Floats, knots: Floats) -> Floats:
    """Interpolate between the knots; on a run of equal knots take its middle."""
    last = knots.shape[1] - 1
    below = (knots < figure).sum(axis=1)
    up_to = (knots <= figure).sum(axis=1)
    rows = np.arange(len(knots))
    lower = knots[rows, np.clip(below - 1, 0, last)]
    upper = knots[rows, np.clip(below, 0, last)]
    width = np.where(upper > lower, upper - lower, 1.0)
    between = below - 1 + (figure[:, 0] - lower) / width
    on_knot = (below + up_to - 1) / 2.0
    place: Floats = np.clip(np.where(up_to > below, on_knot, between), 0.0, last) / last
    return place
