from __future__ import annotations

from kam_analytics.mapping.cancelled import cancelled_marks


def test_words_mark_a_cancelled_row_in_any_column() -> None:
    texts = ["Cancelled", "OPEN", "Paid", "Storniert", "VOID", "storno"]
    assert cancelled_marks("Status", texts) == ("Cancelled", "Storniert", "VOID", "storno")


def test_a_yes_counts_only_under_a_label_that_says_cancelled() -> None:
    assert cancelled_marks("Storniert?", ["Ja", "Nein"]) == ("Ja",)
    assert cancelled_marks("IsCancelled", ["0", "1"]) == ("1",)
    assert cancelled_marks("Status", ["0", "1", "yes"]) == ()


def test_credit_notes_and_others_are_not_cancelled() -> None:
    assert cancelled_marks("Status", ["Credit note", "Gutschrift", "Returned", "not cancelled", ""]) == ()
