"""What holds for every portfolio and every set of weights."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.factors import all_factors
from kam_analytics.scoring import WeightSet, balanced, fit, movers, rank
from tests.support.effort import examples
from tests.unit.factors import rows
from tests.unit.scoring.portfolio import (
    AS_OF,
    FACTORS,
    Account,
    features,
    fitted,
    ids,
    portfolios,
    ranked,
    same,
    scores,
    weight_sets,
)

FEW = settings(max_examples=examples(25))


@FEW
@given(portfolios(), portfolios(), weight_sets())
def test_a_ranking_adds_up_and_is_strict(seen: list[Account], accounts: list[Account], weights: WeightSet) -> None:
    ranking = ranked(accounts, weights, fitted(seen))
    frame = ranking.frame
    parts = frame[[f"{name}.contribution" for name in weights.factors]].fillna(0.0).sum(axis=1)
    assert frame["log_score"].to_numpy() == pytest.approx((frame["base"] + parts).to_numpy(), abs=1e-9)
    assert frame["rank"].tolist() == list(range(1, len(accounts) + 1))
    assert sorted(ids(ranking)) == sorted(account for account, *_ in accounts)
    keys = [(-log, -max(money, 0.0), account) for log, money, account in _keys(frame)]
    assert keys == sorted(keys)
    assert (frame["low"] <= frame["score"]).all()
    assert (frame["score"] <= frame["high"]).all()
    assert frame["coverage"].between(0, 1).all()
    whole = frame[[f"{n}.available" for n in weights.factors if n not in ranking.not_available]].all(axis=1)
    assert (frame.loc[whole, "low"] == frame.loc[whole, "high"]).all()
    counted = {n: w for n, w in weights.factors.items() if n not in ranking.not_available}
    total = sum(counted.values())
    have = sum(frame[f"{n}.available"] * w for n, w in counted.items()) if counted else 0 * frame["rank"]
    assert frame["coverage"].to_numpy() == pytest.approx((have / total if total else 0 * have).to_numpy(), abs=1e-6)


def _keys(frame):
    return zip(frame["log_score"], frame["money"], frame["account_id"], strict=True)


@FEW
@given(portfolios(least=2), weight_sets(), st.data())
def test_the_order_of_rows_changes_no_bit(accounts: list[Account], weights: WeightSet, data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(accounts))
    assert fitted(shuffled).to_json() == fitted(accounts).to_json()
    assert same(ranked(shuffled, weights), ranked(accounts, weights))


@FEW
@given(portfolios(least=2), weight_sets(), st.floats(1, 100), st.floats(0, 100))
def test_a_giant_changes_nothing_among_the_others(
    accounts: list[Account], weights: WeightSet, room: float, stay: float
) -> None:
    ruler = fitted(accounts)
    before = scores(ranked(accounts, weights, ruler))
    giant = ("giant", 1000 * max(*(money for _, money, *_ in accounts), 1.0), room, stay)
    after = scores(ranked([*accounts, giant], weights, ruler)).drop(index="giant")
    assert after.index.tolist() == before.index.tolist()
    kept = [column for column in before if column != "rank"]
    assert after[kept].equals(before[kept])


@FEW
@given(portfolios(), weight_sets(), st.integers(0, 7), st.sampled_from([1, 2, 3]), st.data())
def test_more_of_a_good_thing_never_scores_less(
    accounts: list[Account], weights: WeightSet, place: int, column: int, data: st.DataObject
) -> None:
    ruler = fitted(accounts)
    chosen = accounts[place % len(accounts)]
    old = chosen[column]
    if old is None:
        return
    new = old + data.draw(st.floats(0, 1e6)) if column == 1 else data.draw(st.floats(old, 100))
    better = tuple(new if i == column else cell for i, cell in enumerate(chosen))
    changed = [better if account == chosen else account for account in accounts]
    before, after = (scores(ranked(a, weights, ruler)).loc[chosen[0]] for a in (accounts, changed))
    assert after["log_score"] >= before["log_score"]
    assert after["score"] >= before["score"]
    assert after["rank"] <= before["rank"]


@settings(max_examples=examples(20))
@given(rows.portfolios(least=2), st.sampled_from(["account_potential", "value", "potential"]), st.data())
def test_the_real_factors_are_blind_to_the_order_of_rows(accounts, purpose: str, data: st.DataObject) -> None:
    shuffled = accounts.iloc[data.draw(st.permutations(range(len(accounts))))]
    rulers = [fit(f, all_factors(), version="v", fitted_as_of=AS_OF) for f in (accounts, shuffled)]
    assert rulers[0].to_json() == rulers[1].to_json()
    left, right = (rank(f, rulers[0], balanced(purpose), all_factors()) for f in (accounts, shuffled))
    assert left.frame.equals(right.frame)
    for before, after in itertools.pairwise(left.frame["log_score"]):
        assert before >= after
    assert (left.frame["low"] <= left.frame["score"]).all()
    assert (left.frame["score"] <= left.frame["high"]).all()


@FEW
@given(portfolios(), weight_sets(), weight_sets(), st.integers(0, 9))
def test_movers_are_exactly_those_that_cross_the_line(
    accounts: list[Account], first: WeightSet, second: WeightSet, k: int
) -> None:
    before, after = ranked(accounts, first), ranked(accounts, second)
    found = movers(before, after, k)
    assert set(found.loc[found["move"] == "enters", "account_id"]) == set(ids(after)[:k]) - set(ids(before)[:k])
    assert set(found.loc[found["move"] == "leaves", "account_id"]) == set(ids(before)[:k]) - set(ids(after)[:k])
    assert (found["move"] == "enters").sum() == (found["move"] == "leaves").sum()
    signs = np.where(found["move"] == "enters", 1, -1)
    assert (found["change"].to_numpy() * signs >= 0).all()


@FEW
@given(portfolios(), st.integers(0, 10), st.integers(0, 10))
def test_potential_does_not_look_at_money_but_in_ties(accounts: list[Account], room: int, stay: int) -> None:
    weights = WeightSet("potential", "x", 1, {"current_revenue": 0, "room": room, "stay": stay})
    ruler = fitted(accounts)
    doubled = features(accounts).assign(money=lambda f: f["money"] * 7 + 3)
    left, right = (scores(rank(f, ruler, weights, FACTORS)) for f in (features(accounts), doubled))
    assert left["log_score"].sort_index().equals(right["log_score"].sort_index())
