"""`kam weights suggest`: what the past teaches about the weights; shown, never applied."""

from __future__ import annotations

import math
import shlex
import sys
from typing import Any

import typer

from kam_analytics.cli.output import AsJson, Folder, emit_json, emit_table, note
from kam_analytics.cli.ranking import one_of
from kam_analytics.cli.scores import Purpose, weights
from kam_analytics.evaluation import Suggestion
from kam_analytics.evaluation.suggest import beside, told
from kam_analytics.i18n import formats, say
from kam_analytics.pipeline import Analytics
from kam_analytics.scoring import DEFAULT_PURPOSE, PURPOSES

__all__ = ["register", "shape"]

DECIMALS = 6


def register(_: typer.Typer) -> None:
    """Add the command to the group `kam weights`."""
    weights.command("suggest")(suggest)


def suggest(*, workspace: Folder = None, purpose: Purpose = DEFAULT_PURPOSE, json: AsJson = False) -> None:
    """Show the weights that past dates taught, and what they gained on a later one; they are never applied by this."""
    one_of("purpose", purpose, PURPOSES)
    analytics = Analytics.open(workspace)
    if sys.stderr.isatty():
        note(say("cli.backtest_running"))
    found = analytics.suggestion(purpose)
    if json:
        emit_json(shape(found))
    else:
        _print(found, workspace)


def shape(found: Suggestion) -> dict[str, Any]:
    """Return the JSON of one suggestion; a figure that could not be measured is null, with the sentence as reason."""
    code, params = told(found)
    text = say(code, **params)
    also = {"before": found.beside_before, "after": found.beside_after}
    figures = {
        "before": found.before, "after": found.after, "gain": found.gain.value, "low": found.gain.low,
        "high": found.gain.high,
    }  # fmt: skip
    return {
        "purpose": found.purpose,
        "offered": found.offered,
        "code": found.code,
        "text": text,
        "horizon": found.horizon,
        "trained_on": list(found.trained_on),
        "validated_on": found.validated_on,
        **({} if found.validated_on else {"validated_on_reason": text}),
        "accounts": found.accounts,
        "current": found.current,
        "suggested": found.suggested,
        "kept": list(found.kept),
        "metric": found.metric,
        **_figures(figures, text),
        "beside": {"metric": "auc" if found.metric == "excess" else "spearman", **_figures(also, text)},
    }


def _figures(figures: dict[str, float], reason: str) -> dict[str, float | str | None]:
    shown: dict[str, float | str | None] = {}
    for name, value in figures.items():
        known = math.isfinite(value)
        shown[name] = round(value, DECIMALS) + 0.0 if known else None
        shown |= {} if known else {f"{name}_reason": reason}
    return shown


def _print(found: Suggestion, workspace: str | None) -> None:
    """Write both sets side by side, then the gain or the reason, then what would apply it."""
    code, params = told(found)
    if found.suggested != found.current:
        emit_table(
            ("factor", "in use", "learned", ""),
            (
                (name, used, found.suggested[name], say("backtest.suggestion.kept") if name in found.kept else "")
                for name, used in found.current.items()
            ),
        )
    sys.stdout.write(say(code, **params) + "\n")
    also = beside(found)
    if also is not None:
        sys.stdout.write(say(also[0], **also[1]) + "\n")
    if found.trained_on:
        dates = ", ".join(formats.date(day) for day in found.trained_on)
        sys.stdout.write(say("cli.suggest_learned", dates=dates, n=found.accounts) + "\n")
    if found.offered:
        changed = [f"{name}={one}" for name, one in found.suggested.items() if one != found.current[name]]
        where = ["--workspace", workspace] if workspace else []
        options = ["--purpose", found.purpose, *where, "--reason", say(code, **params)]
        command = shlex.join(["kam", "weights", "new", *changed, *options])
        sys.stdout.write(say("cli.suggest_apply", command=command) + "\n")
