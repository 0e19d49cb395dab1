"""What is true of a generated company and stands in none of its files; only tests read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kam_analytics.demo.buyers import Buyer
from kam_analytics.demo.catalogue import ALL_FAMILIES
from kam_analytics.demo.courses import LEADS
from kam_analytics.demo.dirt import dirt_of
from kam_analytics.demo.months import EXPORTED_ON, first_day, month_text
from kam_analytics.demo.season import common_season, family_season
from kam_analytics.demo.supplier import Plan, plan
from kam_analytics.demo.words import GERMAN_TITLES, TITLES

__all__ = ["truth", "write_truth"]

ANNOUNCES: dict[str, dict[str, str]] = {
    "growth": {
        "pipeline": "more and larger opportunities, won more often",
        "contacts": "more new contacts, more of them senior",
        "satisfaction": "better answers to surveys",
    },
    "loss": {
        "satisfaction": "worse answers to surveys",
        "cases": "more cases",
        "activity": "fewer calls and meetings",
    },
}


def write_truth(folder: Path, seed: int = 7, regime: str = "default") -> Path:
    """Write `truth.json` of the company that `write_demo` writes for the same seed and regime; return its path.

    Raises
    ------
    KeyError
        There is no regime of that name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "truth.json"
    text = json.dumps(truth(seed, regime), ensure_ascii=False, indent=1)
    path.write_bytes(f"{text}\n".encode())
    return path


def truth(seed: int = 7, regime: str = "default") -> dict[str, Any]:
    """Return what is planted.

    Keys: `accounts` (kind, course, size and expected business by month of every account), the lists `emerging`,
    `stirring`, `churning`, `arriving`, `shrinking` and `false_alarms` (accounts with months and what announces them),
    `season`, `announces`, `key_accounts`, `numbers` (customer numbers that are not those of an account), `titles` (the
    level of each title), `dirt`. Months are texts such as 2025-04; growth may begin after the export.
    """
    decided = plan(seed, regime)
    rules = decided.regime
    return {
        "seed": seed,
        "regime": regime,
        "exported_on": EXPORTED_ON.isoformat(),
        "emerging": [_grown(buyer) for buyer in decided.buyers if buyer.path.kind == "emerging"],
        "stirring": [_grown(buyer) for buyer in decided.buyers if buyer.path.kind == "stirring"],
        "churning": [_lost(buyer) for buyer in decided.buyers if buyer.path.kind == "churning"],
        "arriving": [_arrived(buyer) for buyer in decided.buyers if buyer.path.kind == "arriving"],
        "shrinking": [_who(buyer) for buyer in decided.buyers if buyer.path.kind == "shrinking"],
        "false_alarms": [{**_who(b), "announced": _announced(b)} for b in decided.buyers if b.path.alarm],
        "announces": {
            "growth": {"by": ANNOUNCES["growth"], "months_before": LEADS["emerging"], "probability": rules.announced},
            "loss": {"by": ANNOUNCES["loss"], "months_before": LEADS["churning"], "probability": rules.announced},
        },
        "season": {
            "common": {f"{month % 12 + 1:02d}": common_season(rules, month - 10) for month in range(12)},
            "families": {
                family.name: {
                    f"{month % 12 + 1:02d}": family_season(rules, family.code, month - 10) for month in range(12)
                }
                for family in ALL_FAMILIES
            },
        },
        "key_accounts": _listed(decided),
        "numbers": {
            "near": decided.near,
            "merged": {entry.customer_no: entry.into for entry in decided.merged},
        },
        "titles": {
            title: level for table in (TITLES, GERMAN_TITLES) for level, titles in table.items() for title in titles
        },
        "dirt": dirt_of(rules),
        "accounts": {buyer.account_id: _account(buyer) for buyer in decided.buyers},
    }


def _who(buyer: Buyer) -> dict[str, Any]:
    return {"account_id": buyer.account_id, "customer_no": buyer.customer_no, "size": round(buyer.size)}


def _announced(buyer: Buyer) -> dict[str, list[str]]:
    """Return first and last month of what each channel shows."""
    return {signal.channel: [month_text(signal.first), month_text(signal.end - 1)] for signal in buyer.path.signals}


def _grown(buyer: Buyer) -> dict[str, Any]:
    begins = buyer.path.begins or 0
    return {
        **_who(buyer),
        "begins": month_text(begins),
        "after_export": first_day(begins) > EXPORTED_ON,
        "factor": round(buyer.path.factor, 3),
        "announced": _announced(buyer),
    }


def _lost(buyer: Buyer) -> dict[str, Any]:
    return {**_who(buyer), "last_month": month_text(buyer.path.last or 0), "announced": _announced(buyer)}


def _arrived(buyer: Buyer) -> dict[str, Any]:
    return {**_who(buyer), "begins": month_text(buyer.path.begins or 0)}


def _listed(decided: Plan) -> dict[str, Any]:
    return {
        "effect_a_year": decided.regime.programme,
        "chosen_after_growth": decided.regime.listed_late,
        "accounts": {
            decided.buyers[entry.place].account_id: {"kind": entry.kind, "since": entry.since.isoformat()}
            for entry in decided.keys
        },
    }


def _account(buyer: Buyer) -> dict[str, Any]:
    return {
        "kind": buyer.kind.name,
        "course": buyer.path.kind,
        "size": round(buyer.size),
        "levels": [round(level, 3) for level in buyer.path.levels],
    }
