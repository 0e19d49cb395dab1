"""`kam weights` and `kam calibration`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from kam_analytics.cli.output import AsJson, Folder, emit_json, emit_table, note
from kam_analytics.cli.ranking import one_of
from kam_analytics.config import author
from kam_analytics.errors import Refused
from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics
from kam_analytics.scoring import DEFAULT_PURPOSE, PURPOSES, WeightSet

__all__ = ["register"]

Purpose = Annotated[str, typer.Option(help="account_potential, value or potential.")]
weights = typer.Typer(no_args_is_help=True, help="Importance 0..10 of each factor, by purpose.")
calibration = typer.Typer(no_args_is_help=True, help="The ruler that scores are read from.")


def register(app: typer.Typer) -> None:
    """Add the command groups."""
    app.add_typer(weights, name="weights")
    app.add_typer(calibration, name="calibration")


@weights.command("list")
def list_weights(*, workspace: Folder = None, purpose: Purpose = DEFAULT_PURPOSE, json: AsJson = False) -> None:
    """List the sets of a purpose."""
    analytics = Analytics.open(workspace)
    used = analytics.weights_in_use(one_of("purpose", purpose, PURPOSES))
    shapes = [_shape(entry) | {"in_use": entry.id == used.id} for entry in analytics.weight_sets(purpose)]
    if json:
        emit_json(shapes)
        return
    emit_table(
        ("name", "version", "in use", "author", "reason"),
        ((s["name"], s["version"], "yes" if s["in_use"] else "", s["author"], s["reason"]) for s in shapes),
    )


@weights.command("show")
def show_weights(
    name: Annotated[str | None, typer.Argument(help="NAME or NAME:VERSION; none: the set in use.")] = None,
    *,
    workspace: Folder = None,
    purpose: Purpose = DEFAULT_PURPOSE,
    json: AsJson = False,
) -> None:
    """Show the importance and share of each factor."""
    analytics = Analytics.open(workspace)
    one_of("purpose", purpose, PURPOSES)
    entry = analytics.weights(purpose, name) if name else analytics.weights_in_use(purpose)
    if json:
        emit_json(_shape(entry))
        return
    total = sum(entry.factors.values()) or 1
    emit_table(("factor", "importance", "share"), ((f, w, f"{w / total:.0%}") for f, w in entry.factors.items()))


@weights.command("new")
def new_weights(
    factors: Annotated[list[str], typer.Argument(help="FACTOR=0..10; factors not named keep their importance.")],
    *,
    reason: Annotated[str, typer.Option(help="Why; kept with the version.")],
    name: Annotated[str | None, typer.Option(help="Name of the set; else the one in use.")] = None,
    workspace: Folder = None,
    purpose: Purpose = DEFAULT_PURPOSE,
    json: AsJson = False,
) -> None:
    """Save a new version of a set and use it."""
    analytics = Analytics.open(workspace)
    used = analytics.weights_in_use(one_of("purpose", purpose, PURPOSES))
    importance = {factor.name: 0 for factor in analytics.factors()} | used.factors
    for text in factors:
        factor, _, value = text.rpartition("=")
        if factor not in importance or not (value.isascii() and value.isdigit()) or int(value) > 10:  # noqa: PLR2004 - the scale's end
            raise Refused("cli.bad_factors", value=text, factors=", ".join(importance))
        importance[factor] = int(value)
    saved = analytics.save_weights(purpose, name or used.name, importance, author(), reason)
    if json:
        emit_json(_shape(saved))
    else:
        note(say("cli.saved_weights", name=saved.name, version=saved.version))


@weights.command("compare")
def compare_weights(
    first: Annotated[str, typer.Argument(help="NAME or NAME:VERSION.")],
    second: Annotated[str, typer.Argument(help="NAME or NAME:VERSION.")],
    *,
    workspace: Folder = None,
    purpose: Purpose = DEFAULT_PURPOSE,
    top: Annotated[int, typer.Option(min=1, help="Places of the top.")] = 30,
    json: AsJson = False,
) -> None:
    """Set two versions side by side: the importances, who enters the top and who leaves it, moved most by what."""
    analytics = Analytics.open(workspace)
    one_of("purpose", purpose, PURPOSES)
    before, after = (analytics.weights(purpose, name) for name in (first, second))
    found = analytics.movers(purpose, after, top, against=before)
    names = analytics.names(analytics.scope())
    moves = [
        {
            "account_id": row["account_id"], "name": names.get(row["account_id"]), "move": row["move"],
            "rank_before": int(row["rank_before"]), "rank_after": int(row["rank_after"]), "factor": row["factor"],
        }
        for row in found.to_dict("records")
    ]  # fmt: skip
    if json:
        emit_json({"purpose": purpose, "k": top, "before": _shape(before), "after": _shape(after), "moves": moves})
        return
    known = dict.fromkeys([*before.factors, *after.factors])
    emit_table(
        ("factor", f"{before.name}:{before.version}", f"{after.name}:{after.version}"),
        ((factor, before.factors.get(factor, 0), after.factors.get(factor, 0)) for factor in known),
    )
    emit_table(
        ("move", "account", "name", "from", "to", "moved most by"),
        ((m["move"], m["account_id"], m["name"], m["rank_before"], m["rank_after"], m["factor"] or "") for m in moves),
    )


@calibration.command("show")
def show_calibration(
    calibration_id: Annotated[str | None, typer.Argument(help="Id; none: the pinned one.")] = None,
    *,
    workspace: Folder = None,
    json: AsJson = False,
) -> None:
    """Show a calibration."""
    found = Analytics.open(workspace).calibration(calibration_id)
    shape = found.summary()
    if json:
        emit_json(shape)
    else:
        emit_table(("what", "value"), shape.items())


@calibration.command("renew")
def renew_calibration(
    *,
    reason: Annotated[str, typer.Option(help="Why; kept with the calibration.")],
    workspace: Folder = None,
    json: AsJson = False,
) -> None:
    """Fit a new calibration on today's data and pin it."""
    fresh = Analytics.open(workspace).renew_calibration(author(), reason)
    if json:
        emit_json(fresh.summary())
    else:
        note(say("cli.renewed", calibration=fresh.id, as_of=fresh.fitted_as_of.isoformat()))


def _shape(entry: WeightSet) -> dict[str, Any]:
    total = sum(entry.factors.values()) or 1
    return {
        "name": entry.name,
        "version": entry.version,
        "purpose": entry.purpose,
        "factors": dict(entry.factors),
        "shares": {factor: round(weight / total, 6) for factor, weight in entry.factors.items()},
        "author": entry.author,
        "reason": entry.reason,
        "created_at": entry.created_at,
    }
