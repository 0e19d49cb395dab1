"""The curves: who is caught by the first of a ranking, and who was lost by its last."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from kam_analytics.evaluation.bootstrap import Draws
from kam_analytics.evaluation.measure import SHARES, Panel, curves, measure
from kam_analytics.evaluation.period import Ahead, Period

N = 20
LOST = [0, 1, 15]
"""Accounts that bought nothing; the ranking puts account 0 last and account 19 first."""


def panel(lost: list[int]) -> Panel:
    revenue = np.where(np.isin(np.arange(N), lost), 0.0, np.arange(N) + 1.0)
    expected = np.log1p(np.arange(N) + 1.0)
    ahead = Ahead(revenue, (revenue / 2, revenue / 2), revenue > 0, 1.0, expected, np.ones(N))
    rankings = {"renewal_likelihood": np.arange(N, dtype=float), "fit": np.ones(N)}
    period = Period(dt.date(2025, 6, 30), np.arange(N), ahead, rankings)
    return Panel(182, [period], [], 5, frozenset(), frozenset(), frozenset())


def caught(lost: list[int], outcome: str) -> dict[float, float]:
    found = curves(panel(lost), Draws.of(N, 20, 7))
    assert set(found["ranking"]) == {"renewal_likelihood"}, "only the main rankings are drawn"
    mine = found[found["outcome"] == outcome]
    return dict(zip(mine["share"], mine["captured"], strict=True))


def test_the_lost_are_counted_from_the_last_on() -> None:
    held = caught(LOST, "retention")
    assert set(held) == set(SHARES)
    # one account is a twentieth: the last two are two of three lost, the third stands sixteenth from below
    assert [held[share] for share in (0.0, 0.05, 0.1, 0.75, 0.8, 1.0)] == pytest.approx([0, 1 / 3, 2 / 3, 2 / 3, 1, 1])


def test_revenue_is_counted_from_the_first_on() -> None:
    total = sum(range(1, N + 1)) - sum(at + 1 for at in LOST)
    assert caught(LOST, "revenue")[0.1] == pytest.approx((20 + 19) / total)


def test_where_nobody_was_lost_there_is_no_curve() -> None:
    assert np.isnan(list(caught([], "retention").values())).all()


def test_the_curve_of_emerging_accounts_agrees_with_the_figure() -> None:
    rng = np.random.default_rng(5)
    size = rng.normal(0, 1.5, 400)
    halves = tuple(np.exp(size + rng.normal(0, 0.8, 400)) for _ in range(2))
    revenue = halves[0] + halves[1]
    ahead = Ahead(revenue, (halves[0], halves[1]), revenue > 0, 1.0, np.log1p(2 * np.exp(size)), np.ones(400))
    period = Period(dt.date(2025, 6, 30), np.arange(400), ahead, {"ewma": size, "potential": rng.normal(size=400)})
    both, draws = Panel(182, [period], [[period]], 5, frozenset(), frozenset(), frozenset()), Draws.of(400, 20, 7)
    drawn, figures = curves(both, draws), measure(both, draws)
    for ranking in ("ewma", "potential"):
        curve = drawn[(drawn["outcome"] == "emerging") & (drawn["ranking"] == ranking) & (drawn["share"] == 0.1)]
        mine = (figures["outcome"] == "emerging") & (figures["ranking"] == ranking) & (figures["metric"] == "gain_10")
        assert curve["captured"].item() == pytest.approx(figures[mine]["value"].item())
        assert curve["captured"].item() > 0, "large accounts cannot emerge, so they do not stand first"
