"""`kam weights` and `kam calibration`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Answer, Kam, company, invoices
from .shape import keys

Here = Callable[..., Answer]


@pytest.fixture
def here(kam: Kam, own: Path) -> Here:
    """`kam` in a workspace of this test alone, with the small company in it."""
    return lambda *args: kam(*args, "--workspace", own)


def test_a_new_set_is_a_new_version_and_comes_into_use(here: Here) -> None:
    preset, *others = here("weights", "list", "--json").json
    assert [entry["name"] for entry in others] == ["protect_the_base", "find_emerging", "equal"]
    assert not any(entry["in_use"] for entry in others)
    assert (preset["name"], preset["version"], preset["in_use"]) == ("balanced", 1, True)
    saved = here("weights", "new", "effort=9", "logo=0", "--reason", "workshop", "--json")
    assert saved.code == 0, saved.err
    assert set(saved.json) >= keys("name version purpose factors shares author reason created_at")
    assert (saved.json["name"], saved.json["version"], saved.json["reason"]) == ("balanced", 2, "workshop")
    assert saved.json["factors"] == preset["factors"] | {"effort": 9, "logo": 0}
    assert sum(saved.json["shares"].values()) == pytest.approx(1, abs=1e-5)
    other = here("weights", "new", "effort=1", "--reason", "test", "--name", "ours", "--json").json
    assert (other["name"], other["version"], other["factors"]["logo"]) == ("ours", 1, 0)
    entries = here("weights", "list", "--json").json
    assert [(e["name"], e["version"], e["in_use"]) for e in entries] == [
        ("ours", 1, True),
        ("balanced", 2, False),
        ("balanced", 1, False),
        *((entry["name"], 1, False) for entry in others),
    ]
    assert here("weights", "show", "--json").json == other
    assert here("weights", "show", "balanced", "--json").json == saved.json
    assert here("weights", "list", "--purpose", "value", "--json").json[0]["version"] == 1
    ranked = here("rank", "--json").json["weights"]
    assert ranked == {"name": "ours", "version": 1, "factors": other["factors"]}
    named = here("rank", "--weights", "balanced", "--json").json["weights"]
    assert (named["name"], named["version"]) == ("balanced", 2)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["effort=11"], "FACTOR=0..10"),
        (["effort=2.5"], "FACTOR=0..10"),
        (["effort=-1"], "FACTOR=0..10"),
        (["effort=²"], "FACTOR=0..10"),
        (["effort"], "FACTOR=0..10"),
        (["luck=5"], "current_revenue"),
        (["current_revenue=1", "--purpose", "potential"], "Set it to 0"),
        (["effort=1", "--purpose", "fame"], "account_potential, value, potential"),
        (["effort=1", "--name", " "], "a name"),
    ],
)
def test_what_cannot_be_a_weight_is_refused(here: Here, args: list[str], says: str) -> None:
    answer = here("weights", "new", *args, "--reason", "x")
    assert answer.code == 2
    assert says in answer.err
    assert not [e for e in here("weights", "list", "--json").json if e["author"]], "nothing was saved"


def test_a_set_needs_a_reason(here: Here) -> None:
    assert here("weights", "new", "effort=1").code == 2
    blank = here("weights", "new", "effort=1", "--reason", " ")
    assert blank.code == 2
    assert "Say why" in blank.err


def test_people_get_tables(here: Here) -> None:
    assert here("weights", "list").out.splitlines()[0].split()[:2] == ["name", "version"]
    shown = here("weights", "show", "--purpose", "value").out
    assert "renewal_likelihood" in shown
    assert "%" in shown
    assert "Saved as balanced version 2." in here("weights", "new", "effort=1", "--reason", "x").err
    assert "fitted_as_of" in here("calibration", "show").out
    assert "in use" in here("calibration", "renew", "--reason", "x").err


def test_the_calibration_stays_until_a_person_renews_it(here: Here, tmp_path: Path) -> None:
    first = here("calibration", "show", "--json").json
    assert set(first) >= keys("id version fitted_as_of accounts floor reference bounds")
    assert (first["fitted_as_of"], first["accounts"]) == ("2025-12-31", 3)
    giant = [(f"G{i}", 1, "GIANT", f"2025-{i:02d}-15", "900000.00") for i in range(1, 13)]
    before = here("rank", "--json").json
    assert here("import", invoices(tmp_path / "giant-2026-01-06.csv", giant)).code == 0
    after = here("rank", "--json").json
    assert before["calibration"] == after["calibration"] == first["id"]
    kept = [a for a in after["accounts"] if a["account_id"] != "GIANT"]
    assert [(a["account_id"], a["score"]) for a in kept] == [(a["account_id"], a["score"]) for a in before["accounts"]]
    renewed = here("calibration", "renew", "--reason", "grown", "--json").json
    assert (renewed["accounts"], renewed["id"] != first["id"]) == (4, True)
    assert here("calibration", "show", "--json").json == renewed
    assert here("calibration", "show", first["id"], "--json").json == first
    assert here("rank", "--json").json["calibration"] == renewed["id"]
    assert here("rank", "--calibration", first["id"], "--json").json["accounts"] == after["accounts"]
    assert here("calibration", "show", "0000").code == 2


def test_without_money_there_is_no_calibration(kam: Kam, tmp_path: Path) -> None:
    kam("import", company(tmp_path)[0], "--workspace", tmp_path / "ws")
    for args in (["show"], ["renew", "--reason", "x"]):
        answer = kam("calibration", *args, "--workspace", tmp_path / "ws", "--json")
        assert answer.code == 2
        assert "Import an invoice file" in answer.err


def test_two_sets_stand_side_by_side(here: Here) -> None:
    found = here("weights", "compare", "balanced", "find_emerging", "--top", "2", "--json").json
    assert set(found) >= keys("purpose k before after moves factors moved_most_by")
    money = found["factors"][0]
    assert (money["factor"], money["before"], money["after"], money["change"]) == ("current_revenue", 10, 5, -5)
    assert money["share_before"] == found["before"]["shares"]["current_revenue"]
    assert (found["before"]["name"], found["after"]["name"], found["k"]) == ("balanced", "find_emerging", 2)
    assert found["before"]["factors"]["current_revenue"] > found["after"]["factors"]["current_revenue"]
    for move in found["moves"]:
        inside = move["rank_after"] <= 2
        assert move["move"] == ("enters" if inside else "leaves")
        assert (move["rank_before"] <= 2) != inside
    assert here("weights", "compare", "balanced", "balanced", "--top", "2", "--json").json["moves"] == []
    assert here("weights", "compare", "balanced", "balancd").code == 2
    shown = here("weights", "compare", "balanced", "equal").out
    assert "equal:1" in shown
    assert here("rank", "--weights", "find_emerging", "--json").json["weights"]["name"] == "find_emerging"


def test_an_earlier_version_and_a_preset_come_back(here: Here) -> None:
    preset = here("weights", "list", "--json").json[0]
    here("weights", "new", "effort=9", "--reason", "workshop")
    used = here("weights", "use", "balanced:1", "--reason", "it was better", "--json")
    assert used.code == 0, used.err
    assert (used.json["version"], used.json["as_version"], used.json["reason"]) == (3, 1, "it was better")
    assert used.json["factors"] == preset["factors"]
    assert used.json["author"]
    assert here("weights", "show", "--json").json == {key: used.json[key] for key in used.json if key != "as_version"}
    said = here("weights", "use", "find_emerging", "--reason", "growth")
    assert "In use as find_emerging version 2, with the importances of version 1." in said.err
    third, second = here("weights", "history", "--json").json[1:]
    assert here("weights", "history", "--json").json[0]["in_use"]
    assert (third["version"], third["same_as"], third["before"], third["in_use"]) == (3, 1, 2, False)
    assert third["changes"] == [{"factor": "effort", "before": 9, "after": 2}]
    assert (second["changes"], second["same_as"]) == ([{"factor": "effort", "before": 2, "after": 9}], None)
    assert here("weights", "show", "balanced:2", "--json").json["factors"] == second["factors"], "nothing is changed"
    shown = here("weights", "history").out
    assert "effort 9 > 2" in shown
    assert "it was better" in shown


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["balanced", "--reason", "x"], "in use already"),
        (["balancd", "--reason", "x"], "Did you mean"),
        (["balanced:7", "--reason", "x"], "no version 7; its only version is 1"),
        (["equal", "--reason", " "], "Say why"),
        (["equal"], "--reason"),
        (["equal", "--reason", "x", "--purpose", "fame"], "account_potential, value, potential"),
    ],
)
def test_what_cannot_be_brought_into_use_is_refused(here: Here, args: list[str], says: str) -> None:
    answer = here("weights", "use", *args)
    assert answer.code == 2
    assert says in answer.err
    assert here("weights", "history", "--json").json == []


def test_how_much_weights_can_move(kam: Kam, small: Path) -> None:
    found = kam("weights", "leverage", "--top", "1", "--workspace", small, "--json").json
    assert set(found) >= keys("purpose k accounts draws seed factors bounded whole")
    assert (found["k"], found["accounts"], found["draws"]) == (1, 3, 300)
    assert 0 <= found["bounded"]["mean"] <= found["whole"]["mean"] <= 1
    other = kam("weights", "leverage", "--top", "1", "--purpose", "potential", "--workspace", small, "--json").json
    assert (other["whole"], "size" in other["whole_reason"]) == (None, True)
    everybody = kam("weights", "leverage", "--top", "3", "--workspace", small)
    assert "nobody can enter or leave" in everybody.err
    assert "revenue as well" in everybody.out
