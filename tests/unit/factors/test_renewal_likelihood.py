from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.factors.renewal_likelihood import RenewalLikelihood
from tests.support.effort import examples
from tests.unit.factors.related import answers, cases, contracts, said, talks
from tests.unit.factors.rows import frame, portfolios, row, without_orders


def value(typical: float, **features: float | None) -> float:
    found = RenewalLikelihood()(frame([row("A", **features)]), {"typical_gap_days": typical})
    return float(found.frame["value"].iloc[0])


def test_the_closed_form_by_hand() -> None:
    # 4 order days = 3 gaps of 20 days; typical gap 60, k = 1: weight n = 4, gap = (60 + 60) / 4 = 30, n x gap = 120.
    # Silent for 60 days: q = 60 / 120 = 0.5; (1.5)^4 = 5.0625; active = 1 / (1 + 1 / (2.5 + 3) x 5.0625) = 0.520710.
    # Orders again within 364 days: 1 - (1 + 364 / (120 x 1.5))^-4 = 1 - (180 / 544)^4 = 0.988013.
    expected = 100 * (1 / (1 + 5.0625 / 5.5)) * (1 - (180 / 544) ** 4)
    assert expected == pytest.approx(51.446854, abs=1e-6)
    assert value(60, order_days=4, mean_gap_days=20, recency_days=60) == pytest.approx(expected, abs=1e-6)


def test_one_order_day_is_judged_by_the_typical_gap() -> None:
    # no gap of its own: n = k = 1, gap = 90; silent for 90 days: q = 1, active = 1 / (1 + 1 / 2.5 x 2) = 1 / 1.8;
    # the second part is 1 - 1 / (1 + 364 / 180)
    expected = 100 / 1.8 * (1 - 1 / (1 + 364 / 180))
    assert value(90, order_days=1, mean_gap_days=None, recency_days=90) == pytest.approx(expected, abs=1e-6)


def test_the_typical_gap_is_the_median_of_accounts_with_two_order_days() -> None:
    features = frame(
        [
            row("A", mean_gap_days=10.0),
            row("B", mean_gap_days=40.0),
            row("C", mean_gap_days=100.0),
            row("D", order_days=1, mean_gap_days=None),
            without_orders("E"),
        ]
    )
    one = RenewalLikelihood()
    assert one.fit(features) == {"typical_gap_days": 40.0}
    found = one(features, one.fit(features))
    assert found.frame["available"].tolist() == [True, True, True, True, False]
    assert found.evidence["expected_gap_days"].isna().tolist() == [False] * 4 + [True]
    nobody = frame([row("A", order_days=1, mean_gap_days=None)])
    assert one(nobody, one.fit(nobody)).reason == "factors.absent.no_repeat_orders"


@settings(max_examples=examples(10))
@given(portfolios(least=2), st.integers(1, 50), st.lists(st.integers(0, 20000), min_size=2, max_size=10))
def test_longer_silence_never_has_a_higher_value(fitted, order_days, silences) -> None:
    one = RenewalLikelihood()
    asked = frame(
        row(f"A{i}", order_days=order_days, mean_gap_days=20.0 if order_days > 1 else None, recency_days=days)
        for i, days in enumerate(sorted(silences))
    )
    found = one(asked, one.fit(fitted)).frame
    assert not found["available"].any() or (np.diff(found["value"]) <= 0).all()


@pytest.mark.parametrize("gap", [1.0, 30.0, 365.0])
def test_just_after_an_order_more_orders_are_better(gap: float) -> None:
    given = [value(30, order_days=n, mean_gap_days=gap if n > 1 else None, recency_days=0) for n in (1, 2, 5, 20)]
    active = [found / (1 - (1 + 364 / (n * g)) ** -n) for found, n, g in _again(given, gap)]
    assert active == sorted(active)


def _again(given: list[float], gap: float) -> list[tuple[float, float, float]]:
    """Value, weight n and shrunk gap of each account of the test above."""
    return [(v, days, ((days - 1) * gap + 30) / days) for v, days in zip(given, (1, 2, 5, 20), strict=True)]


USUAL = {"order_days": 4, "mean_gap_days": 20, "recency_days": 60}
RHYTHM = 51.446854
"""The rhythm of the first test, at a typical gap of 60 days."""


