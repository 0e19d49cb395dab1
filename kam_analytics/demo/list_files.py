"""Lists that people keep beside the systems: answers to surveys, key accounts, targets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from kam_analytics.demo.buyers import Buyer
from kam_analytics.demo.dirt import dirt_of
from kam_analytics.demo.months import EXPORTED_ON, MONTHS
from kam_analytics.demo.supplier import Plan, Supplier

__all__ = ["KEY_HEADER", "SURVEY_HEADER", "TARGET_HEADER", "key_text", "survey_text", "target_text"]

SURVEY_HEADER = ("Response ID", "Account ID", "Contact ID", "Response Date", "Score", "Survey Type")
KEY_HEADER = ("Account ID", "Kind", "Since", "Until")
TARGET_HEADER = ("Level", "Owner ID", "Period", "Amount")

FOOTER = ("Total", "{count}", "Confidential Information - Do Not Distribute", "{copyright}")
COPYRIGHT = f"Copyright © 2000-{EXPORTED_ON.year} salesforce.com, inc. All rights reserved."
FIRST_MONTH = 2
"""Targets begin with the first whole quarter, January 2024."""
AMBITION = 1.05


def survey_text(company: Supplier) -> str:
    """Return the answers in order of time."""
    answers = sorted(company.surveys, key=lambda answer: (answer.answered_on, answer.account_id, answer.contact_id))
    rows = [
        (f"R-{place + 20_001}", a.account_id, a.contact_id, a.answered_on.isoformat(), str(a.score), a.kind)
        for place, a in enumerate(answers)
    ]
    return _text(SURVEY_HEADER, rows)


def key_text(decided: Plan) -> str:
    """Return the list of key accounts, a report with the lines that Salesforce writes under it."""
    rows = [
        (
            decided.buyers[entry.place].account_id,
            entry.kind,
            entry.since.isoformat(),
            "" if entry.until is None else entry.until.isoformat(),
        )
        for entry in decided.keys
    ]
    footer = [(line.format(count=len(rows), copyright=COPYRIGHT),) for line in FOOTER]
    return _text(KEY_HEADER, [*rows, *footer[: dirt_of(decided.regime)["footer_lines"]]])


def target_text(decided: Plan) -> str:
    """Return targets of the company and of each owner, quarter by quarter."""
    return _text(TARGET_HEADER, list(_targets(decided)))


def _targets(decided: Plan) -> Iterator[tuple[str, ...]]:
    owners = [user.user_id for user in decided.users if user.capacity is not None]
    for month in range(FIRST_MONTH, MONTHS + 1, 3):
        year, quarter = divmod(month - FIRST_MONTH, 12)
        period = f"{2024 + year}-Q{quarter // 3 + 1}"
        amounts = dict.fromkeys(owners, 0.0)
        for buyer in decided.buyers:
            owner = decided.owners.by_account[buyer.account_id]
            if owner in amounts:
                amounts[owner] += _expected(buyer, month)
        rounded = {owner: round(amount / 1000) * 1000 for owner, amount in amounts.items()}
        yield ("company", "", period, f"{sum(rounded.values())}.00")
        yield from (("owner", owner, period, f"{amount}.00") for owner, amount in rounded.items())


def _expected(buyer: Buyer, month: int) -> float:
    """Return a quarter's target of an account: the year before and a little more, in the first year its start."""
    levels = buyer.path.levels[max(0, month - 12) : max(0, month - 12) + 3]
    return buyer.size / 12 * sum(levels) * AMBITION


def _text(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([header, *rows])
    return text.getvalue()
