"""`kam rank` and `kam portfolio`."""

from __future__ import annotations

import csv
import itertools
import json
import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kam_analytics.cli.explain import named
from kam_analytics.errors import Refused
from kam_analytics.factors import factor
from kam_analytics.i18n import codes, say
from kam_analytics.segments import SEGMENTS

from .conftest import Kam, Sample, write
from .shape import gaps, keys

PURPOSES = ("account_potential", "value", "potential")
ACCOUNT = keys("rank account_id name score log_score base low high coverage factors")


@pytest.mark.parametrize("purpose", PURPOSES)
def test_every_key_of_the_design_is_there_and_the_sums_hold(kam: Kam, sample: Sample, purpose: str) -> None:
    answer = kam("rank", "--workspace", sample.workspace, "--purpose", purpose, "--json")
    assert (answer.code, answer.err) == (0, "")
    shape = answer.json
    assert set(shape) >= keys(
        "version as_of known_by purpose level value_basis calibration weights not_available accounts"
    )
    assert (shape["purpose"], shape["level"], shape["as_of"]) == (purpose, "account", "2026-10-31")
    assert shape["version"] == sample.answer.json["version"]
    assert set(shape["weights"]) == keys("name version factors")
    assert shape["not_available"] == ["logo", "relationship"]
    assert len(shape["accounts"]) == 120
    for account in shape["accounts"]:
        assert set(account) >= ACCOUNT
        assert list(account["factors"]) == list(shape["weights"]["factors"])
        given = 0.0
        for part in account["factors"].values():
            assert set(part) >= keys("value available contribution evidence")
            assert part["available"] == (part["value"] is not None) == (part["contribution"] is not None)
            given += part["contribution"] or 0.0
        assert account["log_score"] == pytest.approx(account["base"] + given, abs=1e-9)
        assert account["low"] <= account["score"] <= account["high"]
    for before, after in itertools.pairwise(shape["accounts"]):
        assert before["log_score"] >= after["log_score"]
        assert before["rank"] + 1 == after["rank"]


def test_a_missing_figure_is_null_with_its_reason(kam: Kam, sample: Sample) -> None:
    shape = kam("rank", "--workspace", sample.workspace, "--top", "all", "--json").json
    assert shape["accounts"]
    assert not list(gaps(shape["accounts"]))
    assert set(shape["not_available_reason"]) == set(shape["not_available"])
    unnamed = [account for account in shape["accounts"] if account["name"] is None]
    assert len(unnamed) == 1  # the sample's one customer that is only in the invoices
    assert "scoring.no_name" in codes()


def test_top_limits_and_a_second_call_gives_the_same_bytes(kam: Kam, sample: Sample) -> None:
    top = [kam("rank", "--workspace", sample.workspace, "--top", 5, "--json").out for _ in range(2)]
    assert top[0] == top[1]
    five = json.loads(top[0])["accounts"]
    whole = kam("rank", "--workspace", sample.workspace, "--top", "all", "--json").json["accounts"]
    assert five == whole[:5]


def test_explain_gives_one_account_wherever_it_stands(kam: Kam, sample: Sample) -> None:
    last = kam("rank", "--workspace", sample.workspace, "--json").json["accounts"][-1]
    told = kam("rank", "--workspace", sample.workspace, "--top", 1, "--explain", last["account_id"], "--json").json
    assert told["accounts"] == [last]
    unknown = kam("rank", "--workspace", sample.workspace, "--explain", "nobody")
    assert unknown.code == 2
    assert "“nobody”" in unknown.err


def test_a_past_date_sees_no_later_lines_and_fits_its_own_ruler(kam: Kam, small: Path) -> None:
    now = kam("rank", "--workspace", small, "--json").json
    then = kam("rank", "--workspace", small, "--as-of", "2024-12-31", "--json").json
    assert (now["as_of"], then["as_of"]) == ("2025-12-31", "2024-12-31")
    assert now["known_by"] is None
    assert then["known_by"].startswith("2024-12-31")
    assert then["calibration"] != now["calibration"]
    money = {a["account_id"]: a["factors"]["current_revenue"]["evidence"] for a in then["accounts"]}
    assert money["C"]["revenue_12m"] == sum(range(40, 52))
    assert money["C"]["ttm"] is None  # the data begin in the middle of January
    held = kam("rank", "--workspace", small, "--as-of", "2024-12-31", "--calibration", now["calibration"], "--json")
    assert held.json["calibration"] == now["calibration"]


def test_a_date_before_the_data_is_refused(kam: Kam, small: Path) -> None:
    for command in ("rank", "portfolio"):
        answer = kam(command, "--workspace", small, "--as-of", "2020-01-31", "--json")
        assert (answer.code, answer.out) == (2, "")
        assert "2020-01-31" in answer.err
        assert "2024-01-15" in answer.err


