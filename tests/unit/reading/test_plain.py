"""Blocks of plain rows are taken whole, and give the cells and rejects that the lines give one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kam_analytics.errors import Unreadable
from kam_analytics.reading import encoding
from kam_analytics.reading.delimited import read_delimited
from kam_analytics.reading.plain import PlainBlocks
from kam_analytics.reading.types import Dialect
from tests.support.effort import examples

HEADER = "Invoice,Account,Amount,Note"
plain = st.tuples(
    st.integers(1, 999), st.sampled_from("ABC"), st.decimals(-99, 99, places=2), st.sampled_from(["x", "Ä y"])
)
odd = st.sampled_from(
    ["", ",,,", " , , , ", "1,2,3", "1,2,3,4,5", HEADER, '1,"a,b",2,x', '1,a"b,2,x', "1,A,2,", ",A,2,", "Total,,9,",
     "\t", "-,-,-,-", "1;2;3;4", "1,A,2,x\0", "1, A, 2, x", "1,A,2,'x'", "1,A,2,x\ry"]
)  # fmt: skip
lines = st.lists(st.one_of(plain.map(lambda row: ",".join(map(str, row))), odd), max_size=60)


def seen(path: Path) -> object:
    try:
        reading = read_delimited(path, path.with_suffix(".parquet"), "text", "f.csv")
    except Unreadable as error:
        return error.code
    return reading.counts, reading.rejects, reading.table().to_pylist()


@settings(max_examples=examples(24), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines, st.sampled_from(["\n", "\r\n"]), st.integers(20, 400))
def test_blocks_change_nothing(tmp_path: Path, body: list[str], newline: str, size: int) -> None:
    path = tmp_path / "f.csv"
    rows = [f"{number},A,{number}.50,x" for number in range(40)]
    path.write_bytes((newline.join([HEADER, *rows, *body, *rows]) + newline).encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoding, "BLOCK", size)
        found = seen(path)
        patch.setattr(PlainBlocks, "possible", staticmethod(lambda *_: False))
        assert found == seen(path)


def test_plain_rows_are_taken_by_the_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[int] = []
    whole = PlainBlocks.rows

    def counted(blocks: PlainBlocks, text: str) -> tuple[str, int] | None:
        found = whole(blocks, text)
        taken.append(found[1] if found else 0)
        return found

    monkeypatch.setattr(PlainBlocks, "rows", counted)
    monkeypatch.setattr(encoding, "BLOCK", 1000)
    path = tmp_path / "f.csv"
    path.write_text("\n".join([HEADER, *(f"{number},A,1.50,x" for number in range(999)), "Total,,9,"]) + "\n")
    reading = read_delimited(path, path.with_suffix(".parquet"), "text", "f.csv")
    assert (reading.counts.data, reading.counts.footer) == (999, 1)
    assert sum(taken) > 900


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("1,A,x\n2,B,y\n", 2), ("1,A,x\r\n", None), ("1,A\n2,B,y,z\n", None), ("1,A,x\n,,\n", None),
        ("1,A,x\n\n1,A\n", None), ('1,"A",x\n', None), ("a,b,c\n", None), (",A,\n", None), ("", 0),
        ("1,A,ä\n", 1), ("1,A,x\n a , b , c\n", None),
    ],
)  # fmt: skip
def test_a_block_is_plain_or_not(text: str, rows: int | None) -> None:
    blocks = PlainBlocks(
        Dialect("utf-8", bom=False, delimiter=",", quote='"', escape=None, newline="\n"),
        3,
        ('"', "\0", ", "),
        ["a,b,c"],
    )
    found = blocks.rows(text)
    assert found == (None if rows is None else (text, rows))


def test_line_ends_of_windows_are_taken_too() -> None:
    blocks = PlainBlocks(
        Dialect("utf-8", bom=False, delimiter=";", quote='"', escape=None, newline="\r\n"), 2, ('"',), []
    )
    assert blocks.rows("1;a\r\n2;b\r\n") == ("1;a\n2;b\n", 2)
    assert blocks.rows("1;a\r\n2;b\n") is None
