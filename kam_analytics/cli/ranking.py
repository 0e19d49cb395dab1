"""`kam rank` and `kam portfolio`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import pandas as pd
import typer

from kam_analytics import marts
from kam_analytics.cli import shapes
from kam_analytics.cli.border import border_shape, print_border
from kam_analytics.cli.explain import named, print_parts
from kam_analytics.cli.output import AsJson, Folder, emit_json, emit_table, note
from kam_analytics.errors import Refused
from kam_analytics.export import to_csv
from kam_analytics.i18n import formats, say
from kam_analytics.pipeline import Analytics
from kam_analytics.scoring import PURPOSES, Ranking
from kam_analytics.scoring.border import border
from kam_analytics.scoring.robustness import top_size

__all__ = ["register"]

AsOf = Annotated[str | None, typer.Option("--as-of", help="Date (YYYY-MM-DD); else the last complete month.")]
Level = Annotated[str, typer.Option(help="account or parent.")]
Top = Annotated[str, typer.Option(help="How many accounts, or `all`.")]
DEFAULT_TOP = "1000"
MONTH = 31


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("rank")(rank)
    app.command("portfolio")(portfolio)


def rank(
    *,
    workspace: Folder = None,
    as_of: AsOf = None,
    purpose: Annotated[str, typer.Option(help="account_potential, value or potential.")] = "account_potential",
    weights: Annotated[str | None, typer.Option(help="NAME or NAME:VERSION; else the set in use.")] = None,
    level: Level = "account",
    top: Top = DEFAULT_TOP,
    calibration: Annotated[str | None, typer.Option(help="Id of a calibration; else the pinned one.")] = None,
    explain: Annotated[str | None, typer.Option(help="Only this account, by its name or any of its ids.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write a .csv or .parquet file instead.")] = None,
    json: AsJson = False,
) -> None:
    """Rank the accounts: score, contributions, evidence."""
    one_of("purpose", purpose, PURPOSES)
    analytics = Analytics.open(workspace)
    chosen = analytics.weights(purpose, weights) if weights else None
    ranking = analytics.ranking(
        purpose, as_of=parse_date(as_of), level=level_of(level), weights=chosen, calibration=calibration
    )
    scope = analytics.scope(parse_date(as_of), level_of(level))
    names = analytics.names(scope)
    limit = None if explain else parse_top(top)
    if out:
        _write(ranking.frame if limit is None else ranking.frame.head(limit), out, names)
        return
    result = shapes.rank(scope, ranking, names, limit)
    if scope.as_of > scope.data_through and (scope.as_of - scope.data_through).days > MONTH:
        note(say("cli.later_than_data", last=scope.data_through.isoformat(), as_of=scope.as_of.isoformat()))
    if explain:
        ranked = {account: names.get(account, account) for account in ranking.frame["account_id"]}
        account = named(explain, analytics.meant(explain, parse_date(as_of), level_of(level)), ranked)
        result["accounts"] = [row for row in result["accounts"] if row["account_id"] == account]
        found = border(ranking, account, top_size(len(ranking.frame)))
        result["border"] = border_shape(found)
    if json:
        emit_json(result)
        return
    _print(ranking, result)
    if explain:
        print_parts(ranking.account(account), scope.base_currency)
        print_border(found, scope.base_currency)


def portfolio(
    *,
    workspace: Folder = None,
    as_of: AsOf = None,
    level: Level = "account",
    top: Top = DEFAULT_TOP,
    json: AsJson = False,
) -> None:
    """Show rank, segment and list state of every account."""
    analytics = Analytics.open(workspace)
    view = analytics.portfolio(parse_date(as_of), level_of(level))
    listed = analytics.on_list(parse_date(as_of), level_of(level))
    sure = analytics.robustness(as_of=parse_date(as_of), level=level_of(level))
    result = shapes.portfolio(view, analytics.names(view.scope), parse_top(top), listed, sure)
    if json:
        emit_json(result)
        return
    on_list = {True: "yes", False: "no", None: "n/a"}
    segments = dict(zip(view.frame["account_id"], view.frame["segment"], strict=True))
    emit_table(
        ("rank", "account", "name", "score", "segment", "list"),
        (
            (
                a["rank"],
                a["account_id"],
                a["name"],
                formats.score(a["score"]),
                segments[a["account_id"]],
                on_list[a["on_list"]],
            )
            for a in result["accounts"]
        ),
    )
    if listed is None:
        note(say("pipeline.no_list"))


def _print(ranking: Ranking, result: dict[str, object]) -> None:
    accounts = result["accounts"]
    assert isinstance(accounts, list)  # noqa: S101 - shapes.rank makes it one
    emit_table(
        ("rank", "account", "name", "score", "range", "coverage"),
        (
            (
                a["rank"],
                a["account_id"],
                a["name"],
                formats.score(a["score"]),
                formats.score_range(a["low"], a["high"]),
                formats.share(a["coverage"]),
            )
            for a in accounts
        ),
    )
    for factor, reason in ranking.not_available.items():
        note(say("cli.not_available", factor=factor, reason=say(reason)))


def _write(frame: pd.DataFrame, out: Path, names: dict[str, str]) -> None:
    if out.suffix not in {".csv", ".parquet"}:
        raise Refused("cli.out_ending", file=out.name)
    if not out.parent.is_dir():
        raise Refused("cli.no_folder", file=out.name)
    table = frame.copy()
    table.insert(2, "name", [names.get(account) for account in table["account_id"]])
    if out.suffix == ".parquet":
        table.to_parquet(out, index=False)
    else:
        rows = table.astype(object).where(table.notna(), None).itertuples(index=False)
        out.write_text(to_csv(list(table.columns), rows), encoding="utf-8", newline="")
    note(say("cli.written", n=len(table), file=out.name))


def parse_date(text: str | None) -> dt.date | None:
    """Read an ISO date of an option."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise Refused("cli.bad_date", value=text) from error


def parse_top(text: str) -> int | None:
    """Read `--top`: a positive number, or `all` (None)."""
    if text == "all":
        return None
    if not (text.isascii() and text.isdigit()) or int(text) < 1:
        raise Refused("cli.bad_top", value=text)
    return int(text)


def level_of(text: str) -> marts.Level:
    """Check `--level`."""
    return "parent" if one_of("level", text, ("account", "parent")) == "parent" else "account"


def one_of(option: str, value: str, allowed: tuple[str, ...]) -> str:
    """Check a value of a closed list."""
    if value not in allowed:
        raise Refused("cli.bad_choice", option=option, value=value, allowed=", ".join(allowed))
    return value
