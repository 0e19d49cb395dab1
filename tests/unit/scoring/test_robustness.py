from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.errors import Refused
from kam_analytics.scoring import Ranking
from kam_analytics.scoring.robustness import MARKS, Draws, Robustness, top_size
from tests.support.effort import examples
from tests.unit.scoring.portfolio import IMPORTANCE, Account, portfolios, ranked, weighted

ACCOUNTS: list[Account] = [("A", 10.0, 100.0, 50.0), ("B", 10.0, 50.0, 90.0), ("C", 10.0, 20.0, 20.0)]
"""A leads on room by 50 points, B on stay by 40, C trails on both."""


def row(found: Robustness, account: str) -> dict[str, object]:
    return found.frame.set_index("account_id").loc[account].to_dict()


def evenly(**changed: float) -> Robustness:
    return Draws(draws=4000, concentration=4.0, **changed)(ranked(ACCOUNTS, weighted(0, 5, 5)), 1)  # type: ignore[arg-type]


def test_the_chance_of_the_top_by_hand() -> None:
    # A is ahead of B where 50 p > 40 (1 - p), so p > 4/9, p the share of room. Shares of one half and a concentration
    # of 4 make p Beta(2, 2), whose distribution is 3 t^2 - 2 t^3: P(p > 4/9) = 1 - 48/81 + 128/729 = 425/729.
    found = evenly()
    expected = 425 / 729
    within = 4 * (expected * (1 - expected) / 4000) ** 0.5
    assert row(found, "A")["chance"] == pytest.approx(expected, abs=within)
    assert row(found, "A")["chance"] + row(found, "B")["chance"] == pytest.approx(1.0)  # type: ignore[operator]
    assert row(found, "C")["chance"] == 0
    # A and B change places: each is first in more than a twentieth of the draws and second in more than a twentieth.
    assert [row(found, "A")[name] for name in ("rank_low", "rank_high")] == [1, 2]
    assert [row(found, "C")[name] for name in ("rank_low", "rank_high")] == [3, 3]
    assert found.frame["mark"].tolist() == ["depends_weights", "depends_weights", "safe_out"]


def test_the_factor_that_decides_is_the_one_whose_share_goes_with_the_place() -> None:
    accounts: list[Account] = [("A", 10.0, 60.0, 50.0), ("B", 11.0, 60.0, 43.0)]
    found = Draws(concentration=10.0)(ranked(accounts, weighted(5, 5, 5)), 1)
    # B is ahead where p_money ln(1.1) > p_stay ln(1.5) 7/50: room, where both are level, does not decide.
    assert set(found.frame["factor"]) <= {"current_revenue", "stay"}
    assert (found.frame["chance"] > 0.05).all()
    assert found.frame["chance"].sum() == pytest.approx(1.0)


def test_a_range_over_the_line_depends_on_data_and_not_on_weights() -> None:
    accounts: list[Account] = [
        ("A", 10.0, 90.0, 50.0), ("B", 10.0, 80.0, 50.0), ("C", 10.0, 10.0, None), ("D", 10.0, 5.0, 100.0),
        ("E", 10.0, 5.0, 0.0),
    ]  # fmt: skip
    ranking = ranked(accounts, weighted(0, 10, 10))
    found = Draws(concentration=1000.0)(ranking, 2)
    # C lacks stay. At its best (the 95th percentile of 0, 50, 50, 100 is 92.5, so 0.85) it comes to -0.8 + 0.85, which
    # is below B's 0.6. With room 85 it stands at 0.7, above B, and at its worst (7.5, so -0.85) far below.
    assert row(found, "C")["mark"] == "safe_out"
    accounts[2] = ("C", 10.0, 85.0, None)
    ranking = ranked(accounts, weighted(0, 10, 10))
    found = Draws(concentration=1000.0)(ranking, 2)
    assert row(found, "C")["chance"] == 1.0
    assert row(found, "C")["mark"] == "depends_data"
    assert row(found, "C")["factor"] is None
    assert row(found, "A")["mark"] == "safe_in"


def test_one_factor_alone_leaves_nothing_to_draw() -> None:
    found = Draws()(ranked(ACCOUNTS, weighted(0, 10, 0)), 1)
    assert found.frame["chance"].tolist() == [1.0, 0.0, 0.0]
    assert found.frame["rank_low"].tolist() == found.frame["rank_high"].tolist() == [1, 2, 3]


def test_equal_accounts_keep_the_order_of_their_ids_under_all_weights() -> None:
    twins: list[Account] = [(name, 10.0, 50.0, 50.0) for name in "DBCA"]
    found = Draws(draws=50)(ranked(twins, weighted(3, 3, 3)), 2)
    assert found.frame["account_id"].tolist() == ["A", "B", "C", "D"]
    assert found.frame["chance"].tolist() == [1.0, 1.0, 0.0, 0.0]
    assert found.frame["rank_low"].tolist() == [1, 2, 3, 4]


def test_without_importance_the_order_is_money_and_id() -> None:
    ranking = ranked([("A", 1.0, 90.0, 9.0), ("B", 5.0, 1.0, 1.0)], weighted(0, 0, 0))
    found = Draws(draws=10)(ranking, 1)
    assert found.frame[["account_id", "chance"]].to_numpy().tolist() == [["B", 1.0], ["A", 0.0]]


