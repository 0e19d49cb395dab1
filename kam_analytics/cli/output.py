"""Data on stdout, messages on stderr."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Annotated

import typer

from kam_analytics.errors import KamError
from kam_analytics.i18n import say

__all__ = ["AsJson", "Folder", "complain", "emit_json", "emit_table", "note", "two_decimals"]

Folder = Annotated[
    str | None, typer.Option("--workspace", help="Workspace folder; else KAM_WORKSPACE, else ./workspace.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]


def complain(error: KamError) -> None:
    """Say on stderr what stopped."""
    note(sentence(error))


def sentence(error: KamError) -> str:
    """Return the error as a person reads it."""
    return say(error.code, **error.params)


def note(text: str) -> None:
    """Write one line of message."""
    sys.stderr.write(text + "\n")


def two_decimals(value: Decimal | float | None) -> float | None:
    """Round money for output."""
    if value is None:
        return None
    return float(Decimal(str(value)).quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN))


def emit_json(value: object) -> None:
    """Print JSON: the same value gives the same bytes."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1, default=_plain) + "\n")


def _plain(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.isoformat(timespec="seconds").removesuffix("+00:00") + "Z"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return two_decimals(value)
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    message = f"no JSON for {type(value).__name__}"
    raise TypeError(message)


def emit_table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print aligned columns; numbers to the right."""
    cells = [[str(name) for name in header]] + [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    numeric = [all(_is_number(row[i]) for row in cells[1:]) for i in range(len(header))]
    for row in cells:
        line = "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(row, widths, numeric, strict=True)
        )
        sys.stdout.write(line.rstrip() + "\n")


def _is_number(text: str) -> bool:
    return text == "" or text.lstrip("\u2212-+").replace(",", "").replace(".", "").rstrip("%").isdigit()
