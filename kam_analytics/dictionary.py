"""The data dictionary, written from `schema.py`: `python -m kam_analytics.dictionary data/README.md`."""

from __future__ import annotations

import sys
from pathlib import Path

from kam_analytics.schema import TABLES, Column, Table

__all__ = ["data_dictionary"]

KINDS = {
    "text": "text",
    "id": "text, kept exactly (leading zeros too)",
    "date": "date",
    "month": "month, as its first day",
    "moment": "date and time",
    "amount": "decimal, 18 digits, 4 after the point",
    "number": "number",
    "integer": "whole number",
    "flag": "yes or no",
}
KNOWABLE = {
    "stable": "at any date",
    "snapshot": "from its upload's date until the next upload's",
    "event": "from the row's own date",
}
HEAD = """\
# Data dictionary

Generated from `kam_analytics/schema/` by `make docs`; change the schema, not this file.

A file you import becomes rows of the tables below. No table is required, and hardly a column: what is missing is
shown as missing, never as zero. *Known* says from when a value may be used. A view of a past date leaves out
everything that was not known then. Columns marked *label* name things for people; they come from the newest upload
and never enter a score.
"""


def data_dictionary() -> str:
    """Return the whole dictionary as Markdown."""
    return "\n".join([HEAD, *(_table(table) for table in TABLES.values())])


def _table(table: Table) -> str:
    keys = ", ".join(f"`{name}`" for name in table.key)
    lines = [f"## {table.name}", "", f"One row is {table.grain}. Key: {keys}. {_exists(table)}", ""]
    lines += ["| column | type | known | meaning |", "|---|---|---|---|"]
    return "\n".join([*lines, *(_column(column) for column in table.columns), ""])


def _exists(table: Table) -> str:
    if table.timeless:
        return "A row holds at every date."
    if table.exists_from:
        end = "the end of its " if table.column(table.exists_from).kind == "month" else ""
        return f"A row exists from {end}`{table.exists_from}`."
    return (
        "A row's date is that of its invoice."
        if table.name == "revenue_line"
        else "A row exists from its upload's date."
    )


def _column(column: Column) -> str:
    label = " (label)" if column.label else ""
    return f"| `{column.name}` | {KINDS[column.kind]} | {_known(column)} | {column.meaning}{label} |"


def _known(column: Column) -> str:
    if column.since is None:
        return KNOWABLE[column.knowable]
    if column.knowable == "snapshot":
        return f"from `{column.since}`; before it {KNOWABLE['snapshot']}"
    return f"from `{column.since}`" + (f"; before it `{column.before}`" if column.before else "")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(data_dictionary(), encoding="utf-8")
