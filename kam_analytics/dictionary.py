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

Generated from `kam_analytics/schema.py` by `make docs`; change the schema, not this file.

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
    lines = [f"## {table.name}", "", f"One row is {table.grain}. Key: {keys}.", ""]
    lines += ["| column | type | known | meaning |", "|---|---|---|---|"]
    return "\n".join([*lines, *(_column(column) for column in table.columns), ""])


def _column(column: Column) -> str:
    label = " (label)" if column.label else ""
    return f"| `{column.name}` | {KINDS[column.kind]} | {KNOWABLE[column.knowable]} | {column.meaning}{label} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(data_dictionary(), encoding="utf-8")
