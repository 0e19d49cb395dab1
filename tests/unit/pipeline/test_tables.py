"""From small tables and the company's own columns to the ranking, on facts that hold them beside the invoices."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from kam_analytics.errors import Refused
from kam_analytics.pipeline import Analytics, ImportOptions
from tests.unit.pipeline.test_analytics import company

SITES = "custom:Sites"
TABLES = {
    "rating": pa.table(
        {
            "account_id": ["A", "B"],
            "factor": ["fit", "logo"],
            "rated_on": pa.array([dt.date(2025, 5, 1)] * 2),
            "score": [4, 5],
            "rater": ["Kim", "Lee"],
        }
    ),
    "contact": pa.table({"contact_id": ["1", "2"], "account_id": ["A", "A"], "level": ["C", "manager"]}),
}
CUSTOM = pa.table({"account_id": ["A", "B"], "field": [SITES] * 2, "value": ["3", "12"]})


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Analytics:
    """The company of the other tests, whose facts also hold tables from now on."""
    before = Analytics.open(tmp_path / "ws")
    before.publish(before.prepare(company(tmp_path), ImportOptions()), "ann")
    analytics = Analytics.open(tmp_path / "ws")
    seen = analytics.store.visible

    def visible(*args: Any, **more: Any) -> Any:
        facts = seen(*args, **more)
        fields = {field.name: getattr(facts, field.name) for field in dataclasses.fields(facts)}
        return _with_tables(fields)

    monkeypatch.setattr(analytics.store, "visible", visible)
    return analytics


def _with_tables(fields: dict[str, Any]) -> Any:
    known = fields | {"tables": TABLES, "custom": CUSTOM}
    return dataclasses.make_dataclass("Facts", list(known))(**known)


def test_a_renewed_calibration_takes_the_new_factors_in(opened: Analytics) -> None:
    before = opened.ranking()
    # the calibration was pinned when there were invoices only: it has not seen them, and says so
    assert before.not_available["fit"] == before.not_available[SITES] == "scoring.not_in_calibration"
    assert before.not_available["win_expand"] == "factors.absent.needs_opportunity"
    opened.renew_calibration("ann", "new tables")
    after = opened.ranking()
    assert after.not_available.keys() == {"win_expand"}
    assert list(after.prepared.factors)[-1] == SITES
    said = after.account("A")["factors"]
    assert said["fit"]["value"] == 75
    assert said["fit"]["evidence"]["rated_by"] == "Kim"
    assert said["fit"]["evidence"]["rated_on"] == "2025-05-01"
    assert said["logo"]["value_reason"] == "factors.missing.no_rating"
    assert said["relationship"]["evidence"]["contacts"] == 2
    assert said["relationship"]["evidence"]["single_threaded"] is False


def test_a_column_of_ones_own_counts_once_it_has_importance(opened: Analytics) -> None:
    opened.renew_calibration("ann", "new tables")
    plain = opened.ranking().frame
    assert (plain[f"{SITES}.contribution"].fillna(0) == 0).all()
    saved = opened.save_weights("account_potential", "ours", {"current_revenue": 10, SITES: 10}, "ann", "sites matter")
    assert saved.factors[SITES] == 10
    parts = opened.ranking().frame.set_index("account_id")[f"{SITES}.contribution"]
    assert parts["B"] > 0 > parts["A"]
    assert pd.isna(parts["C"])
    with pytest.raises(Refused):
        opened.save_weights("account_potential", "ours", {"custom:Unknown": 1}, "ann", "a slip")


def test_a_column_that_is_gone_keeps_its_importance_and_is_not_covered(
    opened: Analytics, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.save_weights("value", "ours", {"current_revenue": 5, SITES: 5}, "ann", "sites matter")
    monkeypatch.undo()
    again = Analytics.open(opened.workspace.root)
    assert again.ranking("value").portfolio_coverage == 0.5
    kept = again.weights_in_use("value").factors
    assert again.save_weights("value", "ours", kept | {"logo": 1}, "ann", "logo too").factors[SITES] == 5