def test_parents_are_ranked_from_the_events_of_their_members(kam: Kam, small: Path) -> None:
    shape = kam("rank", "--workspace", small, "--level", "parent", "--json").json
    assert shape["level"] == "parent"
    found = {a["account_id"]: a["factors"]["current_revenue"]["evidence"]["ttm"] for a in shape["accounts"]}
    # months 13 to 24 add 12 ... 23 = 210 to twelve times the amount
    assert found == {"A": 12 * (100 + 500) + 2 * 210, "C": 12 * 40 + 210}


def test_a_csv_and_a_parquet_file_hold_the_same_ranking(kam: Kam, sample: Sample, tmp_path: Path) -> None:
    for ending in ("csv", "parquet"):
        out = tmp_path / f"rank.{ending}"
        answer = kam("rank", "--workspace", sample.workspace, "--top", 7, "--out", out)
        assert (answer.code, answer.out) == (0, "")
        assert f"7 rows written to rank.{ending}" in answer.err
    with (tmp_path / "rank.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    table = pq.read_table(tmp_path / "rank.parquet").to_pylist()
    expected = kam("rank", "--workspace", sample.workspace, "--top", 7, "--json").json["accounts"]
    for row, cells, account in zip(rows, table, expected, strict=True):
        assert row["account_id"] == cells["account_id"] == account["account_id"]
        assert float(row["score"]) == cells["score"] == account["score"]
        assert row["name"] == account["name"]
        assert row["logo.value"] == ""
        assert cells["current_revenue.contribution"] == account["factors"]["current_revenue"]["contribution"]


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(kam: Kam, small: Path, tmp_path: Path) -> None:
    kam("rank", "--workspace", small, "--out", tmp_path / "rank.csv")
    text = (tmp_path / "rank.csv").read_text(encoding="utf-8")
    assert "cmd" in text
    assert ",=cmd" not in text
    assert "Bolt, Ltd" in {row["name"] for row in csv.DictReader(text.splitlines())}


def test_the_portfolio_adds_segment_and_what_later_comes_is_null_with_its_reason(kam: Kam, sample: Sample) -> None:
    shape = kam("portfolio", "--workspace", sample.workspace, "--top", "all", "--json").json
    ranked = kam("rank", "--workspace", sample.workspace, "--top", "all", "--json").json
    extra = keys("segment robustness on_list move")
    assert len(shape["accounts"]) == 120
    for account, plain in zip(shape["accounts"], ranked["accounts"], strict=True):
        assert set(account) >= ACCOUNT | extra
        assert {key: account[key] for key in plain} == plain
        assert account["segment"] in SEGMENTS
        assert 0 <= account["robustness"] <= 1
        for later in ("on_list", "move"):
            assert account[later] is None
            assert account[f"{later}_reason"].endswith(".")
    assert sum(account["robustness"] for account in shape["accounts"]) == pytest.approx(30)
    assert shape["robustness_of"] == {"k": 30, "draws": 1000, "concentration": 50.0, "seed": 7}
    assert {account["segment"] for account in shape["accounts"]} >= {"low_touch", "keep"}
    assert not list(gaps(shape["accounts"]))


def test_the_portfolio_says_who_is_on_the_imported_list(kam: Kam, own: Path, tmp_path: Path) -> None:
    lines = [("B", "existing", "2024-03-01", ""), ("C", "emerging", "2024-03-01", "2025-06-30")]
    listed = write(tmp_path / "key-accounts-2026-01-05.csv", ("Account ID", "Kind", "Since", "Until"), lines)
    assert kam("import", listed, "--workspace", own).code == 0

    def on_list(*args: str) -> dict[str, bool]:
        accounts = kam("portfolio", "--workspace", own, *args, "--json").json["accounts"]
        assert all(account["move"] is None and account["move_reason"].endswith(".") for account in accounts)
        assert not any("on_list_reason" in account for account in accounts)
        return {account["account_id"]: account["on_list"] for account in accounts}

    assert on_list() == {"A": False, "B": True, "C": False}
    assert on_list("--as-of", "2025-06-30") == {"A": False, "B": True, "C": True}
    assert on_list("--level", "parent") == {"A": True, "C": False}, "B is a part of A"
    shown = [line.split() for line in kam("portfolio", "--workspace", own).out.splitlines()]
    assert {words[1]: words[-1] for words in shown[1:]} == {"A": "no", "B": "yes", "C": "no"}


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--top", "0"], "--top takes a number from 1 up"),
        (["--top", "-3"], "--top takes a number from 1 up"),
        (["--top", "many"], "not “many”"),
        (["--top", "²"], "--top takes a number from 1 up"),
        (["--as-of", "31.12.2024"], "“31.12.2024” is not a date"),
        (["--purpose", "fame"], "account_potential, value, potential"),
        (["--level", "city"], "account, parent"),
        (["--weights", "nobody's"], "Did you mean “balanced”"),
        (["--calibration", "0000"], "no calibration “0000”"),
        (["--out", "rank.docx"], "Use .csv or .parquet"),
    ],
)
def test_bad_options_are_refused_with_a_sentence(kam: Kam, small: Path, args: list[str], says: str) -> None:
    answer = kam("rank", "--workspace", small, *args)
    assert answer.code == 2
    assert says in answer.err
    assert "Traceback" not in answer.err
    assert answer.out == ""


