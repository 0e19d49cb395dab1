"""Exports of a generated company as rows, its invoiced money by account and month, and how signals rank with growth."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from kam_analytics.demo import truth
from kam_analytics.demo.ids import EMPTY
from kam_analytics.demo.months import RUNNING

Row = dict[str, str]
GERMAN = {"Rechnungen", "Artikel"}


@dataclass(frozen=True)
class Exports:
    """The files of one company by table name."""

    paths: dict[str, Path]
    seed: int
    regime: str

    @cached_property
    def truth(self) -> dict[str, Any]:
        return truth(self.seed, self.regime)

    @cached_property
    def tables(self) -> dict[str, list[Row]]:
        return {name: rows(path, german=name in GERMAN) for name, path in self.paths.items()}

    @cached_property
    def revenue(self) -> dict[str, np.ndarray]:
        """Money by account id and month, of lines that are sound and belong to an account."""
        numbers = {row["AccountNumber"]: row["Id"] for row in self.tables["Account"] if row["AccountNumber"]}
        merged = {row["Id"]: row["MasterRecordId"] for row in self.tables["Account"] if row["MasterRecordId"] != EMPTY}
        money: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(RUNNING + 1))
        for row in self.tables["Rechnungen"]:
            if sound(row) and row["Kundennummer"] in numbers:
                account = numbers[row["Kundennummer"]]
                day = row["Rechnungsdatum"]
                money[merged.get(account, account)][month(f"{day[6:]}-{day[3:5]}")] += euros(row["Nettobetrag"])
        return dict(sorted(money.items()))

    def counts(self, table: str, key: str, day: str) -> dict[str, list[int]]:
        """Months of the rows of each account."""
        found: dict[str, list[int]] = defaultdict(list)
        for row in self.tables[table]:
            found[row[key]].append(month(row[day]))
        return found


def rows(path: Path, *, german: bool = False) -> list[Row]:
    with path.open(encoding="windows-1252" if german else "utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";" if german else ",", strict=True))


def month(text: str) -> int:
    """Month number of a date that begins with year and month."""
    return (int(text[:4]) - 2023) * 12 + int(text[5:7]) - 11


def euros(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


def sound(row: Row) -> bool:
    """Whether an invoice line has a day that exists and an amount."""
    day = row["Rechnungsdatum"] or ""
    real = len(day) == 10 and day[:5] not in {"31.02", "30.02", "00.00", "31.11"}
    return (
        real and bool(row["Nettobetrag"]) and row["Nettobetrag"].replace(".", "").replace(",", "").lstrip("-").isdigit()
    )


def show(*figures: object) -> None:
    """Print figures for `pytest -rP`: bounds are loose, and a reader wants to see how loose."""
    print(*figures)  # noqa: T201 - that is what it is for


@dataclass(frozen=True)
class Outlook:
    """Accounts at a cut-off: what the CRM showed in the last six months, and growth in the twelve after it."""

    accounts: list[str]
    signals: dict[str, np.ndarray]
    growth: np.ndarray

    def correlation(self, signal: str) -> float:
        return float(np.corrcoef(self.signals[signal], self.growth)[0, 1])

    def auc(self, signal: str, chosen: set[str]) -> float:
        """Chance that a chosen account ranks above another one."""
        mark = np.array([account in chosen for account in self.accounts])
        values = self.signals[signal]
        return float(np.mean(values[mark][:, None] > values[~mark][None, :]))


def outlook(exports: Exports, cutoff: int) -> Outlook:
    """Rank signals and growth inside ten bands of the revenue of the twelve months up to the cut-off."""
    money, known = exports.revenue, exports.truth["accounts"]
    accounts = [name for name, flow in money.items() if name in known and flow[cutoff - 11 : cutoff + 1].sum() > 0]
    before = np.array([money[name][cutoff - 11 : cutoff + 1].sum() for name in accounts])
    after = np.array([max(0.0, money[name][cutoff + 1 : min(cutoff + 13, 36)].sum()) for name in accounts])
    horizon = min(12, 35 - cutoff)
    band = np.argsort(np.argsort(before, kind="stable"), kind="stable") * 10 // len(accounts)
    opened = exports.counts("Opportunity", "AccountId", "CreatedDate")
    met = exports.counts("Contact", "AccountId", "CreatedDate")
    answers = exports.tables["nps"]
    scores: dict[str, list[float]] = defaultdict(lambda: [7.4, 7.4])
    for row in answers:
        if cutoff - 5 <= month(row["Response Date"]) <= cutoff:
            scores[row["Account ID"]].append(float(row["Score"]))
    recent = {
        "pipeline": [sum(cutoff - 5 <= at <= cutoff for at in opened[name]) for name in accounts],
        "contacts": [sum(cutoff - 5 <= at <= cutoff for at in met[name]) for name in accounts],
        "satisfaction": [float(np.mean(scores[name])) for name in accounts],
    }
    signals = {name: _ranked(np.array(values, float), band) for name, values in recent.items()}
    signals["together"] = sum(signals.values(), np.zeros(len(accounts)))
    growth = np.log(after / horizon + 50) - np.log(before / 12 + 50)
    return Outlook(accounts, signals, _ranked(growth, band))


def _ranked(values: np.ndarray, band: np.ndarray) -> np.ndarray:
    """Rank inside bands, equal values in an order drawn once."""
    loose = values + 1e-6 * np.random.default_rng(1).random(len(values))
    ranks = np.zeros(len(values))
    for number in range(10):
        inside = band == number
        ranks[inside] = np.argsort(np.argsort(loose[inside])) / inside.sum()
    return ranks
