"""What is true of a generated company: each regime is one set of rules, so that a method can be held to the truth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["REGIMES", "Regime", "regime_of"]


@dataclass(frozen=True)
class Regime:
    """The rules of one company.

    Attributes
    ----------
    accounts
        Business accounts in the CRM, prospects among them.
    revenue
        Invoiced in a year, in euros, at the start.
    spread
        Deviation of the logarithm of account sizes: how much of the revenue the largest ones have.
    emerging, upcoming
        Shares of accounts whose growth begins within the data, and of those whose growth begins after the export.
    stirring
        Share of accounts that once grow a little, and show it less.
    churning, arriving, shrinking
        Shares of accounts that stop buying, begin to buy, or decline over the three years.
    drift
        Deviation of the steady growth of other accounts in a year.
    announced
        Probability that a growth or loss shows beforehand in one channel of the CRM.
    alarms
        Share of accounts whose CRM looks like coming growth although nothing follows.
    telling
        Whether what the CRM shows has to do with how large an account is.
    season
        Height of the common season (0: none; 1: the usual one of the trade).
    segmented
        Whether accounts come in kinds that behave differently.
    invoiced
        Whether there is an ERP; without one the money stands in won opportunities.
    listed_late
        Key accounts were chosen after they had grown.
    programme
        What being a key account adds to growth in a year.
    """

    name: str
    accounts: int = 800
    revenue: float = 62_000_000.0
    spread: float = 2.18
    emerging: float = 0.05
    upcoming: float = 0.01
    stirring: float = 0.22
    churning: float = 0.13
    arriving: float = 0.09
    shrinking: float = 0.08
    drift: float = 0.06
    announced: float = 0.8
    alarms: float = 0.05
    telling: bool = True
    season: float = 1.0
    segmented: bool = True
    invoiced: bool = True
    listed_late: bool = False
    programme: float = 0.08


_ALL = (
    Regime("default"),
    Regime("invoices_only_growth", announced=0.0),
    Regime(
        "null",
        emerging=0.0,
        upcoming=0.0,
        stirring=0.0,
        churning=0.0,
        arriving=0.0,
        shrinking=0.0,
        drift=0.0,
        alarms=0.10,
        telling=False,
        season=0.0,
        programme=0.0,
    ),
    Regime("no_segments", segmented=False),
    Regime("strong_season", season=3.0),
    Regime("few_accounts", accounts=60, revenue=14_000_000.0, spread=1.45),
    Regime("crm_only", invoiced=False),
    Regime("chosen_after_growth", listed_late=True, programme=0.0),
)

REGIMES: Mapping[str, Regime] = MappingProxyType({regime.name: regime for regime in _ALL})


def regime_of(name: str) -> Regime:
    """Return the regime of that name (KeyError when there is none)."""
    return REGIMES[name]
