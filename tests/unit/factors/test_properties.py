"""What holds for every factor, whatever the portfolio."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.factors import Factor, FactorValues, all_factors, factor
from kam_analytics.i18n import codes
from tests.support.effort import examples
from tests.unit.factors.rows import frame, portfolios, row, without_orders

EACH = pytest.mark.parametrize("one", all_factors(), ids=lambda one: one.name)
FEW = settings(max_examples=examples(12))


def cells(values: FactorValues, account_ids: pd.Series) -> dict[str, Any]:
    """Everything a factor says of each account, comparable with ==."""
    frame = pd.concat([values.frame, values.evidence], axis=1).astype(object)
    frame = frame.where(frame.notna(), None)
    return dict(zip(account_ids, frame.to_dict("records"), strict=True))


@EACH
@FEW
@given(fitted=portfolios(), features=portfolios(least=0))
def test_a_value_lies_in_0_to_100_or_is_absent_with_a_reason(
    one: Factor, fitted: pd.DataFrame, features: pd.DataFrame
) -> None:
    values = one(features, one.fit(fitted))
    value, available = values.frame["value"].to_numpy(float), values.frame["available"].to_numpy(bool)
    assert list(values.frame.index) == list(values.evidence.index) == list(features.index)
    assert (np.isfinite(value) == available).all()
    assert ((value[available] >= 0) & (value[available] <= 100)).all()
    assert (value[available] == np.round(value[available], 6)).all()
    assert (values.reason is None) == bool(available.any())
    assert values.missing in codes()
    assert values.reason is None or values.reason in codes()


@EACH
@FEW
@given(fitted=portfolios(), features=portfolios(least=2), data=st.data())
def test_an_account_depends_on_its_own_row_and_the_calibration_alone(
    one: Factor, fitted: pd.DataFrame, features: pd.DataFrame, data: st.DataObject
) -> None:
    parameters = one.fit(fitted)
    whole = cells(one(features, parameters), features["account_id"])
    order = data.draw(st.permutations(range(len(features))))
    some = features.iloc[order[: data.draw(st.integers(1, len(order)))]].reset_index(drop=True)
    part = cells(one(some, parameters), some["account_id"])
    assert part == {account: whole[account] for account in some["account_id"]}
    more = pd.concat([features, frame([row("new", 1e6), without_orders("empty")])], ignore_index=True)
    wider = cells(one(more, parameters), more["account_id"])
    assert {account: wider[account] for account in whole} == whole


@EACH
@FEW
@given(fitted=portfolios(), data=st.data())
def test_parameters_are_plain_json_and_do_not_depend_on_the_rows_order(
    one: Factor, fitted: pd.DataFrame, data: st.DataObject
) -> None:
    parameters = one.fit(fitted)
    text = json.dumps(parameters, allow_nan=False, sort_keys=True)
    shuffled = fitted.iloc[data.draw(st.permutations(range(len(fitted))))].sort_values("account_id", ignore_index=True)
    again = one.fit(shuffled)
    assert json.dumps(again, sort_keys=True) == json.dumps(
        one.fit(fitted.sort_values("account_id", ignore_index=True)), sort_keys=True
    )
    one(fitted, json.loads(text))


@EACH
@FEW
@given(features=portfolios())
def test_evidence_is_plain(one: Factor, features: pd.DataFrame) -> None:
    evidence = one(features, one.fit(features)).evidence
    assert all(isinstance(name, str) and name.isidentifier() for name in evidence.columns)
    for column in evidence.columns:
        for cell in evidence[column].tolist():
            assert cell is None or isinstance(cell, (str, int, float, dt.date)), (column, cell)
            if isinstance(cell, float) and not math.isnan(cell):
                assert math.isfinite(cell)
            if isinstance(cell, str) and "." in cell:
                assert cell in codes()


@EACH
def test_an_empty_portfolio_gives_no_parameters_and_no_values(one: Factor) -> None:
    nobody = frame([])
    assert one.fit(nobody) == {}
    values = one(frame([row("A")]), {})
    assert not values.frame["available"].any()
    assert values.reason in codes()
    assert len(one(nobody, one.fit(frame([row("A")]))).frame) == 0


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("win_expand", "opportunity"),
        ("relationship", "contact_activity"),
        ("fit", "likeness"),
        ("logo", "rating"),
    ],
)
def test_what_invoices_cannot_tell_is_never_guessed(name: str, table: str) -> None:
    features = frame([row("A"), row("B", 5.0), without_orders("C")])
    values = factor(name)(features, factor(name).fit(features))
    assert values.reason == f"factors.absent.needs_{table}"
    assert values.frame["value"].isna().all()
    assert values.evidence.shape == (3, 0)
