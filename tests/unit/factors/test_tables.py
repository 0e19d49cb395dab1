"""Every factor under every mixture of small tables: bounds, its own row alone, the order of rows, plain evidence."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.factors import Custom, Factor, all_factors
from kam_analytics.i18n import codes
from tests.support.effort import examples
from tests.unit.factors import related as tables
from tests.unit.factors.rows import frame, portfolios, row
from tests.unit.factors.test_properties import cells

EACH = pytest.mark.parametrize("one", [*all_factors(), Custom("custom:Size")], ids=lambda one: one.name)
FEW = settings(max_examples=examples(8))


@EACH
@FEW
@given(fitted=tables.related(), features=tables.related(), data=st.data())
def test_any_tables_give_bounded_values_from_the_accounts_own_row(
    one: Factor, fitted: pd.DataFrame, features: pd.DataFrame, data: st.DataObject
) -> None:
    parameters = json.loads(json.dumps(one.fit(fitted), allow_nan=False))
    found = one(features, parameters)
    value = found.frame["value"].to_numpy(float)
    known = np.isfinite(value)
    assert (known == found.frame["available"]).all()
    assert ((value[known] >= 0) & (value[known] <= 100)).all()
    assert (found.reason is None) == bool(known.any())
    assert {found.missing, found.reason or found.missing} <= codes().keys()
    whole = cells(found, features["account_id"])
    order = data.draw(st.permutations(range(len(features))))
    part = features.iloc[order].reset_index(drop=True)
    assert cells(one(part, parameters), part["account_id"]) == whole


@EACH
@FEW
@given(fitted=tables.related(), data=st.data())
def test_the_order_of_rows_changes_no_parameter(one: Factor, fitted: pd.DataFrame, data: st.DataObject) -> None:
    shuffled = fitted.iloc[data.draw(st.permutations(range(len(fitted))))].reset_index(drop=True)
    assert json.dumps(one.fit(shuffled), sort_keys=True) == json.dumps(one.fit(fitted), sort_keys=True)


@pytest.mark.parametrize("one", all_factors(), ids=lambda one: one.name)
@FEW
@given(fitted=portfolios(), features=portfolios())
def test_columns_of_tables_that_are_not_loaded_change_nothing(
    one: Factor, fitted: pd.DataFrame, features: pd.DataFrame
) -> None:
    empty = tables.deals() | tables.people() | tables.activities() | tables.contracts() | tables.answers()
    empty |= tables.cases() | tables.arrivals() | tables.talks() | tables.courses() | tables.said()
    empty |= {"ratings": [], "families": [], "industry": None, "country": None}
    wide = features.assign(**dict.fromkeys(empty))
    found, plain = one(wide, one.fit(wide)), one(features, one.fit(features))
    assert cells(found, wide["account_id"]) == cells(plain, features["account_id"])
    assert (found.reason, found.missing) == (plain.reason, plain.missing)
    assert one.fit(fitted) == one.fit(fitted.assign(**dict.fromkeys(empty)))


@pytest.mark.parametrize("one", all_factors(), ids=lambda one: one.name)
def test_what_people_say_stands_beside_the_data_and_leaves_the_value_alone(one: Factor) -> None:
    rows = [row("A"), row("B", 5.0)]
    said = [entry | {"ratings": [tables.rating(one.name, 5)]} for entry in rows]
    plain, found = (one(f, one.fit(f)) for f in (frame(rows), frame(said)))
    if one.name in {"fit", "logo"}:
        assert found.frame["value"].tolist() == [100, 100]
    elif plain.reason is None:
        assert found.frame.equals(plain.frame)
        assert found.evidence["rating"].tolist() == [5, 5]
        assert found.evidence["rated_by"].tolist() == ["Kim", "Kim"]
