"""What the small tables say of the last half-year against before, of attributes and of families; worked out by hand."""

from __future__ import annotations

import datetime as dt
import itertools

import pyarrow as pa
import pytest

from kam_analytics import marts
from tests.unit.marts.test_relations import ACCOUNTS, DAY, answer, deal, table

AS_OF = DAY("2024-12-31")


def ago(days: int) -> str:
    return (AS_OF - dt.timedelta(days=days)).isoformat()


@pytest.fixture
def row(engine, workspace, facts_of):
    def run(account="A", level="account", **tables):
        facts = facts_of([], as_of=AS_OF, accounts=ACCOUNTS, tables=tables)
        rows = marts.account_relations(engine, facts, workspace, level=level).to_pylist()
        return {entry.pop("account_id"): entry for entry in rows}[account]

    return run


def test_contacts_that_arrived_in_the_last_180_days(row):
    contacts = table(
        {"contact_id": "1", "account_id": "A", "created_on": ago(0), "level": "C"},
        {"contact_id": "2", "account_id": "A", "created_on": ago(179), "level": "manager"},
        {"contact_id": "3", "account_id": "A", "created_on": ago(180), "level": "VP"},
        {"contact_id": "4", "account_id": "A", "level": "VP"},
        {"contact_id": "5", "account_id": "A", "created_on": ago(5), "level": "VP", "active": False},
    )
    a = row(contact=contacts)
    # the one of 180 days ago is outside, the one without a date is known and not new, the one that left is none
    assert (a["contacts"], a["contacts_new_180d"], a["contacts_new_senior_180d"]) == (4, 2, 1)
    assert row("C", contact=contacts)["contacts_new_180d"] == 0
    unlevelled = contacts.set_column(contacts.column_names.index("level"), "level", pa.nulls(5, pa.string()))
    b = row(contact=unlevelled)
    assert (b["contacts_new_180d"], b["contacts_new_senior_180d"], b["contacts_c"]) == (2, None, None)
    assert row(contact=table({"contact_id": "4", "account_id": "A"}))["contacts_new_180d"] is None


def test_roles_that_nobody_named_are_unknown_and_not_none(row):
    named = {"contact_id": "1", "account_id": "A", "role": "user"}
    assert row(contact=table(named))["key_roles"] == 0
    assert row(contact=table({"contact_id": "1", "account_id": "A"}))["key_roles"] is None


def test_talks_are_activities_but_mails_and_tasks(row):
    kinds = ["Meeting", "Call", "E-Mail", "Task", None, "Meeting", "Meeting"]
    days = [0, 179, 5, 5, 180, 359, 360]
    done = table(
        *({"activity_id": str(i), "account_id": "A", "occurred_on": ago(d), "kind": k} for i, (d, k) in
          enumerate(zip(days, kinds, strict=True)))
    )  # fmt: skip
    a = row(activity=done)
    assert (a["talks_180d"], a["talks_180d_before"]) == (2, 2)


def test_deals_created_and_won_in_windows(row):
    days = itertools.count(1)
    deals = table(
        *(deal(str(next(days)), "A", "open", "Offer", 1, created_on=ago(d)) for d in (0, 179, 180, 719, 720)),
        *(deal(str(next(days)), "A", "won", "Won", 1, closed_on=ago(d)) for d in (0, 179, 180, 719, 720)),
        deal("x", "A", "won", "Won", None, closed_on=ago(10)),
        deal("y", "A", "lost", "Lost", None, closed_on=ago(400)),
    )
    a = row(opportunity=deals)
    assert (a["deals_new_180d"], a["deals_new_540d_before"]) == (2, 2)
    assert (a["won_180d"], a["won_540d_before"], a["won_12m"], a["lost_12m"]) == (3, 2, 4, 0)
    # of the five won within 24 months one has no amount
    assert (a["won_24m"], a["won_valued_24m"]) == (6, 5)
    undated = table(deal("1", "A", "open", "Offer", 1))
    assert row(opportunity=undated)["deals_new_180d"] is None


def test_answers_of_any_kind_as_shares_of_their_scale(row):
    answers = table(
        answer("1", "c1", ago(0), 9.0),
        answer("2", "c1", ago(179), 4.0, kind="csat", scale=5),
        answer("3", "c1", ago(180), 5.0),
        answer("4", "c1", ago(719), 3.0),
        answer("5", "c1", ago(720), 10.0),
    )
    a = row(survey=answers)
    # now 0.9 and (4 - 1) / (5 - 1) = 0.75; before 0.5 and 0.3
    assert (a["answers_180d"], a["answers_share_180d"]) == (2, 0.825)
    assert (a["answers_540d_before"], a["answers_share_540d_before"]) == (2, 0.4)


