"""Framework and service contracts with their renewals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kam_analytics.demo.buyers import Buyer
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.ids import Ids
from kam_analytics.demo.months import EXPORTED_ON, first_day, month_of

__all__ = ["Contract", "contracts"]

RENEWED = 0.9
LARGE = 60_000.0
"""From this size in euros a year on, contracts are twice as usual."""


@dataclass(frozen=True)
class Contract:
    """One term; `cents` is its value in a year, `renewed` says nothing before it ends."""

    contract_id: str
    account_id: str
    starts_on: dt.date
    ends_on: dt.date
    term: int
    cents: int
    renewed: bool

    @property
    def running(self) -> bool:
        """Whether it has not ended at the export."""
        return self.ends_on >= EXPORTED_ON


def contracts(seed: int, buyers: Sequence[Buyer]) -> list[Contract]:
    """Return all terms, account by account."""
    ids = Ids("Contract")
    made: list[Contract] = []
    for buyer in buyers:
        chance = Chance.of(seed, "contracts", buyer.customer_no)
        likely = buyer.kind.contracts * (2 if buyer.seen > LARGE else 1)
        if buyer.size > 0 and chance.happens(likely):
            made.extend(_terms(chance, ids, buyer))
    return made


def _terms(chance: Chance, ids: Ids, buyer: Buyer) -> Iterator[Contract]:
    start = max(chance.whole(-24, 20), month_of(buyer.created_on) + 1)
    cents = max(20_000, round(buyer.seen * chance.between(0.12, 0.4)) * 100)
    last = 10_000 if buyer.path.last is None else buyer.path.last
    while first_day(start) < EXPORTED_ON and start <= last:
        term = chance.pick((12, 12, 24, 36))
        ends = first_day(start + term) - dt.timedelta(days=1)
        renewed = ends < EXPORTED_ON and chance.happens(RENEWED) and month_of(ends) < last - 1
        yield Contract(ids.take(), buyer.account_id, first_day(start), ends, term, cents, renewed)
        if not renewed:
            return
        start += term
        cents = round(cents * chance.between(0.97, 1.12) / 10_000) * 10_000 or cents
