"""Pollutions of a whole file: its bytes, what stands around the table, its header, its dialect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from .truth import Table
from .writing import Case, Style, case, cells, lines

__all__ = ["DIALECTS", "FOOTERS", "PREAMBLES", "dialects", "files", "filled"]

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-32")
PREAMBLES = {
    "title": ["Sales report"],
    "date": ["As of 2026-10-31 14:03"],
    "title and blank": ["Sales report", "", "Region: all", ""],
    "blank lines": ["", "", ""],
    "padded": ["Sales report{gaps}", "{blank}"],
    "metadata": ['EXTF{d}510{d}21{d}"Batch"{d}7{d}20261101'],
    "five lines": ["Company Ltd", "Report: orders", "From: 2026-01-01", "To: 2026-10-31", "Currency: EUR"],
    "notes with commas": ["Exported by sales, finance and IT", "Note: prices, where given, are net"],
}
FOOTERS = {
    "total": ["Total"],
    "total and count": ["Total", "84"],
    "notice": ["", "Confidential Information - Do Not Distribute", "Copyright (c) 2000-2026 salesforce.com, inc."],
    "summe": ["Summe{most}1.234,50"],
    "rows": ["", "84 rows"],
    "end of report": ["", "End of report"],
    "padded": ["Confidential Information - Do Not Distribute{gaps}"],
}
TYPED = {"orders", "invoices", "readings", "contracts"}
"""In a table of words alone nobody can tell a second header, or the header of a second table, from a row."""
OTHERS = {
    "narrower": [["Code", "Meaning"], *[[f"K{n}", f"meaning {n}"] for n in range(12)]],
    "wider": [[f"Extra {n}" for n in range(12)], *[[f"v{n}", *["x"] * 11] for n in range(10)]],
}


def filled(text: str, table: Table, style: Style) -> str:
    """Fill a line around the table with as many delimiters as the table has."""
    gaps = style.delimiter * (table.width - 1)
    return text.format(d=style.delimiter, gaps=gaps, blank=gaps, most=style.delimiter * (table.width - 1))


def encodings(table: Table, style: Style) -> Iterator[Case]:
    for encoding in ENCODINGS:
        try:
            yield case(f"encoding {encoding}", table, replace(style, encoding=encoding), lines(table, style))
        except UnicodeEncodeError:
            continue


def ends(table: Table, style: Style) -> Iterator[Case]:
    records = lines(table, style)
    yield case("clean", table, style, records)
    yield case("no line end at the end", table, style, records, ends=False)
    yield case("blank lines at the end", table, style, [*records, "", ""])
    yield case("blank lines inside", table, style, [part for line in records for part in (line, "")])
    yield case(
        "records of delimiters inside", table, style, [*records[:9], style.delimiter * (table.width - 1), *records[9:]]
    )
    yield case(
        "delimiter behind every record",
        replace(
            table, rows=tuple((*row, "") for row in table.rows), header=(*table.header, f"column_{table.width + 1}")
        ),
        style,
        [line + style.delimiter for line in records],
    )
    yield case("carriage returns doubled", table, replace(style, newline="\r\r\n"), records)


def cut(table: Table, style: Style) -> Iterator[Case]:
    records = lines(table, style)
    none = replace(table, rows=())
    yield case("empty file", none, style, [], refusals=["reading.empty", "reading.no_rows"], ends=False)
    yield case("header only", none, style, records[:1])
    for count in (1, 2, 3, 10):
        few = replace(table, rows=table.rows[:count])
        yield case(f"few rows @ {count}", few, style, lines(few, style))
    if table.telling:
        yield case("no header", table, style, records[1:], header=False)


def around(table: Table, style: Style) -> Iterator[Case]:
    records = lines(table, style)
    if style.delimiter != "":
        yield case("sep= line", table, style, records, above=[f"sep={style.delimiter}"])
    for name, above in PREAMBLES.items():
        text = [filled(line, table, style) for line in above]
        yield case(f"preamble @ {name}", table, style, records, above=text)
    for name, below in FOOTERS.items():
        text = [filled(line, table, style) for line in below]
        yield case(f"footer @ {name}", table, style, records, below=text)


def several(table: Table, style: Style) -> Iterator[Case]:
    records = lines(table, style)
    for (name, rows), gap in product(OTHERS.items(), ([], [""])):
        other = [style.delimiter.join(cells(row, style)) for row in rows]
        yield case(f"several tables @ {name} below, gap {len(gap)}", table, style, [*records, *gap, *other])
    yield case("several tables @ same below", table, style, [*records, "", *records[:1]])
    same = [style.delimiter.join(cells([f"Field {n}" for n in range(table.width)], style))]
    same += [style.delimiter.join(cells([f"text {n}"] * table.width, style)) for n in range(5)]
    if table.name in TYPED:
        yield case("several tables @ as wide below", table, style, [*records, "", *same])
        words = style.delimiter.join(cells([f"Field {chr(65 + n)}" for n in range(table.width)], style))
        yield case("several tables @ as wide below, no gap", table, style, [*records, words, *same[1:]])
    as_long = [style.delimiter.join(cells(row[:-1], style)) for row in (table.header, *table.rows)]
    yield case("several tables @ as long, narrower", table, style, [*records, "", *as_long])
    as_long = [style.delimiter.join(cells((*row, "x"), style)) for row in (table.header, *table.rows)]
    yield case("several tables @ as long, wider", table, style, [*records, "", *as_long])


def headers(table: Table, style: Style) -> Iterator[Case]:
    records = lines(table, style)

    def named(names: list[str], written: list[str] | None = None) -> tuple[Table, list[str]]:
        other = replace(table, header=tuple(names))
        return other, [style.delimiter.join(cells(written or names, style)), *records[1:]]

    doubled = [*table.header[:-1], table.header[0]]
    other, polluted = named([*table.header[:-1], f"{table.header[0]}__2"], doubled)
    yield case("header: name twice", other, style, polluted)
    other, polluted = named([*table.header[:-1], f"column_{table.width}"], [*table.header[:-1], ""])
    yield case("header: name missing", other, style, polluted)
    other, polluted = named(list(table.header), [f"  {name} " for name in table.header])
    yield case("header: spaces around", other, style, polluted)
    yield case("header: long names", *_styled(named([f"{name} {'very ' * 60}long" for name in table.header]), style))
    yield case("header: odd characters", *_styled(named([f"{name} %/#(€)*?" for name in table.header]), style))
    yield case(
        "header: digits in names",
        *_styled(named([f"{name} 20{at + 10}" for at, name in enumerate(table.header)]), style),
    )
    yield case("header: capitals and dots", *_styled(named([f"{name.upper()}." for name in table.header]), style))
    yield case(
        "header: line breaks in names", *_styled(named([f"{name}\n(as written)" for name in table.header]), style)
    )
    yield case(
        "header: repeated", table, style, [*records[:40], records[0], *records[40:70], records[0], *records[70:]]
    )
    if table.name in TYPED:
        units, second = ["in full", *["text"] * (table.width - 1)], ["a", *["b"] * (table.width - 1)]
        yield case("header: two rows", table, style, _under(table, style, units))
        yield case("header: three rows", table, style, _under(table, style, units, second))
    if table.telling:
        yield case("header: groups above", table, style, _over(table, style))


def _styled(made: tuple[Table, list[str]], style: Style) -> tuple[Table, Style, list[str]]:
    return made[0], style, made[1]


def _under(table: Table, style: Style, *more: list[str]) -> list[str]:
    header, *rows = lines(table, style)
    return [header, *(style.delimiter.join(cells(row, style)) for row in more), *rows]


def _over(table: Table, style: Style) -> list[str]:
    groups = ["General", *[""] * (table.width - 2), "Detail"]
    return [style.delimiter.join(groups), *lines(table, style)]


DIALECTS = tuple(
    Style(delimiter, quote, escape, newline, quoting)
    for delimiter, (quote, escape), newline, quoting in product(
        (",", ";", "\t", "|", " ", ", ", "::", "||", "^", "~", ":"),
        (('"', None), ('"', "\\"), ("'", None), ("'", "\\")),
        ("\n", "\r\n", "\r"),
        ("minimal", "text", "all"),
    )
)


def dialects(table: Table) -> Iterator[Case]:
    for style in DIALECTS:
        how = f"{style.quote}{style.escape or ''} {style.newline!r} {style.quoting}"
        yield case(f"dialect: delimiter {style.delimiter!r} @ {how}", table, style, lines(table, style))
    for mark in ("`", "$", "%", "/", "*", "|", "#"):
        for quoting in ("minimal", "all"):
            style = Style(quote=mark, quoting=quoting)
            yield case(f"dialect: quote {mark} @ {quoting}", table, style, lines(table, style))


def files(table: Table, style: Style) -> Iterator[Case]:
    """All pollutions of a whole file but its dialect."""
    for family in (encodings, ends, cut, around, several, headers):
        yield from family(table, style)
