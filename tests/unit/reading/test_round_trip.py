"""Whatever table is written in a supported dialect comes back cell by cell."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kam_analytics.reading.layout import blank
from tests.support.effort import examples

from .conftest import read_in_process

LETTERS = st.characters(codec="utf-8", exclude_characters="\0\r\x85", exclude_categories=("Cs", "Cc"))
CELL = st.text(st.one_of(LETTERS, st.sampled_from("abc ,;\t|\"'\n\\")), max_size=8)


@st.composite
def tables(draw):
    """Rows of one width, under a header that nothing else looks like."""
    width = draw(st.integers(2, 6))
    row = st.lists(CELL, min_size=width, max_size=width).filter(lambda cells: not blank(cells))
    return [[f"Field {n}" for n in range(width)], *draw(st.lists(row, min_size=1, max_size=12))]


@settings(max_examples=examples(24))
@given(
    table=tables(),
    delimiter=st.sampled_from(",;\t|"),
    newline=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_quoted_tables(table, delimiter, newline, encoding):
    seen = written(table, encoding, delimiter=delimiter, lineterminator=newline, quoting=csv.QUOTE_ALL)
    assert seen.reading.columns == tuple(table[0])
    assert seen.rows == table[1:]
    assert seen.reading.rejects == ()


@settings(max_examples=examples(24))
@given(table=tables(), delimiter=st.sampled_from(",;\t|"))
def test_a_table_quoted_where_needed_is_exact_or_loud(table, delimiter):
    assume(all("\\" not in cell and "'" not in cell for row in table for cell in row))
    seen = written(table, "utf-8", delimiter=delimiter, lineterminator="\n")
    lost = len(table) - 1 - len(seen.rows)
    assert lost == 0 or seen.reading.rejects
    assert all(row in table for row in seen.rows)


def written(table, encoding, **dialect):
    text = io.StringIO()
    csv.writer(text, **dialect).writerows(table)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(text.getvalue().encode(encoding))
        return read_in_process(path, Path(folder))
