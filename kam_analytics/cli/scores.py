"""`kam weights` and `kam calibration`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from kam_analytics.cli.output import AsJson, Folder, emit_json, emit_table, note
from kam_analytics.cli.ranking import one_of
from kam_analytics.config import author
from kam_analytics.errors import Refused
from kam_analytics.i18n import formats, say
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
    saved = analytics.save_weights(purpose, name or used.name, importance, author(), reason, expected=used.id)
    if json:
        emit_json(_shape(saved))
    else:
        note(say("cli.saved_weights", name=saved.name, version=saved.version))


@weights.command("use")
def use_weights(
    name: Annotated[str, typer.Argument(help="NAME or NAME:VERSION; a preset or a saved set.")],
    *,
    reason: Annotated[str, typer.Option(help="Why; kept with the version.")],
    workspace: Folder = None,
    purpose: Purpose = DEFAULT_PURPOSE,
    json: AsJson = False,
) -> None:
    """Bring an earlier version or a preset into use again: a new version with its importances."""
    analytics = Analytics.open(workspace)
    chosen = analytics.weights(one_of("purpose", purpose, PURPOSES), name)
    saved = analytics.use_weights(purpose, f"{chosen.name}:{chosen.version}", author(), reason)
    if json:
        emit_json(_shape(saved) | {"as_version": chosen.version})
    else:
        note(say("cli.used_weights", name=saved.name, version=saved.version, as_version=chosen.version))


@weights.command("history")
def show_history(*, workspace: Folder = None, purpose: Purpose = DEFAULT_PURPOSE, json: AsJson = False) -> None:
    """List the saved versions: who, when and why, and what changed against the version before of the same name."""
    analytics = Analytics.open(workspace)
    entries = analytics.weight_history(one_of("purpose", purpose, PURPOSES))
    shapes = [
        _shape(entry.weights)
        | {
            "in_use": entry.in_use,
            "before": None if entry.before is None else entry.before.version,
            "same_as": entry.same_as,
            "changes": [{"factor": c.factor, "before": c.before, "after": c.after} for c in entry.changes],
        }
        for entry in entries
    ]
    if json:
        emit_json(shapes)
        return
    emit_table(
        ("name", "version", "in use", "saved", "author", "reason", "changed"),
        (
            (
                shape["name"], shape["version"], "yes" if shape["in_use"] else "", shape["created_at"][:16],
                shape["author"], shape["reason"],
                ", ".join(f"{change['factor']} {change['before']} > {change['after']}" for change in shape["changes"]),
            )
            for shape in shapes
        ),
    )  # fmt: skip


@weights.command("leverage")
def show_leverage(
    *,
    workspace: Folder = None,
    purpose: Purpose = DEFAULT_PURPOSE,
    top: Annotated[
        int | None, typer.Option(min=1, help="Places of the top; else 30, fewer in a small portfolio.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Measure how much weights can move at all: places of the top that random weights give to others."""
    found = Analytics.open(workspace).leverage(one_of("purpose", purpose, PURPOSES), top)
    shape: dict[str, Any] = {
        "purpose": purpose, "k": found.k, "accounts": found.accounts, "draws": found.parameters.draws,
        "seed": found.parameters.seed, "factors": list(found.factors),
        "bounded": {"mean": found.bounded.mean, "p90": found.bounded.high},
        "whole": None if found.whole is None else {"mean": found.whole.mean, "p90": found.whole.high},
    }  # fmt: skip
    if found.whole is None:
        shape["whole_reason"] = say("scoring.potential_without_money")
    if found.reason is not None:
        shape["reason"] = say(found.reason, k=found.k)
    if json:
        emit_json(shape)
        return
    rows = [("the other factors", found.bounded), ("revenue as well", found.whole)]
    emit_table(
        ("importance drawn of", "replaced on average", "90th percentile"),
        ((what, formats.number(moves.mean, 1), moves.high) for what, moves in rows if moves is not None),
    )
    if found.reason is not None:
        note(shape["reason"])


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
    found = analytics.side_by_side(purpose, before, after, top)
    names = analytics.names(analytics.scope())
    moves = [
        {
            "account_id": row["account_id"], "name": names.get(row["account_id"]), "move": row["move"],
            "rank_before": int(row["rank_before"]), "rank_after": int(row["rank_after"]), "factor": row["factor"],
        }
        for row in found.moves.to_dict("records")
    ]  # fmt: skip
    if json:
        factors = found.factors.drop(columns="reason").to_dict("records")
        head = {"purpose": purpose, "k": top, "before": _shape(before), "after": _shape(after)}
        emit_json(head | {"moved_most_by": found.strongest, "factors": factors, "moves": moves})
        return
    emit_table(
        ("factor", f"{before.name}:{before.version}", f"{after.name}:{after.version}", "share", "share"),
        (
            (row["factor"], row["before"], row["after"], f"{row['share_before']:.0%}", f"{row['share_after']:.0%}")
            for row in found.factors.to_dict("records")
        ),
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
