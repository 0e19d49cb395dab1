"""How the CRM writes values, and rows that every file of it has: deleted ones and ones that stand there twice."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence

from kam_analytics.demo.chance import Chance
from kam_analytics.demo.crm_layouts import LAYOUTS

__all__ = ["Cells", "date_text", "flag", "money_text", "repeated", "table_text", "time_text", "traced"]

Cells = dict[str, str]
"""One row by column; columns that are not named are empty."""


def flag(value: bool) -> str:
    """Return a yes or no as the export writes it."""
    return "1" if value else "0"


def time_text(moment: dt.datetime) -> str:
    """Return a moment: 2026-06-09 16:12:25."""
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def date_text(day: dt.date) -> str:
    """Return a day: 2026-07-01 00:00:00."""
    return f"{day.isoformat()} 00:00:00"


def money_text(cents: int) -> str:
    """Return an amount with two decimals and a point."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def traced(user_id: str, created: dt.datetime, changed: dt.datetime | None = None) -> Cells:
    """Return who made a record when, and when it was changed last."""
    last = time_text(changed or created)
    return {
        "CreatedDate": time_text(created),
        "CreatedById": user_id,
        "LastModifiedDate": last,
        "LastModifiedById": user_id,
        "SystemModstamp": last,
    }


def repeated(chance: Chance, rows: list[Cells], number: int) -> list[Cells]:
    """Return the rows with some of them a second time, at the end."""
    return rows + chance.some(rows, number)


def table_text(name: str, rows: Iterable[Cells]) -> str:
    """Return a file of the weekly export: every field quoted."""
    layout = LAYOUTS[name]
    lines: list[Sequence[str]] = [layout.columns, *(layout.row(cells) for cells in rows)]
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(lines)
    return text.getvalue()
