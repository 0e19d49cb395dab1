from __future__ import annotations

from collections.abc import Callable

import pytest

from kam_analytics.mapping.content import readable
from kam_analytics.mapping.profile import Profile, profiles
from kam_analytics.reading.types import Reading

Read = Callable[..., Reading]


@pytest.fixture
def column(file: Read) -> Callable[..., Profile]:
    def profile(*texts: str) -> Profile:
        text = "A,B\n" + "\n".join(f"x,{t}" for t in texts) + "\n"
        return profiles(file(text), [1])[1]

    return profile


def test_a_profile_counts_rows_by_trimmed_text(column: Callable[..., Profile]) -> None:
    found = column("b", " a", "a ", "", "b", "b")
    assert (found.texts, found.counts.to_pylist(), found.filled) == (["a", "b"], [2, 3], 5)
    assert found.uniqueness == 0.4


def test_a_profile_over_many_batches(column: Callable[..., Profile], monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [str(i % 7) for i in range(50)]
    whole = column(*texts)
    monkeypatch.setattr("kam_analytics.reading.cells.BATCH_ROWS", 8)
    assert column(*texts) == whole


def test_an_empty_column(column: Callable[..., Profile]) -> None:
    found = column("", "")
    assert (found.texts, found.filled, found.uniqueness) == ([], 0, 1.0)
    assert readable(found, "revenue_line", "amount") == 1.0


@pytest.mark.parametrize(
    ("field", "texts", "share"),
    [
        ("amount", ["1"] * 9 + ["much"], 0.9),  # rows count, not distinct texts
        ("amount", ["1.234", "1,5"], 1.0),  # readable, if not yet decided
        ("amount", ["15%", "1"], 0.5),
        ("discount", ["15%", "15", "0.1", "200"], 0.75),
        ("invoiced_on", ["1/2/2024", "2024-01-01", "soon", "45000"], 0.5),
        ("line_no", ["1", "2.5"], 0.5),
        ("currency", ["EUR", "francs"], 0.5),
        ("account_id", ["any", "thing"], 1.0),
    ],
)
def test_share_that_can_be_read(column: Callable[..., Profile], field: str, texts: list[str], share: float) -> None:
    assert readable(column(*texts), "revenue_line", field) == share
