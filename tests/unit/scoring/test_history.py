"""Versions against the one before of their name."""

from __future__ import annotations

from kam_analytics.scoring import WeightSet, presets
from kam_analytics.scoring.history import Change, changes, history

PRESETS = presets("value")


def saved(name: str, version: int, **factors: int) -> WeightSet:
    return WeightSet("value", name, version, factors, "ann", f"reason {version}", f"2026-01-{version:02}")


def test_changes_are_factors_that_differ_and_one_not_named_counts_nothing() -> None:
    assert changes({"effort": 3, "fit": 2, "logo": 1}, {"effort": 3, "fit": 0, "room": 4}) == (
        Change("fit", 2, 0),
        Change("logo", 1, 0),
        Change("room", 0, 4),
    )
    assert changes({"effort": 0}, {}) == ()


def test_each_version_stands_against_the_one_before_of_its_name() -> None:
    one, two, three = saved("ours", 1, effort=3), saved("ours", 2, effort=9, fit=1), saved("ours", 3, effort=3)
    other = saved("theirs", 1, effort=9)
    found = history([three, other, two, one, *PRESETS], three)
    assert [(e.weights, e.before, e.changes, e.same_as, e.in_use) for e in found] == [
        (three, two, (Change("effort", 9, 3), Change("fit", 1, 0)), 1, True),
        (other, None, (), None, False),
        (two, one, (Change("effort", 3, 9), Change("fit", 0, 1)), None, False),
        (one, None, (), None, False),
    ]


def test_a_version_that_carries_the_name_of_a_preset_began_from_it() -> None:
    preset = PRESETS[0]
    again = WeightSet("value", preset.name, 2, preset.factors | {"fit": 0}, "ann", "back", "2026-01-02")
    (found,) = history([again, *PRESETS], again)
    assert (found.before, found.changes, found.same_as) == (preset, (), 1)


def test_presets_alone_are_no_history() -> None:
    assert history(PRESETS, PRESETS[0]) == []
