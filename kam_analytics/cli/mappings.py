"""`kam mappings`: what people confirmed about files, by name and version."""

from __future__ import annotations

from dataclasses import asdict

import typer

from kam_analytics.cli.output import AsJson, Folder, emit_json, emit_table
from kam_analytics.pipeline import Analytics

__all__ = ["register"]

COLUMNS = ("name", "version", "table", "layout", "columns", "author", "created_at")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("mappings")(list_mappings)


def list_mappings(*, workspace: Folder = None, json: AsJson = False) -> None:
    """List the saved mappings; `kam import --mapping NAME` uses one."""
    found = [asdict(mapping) for mapping in Analytics.open(workspace).mappings()]
    if json:
        emit_json(found)
    else:
        emit_table(COLUMNS, ([{**row, "columns": len(row["sets"])}[name] for name in COLUMNS] for row in found))
