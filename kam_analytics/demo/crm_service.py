"""Task.csv, Event.csv, Contract.csv and Case.csv."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kam_analytics.demo.chance import Chance
from kam_analytics.demo.contracts import Contract
from kam_analytics.demo.crm_cells import Cells, date_text, flag, money_text, time_text, traced
from kam_analytics.demo.ids import EMPTY, Ids
from kam_analytics.demo.months import EXPORTED_ON
from kam_analytics.demo.service import Activity, Case
from kam_analytics.demo.supplier import Supplier

__all__ = ["case_rows", "contract_rows", "event_rows", "task_rows"]


def task_rows(company: Supplier) -> Iterator[Cells]:
    """Yield calls and mails."""
    ids = Ids("Task")
    for activity, doer in _done(company, meeting=False):
        call = activity.subject.startswith("Call")
        yield {
            "Id": ids.take(),
            **_about(activity, doer),
            "Status": "Completed",
            "Priority": "Normal",
            "IsClosed": "1",
            "CallDurationInSeconds": str(activity.minutes * 60) if call else "",
            "CallType": "Outbound" if call else "",
            "TaskSubtype": "Call" if call else "Email" if activity.subject.startswith("Email") else "Task",
            "CompletedDateTime": time_text(activity.at),
        }


def event_rows(company: Supplier) -> Iterator[Cells]:
    """Yield meetings."""
    ids = Ids("Event")
    for activity, doer in _done(company, meeting=True):
        yield {
            "Id": ids.take(),
            **_about(activity, doer),
            "ActivityDateTime": time_text(activity.at),
            "DurationInMinutes": str(activity.minutes),
            "StartDateTime": time_text(activity.at),
            "EndDateTime": time_text(activity.at + dt.timedelta(minutes=activity.minutes)),
            "Type": "Meeting",
            "ShowAs": "Busy",
            "EventSubtype": "Event",
        }


def contract_rows(company: Supplier) -> Iterator[Cells]:
    """Yield the terms of contracts."""
    for place, contract in enumerate(company.contracts):
        owner = company.plan.owners.by_account[contract.account_id]
        signed = dt.datetime.combine(contract.starts_on, dt.time(10, 0)) - dt.timedelta(days=5 + place % 20)
        yield {
            "Id": contract.contract_id,
            "AccountId": contract.account_id,
            "OwnerId": owner,
            "ContractNumber": f"{place + 101:08d}",
            **_term(contract),
            **traced(owner, signed),
        }


def case_rows(company: Supplier) -> Iterator[Cells]:
    """Yield complaints and questions in order of time."""
    ids = Ids("Case")
    desk = [user.user_id for user in company.plan.users if user.unit == "Service"]
    for place, case in enumerate(sorted(company.cases, key=lambda case: (case.opened, case.account_id))):
        yield {
            "Id": ids.take(),
            "CaseNumber": f"{place + 1_001:08d}",
            "ContactId": case.contact_id or EMPTY,
            "AccountId": case.account_id,
            **_state(case),
            "OwnerId": desk[place % len(desk)],
            **traced(desk[place % len(desk)], case.opened, case.closed),
        }


def _done(company: Supplier, *, meeting: bool) -> Iterator[tuple[Activity, str]]:
    """Yield activities with who did them: the owner of the account, or somebody of another unit."""
    chance = Chance.of(company.plan.seed, "doers", meeting)
    helpers = [user.user_id for user in company.plan.users if user.unit not in {"Sales", "Key Accounts"}]
    for activity in sorted(company.activities, key=lambda activity: (activity.at, activity.account_id)):
        helper = chance.pick(helpers)
        if activity.meeting is meeting:
            yield activity, helper if activity.helper else company.plan.owners.by_account[activity.account_id]


def _about(activity: Activity, doer: str) -> Cells:
    return {
        "WhoId": activity.contact_id or EMPTY,
        "WhatId": activity.account_id,
        "Subject": activity.subject,
        "ActivityDate": date_text(activity.at.date()),
        "OwnerId": doer,
        "AccountId": activity.account_id,
        **traced(doer, activity.at),
    }


def _term(contract: Contract) -> Cells:
    return {
        "StartDate": date_text(contract.starts_on),
        "EndDate": date_text(contract.ends_on),
        "ContractTerm": str(contract.term),
        "Status": "Activated" if contract.running else "Expired",
        "StatusCode": "Activated",
        "Annual_Value__c": money_text(contract.cents),
        "Renewed__c": flag(contract.renewed and contract.ends_on < EXPORTED_ON),
    }


def _state(case: Case) -> Cells:
    return {
        "Type": "Complaint" if case.priority == "High" else "Question",
        "Status": "New" if case.closed is None else "Closed",
        "Origin": "Phone" if case.opened.minute % 2 else "Email",
        "Subject": case.subject,
        "Priority": case.priority,
        "IsClosed": flag(case.closed is not None),
        "ClosedDate": "" if case.closed is None else time_text(case.closed),
        "IsEscalated": flag(case.priority == "High" and case.opened.second % 3 == 0),
    }
