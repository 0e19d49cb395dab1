"""What the company decided itself: its key accounts, its people, its targets and its exchange rates."""

from __future__ import annotations

from kam_analytics.schema.types import Column, Table

__all__ = ["PLAN_TABLES"]

KEY_ACCOUNT = Table(
    "key_account",
    "one time of a customer on the company's own list",
    ("account_id", "since"),
    (
        Column("account_id", "id", "stable", refers="account", meaning="the customer"),
        Column("since", "date", "event", default="", meaning="first day on the list; empty = not known"),
        Column("kind", "text", "event", meaning="existing or emerging"),
        Column("owner", "id", label=True, meaning="the key account manager, by name or as a user_id"),
        Column("until", "date", "since", since="until", meaning="last day on the list"),
    ),
    exists_from="since",
)

USER = Table(
    "user",
    "one colleague",
    ("user_id",),
    (
        Column("user_id", "id", "stable", meaning="the id that `owner` columns name"),
        Column("name", "text", "stable", label=True, meaning="the colleague's name"),
        Column("role", "text", meaning="what the colleague does"),
        Column("capacity", "number", meaning="accounts or hours the colleague has room for"),
        Column("unit", "text", meaning="the team"),
        Column("active", "flag", meaning="whether the colleague is still there"),
    ),
)

TARGET = Table(
    "target",
    "one target for one period",
    ("level", "id", "period"),
    (
        Column("level", "text", "stable", meaning="company, region, owner or account"),
        Column("id", "id", "stable", refers="target", default="", meaning="which region, owner or account"),
        Column("period", "text", "stable", meaning="2026, 2026-Q1 or 2026-01"),
        Column("amount", "amount", meaning="the target"),
    ),
    money="amount",
)

FX_RATE = Table(
    "fx_rate",
    "one currency in one month",
    ("currency", "month"),
    (
        Column("currency", "text", "event", meaning="ISO 4217 code"),
        Column("month", "month", "event", meaning="first day of the month; the rate is known at its end"),
        Column("rate", "number", "event", meaning="units of the base currency for one of it"),
    ),
    exists_from="month",
)

PLAN_TABLES = (KEY_ACCOUNT, USER, TARGET, FX_RATE)
