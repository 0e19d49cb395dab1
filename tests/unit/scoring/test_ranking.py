"""The formula of the design by hand, and what a ranking says of missing figures."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from kam_analytics.errors import NotFound
from kam_analytics.factors import all_factors
from kam_analytics.i18n import codes
from kam_analytics.scoring import MONEY_FACTOR, balanced, fit, prepare, rank, rerank
from tests.unit.factors.rows import frame, row, without_orders
from tests.unit.scoring.portfolio import AS_OF, FACTORS, features, fitted, ids, ranked, scores, weighted

S = math.log(1.5)


def test_the_weighted_sum_by_hand() -> None:
    # money 100, 200, 400: reference (median) 200, floor (1st percentile) 102. a = 8/10, room 5/10, stay 10/10.
    accounts = [("A", 100.0, 75.0, 50.0), ("B", 200.0, 0.0, 100.0), ("C", 400.0, 100.0, 25.0)]
    ranking = ranked(accounts, weighted(8, 5, 10))
    found = scores(ranking)
    expected = {
        "A": 0.8 * math.log(102) + S * (0.5 * 0.5 + 1.0 * 0.0),
        "B": 0.8 * math.log(200) + S * (0.5 * -1.0 + 1.0 * 1.0),
        "C": 0.8 * math.log(400) + S * (0.5 * 1.0 + 1.0 * -0.5),
    }
    assert found["log_score"].to_dict() == pytest.approx(expected, abs=1e-9)
    assert found["base"].unique().tolist() == pytest.approx([0.8 * math.log(200)], abs=1e-9)
    assert found.loc["C", "current_revenue.contribution"] == pytest.approx(0.8 * math.log(2), abs=1e-9)
    assert found.loc["C", "room.contribution"] == pytest.approx(S / 2, abs=1e-9)
    assert found.loc["B", "stay.contribution"] == pytest.approx(S, abs=1e-9)  # a full factor at 10 is x 1.5
    assert ids(ranking) == ["C", "B", "A"]
    assert found["rank"].to_dict() == {"C": 1, "B": 2, "A": 3}


def test_the_shown_score_is_a_line_through_the_1st_and_99th_percentile() -> None:
    accounts = [("A", 100.0, 75.0, 50.0), ("B", 200.0, 0.0, 100.0), ("C", 400.0, 100.0, 25.0)]
    ranking = ranked(accounts, weighted(8, 5, 10))
    low, middle, high = sorted(ranking.frame["log_score"])
    # three values: the 1st percentile lies 2% of the way from the least to the middle one, the 99th mirrors it
    zero, hundred = low + 0.02 * (middle - low), high - 0.02 * (high - middle)
    expected = [100 * (log - zero) / (hundred - zero) for log in ranking.frame["log_score"]]
    assert ranking.frame["score"].tolist() == pytest.approx(expected, abs=2e-6)
    assert ranking.frame["score"].iloc[0] > 100  # clipped for display only
    assert ranking.scale.points_per_log == pytest.approx(100 / (hundred - zero))
    assert ranking.neutral == pytest.approx(100 * (0.8 * math.log(200) - zero) / (hundred - zero), abs=2e-6)


def test_a_missing_factor_gives_a_range_and_less_coverage() -> None:
    # room seen: 0, 50, 100 -> 5th percentile 5, 95th 95. Importance 5: contributions from -S x 0.45 to S x 0.45.
    accounts = [("A", 100.0, None, 60.0), ("B", 100.0, 0.0, 60.0), ("C", 100.0, 50.0, 60.0), ("D", 100.0, 100.0, 60.0)]
    ranking = ranked(accounts, weighted(10, 5, 10))
    found = scores(ranking)
    per_log = ranking.scale.points_per_log
    assert found.loc["A", "score"] - found.loc["A", "low"] == pytest.approx(0.45 * S * per_log, abs=1e-5)
    assert found.loc["A", "high"] - found.loc["A", "score"] == pytest.approx(0.45 * S * per_log, abs=1e-5)
    assert found["coverage"].to_dict() == pytest.approx({"A": 20 / 25, "B": 1, "C": 1, "D": 1})
    assert (found.loc[["B", "C", "D"], "low"] == found.loc[["B", "C", "D"], "high"]).all()
    # no contribution and no renormalising: A stands where room at 50 stands
    assert found.loc["A", "log_score"] == found.loc["C", "log_score"]
    assert math.isnan(found.loc["A", "room.contribution"])
    assert not found.loc["A", "room.available"]


@pytest.mark.parametrize("seen", [(70.0, 90.0), (10.0, 30.0)])
def test_the_range_holds_the_score_even_when_all_others_stand_on_one_side(seen: tuple[float, float]) -> None:
    accounts = [("A", 100.0, None, 60.0), ("B", 100.0, seen[0], 60.0), ("C", 100.0, seen[1], 60.0)]
    found = scores(ranked(accounts, weighted(10, 5, 10))).loc["A"]
    assert found["low"] <= found["score"] <= found["high"]
    assert found["low"] < found["high"]


def test_a_factor_that_nobody_has_leaves_range_and_coverage() -> None:
    accounts = [("A", 100.0, None, None), ("B", 100.0, None, 60.0), ("C", 100.0, None, 80.0)]
    ranking = ranked(accounts, weighted(10, 5, 10))
    assert ranking.not_available == {"room": "factors.absent.no_repeat_orders"}
    assert ranking.portfolio_coverage == pytest.approx(20 / 25)
    found = scores(ranking)
    assert found["coverage"].to_dict() == pytest.approx({"A": 10 / 20, "B": 1, "C": 1})
    assert found.loc["B", "low"] == found.loc["B", "score"] == found.loc["B", "high"]


def test_a_factor_the_calibration_never_saw_waits_for_a_renewal() -> None:
    before = fitted([("A", 100.0, None, 50.0), ("B", 200.0, None, 50.0)])
    after = ranked([("A", 100.0, 90.0, 50.0), ("B", 200.0, 10.0, 50.0)], weighted(10, 5, 5), before)
    assert after.not_available == {"room": "scoring.not_in_calibration"}
    assert after.frame["room.contribution"].isna().all()


def test_money_at_or_below_zero_sits_at_the_floor_in_order_of_ids() -> None:
    accounts = [("Z", -50.0, 50.0, 50.0), ("M", 0.0, 50.0, 50.0), ("B", 10.0, 50.0, 50.0), ("A", -1.0, 50.0, 50.0)]
    ranking = ranked(accounts, weighted(10, 0, 0))
    assert ids(ranking) == ["B", "A", "M", "Z"]
    # one positive account: floor = 10, so all stand at the same log score, and B's money breaks the tie
    assert len(set(ranking.frame["log_score"])) == 1


def test_ties_go_by_money_then_id_in_code_points() -> None:
    accounts = [("b", 10.0, 50.0, 50.0), ("é", 10.0, 50.0, 50.0), ("B", 10.0, 50.0, 50.0), ("c", 20.0, 50.0, 50.0)]
    assert ids(ranked(accounts, weighted(0, 5, 5))) == ["c", "B", "b", "é"]


def test_potential_has_no_money_base_whatever_the_set_says() -> None:
    accounts = [("A", 1.0, 60.0, 50.0), ("B", 1e9, 50.0, 50.0)]
    ranking = ranked(accounts, weighted(10, 5, 5, "potential"))
    assert ids(ranking) == ["A", "B"]
    assert (ranking.frame["base"] == 0).all()
    assert (ranking.frame["current_revenue.contribution"] == 0).all()


@pytest.mark.parametrize("purpose", ["account_potential", "value", "potential"])
@pytest.mark.parametrize(
    "rows",
    [[], [row("A")], [without_orders("B"), without_orders("A")], [row("A", -5.0), row("B", float("nan"))]],
    ids=["nobody", "one", "no orders", "no positive money"],
)
def test_too_little_still_ranks(rows, purpose: str) -> None:
    accounts = frame(rows)
    calibration = fit(accounts, all_factors(), version="v", fitted_as_of=AS_OF)
    ranking = rank(accounts, calibration, balanced(purpose), all_factors())
    assert ids(ranking) == sorted(accounts["account_id"])
    assert ranking.frame["score"].tolist() == pytest.approx(
        [ranking.frame["score"].iloc[0]] * len(rows) if rows else []
    )
    assert ranking.frame[["score", "low", "high", "log_score", "coverage"]].notna().all().all()
    assert set(ranking.not_available) >= {"win_expand", "relationship", "fit", "logo"}
    assert set(ranking.not_available.values()) <= set(codes())
    if len(rows) == 1:
        assert ranking.frame["score"].tolist() == [50]


def test_one_account_in_the_shape_of_the_command() -> None:
    accounts = [("A", 100.126, None, 60.0), ("B", 50.0, 40.0, 70.0)]
    ranking = ranked(accounts, weighted(10, 5, 10))
    one = ranking.account("A")
    assert list(one)[:4] == ["rank", "account_id", "name", "name_reason"]
    assert one["factors"]["room"] == {
        "value": None, "value_reason": "factors.missing.no_orders", "available": False,
        "contribution": None, "contribution_reason": "factors.missing.no_orders",
        "evidence": {"raw": None, "raw_reason": "factors.missing.no_orders"},
    }  # fmt: skip
    assert one["factors"]["stay"]["evidence"] == {"raw": 60}
    assert ranking.evidence("A")[MONEY_FACTOR]["money"] == 100.13
    total = one["base"] + sum(f["contribution"] for f in one["factors"].values() if f["available"])
    assert one["log_score"] == pytest.approx(total, abs=1e-9)
    assert [a["account_id"] for a in ranking.accounts({"A": "Ann"})] == ids(ranking)
    assert [a["name"] for a in ranking.accounts({"A": "Ann"}, top=1)] == ["Ann"]
    with pytest.raises(NotFound) as raised:
        ranking.account("C")
    assert raised.value.code == "scoring.no_account"


def test_reranking_is_ranking() -> None:
    accounts = [("A", 100.0, None, 60.0), ("B", 50.0, 40.0, 70.0), ("C", 70.0, 99.0, 1.0)]
    calibration = fitted(accounts)
    prepared = prepare(features(accounts), calibration, FACTORS)
    for weights in (weighted(10, 5, 10), weighted(0, 0, 0), weighted(0, 10, 3, "potential")):
        again = rerank(prepared, weights)
        whole = ranked(accounts, weights, calibration)
        pd.testing.assert_frame_equal(again.frame, whole.frame, check_exact=True)
        assert (again.scale, again.calibration_id) == (whole.scale, calibration.id)


def test_without_any_importance_everybody_is_equal() -> None:
    ranking = ranked([("A", 10.0, 1.0, 1.0), ("B", 20.0, 99.0, 99.0)], weighted(0, 0, 0))
    assert ids(ranking) == ["B", "A"]
    assert ranking.frame["score"].tolist() == [50, 50]
    assert ranking.portfolio_coverage == 0
    assert ranking.frame["coverage"].tolist() == [0, 0]
