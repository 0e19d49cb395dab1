"""What the small tables say of each account, worked out by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pyarrow as pa
import pytest

from kam_analytics import marts
from kam_analytics.schema import MONEY

DAY = dt.date.fromisoformat
ACCOUNTS = {"A": None, "B": "G", "C": "G"}
FIELDS = ("as_of", "data_from", "base_currency", "line_parts", "accounts", "products", "aliases", "rates")


def table(*rows, **types):
    """Rows as a table: days from ISO text, amounts exact, what a row leaves out is NULL."""
    columns = {name for row in rows for name in row}
    made = {}
    for name in sorted(columns | set(types)):
        cells = [row.get(name) for row in rows]
        if name.endswith("_on"):
            cells = [None if cell is None else DAY(cell) for cell in cells]
        if name in {"amount", "value"}:
            made[name] = pa.array([None if cell is None else Decimal(str(cell)) for cell in cells], MONEY)
        else:
            made[name] = pa.array(cells, types.get(name))
    return pa.table(made)


@pytest.fixture
def relations(engine, workspace, facts_of):
    def run(level="account", **tables):
        facts = facts_of([], as_of=DAY("2024-12-31"), accounts=ACCOUNTS, tables=tables)
        rows = marts.account_relations(engine, facts, workspace, level=level).to_pylist()
        return {row.pop("account_id"): row for row in rows}

    return run


def test_what_is_not_loaded_is_null_for_everybody(relations):
    rows = relations()
    assert sorted(rows) == ["A", "B", "C"]
    assert {cell for row in rows.values() for cell in row.values()} == {None}
    assert relations(contact=table(account_id=pa.string())) == rows


def test_facts_without_small_tables_have_none_of_them(engine, workspace, facts_of):
    class Bare:
        """Facts as they were before there were small tables."""

        def __init__(self, facts):
            for name in FIELDS:
                setattr(self, name, getattr(facts, name))

    rows = marts.account_relations(engine, Bare(facts_of([], accounts=ACCOUNTS)), workspace).to_pylist()
    assert all(cell is None for row in rows for name, cell in row.items() if name != "account_id")


def deal(number, account, status, stage, amount, **more):
    return {
        "opportunity_id": number,
        "account_id": account,
        "status": status,
        "stage": stage,
        "base_amount": amount,
    } | more


DEALS = table(
    deal("1", "A", "open", "Offer", 100),
    deal("2", "A", "open", "Offer", 50),
    deal("3", "A", "open", "First", None),
    deal("4", "A", "won", "Won", 30, closed_on="2023-01-01"),
    deal("5", "A", "won", "Won", 9, closed_on="2022-12-31"),
    deal("6", "B", "lost", "Lost", 5, closed_on="2024-05-01"),
    deal("7", None, "open", "Offer", 1000),
)


def test_deals_by_state_and_window(relations):
    rows = relations(opportunity=DEALS)
    a = rows["A"]
    # the deal without a rate counts as open and as unvalued; of the won ones only that of January 2023 is in 24 months
    assert (a["open_deals"], a["open_deals_unvalued"], a["open_amount"]) == (3, 1, 150)
    assert (a["won_deals"], a["won_24m"], a["won_amount_24m"], a["lost_deals"]) == (2, 1, 30, 0)
    assert a["open_stages"] == [
        {"stage": "First", "deals": 1, "unvalued": 1, "amount": 0.0},
        {"stage": "Offer", "deals": 2, "unvalued": 0, "amount": 150.0},
    ]
    assert (rows["B"]["lost_24m"], rows["B"]["lost_amount_24m"], rows["B"]["open_deals"]) == (1, 5, 0)
    # loaded, and nothing there: zero, not missing
    assert (rows["C"]["open_deals"], rows["C"]["open_amount"], rows["C"]["open_stages"]) == (0, 0, [])
    assert rows["C"]["contacts"] is None


def test_a_group_has_the_deals_of_its_accounts(relations):
    rows = relations("parent", opportunity=DEALS)
    assert sorted(rows) == ["A", "G"]
    assert (rows["G"]["lost_deals"], rows["G"]["open_deals"]) == (1, 0)


def test_stages_reached_come_from_events_else_from_the_stage_at_close(relations):
    moved = [
        ("4", "First", "Offer", "2022-03-01"),
        ("4", "Offer", "Won", "2023-01-01"),
        ("3", "First", "Demo", "2024-01-01"),
    ]
    events = pa.table(
        {
            "opportunity_id": [m[0] for m in moved] + ["4"],
            "changed_on": pa.array([dt.datetime.fromisoformat(m[3]) for m in moved] + [None], pa.timestamp("s")),
            "field": ["StageName"] * 3 + ["Amount"],
            "old": [m[1] for m in moved] + ["1"],
            "new": [m[2] for m in moved] + ["2"],
        }
    )
    unstaged = DEALS.set_column(DEALS.column_names.index("stage"), "stage", pa.nulls(7, pa.string()))
    rows = relations(opportunity=DEALS, opportunity_event=events)
    assert rows["A"]["closed_stages"] == [
        {"stage": "First", "tracked": True, "won": 1, "lost": 0},
        {"stage": "Offer", "tracked": True, "won": 1, "lost": 0},
        {"stage": "Won", "tracked": False, "won": 1, "lost": 0},
        {"stage": "Won", "tracked": True, "won": 1, "lost": 0},
    ]
    # where the stage of then is not known, the last event tells it
    found = relations(opportunity=unstaged, opportunity_event=events)["A"]["open_stages"]
    assert [(s["stage"], s["deals"]) for s in found] == [("", 2), ("Demo", 1)]


CONTACTS = table(
    {"contact_id": "c1", "account_id": "A", "level": "C", "role": "sponsor", "active": True},
    {"contact_id": "c2", "account_id": "A", "level": "manager"},
    {"contact_id": "c3", "account_id": "A", "level": "VP", "active": False},
    {"contact_id": "c4", "account_id": "B", "level": "director", "role": "champion"},
)  # fmt: skip


def test_people_and_when_we_talked_to_them(relations):
    done = table(
        {"activity_id": "1", "account_id": "A", "contact_id": "c1", "occurred_on": "2024-10-03", "hours": 1.5},
        {"activity_id": "2", "contact_id": "c2", "occurred_on": "2024-10-02", "hours": 2.0},
        {"activity_id": "3", "account_id": "A", "occurred_on": "2024-01-01"},
        {"activity_id": "4", "account_id": "A", "contact_id": "c2", "occurred_on": "2023-12-31", "hours": 9.0},
    )
    rows = relations(contact=CONTACTS, activity=done)
    a = rows["A"]
    assert (a["contacts"], a["contacts_c"], a["contacts_vp"], a["contacts_manager"], a["key_roles"]) == (2, 1, 0, 1, 1)
    # 3 October is 89 days before the end of the year, 2 October is 90: outside
    assert (a["contacts_active_90d"], a["senior_active_90d"], a["days_since_activity"]) == (1, 1, 89)
    # the twelve months begin on 1 January; activity 2 names its account by its contact only
    assert (a["activities_12m"], a["hours_12m"]) == (3, 3.5)
    assert (rows["B"]["contacts"], rows["B"]["activities_12m"], rows["B"]["days_since_activity"]) == (1, 0, None)
    assert (rows["C"]["contacts"], rows["C"]["contacts_active_90d"], rows["C"]["hours_12m"]) == (0, 0, 0)
    group = relations("parent", contact=CONTACTS, activity=done)["G"]
    assert (group["contacts"], group["contacts_director"]) == (1, 1)


def test_activities_that_name_no_people_or_hours_leave_those_unknown(relations):
    done = table({"activity_id": "1", "account_id": "A", "occurred_on": "2024-12-01"}, contact_id=pa.string())
    a = relations(activity=done)["A"]
    assert (a["activities_12m"], a["contacts_active_90d"], a["hours_12m"], a["contacts"]) == (1, None, None, None)


def answer(number, contact, day, score, **more):
    return {
        "response_id": number,
        "account_id": "A",
        "contact_id": contact,
        "answered_on": day,
        "kind": "nps",
        "score": score,
    } | more


def test_the_newest_answer_of_each_person_counts(relations):
    answers = table(
        answer("1", "c1", "2024-02-01", 4.0),
        answer("2", "c1", "2024-06-01", 8.0),
        answer("3", "c2", "2023-08-01", 6.0, account_id=None),
        answer("4", "c1", "2023-06-30", 1.0),
        answer("5", None, "2024-03-01", 4.0, kind="csat", scale=5),
    )
    rows = relations(contact=CONTACTS, survey=answers)
    a = rows["A"]
    # c1 says 8 (its newest), c2 says 6: mean 7. The answer of June 2023 is older than 18 months
    assert (a["nps_answers"], a["nps_mean"]) == (2, 7)
    # last 12 months: c1 8. The 12 before: c1 1, c2 6, mean 3.5
    assert a["nps_trend"] == 4.5
    # 4 of 5, where 1 is the worst: (4 - 1) / (5 - 1)
    assert (a["csat_answers"], a["csat_share"]) == (1, 0.75)
    assert (rows["B"]["nps_answers"], rows["B"]["nps_mean"]) == (0, None)


def test_cases_by_severity_and_open_ones(relations):
    cases = table(
        {"case_id": "1", "account_id": "A", "opened_on": "2024-01-01", "severity": 1},
        {"case_id": "2", "account_id": "A", "opened_on": "2024-05-01", "closed_on": "2024-06-01", "severity": 2},
        {"case_id": "3", "account_id": "A", "opened_on": "2023-12-31", "severity": 4},
        {"case_id": "4", "account_id": "B", "opened_on": "2024-05-01", "severity": None},
    )
    rows = relations(case=cases)
    names = ("cases_12m", "cases_severity1_12m", "cases_severity2_12m", "cases_open", "cases_severe_open")
    assert [rows["A"][name] for name in names] == [2, 1, 1, 2, 1]
    assert [rows["B"][name] for name in names] == [1, 0, 0, 1, 0]
    assert [rows["C"][name] for name in names] == [0, 0, 0, 0, 0]
    assert [relations("parent", case=cases)["G"][name] for name in names] == [1, 0, 0, 1, 0]


def test_contracts_that_run_and_that_ended(relations):
    contracts = table(
        {"contract_id": "1", "account_id": "A", "starts_on": "2024-01-01", "ends_on": "2025-01-30", "value": 10},
        {"contract_id": "2", "account_id": "A", "starts_on": "2024-01-01", "value": 5},
        {"contract_id": "3", "account_id": "A", "ends_on": "2024-12-30", "value": 99, "renewed": True},
        {"contract_id": "4", "account_id": "A", "ends_on": "2023-12-31", "value": 99, "renewed": False},
        {"contract_id": "5", "account_id": "A", "ends_on": "2023-06-30", "value": 99},
    )
    rows = relations(contract=contracts)
    names = (
        "contracts_active", "contracts_evergreen", "contract_value", "contract_days_to_end", "contracts_ended",
        "contracts_renewed",
    )  # fmt: skip
    assert [rows["A"][name] for name in names] == [2, 1, 15, 30, 2, 1]
    assert [rows["B"][name] for name in names] == [0, 0, 0, None, 0, 0]


def test_the_newest_rating_that_has_not_expired(relations):
    ratings = table(
        {"account_id": "A", "factor": "Fit", "rated_on": "2024-03-01", "score": 4, "rater": "Kim", "note": "close"},
        {"account_id": "A", "factor": "fit", "rated_on": "2024-01-01", "score": 2, "rater": "Lee", "note": "far"},
        {"account_id": "A", "factor": "fit", "rated_on": "2024-05-01", "score": 1, "expires_on": "2024-12-30"},
        {"account_id": "B", "factor": "Growth potential", "rated_on": "2024-05-01", "score": 5, "rater": "Kim"},
        {"account_id": "B", "factor": "logo", "rated_on": "2024-05-01", "score": 9},
    )
    rows = relations(rating=ratings)
    assert rows["A"]["ratings"] == [
        {"factor": "fit", "score": 4, "rater": "Kim", "rated_on": DAY("2024-03-01"), "notes": 2}
    ]
    assert [(r["factor"], r["score"]) for r in rows["B"]["ratings"]] == [("growth_potential", 5)]
    assert rows["C"]["ratings"] == []
    assert [r["factor"] for r in relations("parent", rating=ratings)["G"]["ratings"]] == ["growth_potential"]


def test_the_order_of_rows_changes_nothing(relations):
    backwards = DEALS.take(list(range(len(DEALS)))[::-1])
    assert relations(opportunity=backwards) == relations(opportunity=DEALS)
