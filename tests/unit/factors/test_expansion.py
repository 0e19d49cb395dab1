from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from kam_analytics.factors.expansion import expansion, fit_expansion
from tests.support.effort import examples
from tests.unit.factors.related import bought, related
from tests.unit.factors.rows import frame, row


def account(i: int, money: float = 1000.0, **families):
    return row(f"A{i:02}", money) | {"families": bought(**families)}


def took_up() -> list:
    """Twelve bought P alone a year ago, eight of which took up Q; ten bought R alone, two of which took it up."""
    rows = [account(i, P=(800.0, 800.0), **({"Q": 200.0} if i < 8 else {})) for i in range(12)]
    return rows + [account(12 + i, R=(900.0, 900.0), **({"Q": 100.0} if i < 2 else {})) for i in range(10)]


def test_rates_of_uptake_are_shrunk_to_the_family_s_own() -> None:
    fitted = fit_expansion(frame(took_up()))
    assert fitted["families"] == ["P", "Q", "R"]
    # ten of the 22 without Q took it up; of the buyers of P 8 of 12: (8 + 20 x 10 / 22) / (12 + 20); of R 2 of 10
    base = 10 / 22
    rates = dict(zip(fitted["families"], fitted["rates"], strict=True))
    assert rates["P"][1] == pytest.approx((8 + 20 * base) / 32, abs=1e-6)
    assert rates["R"][1] == pytest.approx((2 + 20 * base) / 30, abs=1e-6)
    # Q is 0.2 of the revenue of eight buyers and 0.1 of two: median 0.2
    assert fitted["shares"] == [0.8, 0.2, 0.9]


def test_expected_and_whitespace_of_one_account() -> None:
    fitted = fit_expansion(frame(took_up()))
    # the account buys P and R; Q is missing: chance the mean of both rates
    asked = frame([account(99, 500.0, P=300.0, R=200.0), account(98, 500.0, P=(0.0, 5.0)), account(97, 0.0, P=1.0)])
    found = expansion(asked, fitted)
    chance = (fitted["rates"][0][1] + fitted["rates"][2][1]) / 2
    first = found.iloc[0]
    assert first["expansion_share"] == pytest.approx(chance * 0.2, abs=1e-6)
    assert first["expansion_amount"] == pytest.approx(chance * 0.2 * 500, abs=1e-3)
    assert (first["whitespace_families"], first["whitespace_amount"]) == (1, 100)
    # who bought nothing in the last year, or has no money, is not known
    assert found.iloc[1:].isna().all().all()


def test_without_a_year_before_families_bought_together_tell() -> None:
    rows = [account(i, P=900.0, Q=100.0) for i in range(6)] + [account(6 + i, P=1000.0) for i in range(6)]
    fitted = fit_expansion(frame(rows))
    # six of the twelve buyers of P buy Q: (6 + 20 x 0.5) / 32
    assert fitted["rates"][0][1] == 0.5
    assert fitted["base"] == [1, 0.5]


def test_rare_families_and_a_single_one_tell_nothing() -> None:
    rows = [account(i, P=900.0, **({"Q": 9.0} if i < 4 else {})) for i in range(12)]
    assert fit_expansion(frame(rows)) == {}
    assert fit_expansion(frame([row("A")])) == {}


@settings(max_examples=examples(10))
@given(related(least=2, most=12, tables=frozenset({"family"})))
def test_likelier_or_larger_families_never_promise_less(features) -> None:
    fitted = {"families": ["P", "Q"], "rates": [[0.1, 0.2], [0.3, 0.1]], "base": [0.1, 0.1], "shares": [0.5, 0.2]}
    low = expansion(features, fitted)["expansion_share"].to_numpy()
    for better in ({"rates": [[0.1, 0.4], [0.3, 0.1]]}, {"shares": [0.5, 0.3]}):
        high = expansion(features, fitted | better)["expansion_share"].to_numpy()
        known = np.isfinite(low)
        assert (high[known] >= low[known]).all()
    assert ((low[np.isfinite(low)] >= 0) & (low[np.isfinite(low)] <= 0.7)).all()