def test_contracts_satisfaction_and_cases_join_the_rhythm() -> None:
    # 2 of 3 renewed, portfolio 0.5 without a fit: r = (2 + 2 x 0.5) / (3 + 2) = 0.6; half a horizon left:
    # 100 x (0.6 + 0.4 x 182 / 364) = 80
    contract = contracts(active=1, days=182, ended=3, renewed=2)
    assert value(60, **USUAL, **contract) == pytest.approx((6 * RHYTHM + 2 * 80) / 8, abs=1e-6)
    # two NPS answers of mean 7 and one CSAT at 1.0 of its scale: (2 x 0.7 + 1) / 3 = 0.8
    said = answers(nps=2, mean=7.0, csat=1, share=1.0)
    assert value(60, **USUAL, **said) == pytest.approx((6 * RHYTHM + 80) / 7, abs=1e-6)
    # one severe case of the year that is still open counts twice: 100 x 0.75^2 = 56.25
    bad = cases(severity1=1, severe_open=1)
    assert value(60, **USUAL, **bad) == pytest.approx((6 * RHYTHM + 56.25) / 7, abs=1e-6)
    every = (6 * RHYTHM + 2 * 80 + 80 + 56.25) / 10
    asked = frame([row("A", **USUAL, **contract, **said, **bad)])
    found = RenewalLikelihood()(asked, {"typical_gap_days": 60})
    assert found.frame["value"].iloc[0] == pytest.approx(every, abs=1e-6)
    parts = found.evidence[["rhythm_part", "contract_part", "satisfaction_part", "cases_part"]].iloc[0].tolist()
    assert parts == pytest.approx([RHYTHM, 80, 80, 56.25], abs=1e-6)
    assert found.evidence["judgement_share"].iloc[0] == 0.4


def test_value_at_renewal_change_of_answers_rising_cases_and_late_activity_join_too() -> None:
    # 80 of the test above; contracts renewed at 25% more: half of the 10 points. At twice the value: all of them
    contract = contracts(active=1, days=182, ended=3, renewed=2)
    for change, points in ((0.25, 85), (1.0, 90), (-0.25, 75), (None, 80)):
        more = value(60, **USUAL, **contract, renewal_change=change)
        assert more == pytest.approx((6 * RHYTHM + 2 * points) / 8, abs=1e-6)
    # level 0.8; from 0.9 of two answers to 0.5 of two: n = 1, shrunk to -0.2; 0.8 - 0.5 x 0.2 = 0.7
    level = answers(nps=2, mean=7.0, csat=1, share=1.0) | said(2, 0.5, 2, 0.9)
    assert value(60, **USUAL, **level) == pytest.approx((6 * RHYTHM + 70) / 7, abs=1e-6)
    # none severe, two more than in the half-year before: 100 x 0.75^(2 / 2)
    rising = cases() | {"cases_180d": 3, "cases_180d_before": 1}
    assert value(60, **USUAL, **rising) == pytest.approx((6 * RHYTHM + 75) / 7, abs=1e-6)
    # three meetings after five: 100 x 4 / 10
    assert value(60, **USUAL, **talks(3, 5)) == pytest.approx((6 * RHYTHM + 40) / 7, abs=1e-6)


@settings(max_examples=examples(20))
@given(st.floats(-1, 2), st.floats(0, 1), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.floats(0, 0.5))
def test_better_renewals_better_answers_more_talks_and_fewer_cases_are_never_worse(
    change, share, now, before, late, more
) -> None:
    def at(change, share, now, late):
        cells = contracts(1, 100, 2, 1) | answers(2, 5.0) | said(2, share, 2, 0.5) | talks(now, before) | cases(1)
        return value(60, **USUAL, **cells, cases_180d=late, cases_180d_before=2, renewal_change=change)

    low = at(change, share / 2, now, late + 1)
    for better in ((change + more, share / 2, now, late + 1), (change, share / 2 + more, now, late + 1),
                   (change, share / 2, now + 1, late + 1), (change, share / 2, now, late)):  # fmt: skip
        assert at(*better) >= low


def test_contracts_alone_are_enough_and_cases_alone_are_not() -> None:
    one = RenewalLikelihood()
    asked = [
        without_orders("A") | contracts(active=1, ended=2, renewed=1) | cases(),  # never ends: 100, no case: 100
        without_orders("B") | contracts(ended=2, renewed=1) | cases(severity2=1),  # all ended: 100 x 1/2; 75
        without_orders("C") | contracts() | cases(),  # never had a contract, has not ordered
    ]
    parameters = one.fit(frame(asked))
    assert parameters == {"renewal_share": 0.5}
    found = one(frame(asked), parameters)
    assert found.frame["value"].tolist() == pytest.approx([100, (2 * 50 + 75) / 3, np.nan], nan_ok=True, abs=1e-6)
    assert one(frame([without_orders("C") | cases()]), {}).reason == "factors.absent.no_repeat_orders"


def test_without_other_tables_the_value_and_its_evidence_are_the_rhythm_alone() -> None:
    found = RenewalLikelihood()(frame([row("A", **USUAL)]), {"typical_gap_days": 60})
    assert found.frame["value"].iloc[0] == RHYTHM
    assert not [name for name in found.evidence if name.endswith("_part")]


@settings(max_examples=examples(20))
@given(st.integers(0, 900), st.integers(0, 300), st.integers(0, 5), st.integers(0, 5), st.integers(0, 4))
def test_longer_contracts_more_renewals_and_fewer_cases_are_never_worse(days, more, ended, kept, bad) -> None:
    kept = min(kept, ended)
    low = value(60, **USUAL, **contracts(1, days, ended, kept), **cases(bad + 1))
    assert value(60, **USUAL, **contracts(1, days + more, ended, kept), **cases(bad + 1)) >= low
    assert value(60, **USUAL, **contracts(1, days, ended, ended), **cases(bad + 1)) >= low
    assert value(60, **USUAL, **contracts(1, days, ended, kept), **cases(bad)) > low
