from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from kam_analytics.factors import factor
from tests.unit.factors.related import rating
from tests.unit.factors.rows import frame, row


@pytest.mark.parametrize("name", ["fit", "logo"])
def test_a_rating_of_1_to_5_is_0_to_100(name: str) -> None:
    rows = [row(f"A{score}") | {"ratings": [rating(name, score)]} for score in range(1, 6)]
    others = [row("B") | {"ratings": [rating("effort", 5)]}, row("C") | {"ratings": []}]
    found = factor(name)(frame([*rows, *others]), {})
    assert found.frame["value"].tolist() == pytest.approx([0, 25, 50, 75, 100, np.nan, np.nan], nan_ok=True)
    assert found.missing == f"factors.missing.no_{'likeness' if name == 'fit' else 'rating'}"
    evidence = found.evidence.iloc[3].to_dict()
    assert evidence == {"rating": 4, "rated_by": "Kim", "rated_on": dt.date(2026, 5, 1), "rating_notes": 1}


@pytest.mark.parametrize("name", ["fit", "logo"])
def test_without_ratings_for_anybody_there_is_none(name: str) -> None:
    for rows in ([row("A")], [row("A") | {"ratings": [rating("other", 5)]}]):
        assert (
            factor(name)(frame(rows), {}).reason == f"factors.absent.needs_{'likeness' if name == 'fit' else 'rating'}"
        )
