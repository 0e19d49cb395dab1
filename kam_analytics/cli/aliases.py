"""`kam alias list` and `kam alias set`: who an unknown id of an invoice means."""

from __future__ import annotations

from typing import Annotated

import typer

from kam_analytics.cli.output import AsJson, Folder, emit_json, emit_table, note, two_decimals
from kam_analytics.config import author
from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics

__all__ = ["register"]

COLUMNS = ("account_id", "lines", "amount", "suggestion", "suggestion_name", "because")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="Other ids of accounts.")
    group.command("list")(list_unmatched)
    group.command("set")(set_alias)
    app.add_typer(group, name="alias")


def list_unmatched(*, workspace: Folder = None, json: AsJson = False) -> None:
    """List the ids that invoices name and nobody knows, the most money first, each with a suggestion."""
    rows = Analytics.open(workspace).unmatched().select(COLUMNS).to_pylist()
    shown = [row | {"amount": two_decimals(row["amount"])} for row in rows]
    if json:
        emit_json(shown)
    else:
        emit_table(COLUMNS, (list(row.values()) for row in shown))


def set_alias(
    external_id: Annotated[str, typer.Argument(help="The id as `kam alias list` shows it.")],
    account_id: Annotated[str, typer.Argument(help="The account it means.")],
    *,
    workspace: Folder = None,
    json: AsJson = False,
) -> None:
    """Decide which account an id means; `kam undo` takes it back."""
    publication = Analytics.open(workspace).decide_alias(external_id, account_id, author())
    if json:
        emit_json({"version": publication.version, "uploads": list(publication.uploads)})
    else:
        note(say("cli.alias_set", external=external_id, account=account_id, version=publication.version))
