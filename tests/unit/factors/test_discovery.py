"""Every factor file is found, in order, and says what it is in the catalogue."""

from __future__ import annotations

from importlib.resources import files

import pytest

from kam_analytics.errors import NotFound
from kam_analytics.factors import Factor, all_factors, factor
from kam_analytics.factors.types import Named
from kam_analytics.i18n import codes, say
from kam_analytics.scoring import MONEY_FACTOR

NO_FACTOR = {
    "__init__", "custom", "discovery", "expansion", "expected", "likeness", "parts", "peers", "rhythm", "satisfaction",
    "signals", "sizes", "trend", "types",
}  # fmt: skip


def test_each_file_is_a_factor_of_its_own_name() -> None:
    stems = {path.name.removesuffix(".py") for path in files("kam_analytics.factors").iterdir() if path.name[0] != "."}
    assert {one.name for one in all_factors()} == stems - NO_FACTOR - {"__pycache__"}


def test_their_order_is_strict_and_money_comes_first() -> None:
    orders = [one.order for one in all_factors()]
    assert orders == sorted(set(orders))
    assert all_factors()[0].name == MONEY_FACTOR


@pytest.mark.parametrize("one", all_factors(), ids=lambda one: one.name)
def test_a_factor_follows_the_protocol(one: Factor) -> None:
    assert isinstance(one, Factor)
    assert isinstance(one, Named)
    assert one.basis in {"evidence", "judgement", "untested"}
    assert one.needs
    assert all(table.isidentifier() for table in one.needs)
    assert sorted(one.anchors) == [1, 3, 5]
    for code in (one.label, one.definition, one.trap, *one.anchors.values(), f"scoring.basis.{one.basis}"):
        assert code in codes()
        assert say(code).strip()
    assert say(one.label) != say(one.definition)
    assert factor(one.name) is one
    with pytest.raises(AttributeError):
        one.name = "other"  # type: ignore[misc]


def test_an_unknown_name_lists_the_factors_there_are() -> None:
    with pytest.raises(NotFound) as raised:
        factor("luck")
    assert raised.value.code == "factors.unknown"
    text = say(raised.value.code, **raised.value.params)
    assert "luck" in text
    assert all(one.name in text for one in all_factors())
