"""Writes a table in any style, and keeps what a reader may do with it beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .truth import Table

__all__ = ["HEADER", "STYLES", "Case", "Style", "case", "cells", "lines", "record"]

HEADER = -1
"""The header's place among the rows, which count from 0."""


@dataclass(frozen=True)
class Style:
    """How a file is written; `quoting` is `minimal`, `text` (all but numbers) or `all`."""

    delimiter: str = ","
    quote: str | None = '"'
    escape: str | None = None
    newline: str = "\n"
    quoting: str = "minimal"
    encoding: str = "utf-8"


STYLES = (
    Style(),
    Style(";", newline="\r\n"),
    Style("\t", quoting="all"),
    Style(",", escape="\\", quoting="text"),
    Style("|", newline="\r"),
    Style(",", quote="'", quoting="text", encoding="utf-16"),
    Style(", "),
)
"""Dialects in which every pollution is written."""


@dataclass(frozen=True)
class Case:
    """A file and its truth.

    Attributes
    ----------
    group
        The pollution, for the table of results.
    header
        Column names that must come back; None where the file has no header.
    disturbed
        Rows (and `HEADER`) that may be rejected; all others have to be read.
    refusals
        Codes with which the whole file may be refused.
    """

    name: str
    group: str
    content: bytes
    header: tuple[str, ...] | None
    rows: tuple[tuple[str, ...], ...]
    disturbed: frozenset[int] = frozenset()
    refusals: frozenset[str] = frozenset()
    ending: str = field(default=".csv")


def _number(text: str) -> bool:
    return text.replace(".", "", 1).replace(",", "", 1).isdigit()


def cell(text: str, style: Style) -> str:
    """Write one cell."""
    quote, escape, delimiter = style.quote, style.escape, style.delimiter
    if quote is None:
        return text.replace(escape, escape * 2).replace(delimiter, f"{escape}{delimiter}") if escape else text
    needs = any(mark in text for mark in (delimiter, quote, "\n", "\r")) or (escape is not None and escape in text)
    if style.quoting == "minimal" and not needs and text == text.strip():
        return text
    if style.quoting == "text" and not needs and _number(text):
        return text
    if escape:
        return quote + text.replace(escape, escape * 2).replace(quote, escape + quote) + quote
    return quote + text.replace(quote, quote * 2) + quote


def cells(fields: Sequence[str], style: Style) -> list[str]:
    """Write the cells of one record."""
    return [cell(text, style) for text in fields]


def record(fields: Sequence[str], style: Style) -> str:
    """Write one record, without its line end."""
    return style.delimiter.join(cells(fields, style))


def lines(table: Table, style: Style, *, header: bool = True) -> list[str]:
    """Write all records, the header first."""
    return [record(fields, style) for fields in ([table.header] if header else []) + list(table.rows)]


def case(
    name: str,
    table: Table,
    style: Style,
    records: Sequence[str],
    *,
    header: bool = True,
    disturbed: Sequence[int] = (),
    refusals: Sequence[str] = (),
    above: Sequence[str] = (),
    below: Sequence[str] = (),
    ends: bool = True,
) -> Case:
    """Put records together as a file; `above` and `below` are lines around the table."""
    text = style.newline.join([*above, *records, *below]) + (style.newline if ends else "")
    return Case(
        f"{table.name}: {name}",
        name.split(" @", maxsplit=1)[0],
        text.encode(style.encoding),
        table.header if header else None,
        table.rows,
        frozenset(disturbed),
        frozenset(refusals),
    )
