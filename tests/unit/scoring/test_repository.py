"""Weight sets and calibrations are added, never changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from kam_analytics.errors import Busy, NotFound, Refused
from kam_analytics.i18n import say
from kam_analytics.scoring import PURPOSES, balanced, presets
from kam_analytics.scoring.repository import (
    get_calibration,
    get_weights,
    list_weights,
    pin_calibration,
    pinned_calibration,
    save_weights,
    use_weights,
    weights_in_use,
)
from kam_analytics.scoring.tables import CalibrationRow, WeightSetRow
from kam_analytics.state import open_state, reading, transaction
from kam_analytics.state.audit import AuditEntry
from tests.unit.scoring.portfolio import fitted

FACTORS = {"current_revenue": 10, "room": 4, "stay": 0}


@pytest.fixture
def state(tmp_path: Path) -> Iterator[Engine]:
    engine = open_state(tmp_path / "state.sqlite")
    yield engine
    engine.dispose()


@pytest.fixture
def session(state: Engine) -> Iterator[Session]:
    with transaction(state) as opened:
        yield opened


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_preset_is_in_use_until_a_set_is_saved(session: Session, purpose: str) -> None:
    assert list_weights(session, purpose) == presets(purpose)
    assert weights_in_use(session, purpose) == balanced(purpose)
    saved = save_weights(session, purpose, "ours", FACTORS, "ann", "workshop")
    assert weights_in_use(session, purpose) == saved
    for other in set(PURPOSES) - {purpose}:
        assert weights_in_use(session, other) == balanced(other)


def test_an_edit_makes_a_new_version_and_keeps_the_old(state: Engine) -> None:
    with transaction(state) as session:
        first = save_weights(session, "value", " ours ", FACTORS, "ann", " workshop ")
    with transaction(state) as session:
        second = save_weights(session, "value", "ours", FACTORS | {"room": 9}, "bob", "review")
    with reading(state) as session:
        assert (first.version, second.version) == (1, 2)
        assert get_weights(session, "value", "ours") == second
        assert get_weights(session, "value", "ours", 1) == first
        assert (first.name, first.reason, first.author) == ("ours", "workshop", "ann")
        assert list_weights(session, "value") == [second, first, *presets("value")]
        rows = session.scalars(select(WeightSetRow).order_by(WeightSetRow.version)).all()
        assert [(r.id, r.author) for r in rows] == [(first.id, "ann"), (second.id, "bob")]
        log = session.scalars(select(AuditEntry)).all()
        assert [(e.action, e.author, e.subject) for e in log] == [
            ("weights.save", "ann", first.id),
            ("weights.save", "bob", second.id),
        ]


def test_a_set_may_carry_the_name_of_the_preset(session: Session) -> None:
    saved = save_weights(session, "value", "balanced", FACTORS, "ann", "ours now")
    assert saved.version == 2
    assert get_weights(session, "value", "balanced") == saved
    assert get_weights(session, "value", "balanced", 1) == balanced("value")


@pytest.mark.parametrize(
    ("name", "reason", "code"), [(" ", "x", "scoring.no_set_name"), ("x", "\t", "scoring.no_reason")]
)
def test_a_set_needs_a_name_and_a_reason(session: Session, name: str, reason: str, code: str) -> None:
    with pytest.raises(Refused) as raised:
        save_weights(session, "value", name, FACTORS, "ann", reason)
    assert raised.value.code == code
    assert list_weights(session, "value") == presets("value")


def test_a_version_comes_back_as_a_new_one_and_none_is_changed(state: Engine) -> None:
    with transaction(state) as session:
        first = save_weights(session, "value", "ours", FACTORS, "ann", "workshop")
        second = save_weights(session, "value", "ours", FACTORS | {"room": 9}, "bob", "review")
        third = use_weights(session, first, first.factors, "kim", " it was better ")
    with reading(state) as session:
        assert weights_in_use(session, "value") == third
        assert (third.name, third.version, third.factors) == ("ours", 3, first.factors)
        assert (third.author, third.reason) == ("kim", "it was better")
        assert list_weights(session, "value")[:3] == [third, second, first]
        entry = session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        assert entry is not None
        assert (entry.action, entry.author, entry.subject) == ("weights.use", "kim", third.id)
        assert json.loads(entry.details) == {
            "purpose": "value", "name": "ours", "version": 3, "reason": "it was better", "as_version": 1,
        }  # fmt: skip


def test_a_preset_comes_back_with_the_importances_it_has_today(session: Session) -> None:
    save_weights(session, "value", "ours", FACTORS, "ann", "workshop")
    back = use_weights(session, balanced("value"), balanced("value").factors, "kim", "back to the start")
    assert (back.name, back.version, back.factors) == ("balanced", 2, balanced("value").factors)
    assert weights_in_use(session, "value") == back
    assert get_weights(session, "value", "balanced", 1) == balanced("value")


def test_what_is_in_use_cannot_be_brought_into_use(session: Session) -> None:
    with pytest.raises(Refused) as raised:
        use_weights(session, balanced("value"), balanced("value").factors, "kim", "again")
    assert raised.value.code == "scoring.in_use_already"
    saved = save_weights(session, "value", "ours", FACTORS, "ann", "workshop")
    with pytest.raises(Refused):
        use_weights(session, saved, saved.factors, "kim", "again")
    with pytest.raises(Refused) as raised:
        use_weights(session, balanced("value"), balanced("value").factors, "kim", "  ")
    assert raised.value.code == "scoring.no_reason"
    assert weights_in_use(session, "value") == saved


def test_what_another_brought_into_use_meanwhile_is_not_undone_unseen(session: Session) -> None:
    seen = weights_in_use(session, "value")
    theirs = save_weights(session, "value", "ours", FACTORS, "bob", "review", expected=seen.id)
    later = [
        lambda: save_weights(session, "value", "mine", FACTORS, "ann", "x", expected=seen.id),
        lambda: use_weights(session, seen, seen.factors, "ann", "x", expected=seen.id),
    ]
    for attempt in later:
        with pytest.raises(Busy) as raised:
            attempt()
        assert raised.value.code == "scoring.weights_moved_on"
        said = say(raised.value.code, **raised.value.params)
        assert all(part in said for part in ("ours", "bob", "review"))
        assert weights_in_use(session, "value") == theirs
    assert save_weights(session, "value", "mine", FACTORS, "ann", "x", expected=theirs.id).name == "mine"
    assert weights_in_use(session, "potential") == balanced("potential"), "other purposes have nothing to do with it"


def test_the_last_saved_is_in_use_although_the_clock_went_back(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = iter(["2036-01-01T00:00:00.000000+00:00", "2026-01-01T00:00:00.000000+00:00"])
    monkeypatch.setattr("kam_analytics.scoring.repository.now", lambda: next(moments))
    save_weights(session, "value", "ours", FACTORS, "ann", "first")
    second = save_weights(session, "value", "a", FACTORS | {"room": 9}, "bob", "second")
    assert second.created_at == "2036-01-01T00:00:00.000001+00:00"
    assert weights_in_use(session, "value") == second


def test_an_unknown_name_suggests_the_nearest(session: Session) -> None:
    save_weights(session, "value", "key accounts", FACTORS, "ann", "x")
    for version in (None, 7):
        with pytest.raises(NotFound) as raised:
            get_weights(session, "value", "key acounts", version)
        assert "Did you mean “key accounts”?" in say(raised.value.code, **raised.value.params)


def test_an_unknown_version_of_a_known_name_names_its_versions(session: Session) -> None:
    said = []
    for _ in range(2):
        with pytest.raises(NotFound) as raised:
            get_weights(session, "value", "balanced", 7)
        said.append(say(raised.value.code, **raised.value.params))
        save_weights(session, "value", "balanced", FACTORS, "ann", "x")
    assert said == [
        "“balanced” has no version 7; its only version is 1.",
        "“balanced” has no version 7; its versions are 1, 2.",
    ]


def test_one_calibration_is_pinned_and_all_stay_readable(state: Engine) -> None:
    old, new = fitted([("A", 10.0, 50.0, 50.0)]), fitted([("A", 10.0, 50.0, 50.0), ("B", 30.0, 5.0, 5.0)])
    with reading(state) as session:
        assert pinned_calibration(session) is None
    with transaction(state) as session:
        pin_calibration(session, old, "ann", "first")
    with transaction(state) as session:
        pin_calibration(session, new, "bob", "grown")
    with reading(state) as session:
        pinned = pinned_calibration(session)
        assert pinned is not None
        assert pinned.to_json() == new.to_json()
        assert get_calibration(session, old.id).to_json() == old.to_json()
        assert session.scalars(select(CalibrationRow.id).where(CalibrationRow.pinned == 1)).all() == [new.id]
    with transaction(state) as session:
        pin_calibration(session, old, "ann", "back")
        assert session.scalars(select(CalibrationRow.id).where(CalibrationRow.pinned == 1)).all() == [old.id]
        assert len(session.scalars(select(CalibrationRow)).all()) == 2


def test_an_unknown_calibration_is_refused(session: Session) -> None:
    with pytest.raises(NotFound) as raised:
        get_calibration(session, "nothing")
    assert raised.value.code == "scoring.unknown_calibration"
