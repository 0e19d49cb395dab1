"""One workspace from files to the portfolio: the same answers from the same questions."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from kam_analytics.errors import NotFound, OpenQuestions, Refused
from kam_analytics.pipeline import Analytics, ImportOptions, Incoming
from kam_analytics.pipeline.rejects import WHY, reject_rows
from kam_analytics.scoring import PURPOSES, balanced
from kam_analytics.segments import SEGMENTS

HEADER = ("Invoice Number", "Line", "Account ID", "Invoice Date", "Product ID", "Quantity", "Net Amount", "Currency")
DAYS = [f"{year}-{month:02d}-10" for year in (2024, 2025) for month in range(1, 13)] + ["2025-12-31"]


def incoming(folder: Path, name: str, header: Iterable[str], rows: Iterable[Iterable[object]]) -> Incoming:
    with (folder / name).open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([header, *rows])
    return Incoming(folder / name, name)


def invoices(folder: Path, rows: Iterable[tuple[str, str, str, object]], name: str = "i-2026-01-05.csv") -> Incoming:
    lines = [(number, 1, account, day, "P1", 1, amount, "EUR") for number, account, day, amount in rows]
    return incoming(folder, name, HEADER, lines)


def company(folder: Path) -> list[Incoming]:
    lines = [
        (f"{account}{i}", account, day, f"{amount}.00")
        for account, amount in (("A", 100), ("B", 500), ("C", 40), ("D", 40))
        for i, day in enumerate(DAYS)
    ]
    listed = [("A", "Ada", "North"), ("B", "Bolt", "South"), ("Z", "Zed", "North")]
    return [
        incoming(folder, "a-2026-01-05.csv", ("Account ID", "Account Name", "Region"), listed),
        invoices(folder, lines),
    ]


@pytest.fixture(scope="module")
def shared_files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Incoming]]:
    folder = tmp_path_factory.mktemp("company")
    return folder, company(folder)


@pytest.fixture(scope="module")
def analytics(shared_files: tuple[Path, list[Incoming]]) -> Analytics:
    """The company, imported; tests only read it."""
    opened = Analytics.open(shared_files[0] / "ws")
    opened.publish(opened.prepare(shared_files[1], ImportOptions()), "ann")
    return opened


def test_a_prepared_import_is_invisible_until_it_is_published(tmp_path: Path) -> None:
    analytics = Analytics.open(tmp_path / "ws")
    done: list[tuple[float, str]] = []
    prepared = analytics.prepare(company(tmp_path)[:1], ImportOptions(), lambda share, name: done.append((share, name)))
    assert prepared.ready
    assert prepared.work.is_dir()
    assert done[0] == (0, "a-2026-01-05.csv")
    assert all(0 <= share <= 1 for share, _ in done)
    assert (analytics.version(), analytics.history()) == (None, [])
    analytics.discard(prepared)
    assert not prepared.work.exists()
    assert analytics.version() is None
    with pytest.raises(NotFound) as raised:
        analytics.scope()
    assert raised.value.code == "pipeline.no_data"


def test_what_is_not_ready_cannot_be_published(tmp_path: Path) -> None:
    analytics = Analytics.open(tmp_path / "ws")
    unclear = invoices(tmp_path, [("1", "A", "01/02/2025", 1), ("2", "A", "03/04/2025", 2)])
    useless = incoming(tmp_path, "u.csv", ("colour", "shape"), [("red", "round")])
    asking = analytics.prepare([unclear], ImportOptions())
    assert (asking.ready, len(asking.questions), asking.refused) == (False, 1, ())
    with pytest.raises(OpenQuestions):
        analytics.publish(asking)
    refused = analytics.prepare([useless], ImportOptions())
    assert (refused.ready, [file.incoming.name for file in refused.refused]) == (False, ["u.csv"])
    with pytest.raises(Refused) as raised:
        analytics.publish(refused)
    assert raised.value.code == "pipeline.refused"
    assert analytics.version() is None


def test_a_disk_too_full_is_refused_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    analytics = Analytics.open(tmp_path / "ws")
    files = company(tmp_path)
    usage = type("Usage", (), {"free": 10})
    monkeypatch.setattr("kam_analytics.pipeline.importing.shutil.disk_usage", lambda _: usage)
    with pytest.raises(Refused) as raised:
        analytics.prepare(files, ImportOptions())
    assert raised.value.code == "pipeline.disk_full"
    assert not list(analytics.workspace.incoming.iterdir())


def test_the_scope_is_the_last_complete_month_of_the_data(analytics: Analytics) -> None:
    scope = analytics.scope()
    assert (scope.as_of, scope.data_from, scope.data_through) == (
        dt.date(2025, 12, 31), dt.date(2024, 1, 10), dt.date(2025, 12, 31),
    )  # fmt: skip
    assert (scope.live, scope.known_by, scope.base_currency) == (True, None, "EUR")
    assert list(scope.features["account_id"]) == ["A", "B", "C", "D", "Z"]
    assert scope.version == analytics.version()
    assert analytics.names(scope) == {"A": "Ada", "B": "Bolt", "Z": "Zed"}


@pytest.mark.parametrize("purpose", PURPOSES)
def test_the_same_question_has_the_same_answer_in_another_process_object(analytics: Analytics, purpose: str) -> None:
    other = Analytics.open(analytics.workspace.root)
    left, right = analytics.ranking(purpose), other.ranking(purpose)
    assert left.frame.equals(right.frame)
    assert left.calibration_id == right.calibration_id
    assert analytics.ranking(purpose) is left


def test_the_portfolio_joins_three_scores_segment_and_labels(analytics: Analytics) -> None:
    view = analytics.portfolio()
    frame = view.frame.set_index("account_id")
    assert list(frame["rank"]) == [1, 2, 3, 4, 5]
    assert frame.loc["B", "rank"] == 1
    for purpose, column in (("value", "value"), ("potential", "potential")):
        scores = analytics.ranking(purpose).frame.set_index("account_id")["score"]
        assert frame[column].sort_index().tolist() == scores.sort_index().tolist()
    assert set(frame["segment"]) <= set(SEGMENTS)
    for account, row in frame.iterrows():
        high, grows = row["value"] >= view.lines.value, row["potential"] >= view.lines.potential
        assert row["segment"] == {
            (True, True): "protect_and_grow", (False, True): "emerging_invest",
            (True, False): "keep", (False, False): "low_touch",
        }[high, grows], account  # fmt: skip
    assert frame["name"].to_dict() == {"A": "Ada", "B": "Bolt", "C": "C", "D": "D", "Z": "Zed"}
    assert frame.loc["A", "region"] == "North"
    assert frame.loc["A", "revenue"] == 1300
    assert set(view.rankings) == set(view.weights) == set(PURPOSES)


def test_months_add_up_to_the_revenue_and_quiet_ones_are_zero(analytics: Analytics) -> None:
    months = analytics.months("A")
    assert len(months) == 24
    assert months["amount"].sum() == 100 * len(DAYS)
    assert months["amount"].iloc[-1] == 200
    assert analytics.months("Z")["amount"].eq(0).all()
    assert analytics.months()["amount"].sum() == 680 * len(DAYS)
    then = analytics.months("A", dt.date(2024, 6, 30))
    assert then["month"].iloc[-1] == dt.date(2024, 6, 1)


def test_products_of_an_account_share_its_twelve_months(analytics: Analytics) -> None:
    bought = analytics.products("A")
    assert bought["revenue"].sum() == 1300
    assert bought["share"].sum() == pytest.approx(1)


def test_a_draft_of_weights_ranks_without_being_saved(analytics: Analytics) -> None:
    draft = replace(balanced("account_potential"), factors={**balanced("account_potential").factors, "effort": 10})
    assert analytics.ranking(weights=draft).weights == draft
    assert analytics.weights_in_use("account_potential") == balanced("account_potential")
    assert set(analytics.movers("account_potential", draft, 2)["move"]) <= {"enters", "leaves"}
    assert analytics.movers("account_potential", balanced("account_potential"), 2).empty


def test_unsound_weights_are_not_saved(analytics: Analytics) -> None:
    for purpose, factors in (("value", {"luck": 1}), ("potential", {"current_revenue": 1}), ("value", {"effort": 11})):
        with pytest.raises(Refused):
            analytics.save_weights(purpose, "x", factors, "ann", "because")
    assert not [one for one in analytics.weight_sets("value") if one.author]


def test_a_past_date_has_a_ruler_of_its_own_and_no_later_lines(analytics: Analytics) -> None:
    then = analytics.scope(dt.date(2024, 12, 31))
    assert (then.live, then.calibration.fitted_as_of) == (False, dt.date(2024, 12, 31))
    assert then.calibration.id != analytics.scope().calibration.id
    assert then.features.set_index("account_id").loc["A", "revenue_lifetime"] == 1200
    with pytest.raises(NotFound) as raised:
        analytics.scope(dt.date(2020, 1, 31))
    assert raised.value.code == "pipeline.before_data"


def test_the_first_money_pins_the_calibration_and_later_imports_keep_it(tmp_path: Path) -> None:
    analytics = Analytics.open(tmp_path / "ws")
    accounts, lines = company(tmp_path)
    analytics.publish(analytics.prepare([accounts], ImportOptions()))
    with pytest.raises(NotFound):
        analytics.calibration()
    analytics.publish(analytics.prepare([lines], ImportOptions()))
    first = analytics.calibration()
    assert (first.version, first.fitted_as_of) == (analytics.version(), dt.date(2025, 12, 31))
    more = invoices(tmp_path, [("N1", "A", "2026-01-31", 7)], "m-2026-02-05.csv")
    analytics.publish(analytics.prepare([more], ImportOptions()))
    assert analytics.scope().as_of == dt.date(2026, 1, 31)
    assert analytics.calibration().id == analytics.scope().calibration.id == first.id
    renewed = analytics.renew_calibration("ann", "a new year")
    assert analytics.scope().calibration.id == renewed.id != first.id
    assert analytics.calibration(first.id).to_json() == first.to_json()
    undone = analytics.undo(by="bob")
    assert undone.version == first.version
    assert [entry.action for entry in analytics.history()] == ["import", "import", "import", "undo"]


def test_rejected_rows_come_with_the_sound_lines_of_their_invoices(tmp_path: Path) -> None:
    rows = [
        ("1", 1, "A", "2025-01-02", "P", 1, "10.00", "EUR"),
        ("1", 2, "A", "2025-01-02", "P", 1, "n/a", "EUR"),
        ("2", 1, "B", "2025-01-03", "P", 1, "5.00", "EUR"),
    ]
    analytics = Analytics.open(tmp_path / "ws")
    prepared = analytics.prepare([incoming(tmp_path, "i.csv", HEADER, rows)], ImportOptions())
    header, found = reject_rows(prepared)
    assert header == [*WHY, *HEADER]
    assert [(row[1], row[4] != "", row[len(WHY)], row[len(WHY) + 6]) for row in found] == [
        (2, False, "1", "10.00"), (3, True, "1", "n/a"),
    ]  # fmt: skip
