"""Whatever frame is written in a supported dialect is read back cell by cell, in whatever order it stands."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.reading.layout import blank
from tests.corpus.writing import Style, record
from tests.unit.reading.conftest import read_in_process

NAMES = ("Account", "Opened", "Amount", "Remark", "Owner", "Region")
LETTERS = st.characters(codec="utf-8", exclude_characters="\0\r\x85\u2028\\", exclude_categories=("Cs", "Cc"))
CELL = st.one_of(
    st.text(st.one_of(LETTERS, st.sampled_from("abc ,;\t|\"'\n")), max_size=8),
    st.sampled_from(["12.50", "1.234,50", "2026-10-31", "31.10.2026", "", "n/a", "0049", "Foo, Inc."]),
)
STYLES = st.builds(
    Style,
    delimiter=st.sampled_from([",", ";", "\t", "|", "::", ", "]),
    quote=st.sampled_from(['"', "'"]),
    escape=st.sampled_from([None, "\\"]),
    newline=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.just("all"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]),
)
Rows = list[list[str]]


@st.composite
def frames(draw, least=3):
    width = draw(st.integers(2, len(NAMES)))
    row = st.lists(CELL, min_size=width, max_size=width).filter(lambda cells: not blank(cells))
    return [list(NAMES[:width]), *draw(st.lists(row, min_size=least, max_size=12))]


def read_back(frame: Rows, style: Style) -> tuple[list[str], Rows, int]:
    """Write a frame and read it; the third value counts the rejects."""
    text = "".join(record(row, style) + style.newline for row in frame)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "frame.csv"
        path.write_bytes(text.encode(style.encoding))
        seen = read_in_process(path, Path(folder))
        return list(seen.reading.columns), seen.rows, len(seen.reading.rejects)


@given(frame=frames(), style=STYLES)
def test_a_quoted_frame_comes_back(frame, style):
    holds(frame, style)


@given(frame=frames(), delimiter=st.sampled_from(",;\t|"), newline=st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_frame_quoted_where_needed_comes_back_or_its_rows_are_rejected(frame, delimiter, newline):
    frame = [[cell.replace("'", "").replace("\n", " ") for cell in row] for row in frame]
    _, rows, rejects = read_back(frame, Style(delimiter, newline=newline))
    filled = [row for row in frame[1:] if not blank(row)]
    assert all(row in frame for row in rows)
    assert len(rows) == len(filled) or rejects


@given(frame=frames(least=4), style=STYLES, data=st.data())
def test_the_order_of_rows_changes_no_value(frame, style, data):
    header, *rows = frame
    shuffled = data.draw(st.permutations(rows))
    holds([header, *shuffled], style)


@given(frame=frames(least=4), style=STYLES, data=st.data())
def test_the_order_of_columns_changes_no_value(frame, style, data):
    order = data.draw(st.permutations(range(len(frame[0]))))
    holds([[row[at] for at in order] for row in frame], style)


def holds(frame: Rows, style: Style) -> None:
    """The frame comes back; a row of words where all others have numbers may be rejected as a second header."""
    columns, rows, rejects = read_back(frame, style)
    assert columns == frame[0]
    assert len(rows) + rejects == len(frame) - 1
    expected = iter(frame[1:])
    assert all(row in expected for row in rows)


@pytest.mark.parametrize("width", [1, 40])
def test_narrow_and_wide_frames(width):
    frame = [
        [f"name {'x' * at}" for at in range(width)],
        *([str(row * at) for at in range(width)] for row in range(1, 9)),
    ]
    assert read_back(frame, Style())[1] == frame[1:]
