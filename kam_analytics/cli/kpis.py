"""`kam kpis`."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

import pandas as pd
import typer

from kam_analytics.cli.output import AsJson, Folder, emit_json, emit_table, note
from kam_analytics.cli.ranking import AsOf, Level, level_of, parse_date
from kam_analytics.errors import Refused
from kam_analytics.i18n import formats, say
from kam_analytics.kpis import SPANS, Reason
from kam_analytics.pipeline import Analytics, Review

__all__ = ["register", "shape", "why"]

DECIMALS = 6


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("kpis")(kpis)


def kpis(
    *,
    workspace: Folder = None,
    as_of: AsOf = None,
    compare: Annotated[str | None, typer.Option(help="Date to compare with; else a year before.")] = None,
    months: Annotated[int, typer.Option(help="Months of the period: 12, 3 or 1.")] = 12,
    level: Level = "account",
    json: AsJson = False,
) -> None:
    """Show the KPIs of all accounts, of key accounts and of the rest, each with its period, n and change."""
    if months not in SPANS:
        raise Refused("cli.bad_choice", option="months", value=str(months), allowed=", ".join(map(str, SPANS)))
    analytics = Analytics.open(workspace)
    review = analytics.kpis(parse_date(as_of), parse_date(compare), level_of(level), span=months)
    if json:
        emit_json(shape(review, level_of(level)))
        return
    known = review.frame[review.frame["value"].notna()]
    emit_table(
        ("kpi", "cohort", "value", "change", "n"),
        (
            (row["kpi"], row["cohort"], _text(row["value"], row["unit"]), _text(row["change"], row["unit"]), row["n"])
            for row in known.to_dict("records")
        ),
    )
    for reason in dict.fromkeys(why(row) for row in review.frame["reason"] if row is not None):
        note(say("cli.kpis_missing", reason=reason))


def shape(review: Review, level: str) -> dict[str, Any]:
    """Return the JSON: one row per KPI and cohort; a missing figure is null and has its reason."""
    return {
        "version": review.version,
        "as_of": review.period.last,
        "compare": review.compare.last,
        "level": level,
        "base_currency": review.base_currency,
        "kpis": [_row({str(name): cell for name, cell in row.items()}) for row in review.frame.to_dict("records")],
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    reason = row["reason"]
    return {
        "kpi": row["kpi"],
        "cohort": row["cohort"],
        "period": {"first": row["first"], "last": row["last"]},
        "value": _number(row["value"], row["unit"]),
        "unit": row["unit"],
        "n": int(row["n"]),
        "excluded": int(row["excluded"]),
        "target": None,
        "target_reason": why(row["target_reason"]),
        "change": _number(row["change"], row["unit"]),
        "change_reason": None if row["change_reason"] is None else why(row["change_reason"]),
        "reason": None if reason is None else why(reason),
        "reason_code": None if reason is None else reason.code,
    }


def why(reason: Reason) -> str:
    """Return a reason as a sentence; dates in ISO, as everywhere in data for scripts."""
    dates = {name: value.isoformat() for name, value in reason.params.items() if isinstance(value, dt.date)}
    return say(reason.code, **{**reason.params, **dates})


def _number(value: float, unit: str) -> float | None:
    if pd.isna(value):
        return None
    return round(value, 2 if unit == "money" else DECIMALS) + 0.0


def _text(value: float, unit: str) -> str:
    if pd.isna(value):
        return ""
    return formats.number(value, 2) if unit == "money" else formats.number(value, 4)