def test_people_get_a_table_and_what_is_left_out(kam: Kam, small: Path) -> None:
    answer = kam("rank", "--workspace", small, "--top", 2)
    lines = answer.out.splitlines()
    assert lines[0].split() == ["rank", "account", "name", "score", "range", "coverage"]
    assert len(lines) == 3
    assert "fit is left out: Needs ratings" in answer.err
    table = kam("portfolio", "--workspace", small).out.splitlines()
    assert table[0].split() == ["rank", "account", "name", "score", "segment", "list"]
    assert {line.split()[-1] for line in table[1:]} == {"n/a"}
    assert len(table) == 4


def test_an_empty_workspace_says_what_to_do(kam: Kam, tmp_path: Path) -> None:
    for command in ("rank", "portfolio"):
        answer = kam(command, "--workspace", tmp_path / "ws", "--json")
        assert answer.code == 2
        assert "Import" in answer.err


def test_explain_takes_a_score_apart_in_words_too(kam: Kam, sample: Sample) -> None:
    (row,) = kam("rank", "--workspace", sample.workspace, "--top", "1", "--json").json["accounts"]
    shown = kam("rank", "--workspace", sample.workspace, "--explain", row["account_id"]).out
    table = shown.split("\n\n")[1].splitlines()
    parts = {line.split("  ")[0]: line.split() for line in table}
    labels = {name: say(factor(name).label) for name in row["factors"]}
    given = [float(parts[labels[f]][-1]) for f, found in row["factors"].items() if found["contribution"] is not None]
    assert float(parts["Base"][-1]) + sum(given) == pytest.approx(row["log_score"], abs=1e-5)
    assert float(parts["Log score"][-1]) == pytest.approx(row["log_score"], abs=1e-5)
    assert set(labels.values()) <= set(shown.splitlines()), "each heads its figures"
    days = row["factors"]["renewal_likelihood"]["evidence"]["order_days"]
    assert f"  {say('page.evidence.order_days')}: {days}\n" in shown
    assert not re.search(r"\b[a-z]+_[a-z_]+|factors\.", shown), "no internal name"
    assert max(map(len, shown.splitlines())) <= 200


def test_explain_takes_the_exact_name_and_names_what_is_near(kam: Kam, sample: Sample) -> None:
    (row,) = kam("rank", "--workspace", sample.workspace, "--top", "1", "--json").json["accounts"]
    for asked in (row["name"], row["name"].upper()):
        shown = kam("rank", "--workspace", sample.workspace, "--explain", asked, "--json").json
        assert [account["account_id"] for account in shown["accounts"]] == [row["account_id"]]
    near = kam("rank", "--workspace", sample.workspace, "--explain", f"{row['name']}x")
    assert (near.code, f"The nearest is {row['account_id']} ({row['name']})" in near.err) == (2, True)
    far = kam("rank", "--workspace", sample.workspace, "--explain", "zzzzzzzzzzzz")
    assert (far.code, "nearest" in far.err, "none that comes near" in far.err) == (2, False, True)


def test_a_name_that_several_accounts_have_asks_for_an_id() -> None:
    names = {"A-2": "Bolt", "A-1": "bolt", "A-3": "Nut"}
    assert [named(asked, asked, names) for asked in ("A-2", "nut")] == ["A-2", "A-3"]
    with pytest.raises(Refused) as raised:
        named("Bolt", "Bolt", names)
    assert "2 accounts have the name “Bolt”. Give the id of one: A-1, A-2." in say(
        raised.value.code, **raised.value.params
    )


def test_a_folder_that_is_not_there_is_a_refusal(kam: Kam, sample: Sample, tmp_path: Path) -> None:
    answer = kam("rank", "--workspace", sample.workspace, "--out", tmp_path / "nowhere" / "x.csv")
    assert answer.code == 2
    assert "x.csv" in answer.err