def test_the_same_seed_gives_the_same_bytes_and_another_other_draws() -> None:
    assert evenly().frame.to_csv() == evenly().frame.to_csv()
    assert evenly(seed=8).frame.to_csv() != evenly().frame.to_csv()


def test_a_higher_concentration_makes_a_place_safer() -> None:
    ranking = ranked(ACCOUNTS, weighted(0, 5, 5))
    chances = [row(Draws(concentration=c)(ranking, 1), "A")["chance"] for c in (1.0, 10.0, 100.0, 10_000.0)]
    assert chances == sorted(chances)  # type: ignore[type-var]
    assert chances[-1] == 1.0


def test_shares_vary_as_documented_and_keep_zeros() -> None:
    ranking = ranked(ACCOUNTS, weighted(0, 6, 4))
    shares = Draws(draws=20_000)(ranking, 1).parameters.shares(ranking, ["room", "stay"])
    assert shares.sum(axis=1) == pytest.approx(1.0)
    assert shares[:, 0].mean() == pytest.approx(0.6, abs=0.003)
    assert shares[:, 0].std() == pytest.approx((0.6 * 0.4 / 51) ** 0.5, rel=0.03)
    assert not Draws().shares(ranking, []).size


def test_accounts_beyond_those_followed_have_no_interval_but_an_exact_chance() -> None:
    ranking = ranked(ACCOUNTS, weighted(0, 5, 5))
    whole, part = (Draws(concentration=4.0, followed=n)(ranking, 1).frame for n in (9, 0))
    assert part["chance"].tolist() == whole["chance"].tolist()
    assert part["rank_high"].isna().tolist() == [False, False, True]
    assert part["rank_low"].tolist()[:2] == whole["rank_low"].tolist()[:2]


def test_the_whole_portfolio_is_always_in() -> None:
    found = Draws(draws=20)(ranked(ACCOUNTS, weighted(2, 5, 5)), 3)
    assert found.counts == {"safe_in": 3, "depends_weights": 0, "depends_data": 0, "safe_out": 0}


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"concentration": 0.0}, {"concentration": float("nan")}])
def test_draws_that_make_no_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(Refused, match="not_positive"):
        Draws(**wrong)(ranked(ACCOUNTS, weighted(0, 5, 5)), 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(("accounts", "top"), [(1, 1), (6, 3), (59, 10), (60, 30), (100_000, 30)])
def test_the_size_of_the_top(accounts: int, top: int) -> None:
    assert top_size(accounts) == top


def brute(ranking: Ranking, parameters: Draws) -> np.ndarray:
    """Ranks by the definition: sort all accounts anew at each draw, by score, money and id."""
    names = [
        n for n in ("current_revenue", "room", "stay") if ranking.weights.factors[n] and n not in ranking.not_available
    ]
    prepared = ranking.prepared
    shares = parameters.shares(ranking, names)
    columns = {
        name: (prepared.log_money - np.log(prepared.calibration.reference)) / 10
        if name == "current_revenue"
        else np.log(1.5) / 10 * (prepared.factors[name].frame["value"].fillna(50).to_numpy(float) - 50) / 50
        for name in names
    }
    found = []
    for draw in shares:
        scores = sum((columns[n] * w for n, w in zip(names, draw, strict=True)), np.zeros(len(ranking.order)))
        order = np.lexsort((np.arange(len(scores)), -np.maximum(prepared.money, 0), -np.round(scores, 12)))
        ranks = np.empty(len(scores), int)
        ranks[order] = np.arange(1, len(scores) + 1)
        found.append(ranks[ranking.order])
    return np.array(found)


@settings(max_examples=examples(16), deadline=None)
@given(portfolios(least=2), st.tuples(IMPORTANCE, IMPORTANCE, IMPORTANCE), st.integers(1, 8))
def test_chances_and_intervals_are_those_of_sorting_at_each_draw(
    accounts: list[Account], importance: tuple[int, int, int], k: int
) -> None:
    ranking, parameters = ranked(accounts, weighted(*importance)), Draws(draws=40, concentration=5.0)
    found, ranks = parameters(ranking, k).frame, brute(ranking, parameters)
    assert found["chance"].tolist() == pytest.approx((ranks <= k).mean(axis=0).tolist(), abs=0.03)
    assert found["chance"].sum() == pytest.approx(min(k, len(accounts)), abs=0.06)
    low, high = np.quantile(ranks, (0.05, 0.95), axis=0, method="inverted_cdf")
    assert np.abs(found["rank_low"].to_numpy(int) - low).max() <= 1
    assert np.abs(found["rank_high"].to_numpy(int) - high).max() <= 1
    assert set(found["mark"]) <= set(MARKS)
    assert (found["rank_low"] <= found["rank_high"]).all()


@settings(max_examples=examples(10), deadline=None)
@given(portfolios(least=3), st.tuples(IMPORTANCE, IMPORTANCE, IMPORTANCE))
def test_a_larger_top_never_lowers_a_chance(accounts: list[Account], importance: tuple[int, int, int]) -> None:
    ranking = ranked(accounts, weighted(*importance))
    chances = [Draws(draws=30)(ranking, k).frame["chance"].to_numpy() for k in (1, 2, 3)]
    assert (chances[0] <= chances[1]).all()
    assert (chances[1] <= chances[2]).all()
