"""The files of the demo company: same bytes for the same seed, real headers, believable money, and readable."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from kam_analytics.demo import REGIMES, write_demo, write_truth
from kam_analytics.demo.months import EXPORTED_ON, LAST_DAY
from kam_analytics.reading import read
from tests.support.exports import Exports

NAMES = [
    "Account",
    "Opportunity",
    "OpportunityFieldHistory",
    "OpportunityLineItem",
    "Contact",
    "Task",
    "Event",
    "Contract",
    "Case",
    "User",
    "Rechnungen",
    "Artikel",
    "nps",
    "key_accounts",
    "targets",
]
MEGABYTES_25 = 25_000_000


def _hashes(paths: list[Path]) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}


def test_same_seed_same_bytes_in_another_process(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from kam_analytics.demo import write_demo as w;"
        "w(Path(sys.argv[1]), 7, 'few_accounts')"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "5", "TZ": "Asia/Tokyo"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "there")], check=True, env=environment)
    here = write_demo(tmp_path / "here", 7, "few_accounts")
    assert _hashes(here) == _hashes(sorted((tmp_path / "there").iterdir()))
    other = write_demo(tmp_path / "other", 8, "few_accounts")
    assert not set(_hashes(here).values()) & set(_hashes(other).values())


def test_the_whole_company_is_the_same_twice(company: Exports, tmp_path: Path) -> None:
    assert _hashes(write_demo(tmp_path)) == _hashes(list(company.paths.values()))


def test_truth_is_a_file_of_its_own(company: Exports, tmp_path: Path) -> None:
    path = write_truth(tmp_path)
    assert [entry.name for entry in tmp_path.iterdir()] == ["truth.json"]
    assert path.read_bytes() == write_truth(tmp_path / "again").read_bytes()
    assert all(file.parent == company.paths["Account"].parent for file in company.paths.values())
    assert not (company.paths["Account"].parent / "truth.json").exists()


def test_an_unknown_regime_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_demo(tmp_path, regime="nowhere")
    assert not list(tmp_path.iterdir())


AT_ONCE = ("crm_only", "few_accounts", "strong_season")
"""Regimes of `make test`; the others are written in the long runs, and by the tests that import them."""


@pytest.mark.parametrize(
    "regime", [name if name in AT_ONCE else pytest.param(name, marks=pytest.mark.soak) for name in REGIMES]
)
def test_every_regime_writes_its_files(written: Callable[..., Exports], regime: str) -> None:
    exports = written(regime)
    invoiced = REGIMES[regime].invoiced
    assert list(exports.paths) == [name for name in NAMES if invoiced or name != "Rechnungen"]
    assert sum(path.stat().st_size for path in exports.paths.values()) < MEGABYTES_25
    assert all(exports.tables[name] for name in exports.paths)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["Account", "Opportunity", "Contact"])
def test_headers_are_those_of_a_real_export(company: Exports, shared: Path, name: str) -> None:
    with (shared / "crm-headers" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        expected = next(csv.reader(stream))
    with company.paths[name].open(encoding="utf-8", newline="") as stream:
        assert next(csv.reader(stream)) == expected


@pytest.mark.parametrize("name", NAMES)
def test_reading_takes_every_row_but_the_broken_one(company: Exports, tmp_path: Path, name: str) -> None:
    reading = read(company.paths[name], tmp_path / "work")
    rejects = [reject.code for reject in reading.rejects]
    footer = 4 if name == "key_accounts" else 0
    assert len(rejects) == (1 if name == "Rechnungen" else 0), rejects
    assert reading.counts.footer == footer
    assert reading.counts.data == len(company.tables[name]) - len(rejects) - footer
    assert reading.header_row == 1
    encoding = reading.dialect.encoding if reading.dialect else None
    assert encoding in ({"windows-1252", "cp1252"} if name in {"Rechnungen", "Artikel"} else {"utf-8"})


def test_every_field_of_the_weekly_export_is_quoted(company: Exports) -> None:
    for name in NAMES[:10]:
        bare = re.sub(r'"(?:[^"]|"")*"', "", company.paths[name].read_text("utf-8"))
        assert set(bare) == {",", "\n"}, name


def test_nothing_is_dated_after_the_export(company: Exports) -> None:
    for name, columns in (
        ("Account", ("CreatedDate", "LastModifiedDate")),
        ("Opportunity", ("CreatedDate", "LastModifiedDate", "LastStageChangeDate")),
        ("OpportunityFieldHistory", ("CreatedDate",)),
        ("Contact", ("CreatedDate",)),
        ("Task", ("ActivityDate", "CreatedDate")),
        ("Event", ("ActivityDate",)),
        ("Case", ("CreatedDate", "ClosedDate")),
        ("nps", ("Response Date",)),
    ):
        for column in columns:
            latest = max(row[column][:10] for row in company.tables[name])
            assert latest <= LAST_DAY.isoformat() <= EXPORTED_ON.isoformat(), (name, column)


def test_money_is_that_of_a_mid_size_supplier(company: Exports) -> None:
    for year in range(3):
        flows = sorted((flow[12 * year : 12 * year + 12].sum() for flow in company.revenue.values()), reverse=True)
        assert 52e6 < sum(flows) < 70e6
        assert 0.42 < sum(flows[:10]) / sum(flows) < 0.55
    dates = (row["Rechnungsdatum"].split(".") for row in company.tables["Rechnungen"][:500])
    days = {dt.date(int(year), int(number), int(day)) for day, number, year in dates}
    assert all(day.weekday() < 5 for day in days)


def test_some_order_once_a_year_and_many_have_quiet_months(company: Exports) -> None:
    months = np.array([(flow[:36] > 0).sum() for flow in company.revenue.values()])
    assert (months <= 4).sum() >= 20
    assert (months == 36).sum() >= 30
    assert 0.3 < np.mean(months < 20) < 0.8


def test_without_an_erp_the_money_stands_in_won_opportunities(written: Callable[..., Exports]) -> None:
    won = [row for row in written("crm_only").tables["Opportunity"] if row["IsWon"] == "1"]
    for year in ("2024", "2025"):
        assert 50e6 < sum(float(row["Amount"]) for row in won if row["CloseDate"].startswith(year)) < 90e6
