"""Several pollutions in one file: two records, a dialect, an encoding, lines above and below."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from .files import DIALECTS, FOOTERS, PREAMBLES, filled
from .records import POLLUTIONS, polluted
from .truth import ROWS, TABLES, Table
from .writing import HEADER, Case, Style, case, lines

__all__ = ["combined"]

_ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252")
_DELIMITERS = (",", ";", "\t", "|", ", ", "::", " ")


def combined(count: int, seed: int) -> Iterator[Case]:
    """Write `count` files, each with one to three disturbed records in any dialect."""
    chance = random.Random(seed)
    styles = [style for style in DIALECTS if style.delimiter in _DELIMITERS]
    while count:
        table = chance.choice(list(TABLES.values()))
        style = replace(chance.choice(styles), encoding=chance.choice(_ENCODINGS))
        try:
            yield _combine(table, style, chance)
        except UnicodeEncodeError:
            continue
        count -= 1


def _combine(table: Table, style: Style, chance: random.Random) -> Case:
    records = lines(table, style)
    header = chance.random() < 0.8 or not table.telling
    rows = set()
    kinds = []
    for _ in range(chance.choice((1, 1, 2, 3))):
        row, column = chance.randrange(HEADER if header else 0, ROWS), chance.randrange(table.width)
        kind = chance.choice(list(POLLUTIONS))
        if row not in rows and (text := polluted(table, style, kind, row, column)):
            records[row + 1] = text
            rows.add(row)
            kinds.append(f"{kind.removeprefix('record: ')} in {row}, {column}")
    above = chance.choice([*PREAMBLES.values(), [], [], []]) if header else []
    below = chance.choice([*FOOTERS.values(), [], [], []])
    name = f"combined, {len(kinds)} records @ {style} {header} {above[:1]} {below[:1]} {kinds}"
    return case(
        name,
        table,
        style,
        records if header else records[1:],
        header=header,
        disturbed=sorted(rows),
        above=[filled(line, table, style) for line in above],
        below=[filled(line, table, style) for line in below],
        ends=chance.random() < 0.8,
    )
