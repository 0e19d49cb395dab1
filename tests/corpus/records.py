"""Pollutions of one record: each row and the header in turn, at each place in turn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import product

from .truth import ROWS, TABLES, Table
from .writing import HEADER, Case, Style, case, cells, lines, record

__all__ = ["POLLUTIONS", "RECORDS", "disturb", "disturbed", "polluted"]

Pollution = Callable[[tuple[str, ...], Style, int], str | None]
"""Writes a row with a disturbance at a column; None where the disturbance would change nothing."""


def _less(fields: tuple[str, ...], style: Style, at: int) -> str | None:
    parts = cells(fields, style)
    if at + 1 >= len(parts):
        return None
    return style.delimiter.join([*parts[:at], parts[at] + parts[at + 1], *parts[at + 2 :]])


def _more(fields: tuple[str, ...], style: Style, at: int) -> str:
    parts = cells(fields, style)
    return style.delimiter.join([*parts[:at], "", *parts[at:]])


def _more_behind(fields: tuple[str, ...], style: Style, at: int) -> str | None:
    return record(fields, style) + style.delimiter if at == 0 else None


def _quoted_at(before: str, after: str) -> Pollution:
    def pollute(fields: tuple[str, ...], style: Style, at: int) -> str | None:
        if style.quote is None:
            return None
        parts = cells(fields, style)
        mark = {"q": style.quote, "": ""}
        parts[at] = mark[before] + parts[at] + mark[after]
        return style.delimiter.join(parts)

    return pollute


def _quote_inside(fields: tuple[str, ...], style: Style, at: int) -> str | None:
    parts = cells(fields, style)
    middle = len(parts[at]) // 2
    if style.quote is None or not middle:
        return None
    parts[at] = parts[at][:middle] + style.quote + parts[at][middle:]
    return style.delimiter.join(parts)


def _without_quote(opening: bool) -> Pollution:
    def pollute(fields: tuple[str, ...], style: Style, at: int) -> str | None:
        parts = cells(fields, style)
        if style.quote is None or not parts[at].startswith(style.quote) or "\n" in parts[at]:
            return None
        parts[at] = parts[at][1:] if opening else parts[at][:-1]
        return style.delimiter.join(parts)

    return pollute


def _other_style(**change: str) -> Pollution:
    def pollute(fields: tuple[str, ...], style: Style, at: int) -> str | None:
        other = replace(style, **change)
        text = record(fields, other)
        return text if at == 0 and text != record(fields, style) else None

    return pollute


def _spaces(fields: tuple[str, ...], style: Style, at: int) -> str | None:
    """A space before a quote: outside of it, so the quote no longer begins the cell."""
    parts = cells(fields, style)
    if style.quote is None or not parts[at].startswith(style.quote) or " " in style.delimiter:
        return None
    parts[at] = f" {parts[at]} "
    return style.delimiter.join(parts)


def _without(fields: tuple[str, ...], style: Style, at: int) -> str:
    parts = cells(fields, style)
    return style.delimiter.join(parts[:at] + parts[at + 1 :])


def _cut(fields: tuple[str, ...], style: Style, at: int) -> str | None:
    parts = cells(fields, style)[: at + 1]
    if at + 1 == len(fields):
        return None
    parts[at] = parts[at][: len(parts[at]) // 2]
    return style.delimiter.join(parts) if any(parts) else None


def _twice(fields: tuple[str, ...], style: Style, at: int) -> str | None:
    return record(fields, style).replace(style.delimiter, style.delimiter * 2) if at == 0 else None


def _zero(fields: tuple[str, ...], style: Style, at: int) -> str:
    parts = cells(fields, style)
    parts[at] += "\0"
    return style.delimiter.join(parts)


POLLUTIONS: dict[str, Pollution] = {
    "record: delimiter missing": _less,
    "record: delimiter too many": _more,
    "record: delimiter at the end": _more_behind,
    "record: delimiters doubled": _twice,
    "record: cell missing": _without,
    "record: cut": _cut,
    "record: zero byte": _zero,
    "record: quote opens only": _quoted_at("q", ""),
    "record: quote closes only": _quoted_at("", "q"),
    "record: quotes around quotes": _quoted_at("q", "q"),
    "record: quote inside": _quote_inside,
    "record: opening quote missing": _without_quote(opening=True),
    "record: closing quote missing": _without_quote(opening=False),
    "record: spaces around quotes": _spaces,
    "record: other delimiter ;": _other_style(delimiter=";"),
    "record: other delimiter ,": _other_style(delimiter=","),
    "record: other delimiter tab": _other_style(delimiter="\t"),
    "record: other delimiter |": _other_style(delimiter="|"),
    "record: other delimiter space": _other_style(delimiter=" "),
    "record: other delimiter ::": _other_style(delimiter="::"),
    "record: other delimiter ^": _other_style(delimiter="^"),
    "record: other delimiter ', '": _other_style(delimiter=", "),
    "record: other quote": _other_style(quote="'", quoting="all"),
    "record: other quote `": _other_style(quote="`", quoting="all"),
    "record: other escape": _other_style(escape="\\"),
}
BREAKS = {"LF": "\n", "CR": "\r", "CRLF": "\r\n"}
RECORDS = (*POLLUTIONS, *(f"record: other line end {kind}" for kind in BREAKS))


@cache
def _tells_quote(name: str, style: Style) -> bool:
    """Whether a quote is the usual one, or some row shows it; another one would be an apostrophe."""
    rows = TABLES[name].rows
    return style.quote == '"' or any(cell.startswith(style.quote or "\0") for row in rows for cell in cells(row, style))


def polluted(table: Table, style: Style, pollution: str, row: int, column: int) -> str | None:
    """Write one record disturbed; None where it would still be a valid record."""
    fields = table.header if row == HEADER else table.rows[row]
    if row == HEADER and not table.telling:
        return None
    if "quote" in pollution and not _tells_quote(table.name, style):
        return None
    text = POLLUTIONS[pollution](fields, style, column)
    bare = not fields[column] or cells(fields, style)[column] == fields[column]
    if text == record(fields, style) or (pollution == "record: quotes around quotes" and bare):
        return None
    return text


def disturb(table: Table, style: Style, pollution: str, row: int, column: int) -> Case | None:
    """Write the file with one record disturbed."""
    if pollution not in POLLUTIONS:
        return _broken(table, style, pollution, row) if column == 0 else None
    text = polluted(table, style, pollution, row, column)
    if text is None:
        return None
    records = lines(table, style)
    records[row + 1] = text
    return case(f"{pollution} @ row {row}, column {column}", table, style, records, disturbed=[row])


def _broken(table: Table, style: Style, pollution: str, row: int) -> Case | None:
    """Write the file with another line end behind one record; its neighbour may be rejected with it."""
    mark = BREAKS[pollution.rsplit(maxsplit=1)[-1]]
    records = lines(table, style)
    if mark == style.newline or row + 2 >= len(records):
        return None
    records[row + 1 : row + 3] = [records[row + 1] + mark + records[row + 2]]
    return case(f"{pollution} @ row {row}", table, style, records, disturbed=[row, row + 1])


def disturbed(table: Table, style: Style) -> Iterator[Case]:
    """All pollutions of one record, in every row and column."""
    for row, pollution, column in product(range(HEADER, ROWS), RECORDS, range(table.width)):
        if found := disturb(table, style, pollution, row, column):
            yield found
