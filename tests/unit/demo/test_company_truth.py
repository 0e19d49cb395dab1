"""What is planted can be found where it should be, and cannot where nothing is planted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np

from kam_analytics.demo import REGIMES, truth
from kam_analytics.demo.months import month_of
from tests.support.exports import Exports, month, outlook, show

CUTOFFS = (17, 23, 29)
SEEDS = (7, 11)
SIGNALS = ("pipeline", "contacts", "satisfaction", "together")

Written = Callable[..., Exports]


def _growing(exports: Exports, cutoff: int) -> set[str]:
    """Accounts whose growth begins around the cut-off."""
    return {entry["account_id"] for entry in exports.truth["emerging"] if -3 <= month(entry["begins"]) - cutoff <= 6}


def _correlations(written: Written, regime: str) -> dict[str, float]:
    looks = [outlook(written(regime, seed), cutoff) for seed in SEEDS for cutoff in CUTOFFS]
    return {signal: float(np.mean([look.correlation(signal) for look in looks])) for signal in SIGNALS}


def _auc(written: Written, regime: str) -> dict[str, float]:
    pairs = [(written(regime, seed), cutoff) for seed in SEEDS for cutoff in CUTOFFS]
    return {
        signal: float(np.mean([outlook(e, cutoff).auc(signal, _growing(e, cutoff)) for e, cutoff in pairs]))
        for signal in SIGNALS
    }


def test_in_the_null_company_the_crm_says_nothing_about_growth(written: Written) -> None:
    found = _correlations(written, "null")
    show(found)
    assert all(abs(value) < 0.06 for value in found.values())
    planted = written("null").truth
    assert not planted["emerging"] + planted["churning"] + planted["arriving"] + planted["shrinking"]
    assert all(set(account["levels"]) == {1.0} for account in planted["accounts"].values())


def test_in_the_demo_company_growth_announces_itself(written: Written) -> None:
    found, auc = _correlations(written, "default"), _auc(written, "default")
    show(found, auc)
    assert found["pipeline"] > 0.07
    assert found["together"] > 0.08
    assert 0.65 < auc["together"] < 0.95, "announced, and not for certain"


def test_growth_that_is_only_invoiced_cannot_be_foreseen(written: Written) -> None:
    auc = _auc(written, "invoices_only_growth")
    show(auc)
    assert 0.38 < auc["together"] < 0.62
    assert not any(entry["announced"] for entry in written("invoices_only_growth").truth["emerging"])


def test_emerging_accounts_really_grow(company: Exports) -> None:
    ratios = []
    for entry in company.truth["emerging"]:
        begins, flow = month(entry["begins"]), company.revenue.get(entry["account_id"])
        if flow is not None and begins <= 24:
            before = flow[max(0, begins - 12) : begins].mean()
            ratios.append(flow[begins + 9 : 36].mean() / max(before, 20.0))
    show(np.quantile(ratios, (0.1, 0.5, 0.9)))
    assert len(ratios) >= 15
    assert np.median(ratios) > 1.8


def test_emerging_accounts_are_few_and_not_large(company: Exports) -> None:
    accounts, emerging = company.truth["accounts"], company.truth["emerging"]
    sizes = sorted((account["size"] for account in accounts.values() if account["size"]), reverse=True)
    inside = [entry for entry in emerging if not entry["after_export"]]
    assert 0.04 <= len(inside) / len(sizes) <= 0.06
    assert all(entry["size"] < sizes[len(sizes) // 10 - 1] for entry in emerging)
    leads = [month(entry["begins"]) - month(first) for entry in emerging for first, _ in entry["announced"].values()]
    assert 3 <= min(leads) <= max(leads) <= 9
    silent = sum(not entry["announced"] for entry in emerging)
    assert silent <= len(emerging) // 5
    assert len(company.truth["false_alarms"]) >= 20


def test_lost_accounts_stop_buying(company: Exports) -> None:
    lost = [entry for entry in company.truth["churning"] if entry["account_id"] in company.revenue]
    assert len(lost) >= 60
    later = [company.revenue[entry["account_id"]][month(entry["last_month"]) + 3 :] for entry in lost]
    assert not any((flow > 0).any() for flow in later)


def test_the_strong_season_is_strong(written: Written) -> None:
    def swing(regime: str) -> float:
        total = sum(flow[:36] for flow in written(regime).revenue.values())
        by_month = np.array([total[at::12].sum() for at in range(12)])
        return float(by_month.max() / by_month.min())

    swings = {regime: swing(regime) for regime in ("null", "default", "strong_season")}
    show(swings)
    assert swings["strong_season"] > 1.5 * swings["default"]


def test_the_key_account_list_is_good_and_imperfect(company: Exports) -> None:
    listed = [row for row in company.tables["key_accounts"] if row["Account ID"].startswith("001")]
    assert len(listed) == 30
    assert {row["Kind"] for row in listed} == {"existing", "emerging"}
    then = sorted(company.revenue, key=lambda name: -company.revenue[name][:12].sum())[:30]
    overlap = len(set(then) & {row["Account ID"] for row in listed})
    assert 14 <= overlap <= 27


def test_listed_late_means_listed_after_growth(written: Written) -> None:
    exports = written("chosen_after_growth")
    before, after = [], []
    for row in exports.tables["key_accounts"]:
        if not row["Account ID"].startswith("001"):
            continue
        since, levels = month(row["Since"]), exports.truth["accounts"][row["Account ID"]]["levels"]
        before.append(levels[since] / levels[since - 12])
        after.append(levels[min(36, since + 12)] / levels[since])
    assert np.median(before) > 1.4
    assert 0.85 < np.median(after) < 1.15
    assert REGIMES["chosen_after_growth"].programme == 0


def test_titles_of_contacts_are_known_with_their_level(company: Exports) -> None:
    titles = company.truth["titles"]
    found = {titles[row["Title"]] for row in company.tables["Contact"]}
    assert found == {"C", "VP", "director", "manager", "other"}
    assert any("ü" in row["Title"] for row in company.tables["Contact"])


def test_kinds_of_customers_are_planted_unless_there_are_none() -> None:
    def kinds(regime: str) -> set[str]:
        return {account["kind"] for account in truth(7, regime)["accounts"].values()}

    assert len(kinds("default")) == 5
    assert len(kinds("no_segments")) == 1


def test_months_count_from_the_first_one() -> None:
    assert month("2023-11") == 0
    assert month("2026-11") == 36
    assert month_of(dt.date(2026, 10, 31)) == 35
