"""`kam robustness`: how far the top K depends on the weights."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from kam_analytics.cli import shapes
from kam_analytics.cli.output import AsJson, Folder, emit_json, emit_table, note
from kam_analytics.cli.ranking import AsOf, Level, level_of, one_of, parse_date
from kam_analytics.i18n import formats, say
from kam_analytics.pipeline import Analytics
from kam_analytics.scoring import PURPOSES
from kam_analytics.scoring.robustness import Draws, Robustness

__all__ = ["register"]

DRAWS = Draws()


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("robustness")(robustness)


def robustness(
    *,
    workspace: Folder = None,
    as_of: AsOf = None,
    purpose: Annotated[str, typer.Option(help="account_potential, value or potential.")] = "account_potential",
    weights: Annotated[str | None, typer.Option(help="NAME or NAME:VERSION; else the set in use.")] = None,
    top: Annotated[int | None, typer.Option(min=1, help="K; else 30, fewer in a small portfolio.")] = None,
    draws: Annotated[int, typer.Option(min=1, max=100_000, help="How many weightings are drawn.")] = DRAWS.draws,
    concentration: Annotated[
        float, typer.Option(help="The larger, the nearer the drawn weights to those in use.")
    ] = DRAWS.concentration,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same draws.")] = DRAWS.seed,
    level: Level = "account",
    json: AsJson = False,
) -> None:
    """Draw plausible weights around those in use: each account's chance of the top K, and what it rests on."""
    one_of("purpose", purpose, PURPOSES)
    analytics, date, at = Analytics.open(workspace), parse_date(as_of), level_of(level)
    chosen = analytics.weights(purpose, weights) if weights else analytics.weights_in_use(purpose)
    scope = analytics.scope(date, at)
    found = analytics.robustness(
        purpose, as_of=date, level=at, weights=chosen, k=top, draws=Draws(draws, concentration, seed)
    )
    names = analytics.names(scope)
    if json:
        head = {"version": scope.version, "as_of": scope.as_of, "purpose": purpose, "level": at}
        used = {"name": chosen.name, "version": chosen.version}
        accounts = [_account(row, names) for row in _followed(found)]
        marks = {"marks": found.counts, "interval_reason": say("robustness.beyond", n=found.parameters.followed)}
        emit_json(head | shapes.robustness_of(found) | {"weights": used} | marks | {"accounts": accounts})
        return
    _print(found, names)


def _followed(found: Robustness) -> list[dict[Any, Any]]:
    return found.frame[found.frame["rank_low"].notna()].to_dict("records")


def _account(row: dict[Any, Any], names: dict[str, str]) -> dict[str, Any]:
    name = names.get(row["account_id"])
    called = {"name": name} if name else {"name": None, "name_reason": say("scoring.no_name")}
    decided = {"factor": row["factor"]} if row["factor"] else {"factor": None, "factor_reason": say("robustness.safe")}
    return {
        "rank": row["rank"], "account_id": row["account_id"], **called, "chance": row["chance"],
        "rank_low": int(row["rank_low"]), "rank_high": int(row["rank_high"]), "mark": row["mark"], **decided,
    }  # fmt: skip


def _print(found: Robustness, names: dict[str, str]) -> None:
    """Print the top k and whoever ever comes in."""
    near = [row for row in _followed(found) if row["rank"] <= found.k or row["chance"] > 0]
    emit_table(
        ("rank", "account", "name", "chance", "ranks", "mark", "factor"),
        (
            (
                row["rank"],
                row["account_id"],
                names.get(row["account_id"]),
                formats.share(row["chance"]),
                f"{row['rank_low']} \u2013 {row['rank_high']}",
                row["mark"],
                row["factor"],
            )
            for row in near
        ),
    )
    first = found.frame.head(found.k)["mark"].value_counts()
    count = {mark: int(first.get(mark, 0)) for mark in found.counts}
    note(
        say(
            "robustness.summary",
            k=min(found.k, len(found.frame)),
            safe=count["safe_in"],
            weights=count["depends_weights"],
            data=count["depends_data"],
        )
    )
