"""How it goes with a customer: people, activities, answers, complaints, ratings, and other ids of the account."""

from __future__ import annotations

from kam_analytics.schema.types import Column, Table

__all__ = ["RELATION_TABLES"]

ACCOUNT_ALIAS = Table(
    "account_alias",
    "one other id of a customer",
    ("source", "external_id"),
    (
        Column("source", "text", "stable", default="main", meaning="whose id it is; empty = main"),
        Column("external_id", "id", "stable", meaning="the other id, such as an ERP customer number"),
        Column("account_id", "id", "stable", refers="account", meaning="the account it means"),
    ),
    timeless=True,
)

CONTACT = Table(
    "contact",
    "one person at a customer, without name and e-mail",
    ("contact_id",),
    (
        Column("contact_id", "id", "stable", refers="contact", meaning="the person's id in the source"),
        Column("account_id", "id", "event", refers="account", meaning="the customer"),
        Column("created_on", "date", "event", meaning="when the record was made; without it, known from its upload on"),
        Column("title", "text", meaning="the title on the card"),
        Column("level", "text", meaning="C, VP, director, manager or other, read from the title"),
        Column("role", "text", meaning="sponsor, decision maker, champion, user, detractor"),
        Column("active", "flag", meaning="whether the person is still there"),
    ),
    exists_from="created_on",
)

ACTIVITY = Table(
    "activity",
    "one meeting, call, visit or task",
    ("activity_id",),
    (
        Column("activity_id", "id", "stable", refers="activity", meaning="its id in the source"),
        Column("account_id", "id", "event", refers="account", meaning="the customer"),
        Column("contact_id", "id", "event", refers="contact", meaning="the person"),
        Column("occurred_on", "date", "event", meaning="the day"),
        Column("kind", "text", "event", meaning="meeting, call, e-mail, task ... as the source writes it"),
        Column("owner", "id", "event", label=True, meaning="who did it, by name or as a user_id"),
        Column("unit", "text", "event", meaning="the team"),
        Column("hours", "number", "event", meaning="time spent"),
    ),
    exists_from="occurred_on",
)

SURVEY = Table(
    "survey",
    "one answer of one person",
    ("response_id",),
    (
        Column("response_id", "id", "stable", refers="survey", meaning="the answer's id in the source"),
        Column("account_id", "id", "event", refers="account", meaning="the customer"),
        Column("contact_id", "id", "event", refers="contact", meaning="the person"),
        Column("answered_on", "date", "event", meaning="the day"),
        Column("kind", "text", "event", meaning="nps or csat"),
        Column("score", "number", "event", meaning="the answer"),
        Column("scale", "integer", "event", meaning="the best possible answer"),
    ),
    exists_from="answered_on",
)

CASE = Table(
    "case",
    "one complaint or support case",
    ("case_id",),
    (
        Column("case_id", "id", "stable", refers="case", meaning="its id in the source"),
        Column("account_id", "id", "stable", refers="account", meaning="the customer"),
        Column("opened_on", "date", "event", meaning="when it came in"),
        Column("closed_on", "date", "since", since="closed_on", meaning="when it was settled; empty while open"),
        Column("severity", "integer", meaning="1 (worst) to 4"),
    ),
    exists_from="opened_on",
    closes_on="closed_on",
)

RATING = Table(
    "rating",
    "one judgement of a person about a customer",
    ("account_id", "factor", "rated_on"),
    (
        Column("account_id", "id", "event", refers="account", meaning="the customer"),
        Column("factor", "text", "event", meaning="what is judged, such as fit or logo"),
        Column("rated_on", "date", "event", meaning="when"),
        Column("score", "integer", "event", meaning="1 to 5"),
        Column("rater", "text", "event", label=True, meaning="who"),
        Column("note", "text", "event", meaning="why"),
        Column("expires_on", "date", "event", meaning="until when it counts"),
    ),
    exists_from="rated_on",
)

RELATION_TABLES = (ACCOUNT_ALIAS, CONTACT, ACTIVITY, SURVEY, CASE, RATING)
