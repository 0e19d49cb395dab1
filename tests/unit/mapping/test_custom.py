"""Columns of the company's own, and the note on those that tell what came later."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kam_analytics.i18n import say
from kam_analytics.mapping import recognise
from kam_analytics.reading.types import Reading

Read = Callable[..., Reading]
NOTE = "mapping.note_tells_future"


@pytest.mark.parametrize(("label", "notes"), [("Sites", ()), ("Last order year", (NOTE,)), ("Lifetime value", (NOTE,))])
def test_a_column_that_tells_what_came_later_has_a_note(file: Read, label: str, notes: tuple[str, ...]) -> None:
    text = f"Customer ID,Customer Name,Industry,{label}\nK1,Nord,Bau,2019\nK2,Sued,Chemie,2024\n"
    mapping = recognise(file(text)).mapping
    assert mapping is not None
    assert f"custom:{label}" in {column.field for column in mapping.columns}
    assert mapping.notes == notes
    assert all(say(note) for note in mapping.notes)
