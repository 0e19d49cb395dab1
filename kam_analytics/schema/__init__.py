"""Canonical tables: the source from which code, mapping and the data dictionary read names and types."""

from __future__ import annotations

from kam_analytics.schema.base import BASE_TABLES
from kam_analytics.schema.future import tells_future
from kam_analytics.schema.plan import PLAN_TABLES
from kam_analytics.schema.relations import RELATION_TABLES
from kam_analytics.schema.sales import SALES_TABLES
from kam_analytics.schema.types import CONVERTED, CUSTOM, KEY_MARK, MONEY, RATES, Column, Kind, Knowable, Table

__all__ = [
    "CONVERTED",
    "CUSTOM",
    "KEY_MARK",
    "MONEY",
    "RATES",
    "TABLES",
    "Column",
    "Kind",
    "Knowable",
    "Table",
    "table",
    "tells_future",
]

TABLES: dict[str, Table] = {t.name: t for t in (*BASE_TABLES, *SALES_TABLES, *RELATION_TABLES, *PLAN_TABLES)}


def table(name: str) -> Table:
    """Return the canonical table of that name (KeyError when there is none)."""
    return TABLES[name]
