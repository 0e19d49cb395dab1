from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kam_analytics.errors import NotFound
from kam_analytics.scoring.compare import AccountComparison, compare
from kam_analytics.scoring.formula import STEP
from tests.support.effort import examples
from tests.unit.scoring.portfolio import IMPORTANCE, Account, portfolios, ranked, weighted

ACCOUNTS: list[Account] = [
    ("A", 10.0, 100.0, 50.0), ("B", 10.0, 90.0, 50.0), ("C", 10.0, 50.0, 80.0), ("D", 10.0, None, 50.0),
    ("E", 10.0, 0.0, 40.0),
]  # fmt: skip


def places(found: AccountComparison) -> dict[str, tuple[str, int]]:
    return {other.role: (other.account_id, other.rank) for other in found.others}


def test_against_the_median_and_the_line_by_hand() -> None:
    # In units of s: A 1.0, B 0.8, C 0.6, D 0, E -1.2; ranks as the letters.
    found = compare(ranked(ACCOUNTS, weighted(0, 10, 10)), "D", 2)
    assert places(found) == {"median": ("C", 3), "last_in": ("B", 2), "first_out": ("C", 3)}
    rows = found.frame.set_index("factor")
    assert rows.loc["room", "last_in"] == pytest.approx(0.8 * STEP)
    assert rows.loc["room", "own"] == 0.0
    assert rows.loc["room", "own.value"] != rows.loc["room", "own.value"]  # it has none
    # What D lacks to C lies in stay (0.6 s), to B in room (0.8 s).
    assert [(o.role, o.factor) for o in found.others] == [
        ("median", "stay"),
        ("last_in", "room"),
        ("first_out", "stay"),
    ]
    assert found.others[1].by == pytest.approx(-0.8 * STEP)
    assert found.others[1].difference == pytest.approx(-0.8 * STEP)


def test_an_account_at_the_line_is_not_its_own_neighbour() -> None:
    ranking = ranked(ACCOUNTS, weighted(0, 10, 10))
    assert places(compare(ranking, "B", 2)) == {"median": ("C", 3), "last_in": ("A", 1), "first_out": ("C", 3)}
    assert places(compare(ranking, "C", 2)) == {"last_in": ("B", 2), "first_out": ("D", 4)}
    assert places(compare(ranking, "A", 1)) == {"median": ("C", 3), "first_out": ("B", 2)}
    assert places(compare(ranking, "E", 5)) == {"median": ("C", 3), "last_in": ("D", 4)}


def test_an_account_that_is_not_ranked_is_not_found() -> None:
    with pytest.raises(NotFound):
        compare(ranked(ACCOUNTS, weighted(0, 5, 5)), "Z", 1)


@settings(max_examples=examples(16), deadline=None)
@given(portfolios(least=2), st.tuples(IMPORTANCE, IMPORTANCE, IMPORTANCE), st.integers(1, 6), st.data())
def test_differences_of_contributions_add_up(
    accounts: list[Account], importance: tuple[int, int, int], k: int, data: st.DataObject
) -> None:
    account = data.draw(st.sampled_from([a[0] for a in accounts]))
    found = compare(ranked(accounts, weighted(*importance)), account, k)
    for other in found.others:
        assert other.account_id != account
        apart = found.frame["own"] - found.frame[other.role]
        assert apart.sum() == pytest.approx(other.difference, abs=1e-9)
        if other.factor is not None:
            signed = apart if other.difference >= 0 else -apart
            assert abs(other.by) == pytest.approx(signed.max())
