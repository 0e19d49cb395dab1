from __future__ import annotations

from collections import Counter

BASE = "id,name,city,note\n" + "".join(f'{n},"Name {n}",Town,x\n' for n in range(1, 8))


def codes(seen):
    return [(one.row, one.line_from, one.line_to, one.code) for one in seen.reading.rejects]


def test_quoted_line_breaks_and_line_numbers(look):
    seen = look('a,b\n1,"x\ny"\n2,z\n3\n')
    assert seen.rows == [["1", "x\ny"], ["2", "z"]]
    assert seen.numbers == [2, 3]
    assert codes(seen) == [(4, 5, 5, "reading.field_count")]
    assert seen.reading.rejects[0].raw == "3"
    assert seen.reading.rejects[0].params == {"found": 1, "expected": 2}


def test_surplus_empty_field_is_not_dropped(look):
    seen = look(BASE + "8,a,,b,\n")
    assert codes(seen) == [(9, 9, 9, "reading.field_count")]


def test_bare_quote(look):
    seen = look(BASE + '8,5" pipe,Town,x\n9,"5" pipe",Town,x\n10,a,b,c\n')
    assert codes(seen) == [(9, 9, 9, "reading.bare_quote"), (10, 10, 10, "reading.bare_quote")]
    assert seen.rows[-1] == ["10", "a", "b", "c"]


def test_unclosed_quote_swallows_nothing(look):
    seen = look(BASE + '8,"open,Town,x\n9,"Name 9",Town,x\n10,Name,Town,x\n')
    assert codes(seen) == [(9, 9, 9, "reading.unclosed_quote")]
    assert [row[0] for row in seen.rows[-2:]] == ["9", "10"]


def test_unclosed_quote_to_the_end_of_a_large_file(look):
    seen = look("a,b,c\n1,2,3\n4,5,6\n" + '7,"8,9\n' + "1,2,3\n" * 50_000)
    assert codes(seen) == [(4, 4, 4, "reading.unclosed_quote")]
    assert seen.reading.counts.data == 50_002


def test_unclosed_quote_closed_by_an_empty_cell(look):
    seen = look(BASE + '8,"open,Town,x\n9,a,b,c\n10,d,"",e\n11,f,g,h\n')
    assert [row[0] for row in seen.rows[-3:]] == ["9", "10", "11"]
    assert codes(seen) == [(9, 9, 9, "reading.unclosed_quote")]


def test_carriage_return_in_a_value(look):
    seen = look(BASE + "8,a\rb,Town,x\n9,a,b,c\n")
    assert codes(seen) == [(9, 9, 9, "reading.bare_break")]


def test_unquoted_line_break_rejects_both_halves(look):
    seen = look(BASE + "8,a\nb,Town,x\n")
    assert [one.code for one in seen.reading.rejects] == ["reading.field_count"] * 2


def test_mixed_line_ends(look):
    assert look("a,b\r\n1,2\n3,4\r\n5,6").rows == [["1", "2"], ["3", "4"], ["5", "6"]]


def test_each_record_is_in_one_place(look):
    seen = look("Report\n\na,b,c\n1,2,3\n\na,b,c\n4,5\n,,\n7,8,9\nTotal,,12\n")
    counts = seen.reading.counts
    assert counts.data == 2
    assert (counts.preamble, counts.header, counts.blank, counts.footer, counts.rejected) == (1, 2, 3, 1, 1)
    assert Counter(seen.numbers) == {4: 1, 9: 1}


def test_row_groups_are_bounded_and_nothing_is_lost(look):
    seen = look("id,text\n" + "".join(f'{n},"a ""{n}"""\n' if n % 90 == 0 else f"{n},b\n" for n in range(300_000)))
    assert [row[0] for row in seen.rows] == [str(n) for n in range(300_000)]
    assert seen.rows[90] == ["90", 'a "90"']
    assert seen.numbers == list(range(2, 300_002))


def test_last_value_without_its_opening_quote(look):
    seen = look(BASE + '8,a,b,one\n\ntwo"\n9,a,b,c\n')
    assert codes(seen) == [(9, 9, 9, "reading.torn"), (11, 11, 11, "reading.bare_quote")]
    assert [row[0] for row in seen.rows[-2:]] == ["7", "9"]
    assert seen.reading.counts.data + 1 + 1 + 2 == 12


def test_a_line_end_of_another_kind(look):
    assert look(BASE + "8,a,b,c\r9,a,b,c\n").rows[-2:] == [["8", "a", "b", "c"], ["9", "a", "b", "c"]]
    seen = look(BASE.replace("\n", "\r") + "8,a,b,c\r\n9,a,b,c\n10,a,b,c\r")
    assert [row[0] for row in seen.rows[-3:]] == ["8", "9", "10"]
    assert seen.reading.rejects == ()


def test_carriage_returns_doubled(look):
    assert look("a,b\r\r\n1,2\r\r\n3,4\r\r\n").rows == [["1", "2"], ["3", "4"]]


def test_a_record_in_other_quotes(look):
    seen = look(BASE + "'8','a','b','c'\n9,'s-Hertogenbosch,b,c\n")
    assert codes(seen) == [(9, 9, 9, "reading.other_quote")]
    assert seen.rows[-1] == ["9", "'s-Hertogenbosch", "b", "c"]


def test_a_record_with_spaces_behind_its_delimiters(look):
    seen = look(BASE + '8, a, b, c\n9,"a, b, c, d",b, c\n')
    assert codes(seen) == [(9, 9, 9, "reading.other_spacing")]
    assert seen.rows[-1] == ["9", "a, b, c, d", "b", " c"]


def test_spaces_in_many_records_are_left_as_they_are(look):
    seen = look("a,b,c\n1, 2, 3\n4,5,6\n7, 8, 9\n0,1,2\n3,4,5\n")
    assert seen.rows[0] == ["1", " 2", " 3"]
    assert seen.reading.rejects == ()
