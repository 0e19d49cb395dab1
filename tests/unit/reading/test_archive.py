from __future__ import annotations

import gzip
import zipfile

import pytest

from kam_analytics.errors import Unreadable
from kam_analytics.reading import read
from tests.support.kam import call

from .conftest import read_in_process, seen
from .workbooks import by_hand, inline, sheet_of

TEXT = b"id,name\n1,A\n2,B\n"


def packed(path, **files: bytes):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_the_only_file_is_read(tmp_path):
    path = packed(tmp_path / "a.zip", **{"out/": b"", "out/accounts.csv": TEXT, "__MACOSX/._accounts.csv": b"x"})
    found = seen(read(path, tmp_path / "work"))
    assert found.rows == [["1", "A"], ["2", "B"]]
    assert (found.reading.sheet, found.reading.sheets) == ("out/accounts.csv", ("out/accounts.csv",))
    assert [file.suffix for file in (tmp_path / "work").iterdir()] == [".arrow"]


@pytest.mark.parametrize("inside", ["text", "gzip", "workbook"])
def test_what_it_may_be(inside, tmp_path):
    workbook = by_hand(tmp_path / "a.xlsx", sheet_of(inline("id", "name") + inline("1", "A") + inline("2", "B")))
    content = {"text": TEXT, "gzip": gzip.compress(TEXT), "workbook": workbook.read_bytes()}[inside]
    assert read_in_process(packed(tmp_path / "a.zip", data=content), tmp_path).rows == [["1", "A"], ["2", "B"]]


def test_one_of_several(tmp_path):
    path = packed(tmp_path / "a.zip", **{"a.csv": TEXT, "b.csv": b"x,y\n3,4\n"})
    assert read_in_process(path, tmp_path, "b.csv").rows == [["3", "4"]]
    with pytest.raises(Unreadable, match=r"reading\.no_sheet"):
        read_in_process(path, tmp_path, "c.csv")
    with pytest.raises(Unreadable, match=r"reading\.zip_files"):
        read_in_process(path, tmp_path)


def test_inspect_writes_each_file(tmp_path):
    path = packed(tmp_path / "a.zip", **{"a.csv": TEXT, "x/b.csv": b"x,y\n3,4\n", "y/b.csv": b"x,y\n5,6\n"})
    assert call("inspect", path, "--out", tmp_path / "out").code == 0
    written = {file.name for file in (tmp_path / "out").iterdir()}
    assert {"a.csv", "a.rejects.csv", "x_b.csv", "y_b.csv"} <= written
    assert [one["sheet"] for one in call("inspect", path, "--json").json] == ["a.csv", "x/b.csv", "y/b.csv"]
    refused = call("inspect", path, "--csv")
    assert (refused.code, refused.out) == (2, "")
    assert "a.csv, x/b.csv, y/b.csv" in refused.err.replace("\n", " ")