def test_an_answer_of_any_name_is_from_0_to_10_unless_it_has_a_scale_of_its_own(row):
    answers = table(
        answer("1", "c1", ago(3), 9.0, kind="Relationship"),
        answer("2", "c2", ago(3), 7.0, kind=None, scale=10),
        answer("3", "c3", ago(3), 55.0, kind="After delivery"),
        answer("4", "c4", ago(3), 4.0, kind="Onboarding", scale=5),
    )
    a = row(survey=answers)
    assert (a["nps_answers"], a["nps_mean"], a["csat_answers"], a["csat_share"]) == (2, 8, 1, 0.75)


def test_cases_of_two_half_years(row):
    cases = table(
        *({"case_id": str(d), "account_id": "A", "opened_on": ago(d), "severity": 3} for d in (0, 179, 180, 359, 360))
    )
    a = row(case=cases)
    assert (a["cases_180d"], a["cases_180d_before"]) == (2, 2)


def test_the_value_of_the_contract_that_followed(row):
    contracts = table(
        {"contract_id": "1", "account_id": "A", "starts_on": "2022-01-01", "ends_on": "2022-12-31", "value": 100},
        {"contract_id": "2", "account_id": "A", "starts_on": "2023-01-01", "ends_on": "2023-12-31", "value": 150},
        {"contract_id": "3", "account_id": "A", "starts_on": "2024-03-01", "value": 125},
        {"contract_id": "4", "account_id": "A", "starts_on": "2020-01-01", "ends_on": "2020-12-31", "value": 999},
    )
    a = row(contract=contracts)
    # 100 became 150 and 150 became 125; nothing began within 90 days of the end of 2020: 275 / 250 - 1
    assert (a["renewals_valued"], a["renewal_change"]) == (2, 0.1)
    assert (row("B", contract=contracts)["renewals_valued"], row("B", contract=contracts)["renewal_change"]) == (
        0,
        None,
    )


def test_industry_and_country_of_a_group_are_those_of_its_topmost_account(engine, workspace, facts_of):
    facts = facts_of([], as_of=AS_OF, accounts=ACCOUNTS | {"G": None})
    records = facts.accounts.append_column("industry", [["Food", "Steel", "Paper", None]])
    facts = facts.__class__(**(vars(facts) | {"accounts": records.append_column("country", [[" ", None, "DE", "AT"]])}))
    rows = {r["account_id"]: r for r in marts.account_relations(engine, facts, workspace, level="parent").to_pylist()}
    assert [(i, rows[i]["industry"], rows[i]["country"]) for i in sorted(rows)] == [
        ("A", "Food", None),
        ("G", "Steel", "AT"),
    ]


def test_families_bought_now_and_before(engine, workspace, facts_of):
    lines = [
        {"account_id": "A", "invoiced_on": dt.date(2024, 5, 1), "product_id": "p", "amount": 10},
        {"account_id": "A", "invoiced_on": dt.date(2023, 5, 1), "product_id": "p", "amount": 4},
        {"account_id": "A", "invoiced_on": dt.date(2023, 6, 1), "product_id": "q", "amount": 5},
        {"account_id": "A", "invoiced_on": dt.date(2024, 6, 1), "product_id": "z", "amount": 99},
        {"account_id": "B", "invoiced_on": dt.date(2022, 6, 1), "product_id": "q", "amount": 99},
    ]

    def rows(families):
        facts = facts_of(lines, as_of=AS_OF, accounts=ACCOUNTS, products=families)
        found = marts.account_relations(engine, facts, workspace).to_pylist()
        return {r["account_id"]: r["families"] for r in found}

    assert rows({"p": "Pumps", "q": "Seals", "z": " "}) == {
        "A": [
            {"family": "Pumps", "revenue": 10.0, "prior_revenue": 4.0},
            {"family": "Seals", "revenue": 0.0, "prior_revenue": 5.0},
        ],
        "B": [],
        "C": [],
    }
    # one family tells nothing of breadth
    assert rows({"p": "Pumps", "q": "Pumps"}) == {"A": None, "B": None, "C": None}
