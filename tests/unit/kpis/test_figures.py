"""Every KPI on an example small enough to compute by hand."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
import pytest

from tests.unit.kpis.books import AS_OF, BEFORE, FROM, NOW, TO, Desk, figure, listing, opportunities, rates

YEARS = [FROM, TO]
"""One euro of the filler in each year: start and end of its own cohort are 1 and 1."""


def test_revenue_counts_the_twelve_months_and_credit_notes(desk: Desk) -> None:
    card = desk.card([*YEARS, ("A", NOW, 100), ("A", NOW, -30), ("B", "2025-01-01", 5), ("B", "2024-12-31", 999)])
    found = figure(card, "revenue")
    assert (found.value, found.n) == (100 - 30 + 5 + 1, 3)
    assert figure(card, "revenue", last=dt.date(2024, 12, 31)).value == 999 + 1


def test_growth_counts_the_lost_with_zero_and_leaves_the_new_out(desk: Desk) -> None:
    lines = [("grew", BEFORE, 100), ("grew", NOW, 150), ("lost", BEFORE, 49), ("new", NOW, 1000)]
    found = figure(desk.card([*YEARS, *lines]), "revenue_growth")
    # start 100 + 49 + 1 (filler), end 150 + 0 + 1; "active in both" would show 151 / 101 - 1
    assert found.value == pytest.approx(151 / 150 - 1)
    assert found.n == 3


def test_growth_in_constant_currency_takes_the_rates_of_a_year_before(desk: Desk) -> None:
    june = [("USD", "2024-06-01", "0.9"), ("USD", "2025-06-01", "0.8")]
    lines = [*YEARS, ("A", BEFORE, 100, None, "USD"), ("A", NOW, 200, None, "USD"), ("new", NOW, 70, None, "USD")]
    card = desk.card(lines, rates=rates(*june))
    # A: 200 x 0.8 against 100 x 0.9, and the filler 1 against 1; in constant currency 200 x 0.9
    assert figure(card, "revenue").value == 161 + 56
    assert figure(card, "revenue_growth").value == pytest.approx(161 / 91 - 1)
    constant = figure(card, "revenue_growth_constant_currency")
    assert (constant.value, constant.n) == (pytest.approx(181 / 91 - 1), 2)


def test_growth_in_constant_currency_says_what_it_lacks(desk: Desk) -> None:
    name = "revenue_growth_constant_currency"
    assert figure(desk.card([*YEARS, ("A", NOW, 5)]), name).reason == "kpis.na.one_currency"
    lines = [*YEARS, ("A", BEFORE, 100), ("A", NOW, 200, None, "USD")]
    card = desk.card(lines, rates=rates(("USD", "2025-06-01", "0.8")))
    found = figure(card, name)
    assert (found.value, found.reason, found.excluded) == (None, "kpis.na.no_rate_before", 1)
    assert figure(card, "revenue_growth").value == pytest.approx(161 / 101 - 1)
    assert figure(desk.card(lines), "revenue").value == 1, "money without a rate is in no figure"


def test_retention_and_its_bridge(desk: Desk) -> None:
    lines = [
        ("more", BEFORE, 100), ("more", NOW, 130),
        ("less", BEFORE, 200), ("less", NOW, 150),
        ("gone", BEFORE, 80),
        ("credited", BEFORE, 50), ("credited", NOW, -20),
        ("owing", BEFORE, -40), ("owing", NOW, 500),
        ("new", NOW, 700),
    ]  # fmt: skip
    card = desk.card([*YEARS, *lines])
    bars = {name: figure(card, f"nrr_{name}").value for name in BARS}
    # start 100 + 200 + 80 + 50 + 1; lost are gone and credited (80 + 50); the credit's -20 stands alone
    assert bars == {
        "start": 431.0,
        "expansion": 30.0,
        "contraction": 50.0,
        "churn": 130.0,
        "net_credits": -20.0,
        "end": 130.0 + 150 + 0 - 20 + 1,
    }
    assert bars["start"] + 30 - 50 - 130 - 20 == bars["end"]
    assert figure(card, "nrr").value == pytest.approx(261 / 431)
    # each at most its start, at least zero: 100 + 150 + 0 + 0 + 1
    assert figure(card, "grr").value == pytest.approx(251 / 431)
    assert figure(card, "grr").n == 5


BARS = ("start", "expansion", "contraction", "churn", "net_credits", "end")


def test_credit_notes_cannot_push_gross_retention_over_all(desk: Desk) -> None:
    # starts of -100 and +50, ends of -200 and +50: without the clip 150 / 50 = 300%
    lines = [("A", BEFORE, -100), ("A", NOW, -200), ("B", BEFORE, 49), ("B", NOW, 49)]
    assert figure(desk.card([*YEARS, *lines]), "grr").value == 1.0


def test_margin_leaves_lines_without_cost_out_and_counts_them(desk: Desk) -> None:
    lines = [("A", NOW, 100, 60), ("A", NOW, 900), ("A", BEFORE, 50, 40), ("B", BEFORE, 50, 45)]
    card = desk.card([*YEARS, *lines])
    margin = figure(card, "gross_margin")
    assert margin.value == pytest.approx(1 - 60 / 100)
    assert margin.excluded == 2  # the 900 and the filler of this year
    growth = figure(card, "gross_margin_growth")
    # from (50 - 40) + (50 - 45) = 15 to 100 - 60 = 40, B lost with zero
    assert growth.value == pytest.approx(40 / 15 - 1)
    assert growth.excluded == 3  # and the filler of last year
    assert figure(card, "accounts_margin_grown").value == 0.5


def test_accounts_that_grew_by_a_fifth(desk: Desk) -> None:
    lines = [(a, BEFORE, 100) for a in "ABCD"] + [("A", NOW, 120), ("B", NOW, "119.99"), ("C", NOW, 300)]
    found = figure(desk.card([*YEARS, *lines]), "accounts_grown")
    assert (found.value, found.n) == (2 / 5, 5)  # A and C, of four and the filler


def test_concentration(desk: Desk) -> None:
    lines = [(f"A{i:02}", NOW, 100 - i) for i in range(12)] + [("minus", NOW, -40)]
    card = desk.card([*YEARS, *lines])
    total = sum(100 - i for i in range(12)) - 40 + 1
    assert figure(card, "top_1_share").value == pytest.approx(100 / total)
    assert figure(card, "top_10_share").value == pytest.approx(sum(100 - i for i in range(10)) / total)
    squares = sum((100 - i) ** 2 for i in range(12)) + 1
    assert figure(card, "hhi").value == pytest.approx(squares / total**2)
    assert figure(card, "hhi").n == 13


def sold(account: str, won: int, lost: int, amount: object = 10) -> list[tuple[object, ...]]:
    """Return closed opportunities, made and closed in the period."""
    states = ["won"] * won + ["lost"] * lost
    return [(account, status, amount, "2025-02-01", "2025-03-01") for status in states]


EDGES = [("filler", "open", 1, "2025-01-01", None), ("filler", "open", 1, "2025-12-31", None)]


def test_win_rate_by_count_and_value_for_existing_and_new(desk: Desk) -> None:
    rows = [*sold("old", 20, 10, 100), *sold("fresh", 6, 24, 50), ("old", "won", None, "2025-02-01", "2025-03-01")]
    late = [("old", "won", 10, "2025-02-01", "2026-01-01"), ("old", "open", 10, "2025-02-01", None)]
    card = desk.card([*YEARS, ("old", BEFORE, 5)], sold=opportunities(*EDGES, *rows, *late))
    assert figure(card, "win_rate").value == pytest.approx(27 / 61)
    assert figure(card, "win_rate_existing").value == pytest.approx(21 / 31)
    assert figure(card, "win_rate_new").value == pytest.approx(6 / 30)
    by_value = figure(card, "win_rate_value")
    assert by_value.value == pytest.approx((20 * 100 + 6 * 50) / (30 * 100 + 30 * 50))
    assert (by_value.n, by_value.excluded) == (60, 1)
    assert figure(card, "win_rate_value_existing").value == pytest.approx(20 / 30)


def test_win_rate_is_hidden_where_too_few_are_closed(desk: Desk) -> None:
    several = desk.card(YEARS, sold=opportunities(*EDGES, *sold("A", 10, 10), *sold("B", 5, 4)))
    found = figure(several, "win_rate")
    assert (found.value, found.n, found.reason) == (None, 29, "kpis.na.few_opportunities")
    single = desk.card(YEARS, sold=opportunities(*EDGES, *sold("A", 7, 3)))
    assert figure(single, "win_rate").value == 0.7
    fewer = desk.card(YEARS, sold=opportunities(*EDGES, *sold("A", 6, 3)))
    assert figure(fewer, "win_rate").reason == "kpis.na.few_opportunities"


def test_key_accounts_are_those_listed_on_the_first_day(desk: Desk) -> None:
    lines = [(a, on, 100) for a in "ABCDE" for on in (BEFORE, NOW)] + [("A", NOW, 20)]
    listed = listing(
        ("A", "existing", "2024-07-01", None),
        ("B", "emerging", "2025-01-01", None),
        ("C", "existing", "2025-01-02", None),  # a day too late
        ("D", "existing", "2020-01-01", "2024-12-31"),  # left the day before
        ("E", "emerging", "2020-01-01", "2025-01-01"),
    )
    card = desk.card([*YEARS, *lines], listed=listed)
    counted = {cohort: figure(card, "nrr", cohort).n for cohort in ("all", "key", "existing", "emerging", "rest")}
    assert counted == {"all": 6, "key": 3, "existing": 1, "emerging": 2, "rest": 3}
    assert figure(card, "nrr", "existing").value == 1.2
    assert figure(card, "revenue", "key").value == 320
    assert figure(card, "revenue", "rest").value == 201
    # a month before, the period began on 1 December 2024, when A, D and E were listed
    assert figure(card, "revenue", "key", dt.date(2025, 11, 30)).n == 3


def test_the_gap_compares_with_others_of_the_same_size(desk: Desk) -> None:
    small, large = 1500, 50_000
    lines = [("K1", BEFORE, small), ("K1", NOW, small * 1.3), ("K2", BEFORE, large), ("K2", NOW, large * 5)]
    for i in range(5):
        lines += [(f"S{i}", BEFORE, 2000), (f"S{i}", NOW, 2200)]
    listed = listing(("K1", "existing", "2024-01-01", None), ("K2", "existing", "2024-01-01", None))
    card = desk.card([*YEARS, *lines], listed=listed)
    found = figure(card, "growth_gap", "key")
    # K1 grew 30%, the five others between 1,000 and 3,162 grew 10%; nobody else is as large as K2
    assert found.value == pytest.approx(0.3 - 0.1)
    assert (found.n, found.excluded) == (1, 1)
    assert figure(card, "growth_gap", "existing").value == pytest.approx(0.2)
    assert figure(card, "growth_gap", "emerging").reason == "kpis.na.nobody"
    alone = desk.card([*YEARS, *lines[:4]], listed=listed)
    assert figure(alone, "growth_gap", "key").reason == "kpis.na.no_peers"


def test_the_path_of_a_closed_cohort_ends_at_its_retention(desk: Desk) -> None:
    lines = [("A", BEFORE, 100), ("A", "2025-03-01", 60), ("A", "2025-09-01", 70), ("new", NOW, 999)]
    card = desk.card([*YEARS, *lines])
    path = card.path[card.path["cohort"] == "all"]
    assert [month.month for month in path["month"]] == [12, *range(1, 13)]
    amounts = path["amount"].tolist()
    # until February the window still holds June 2024 alone, from June on only what 2025 brought
    assert amounts[:3] == [101.0, 100.0, 100.0]
    assert amounts[-1] == 60 + 70 + 1
    assert amounts[-1] / amounts[0] == pytest.approx(figure(card, "nrr").value)


def test_a_month_and_a_quarter_compare_with_the_same_ones_a_year_before(desk: Desk) -> None:
    lines = [("A", "2024-10-01", 7), ("A", "2024-12-01", 10), ("A", "2025-10-01", 70), ("A", "2025-12-01", 15)]
    month, quarter = (desk.card([*YEARS, *lines], span=span) for span in (1, 3))
    assert figure(month, "revenue").value == 15 + 1
    assert figure(month, "nrr").value == pytest.approx(1.5)
    assert figure(quarter, "nrr").value == pytest.approx(85 / 17)
    assert quarter.period.first == dt.date(2025, 10, 1)


def test_groups_are_computed_from_events(desk: Desk) -> None:
    lines = [("child", BEFORE, 100), ("twin", NOW, 80)]
    listed = listing(("child", "emerging", "2024-01-01", None), ("twin", "existing", "2024-01-01", None))
    parents = {"child": "top", "twin": "top"}
    card = desk.card([*YEARS, *lines], level="parent", parents=parents, listed=listed)
    assert figure(card, "nrr", "key").value == 0.8
    assert figure(card, "nrr", "existing").n == 1
    assert figure(card, "nrr", "emerging").reason == "kpis.na.nobody"


def test_a_window_that_is_not_wholly_inside_the_data_is_not_given(desk: Desk) -> None:
    card = desk.card([("A", "2024-01-02", 5), ("A", "2025-12-31", 7)])
    assert figure(card, "revenue").value == 7
    assert figure(card, "nrr").reason == "kpis.na.before_data"
    assert figure(card, "revenue", last=dt.date(2024, 12, 31)).reason == "kpis.na.before_data"
    ahead = desk.card([FROM, ("A", "2025-12-30", 7)])
    assert figure(ahead, "revenue").reason == "kpis.na.after_data"
    far = desk.card(YEARS, as_of=dt.date(2999, 12, 31))
    assert figure(far, "revenue", last=dt.date(2999, 12, 31)).reason == "kpis.na.after_data"


@pytest.mark.parametrize(
    ("lines", "name", "cohort", "reason"),
    [
        ([], "revenue", "all", "kpis.na.no_data"),
        (YEARS, "revenue", "key", "kpis.na.no_list"),
        (YEARS, "revenue", "rest", "kpis.na.no_list"),
        (YEARS, "gross_margin", "all", "kpis.na.no_cost"),
        (YEARS, "gross_margin_growth", "all", "kpis.na.no_cost"),
        (YEARS, "win_rate", "all", "kpis.na.no_opportunities"),
        ([*YEARS, ("A", NOW, -500)], "top_10_share", "all", "kpis.na.no_revenue"),
        ([("A", "2024-01-01", -5), TO], "nrr", "all", "kpis.na.no_start"),
        (
            [("A", "2024-01-01", 5, 9), ("A", "2025-12-31", 5, 1)],
            "gross_margin_growth",
            "all",
            "kpis.na.no_start_margin",
        ),
    ],
)
def test_what_cannot_be_known_says_why(
    desk: Desk, lines: list[tuple[object, ...]], name: str, cohort: str, reason: str
) -> None:
    found = figure(desk.card(lines), name, cohort)
    assert (found.value, found.reason) == (None, reason)


def test_opportunities_that_do_not_reach_over_the_window_give_no_rate(desk: Desk) -> None:
    late = opportunities(*[(*row[:3], "2025-02-02", "2025-03-01") for row in sold("A", 40, 0)], EDGES[1])
    assert figure(desk.card(YEARS, sold=late), "win_rate").reason == "kpis.na.before_data"
    old = opportunities(EDGES[0], *sold("A", 40, 0))
    assert figure(desk.card(YEARS, sold=old), "win_rate").reason == "kpis.na.after_data"
    assert AS_OF.month == 12


def test_a_list_without_dates_cannot_say_who_was_on_it(desk: Desk) -> None:
    undated = listing(("A", "existing", "2024-01-01", None)).set_column(2, "since", pa.array([None], pa.date32()))
    card = desk.card([*YEARS, ("A", NOW, 5)], listed=undated)
    assert figure(card, "revenue", "key").reason == "kpis.na.no_since"
    assert figure(card, "revenue", "rest").value == 6
