"""Customers, their invoices and what they buy."""

from __future__ import annotations

from kam_analytics.schema.types import Column, Table

__all__ = ["BASE_TABLES"]

ACCOUNT = Table(
    "account",
    "one customer",
    ("account_id",),
    (
        Column("account_id", "id", "stable", refers="account", meaning="the customer's id in the source"),
        Column("name", "text", "stable", label=True, meaning="the customer's name"),
        Column("parent_account_id", "id", refers="account", meaning="the account it belongs to"),
        Column("type", "text", meaning="customer, prospect, partner ..."),
        Column("industry", "text", "stable", meaning="the customer's line of business"),
        Column("region", "text", label=True, meaning="sales region or state"),
        Column("country", "text", "stable", meaning="country of the customer"),
        Column("segment", "text", meaning="the company's own segment"),
        Column("tier", "text", meaning="the company's own class, such as A, B, C"),
        Column("owner", "id", label=True, meaning="who looks after the account, by name or as a user_id"),
        Column("employees", "integer", meaning="the customer's head count"),
        Column("company_turnover", "amount", meaning="the customer's own turnover, never our revenue with it"),
        Column("created_on", "date", "stable", meaning="when the record was made"),
        Column("status", "text", meaning="active, inactive ..."),
        Column(
            "account_number", "id", "stable", meaning="its number in the ERP (source main): an alias of the account"
        ),
        Column("master_account_id", "id", "stable", refers="account", meaning="the account it was merged into"),
    ),
)

REVENUE_LINE = Table(
    "revenue_line",
    "one line of one invoice or credit note",
    ("invoice_id", "line_no"),
    (
        Column("invoice_id", "id", "event", meaning="number of the invoice"),
        Column(
            "line_no", "integer", "event", "line", meaning="position in the invoice; its rank where files have none"
        ),
        Column(
            "account_id", "id", "event", "header", refers="account", meaning="the customer invoiced; empty = unassigned"
        ),
        Column("invoiced_on", "date", "event", "header", meaning="date of the invoice"),
        Column("product_id", "id", "event", "line", refers="product", meaning="article number"),
        Column("quantity", "number", "event", "line", meaning="units; negative on credit notes"),
        Column("amount", "amount", "event", "line", meaning="net value of the line, credit notes negative"),
        Column("cost", "amount", "event", "line", meaning="cost of goods of the line"),
        Column("currency", "text", "event", "line", meaning="ISO 4217 code of amount and cost"),
    ),
    money="amount",
)

PRODUCT = Table(
    "product",
    "one article",
    ("product_id",),
    (
        Column("product_id", "id", "stable", refers="product", meaning="article number"),
        Column("name", "text", "stable", label=True, meaning="the article's name"),
        Column("family", "text", "stable", meaning="product family, as a name or as an id of product_family"),
        Column("list_price", "amount", meaning="list price of one unit"),
    ),
)

PRODUCT_FAMILY = Table(
    "product_family",
    "one product family, where products name it by id",
    ("family_id",),
    (
        Column("family_id", "id", "stable", refers="product_family", meaning="the family's id in the source"),
        Column("name", "text", "stable", label=True, meaning="the family's name"),
    ),
)

BASE_TABLES = (ACCOUNT, REVENUE_LINE, PRODUCT, PRODUCT_FAMILY)
