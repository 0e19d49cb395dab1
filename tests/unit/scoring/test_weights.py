from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from kam_analytics.errors import Refused
from kam_analytics.factors import all_factors
from kam_analytics.i18n import say
from kam_analytics.scoring import MONEY_FACTOR, PURPOSES, WeightSet, balanced, checked, presets
from kam_analytics.scoring.weights import BALANCED, PRESETS

KNOWN = [one.name for one in all_factors()]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_presets_are_sound(purpose: str) -> None:
    assert [preset.name for preset in presets(purpose)] == ["balanced", "protect_the_base", "find_emerging", "equal"]
    for preset in presets(purpose):
        assert list(preset.factors) == KNOWN
        assert checked(purpose, preset.factors, KNOWN) == preset.factors
        assert preset.version == 1
        assert sum(preset.shares.values()) == pytest.approx(1)
        assert (preset.exponent == 0) == (purpose == "potential")
    assert balanced(purpose) == presets(purpose)[0]
    counted = {
        weight for name, weight in presets(purpose)[3].factors.items() if purpose != "potential" or name != MONEY_FACTOR
    }
    assert counted == {5}, "equal means equal"


@pytest.mark.parametrize("purpose", PURPOSES)
def test_columns_of_ones_own_count_in_equal_like_any_other_factor(purpose: str) -> None:
    own = ("custom:Sites", "custom:Vehicles")
    *others, equal = presets(purpose, own)
    assert others == presets(purpose)[:3]
    assert equal.factors == presets(purpose)[3].factors | dict.fromkeys(own, 5)
    assert {w for f, w in equal.factors.items() if f != MONEY_FACTOR} == {5}
    assert checked(purpose, equal.factors, [*KNOWN, *own]) == equal.factors
    assert equal.id != presets(purpose)[3].id, "what is kept of a ranking is kept for these factors"


def test_balanced_is_the_first_preset() -> None:
    for purpose in PURPOSES:
        assert presets(purpose)[0].name == BALANCED == PRESETS[0]
        assert balanced(purpose) == presets(purpose, ["custom:Sites"])[0]


def test_counted_leaves_out_what_has_no_importance() -> None:
    assert WeightSet("value", "x", 1, {MONEY_FACTOR: 8, "effort": 0, "fit": 1}).counted == {MONEY_FACTOR: 8, "fit": 1}


def test_presets_lean_the_way_they_say() -> None:
    for purpose in PURPOSES:
        kept, protect, emerging, _ = presets(purpose)
        assert protect.shares["renewal_likelihood"] > kept.shares["renewal_likelihood"]
        assert emerging.shares["growth_potential"] > kept.shares["growth_potential"]
        assert emerging.exponent <= kept.exponent


def test_exponent_and_shares_by_hand() -> None:
    weights = WeightSet("value", "x", 1, {MONEY_FACTOR: 8, "effort": 2, "fit": 0})
    assert weights.exponent == 0.8
    assert weights.shares == {MONEY_FACTOR: 0.8, "effort": 0.2, "fit": 0.0}
    assert WeightSet("value", "x", 1, {MONEY_FACTOR: 0}).shares == {MONEY_FACTOR: 0.0}
    assert WeightSet("potential", "x", 1, {MONEY_FACTOR: 8}).exponent == 0


def test_what_is_not_named_counts_nothing_and_the_order_is_that_of_the_factors() -> None:
    given = checked("value", {"effort": 3, MONEY_FACTOR: 10}, KNOWN)
    assert list(given) == KNOWN
    assert {name: weight for name, weight in given.items() if weight} == {MONEY_FACTOR: 10, "effort": 3}


@pytest.mark.parametrize(
    ("purpose", "factors", "code"),
    [
        ("value", {"effort": 11}, "scoring.bad_importance"),
        ("value", {"effort": -1}, "scoring.bad_importance"),
        ("value", {"effort": 2.5}, "scoring.bad_importance"),
        ("value", {"effort": True}, "scoring.bad_importance"),
        ("value", {"effort": "5"}, "scoring.bad_importance"),
        ("value", {"effort": None}, "scoring.bad_importance"),
        ("value", {"effort": np.float64(5)}, "scoring.bad_importance"),
        ("value", {"luck": 5}, "scoring.unknown_factor"),
        ("potential", {MONEY_FACTOR: 1}, "scoring.potential_without_money"),
        ("fame", {"effort": 5}, "scoring.unknown_purpose"),
    ],
)
def test_what_is_refused(purpose: str, factors: dict[str, int], code: str) -> None:
    with pytest.raises(Refused) as raised:
        checked(purpose, factors, KNOWN)
    assert raised.value.code == code
    assert say(raised.value.code, **raised.value.params).endswith((".", "0."))


def test_an_unknown_purpose_has_no_preset() -> None:
    with pytest.raises(Refused):
        balanced("fame")


def test_the_id_is_what_the_set_says_and_not_who_said_it() -> None:
    one = WeightSet("value", "x", 1, {"effort": 3}, "ann", "because", "2026-01-01")
    assert dataclasses.replace(one, author="bob", reason="", created_at="").id == one.id
    for change in ({"factors": {"effort": 4}}, {"version": 2}, {"name": "y"}, {"purpose": "potential"}):
        assert dataclasses.replace(one, **change).id != one.id
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.version = 2  # type: ignore[misc]
