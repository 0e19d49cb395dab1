"""Deals: opportunities, how they moved, what was offered, and contracts."""

from __future__ import annotations

from kam_analytics.schema.types import Column, Table

__all__ = ["SALES_TABLES"]

OPPORTUNITY = Table(
    "opportunity",
    "one deal, open until it is won or lost",
    ("opportunity_id",),
    (
        Column("opportunity_id", "id", "stable", refers="opportunity", meaning="the deal's id in the source"),
        Column("account_id", "id", "stable", refers="account", meaning="the customer it is about"),
        Column("name", "text", "stable", label=True, meaning="the deal's name"),
        Column("stage", "text", meaning="the source's own stage"),
        Column("status", "text", "since", since="closed_on", before="open", meaning="open, won or lost"),
        Column("amount", "amount", since="closed_on", meaning="value of the deal"),
        Column("currency", "text", "stable", meaning="ISO 4217 code of the amount"),
        Column("probability", "number", meaning="the source's own chance of winning, as it writes it"),
        Column("type", "text", "stable", meaning="new, expansion or renewal, else the source's word"),
        Column("created_on", "date", "event", meaning="when the deal was opened"),
        Column("closed_on", "date", "since", since="closed_on", meaning="when it was won or lost; empty while open"),
        Column("expected_close_on", "date", meaning="when it is expected to close"),
        Column("product_family", "text", "stable", meaning="what it is about"),
        Column("owner", "id", label=True, meaning="who works on it, by name or as a user_id"),
        Column("competitor", "text", meaning="who else bids"),
        Column("loss_reason", "text", "since", since="closed_on", meaning="why it was lost"),
    ),
    money="amount",
    exists_from="created_on",
    closes_on="closed_on",
)

OPPORTUNITY_EVENT = Table(
    "opportunity_event",
    "one change of one field of a deal",
    ("opportunity_id", "changed_on", "field"),
    (
        Column("opportunity_id", "id", "event", refers="opportunity", meaning="the deal"),
        Column("changed_on", "moment", "event", meaning="when it was changed"),
        Column("field", "text", "event", meaning="the source's name of the field, such as StageName"),
        Column("old", "text", "event", meaning="what it said before"),
        Column("new", "text", "event", meaning="what it says since"),
    ),
    exists_from="changed_on",
)

OPPORTUNITY_LINE = Table(
    "opportunity_line",
    "one product of one deal",
    ("opportunity_id", "line_no"),
    (
        Column("opportunity_id", "id", "stable", refers="opportunity", meaning="the deal"),
        Column("line_no", "id", "stable", meaning="the line's id or position"),
        Column("product_id", "id", refers="product", meaning="article number, else the source's product id"),
        Column("quantity", "number", meaning="units"),
        Column("amount", "amount", meaning="value of the line"),
    ),
    money="amount",
)

CONTRACT = Table(
    "contract",
    "one contract with a customer",
    ("contract_id",),
    (
        Column("contract_id", "id", "stable", refers="contract", meaning="the contract's id in the source"),
        Column("account_id", "id", "stable", refers="account", meaning="the customer"),
        Column("starts_on", "date", "event", meaning="first day"),
        Column("ends_on", "date", "event", meaning="last day"),
        Column("value", "amount", "event", meaning="value of a year"),
        Column("renewed", "flag", "since", since="ends_on", meaning="whether another contract followed"),
    ),
    money="value",
    exists_from="starts_on",
)

SALES_TABLES = (OPPORTUNITY, OPPORTUNITY_EVENT, OPPORTUNITY_LINE, CONTRACT)
