"""What a KPI is, and what its figures are computed from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, Protocol

import pyarrow as pa

from kam_analytics.schema import CONVERTED, RATES

__all__ = ["COHORTS", "KEYED", "LISTING", "OPPORTUNITY", "Compute", "Figure", "Ground", "Kpi", "Reason", "Sums", "Unit"]

COHORTS = ("all", "key", "existing", "emerging", "rest")
"""All accounts; key accounts as listed on the first day of the period, and the two kinds of them; everybody else."""

KEYED = ("key", "existing", "emerging")

Unit = Literal["money", "share", "points", "index"]
"""Base currency; a ratio (0.58 = 58%); a difference of two ratios; a number from 0 to 1 that is no share."""

LISTING = pa.schema(
    [("account_id", pa.string()), ("kind", pa.string()), ("since", pa.date32()), ("until", pa.date32())]
)
"""Key accounts: listed from `since` to `until`, both days included; `until` NULL: still listed; `since` NULL: not
known, and so nobody can say that it was listed then."""

OPPORTUNITY = pa.schema(
    [
        ("opportunity_id", pa.string()),
        ("account_id", pa.string()),
        ("status", pa.string()),
        ("amount", CONVERTED),
        ("created_on", pa.date32()),
        ("closed_on", pa.date32()),
    ]
)
"""Opportunities with `status` open, won or lost; amounts in the base currency."""


@dataclass(frozen=True)
class Reason:
    """Why there is no figure: a message code and the values of its names in braces."""

    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """One figure.

    Attributes
    ----------
    value
        In the KPI's unit; None when it cannot be known, with `reason`.
    n
        How many accounts (opportunities for win rates) stand behind it.
    excluded
        How many lines, accounts or opportunities could not be counted in.
    """

    value: float | None
    n: int
    reason: Reason | None = None
    excluded: int = 0

    @classmethod
    def none(cls, code: str, n: int = 0, excluded: int = 0, /, **params: object) -> Figure:
        """Return "n/a" with its reason."""
        return cls(None, n, Reason(code, params), excluded)


class Sums(Protocol):
    """What SQL counted and summed for one cohort over one period; 0 where there was nothing."""

    def __getitem__(self, name: str, /) -> float:
        """Return a sum, e.g. `start_amount`; see the models in `kpis/sql`."""


Compute = Callable[[Sums], Figure]


@dataclass(frozen=True)
class Kpi:
    """One definition: its name, unit, texts and how the figure follows from the sums.

    Attributes
    ----------
    order
        Place among all KPIs.
    compares
        Whether it needs the same window a year before.
    good
        Which way is better; `neither` where up is neither good nor bad.
    cohorts
        Whom it is computed for.
    source
        Which data it needs.
    on_bookings
        Whether won opportunities can stand in for invoices.
    """

    name: str
    unit: Unit
    order: int
    compute: Compute
    compares: bool = False
    good: Literal["up", "down", "neither"] = "up"
    cohorts: tuple[str, ...] = COHORTS
    source: Literal["invoices", "opportunities"] = "invoices"
    on_bookings: bool = True

    @property
    def label(self) -> str:
        """Message code of its name."""
        return f"kpis.{self.name}.label"

    @property
    def definition(self) -> str:
        """Message code of what it measures."""
        return f"kpis.{self.name}.definition"

    @property
    def trap(self) -> str:
        """Message code of how it misleads."""
        return f"kpis.{self.name}.trap"


@dataclass(frozen=True)
class Ground:
    """The data that KPIs are computed from.

    Attributes
    ----------
    account_months
        Files of the mart `account_month`.
    entities
        account_id -> entity_id, as `marts` resolves sources and groups.
    data_from, data_through
        First and latest invoice date; None without invoices.
    value_basis
        `invoices` or `bookings`: then whatever needs invoices beyond their sum is n/a.
    rates
        Exchange rates to the base currency (`schema.RATES`).
    listing, opportunities
        `LISTING` and `OPPORTUNITY`; empty where nothing was imported.
    """

    account_months: Sequence[Path]
    entities: pa.Table
    base_currency: str
    data_from: dt.date | None
    data_through: dt.date | None
    as_of: dt.date
    listing: pa.Table = field(default_factory=LISTING.empty_table)
    opportunities: pa.Table = field(default_factory=OPPORTUNITY.empty_table)
    value_basis: str = "invoices"
    rates: pa.Table = field(default_factory=RATES.empty_table)

    @cached_property
    def opportunity_days(self) -> tuple[dt.date, dt.date] | None:
        """First and latest day on which an opportunity was made or closed; None without any."""
        columns = (self.opportunities.column(name).to_pylist() for name in ("created_on", "closed_on"))
        days = sorted(day for column in columns for day in column if day is not None)
        return (days[0], days[-1]) if days else None
