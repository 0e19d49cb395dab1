"""Every KPI is found once, in order, and says in the catalogue what it is and how it misleads."""

from __future__ import annotations

import dataclasses

import pytest

from kam_analytics.errors import NotFound
from kam_analytics.i18n import codes, say
from kam_analytics.kpis import COHORTS, Kpi, all_kpis, kpi


def test_names_and_places_are_strict() -> None:
    names = [one.name for one in all_kpis()]
    orders = [one.order for one in all_kpis()]
    assert len(set(names)) == len(names) > 20
    assert orders == sorted(set(orders))


@pytest.mark.parametrize("one", all_kpis(), ids=lambda one: one.name)
def test_a_kpi_says_what_it_is(one: Kpi) -> None:
    assert {one.label, one.definition, one.trap} <= set(codes())
    assert say(one.label) != say(one.definition)
    assert set(one.cohorts) <= set(COHORTS)
    assert kpi(one.name) is one
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "other"  # type: ignore[misc]


def test_an_unknown_name_lists_the_kpis_there_are() -> None:
    with pytest.raises(NotFound) as raised:
        kpi("luck")
    text = say(raised.value.code, **raised.value.params)
    assert "luck" in text
    assert all(one.name in text for one in all_kpis())
