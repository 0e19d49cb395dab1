from __future__ import annotations

import pytest

from kam_analytics.errors import Unreadable


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_delimiters_and_newlines(look, delimiter, newline):
    lines = [delimiter.join(row) for row in (["id", "name", "city"], ["1", "A", "X"], ["2", '"B"', "Y"])]
    seen = look(newline.join(lines) + newline)
    assert (seen.reading.dialect.delimiter, seen.reading.dialect.newline) == (delimiter, newline)
    assert seen.rows == [["1", "A", "X"], ["2", "B", "Y"]]


def test_decimal_commas_do_not_win_over_semicolons(look):
    seen = look("Konto;Betrag;Steuer\n1;1,5;0,5\n2;2,5;0,7\n3;3,5;0,1\n")
    assert seen.rows[0] == ["1", "1,5", "0,5"]


def test_lists_inside_a_cell_do_not_win(look):
    seen = look("id,tags\n1,a|b|c\n2,d|e|f\n3,g|h|i\n")
    assert seen.rows[0] == ["1", "a|b|c"]


def test_backslash_escape(look):
    seen = look('id,name\n1,"say \\"hi\\", you"\n2,"C:\\\\x"\n')
    assert seen.reading.dialect.escape == "\\"
    assert seen.rows == [["1", 'say "hi", you'], ["2", "C:\\x"]]


def test_backslash_that_is_no_escape(look):
    seen = look('id,path,name\n1,"C:\\dir\\",x\n2,"D:\\",y\n')
    assert seen.reading.dialect.escape is None
    assert seen.rows == [["1", "C:\\dir\\", "x"], ["2", "D:\\", "y"]]


def test_single_quotes(look):
    seen = look("id,name\n1,'Foo, Inc.'\n2,'Bar'\n")
    assert seen.reading.dialect.quote == "'"
    assert seen.rows == [["1", "Foo, Inc."], ["2", "Bar"]]


def test_apostrophes_are_no_quotes(look):
    assert look("id,name\n1,O'Brien\n2,'t Hart\n").rows == [["1", "O'Brien"], ["2", "'t Hart"]]


def test_one_column(look):
    seen = look("name\nAlpha\nBeta, Inc.\nGamma\n")
    assert seen.rows == [["Alpha"], ["Gamma"]]
    assert [one.code for one in seen.reading.rejects] == ["reading.field_count"]


def test_ragged_file_is_not_one_column(look):
    lines = [",".join("x" * width) for width in range(1, 40)]
    with pytest.raises(Unreadable, match=r"reading\.no_delimiter"):
        look("\n".join(lines))


def test_separator_line(look):
    seen = look("sep=;\nid;a,b\n1;x,y\n")
    assert seen.reading.columns == ("id", "a,b")
    assert (seen.reading.counts.preamble, seen.reading.counts.header) == (1, 1)
    assert seen.rows == [["1", "x,y"]]


def test_single_quotes_around_double_ones(look):
    seen = look("id;name;note\n1;A;'5\" ; x'\n2;B;'say \"no\"'\n3;C;7\" pipe\n")
    assert seen.rows == [["1", "A", '5" ; x'], ["2", "B", 'say "no"'], ["3", "C", '7" pipe']]


def test_delimiter_with_a_space(look):
    seen = look('id, name, note\n1, "A, B", x\n2, C,D, y\n3, , \n')
    assert seen.reading.dialect.delimiter == ", "
    assert seen.rows == [["1", "A, B", "x"], ["2", "C,D", "y"], ["3", "", ""]]


def test_spaces_as_delimiters_only_where_all_lines_agree(look):
    assert look("id name n\n" + 'a "b c" 1\n' * 9).rows[0] == ["a", "b c", "1"]
    assert look("name\n" + "Foo Bar Ltd\nBaz Inc\n" * 9).rows[0] == ["Foo Bar Ltd"]


@pytest.mark.parametrize("delimiter", ["::", "||", "^", "~", " | "])
def test_unusual_delimiters(look, delimiter):
    rows = [
        ["when", "what", "n"],
        ["2026-01-01 11:59", "a, b", "1"],
        ["2026-01-02 12:00", "c", "2"],
        ["2026-01-03 9:00", "", "3"],
    ]
    seen = look("".join(delimiter.join(row) + "\n" for row in rows))
    assert seen.reading.dialect.delimiter == delimiter
    assert [list(seen.reading.columns), *seen.rows] == rows


@pytest.mark.parametrize("quote", ["'", "`", "|", "$"])
def test_unusual_quotes(look, quote):
    rows = [["id", "name"], ["1", "Foo, Inc."], ["2", "Bar"], ["3", "Baz, Ltd."]]
    seen = look("".join(",".join(f"{quote}{cell}{quote}" for cell in row) + "\n" for row in rows))
    assert seen.reading.dialect.quote == quote
    assert [list(seen.reading.columns), *seen.rows] == rows


def test_quotes_inside_cells_of_a_file_without_quoting(look):
    seen = look("id\tsize\n" + "".join(f'{n}\tpipe 5" long\n' for n in range(5)))
    assert seen.reading.dialect.quote is None
    assert seen.rows[0] == ["0", 'pipe 5" long']


def test_decimal_commas_in_every_column(look):
    assert look("1,5;2,5\n3,5;4,5\n5,5;6,5\n").rows[0] == ["1,5", "2,5"]


def test_one_record_does_not_decide(look):
    rows = "".join(f"'{n}','Foo, {n}'\n" for n in range(9))
    seen = look(f"'id','name'\n{rows}'10','O'Brien'\n")
    assert seen.reading.dialect.quote == "'"
    assert seen.rows[0] == ["0", "Foo, 0"]
    assert [one.code for one in seen.reading.rejects] == ["reading.bare_quote"]


def test_a_few_apostrophes_are_no_quotes(look):
    rows = "".join(f"{n},O'Brien\n" for n in range(9))
    seen = look(f"id,name\n10,'x'\n{rows}")
    assert seen.reading.dialect.quote == '"'
    assert seen.rows[0] == ["10", "'x'"], "one name may stand in apostrophes"
