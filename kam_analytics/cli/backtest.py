"""`kam backtest`."""

from __future__ import annotations

import datetime as dt
import sys
from typing import Annotated, Any

import pandas as pd
import typer

from kam_analytics.cli import suggest
from kam_analytics.cli.output import AsJson, Folder, emit_json, emit_table, note
from kam_analytics.cli.ranking import one_of, parse_date
from kam_analytics.errors import Refused
from kam_analytics.evaluation import Backtest
from kam_analytics.evaluation.labels import horizon_label, ordered, ranking_label
from kam_analytics.i18n import codes, say
from kam_analytics.pipeline import Analytics
from kam_analytics.pipeline.backtest_figures import metric_text

__all__ = ["register", "shape"]

DECIMALS = 6
HORIZONS = (91, 182, 364)
QUESTIONS = ("growth", "revenue", "emerging", "retention")
ORDER = ["horizon", "_question", "outcome", "metric", "_pooled", "cutoff", "ranking"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("backtest")(backtest)


def backtest(
    *,
    workspace: Folder = None,
    cutoff: Annotated[
        list[str] | None, typer.Option(help="Date to rank (YYYY-MM-DD); may be repeated. Else several are chosen.")
    ] = None,
    horizon: Annotated[
        list[str] | None, typer.Option(help="Days ahead; may be repeated. Else 91, 182 and 364.")
    ] = None,
    level: Annotated[str, typer.Option(help="account.")] = "account",
    json: AsJson = False,
) -> None:
    """Show what rankings of past dates would have told, against naive ones and twins in which nobody grows."""
    one_of("level", level, ("account",))
    horizons = tuple(sorted({_days(text) for text in horizon})) if horizon else HORIZONS
    analytics = Analytics.open(workspace)
    dates = _dates(analytics, cutoff) if cutoff else None
    if sys.stderr.isatty():
        note(say("cli.backtest_running"))
    found: Backtest = analytics.backtest(dates, horizons)
    if json:
        emit_json(shape(found))
    else:
        _print(found)


def shape(found: Backtest) -> dict[str, Any]:
    """Return the JSON: figures in the order of horizon, question, metric, date (pooled first) and ranking."""
    return {
        "version": found.version,
        "as_of": found.as_of,
        "horizons": list(found.horizons),
        "cutoffs": {str(horizon): list(found.cutoffs[horizon]) for horizon in found.horizons},
        "k": found.k,
        "accounts": found.accounts,
        "sampled": found.sampled,
        "results": [_row({str(k): cell for k, cell in row.items()}) for row in _ordered(found).to_dict("records")],
        "off": list(found.off),
        "claims": [
            {
                "code": claim.code,
                "status": claim.status,
                "outcome": claim.outcome,
                "text": say(claim.code, **claim.params),
            }
            for claim in found.claims
        ],
        "verdict": say(found.verdict, **found.verdict_params),
        "verdict_code": found.verdict_code,
        "suggestions": [suggest.shape(one) for one in found.suggestions],
    }


def _days(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise Refused("cli.bad_horizon", value=text)
    return int(text)


def _dates(analytics: Analytics, texts: list[str]) -> list[dt.date]:
    """Read the cut-offs; each lies inside the data, with at least a day after it."""
    dates = sorted({date for text in texts if (date := parse_date(text)) is not None})
    scope = analytics.scope()
    for date in dates:
        if not scope.data_from <= date < scope.data_through:
            ends = {"first": scope.data_from.isoformat(), "last": scope.data_through.isoformat()}
            raise Refused("cli.bad_cutoff", value=date.isoformat(), **ends)
    return dates


def _ordered(found: Backtest) -> pd.DataFrame:
    rows = found.results
    place = {name: at for at, name in enumerate(QUESTIONS)}
    keyed = rows.assign(
        _question=[place.get(outcome, len(place)) for outcome in rows["outcome"]],
        _pooled=rows["cutoff"].notna(),
        cutoff=[
            cell.isoformat()[:10] if isinstance(cell, dt.date) and not pd.isna(cell) else "" for cell in rows["cutoff"]
        ],
        outcome=[outcome if isinstance(outcome, str) else "" for outcome in rows["outcome"]],
    )
    return keyed.sort_values(ORDER, kind="stable").drop(columns=["_question", "_pooled"])


def _row(row: dict[str, Any]) -> dict[str, Any]:
    value = _number(row["value"])
    return {
        "cutoff": row["cutoff"] or None,
        "horizon": int(row["horizon"]),
        "ranking": row["ranking"],
        "outcome": row["outcome"] or None,
        "metric": row["metric"],
        "value": value,
        "low": _number(row["low"]),
        "high": _number(row["high"]),
        "n": int(row["n"]),
        "reason": _why(row["reason"]) if value is None else None,
    }


def _number(value: float) -> float | None:
    return None if pd.isna(value) else round(float(value), DECIMALS) + 0.0


def _why(code: object) -> str:
    return say(code if isinstance(code, str) and code in codes() else "backtest.no_figure")


def _print(found: Backtest) -> None:
    """Write the verdict, a table per question, horizon and metric over all dates, then what may be said."""
    sys.stdout.write(say(found.verdict, **found.verdict_params) + "\n")
    rows = _ordered(found)
    rows = rows[(rows["cutoff"] == "") & rows["value"].notna()]
    for keys, group in rows.groupby(["horizon", "outcome", "metric"], sort=False):
        horizon, outcome, metric = (str(key) for key in keys)
        heading = say(
            "cli.backtest_group",
            outcome=say(f"backtest.outcome.{outcome or 'none'}"),
            horizon=horizon_label(int(horizon)),
            metric=_metric(metric),
        )
        sys.stdout.write(f"\n{heading}\n")
        emit_table(
            ("ranking", "value", "95% interval", "n"),
            (
                (
                    ranking_label(row["ranking"]),
                    metric_text(metric, row["value"]),
                    _interval(metric, row["low"], row["high"]),
                    int(row["n"]),
                )
                for row in ordered(group).to_dict("records")
            ),
        )
    if found.claims:
        sys.stdout.write("\n")
    for claim in found.claims:
        sys.stdout.write(f"{say(f'backtest.status.{claim.status}')} {say(claim.code, **claim.params)}\n")
    if found.off:
        note(say("cli.backtest_off", columns=", ".join(found.off)))


def _metric(name: str) -> str:
    code = f"backtest.metric.{name}"
    return say(code) if code in codes() else name


def _interval(metric: str, low: float, high: float) -> str:
    return "" if pd.isna(low) or pd.isna(high) else f"{metric_text(metric, low)} to {metric_text(metric, high)}"
