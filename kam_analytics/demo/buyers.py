"""The accounts of the demo company: who they are, how large, of what kind, and on what course."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, replace
from statistics import NormalDist

from kam_analytics.demo.chance import Chance
from kam_analytics.demo.courses import Course, CourseKind, alarmed, course
from kam_analytics.demo.ids import Ids
from kam_analytics.demo.kinds import KINDS, ONE_KIND, Kind
from kam_analytics.demo.months import MONTHS, START, first_day
from kam_analytics.demo.naming import Identity, identities
from kam_analytics.demo.regimes import Regime

__all__ = ["Buyer", "buyers", "strangers"]

PROSPECTS = 0.08
"""Share of accounts in the CRM that never bought."""
STEADY_TOP = 0.015
"""The largest accounts neither come nor go."""
LARGE = 0.1
"""Emerging accounts are not among the largest tenth, nor among the smallest."""
SMALL = 0.62
YEARLY_BELOW = 60_000.0
LUMPY_BELOW = 900_000.0
SMALLEST = 400.0


@dataclass(frozen=True)
class Buyer:
    """One account.

    Attributes
    ----------
    customer_no
        Its number in the ERP.
    size
        Euros a year at the start of its course; 0 for a prospect.
    seen
        The size that the CRM goes by: its own, except where the CRM is to tell nothing.
    families, widens
        Codes of what it buys, most important first, and the month from which the last of them is bought.
    basket
        Typical invoice in euros.
    lively
        How busy the CRM is about it, against the average of its size.
    mood
        Its usual answer to "would you recommend us", 0 to 10.
    """

    account_id: str
    customer_no: str
    identity: Identity
    kind: Kind
    industry: str
    size: float
    seen: float
    families: tuple[str, ...]
    widens: int
    basket: float
    employees: int
    created_on: dt.date
    path: Course
    lively: float
    mood: float
    parent_id: str | None = None

    @property
    def scale(self) -> float:
        """The size that the CRM goes by, against that of the typical account."""
        return max(self.seen, 3_000.0) / 8_000.0

    @property
    def deal(self) -> float:
        """The typical deal in euros."""
        return 2.0 * self.kind.basket * float(self.scale**self.kind.slope)

    def active(self, month: int) -> bool:
        """Return whether it does business in a month."""
        return self.size > 0 and self.path.levels[min(max(month, 0), len(self.path.levels) - 1)] > 0


@dataclass(frozen=True)
class _Entry:
    """What is known of an account before its habits are drawn."""

    account_id: str
    place: int
    identity: Identity
    size: float
    seen: float
    path: Course


def buyers(seed: int, regime: Regime) -> list[Buyer]:
    """Return all accounts of the CRM, in the order in which they were entered."""
    named = identities(Chance.of(seed, "names"), regime.accounts)
    sizes = _sizes(Chance.of(seed, "sizes"), regime)
    paths = _paths(Chance.of(seed, "courses"), regime, sizes)
    ids = Ids("Account")
    seen = sizes if regime.telling else _exchanged(Chance.of(seed, "seen"), sizes)
    made = [
        _buyer(Chance.of(seed, "buyer", place), regime, _Entry(ids.take(), place, *known))
        for place, known in enumerate(zip(named, sizes, seen, paths, strict=True))
    ]
    return [
        buyer if buyer.identity.parent is None else replace(buyer, parent_id=made[buyer.identity.parent].account_id)
        for buyer in made
    ]


def strangers(seed: int, regime: Regime, number: int) -> list[Buyer]:
    """Return small customers whom the ERP invoices and the CRM does not know."""
    chance = Chance.of(seed, "strangers")
    named = identities(chance, number)
    made = []
    for place, identity in enumerate(named):
        size = 6_000.0 * chance.factor(0.9)
        path = course(chance, regime, "steady")
        entry = _Entry("", 5_000 + place, identity, size, size, path)
        made.append(_buyer(Chance.of(seed, "stranger", place), regime, entry))
    return made


def _sizes(chance: Chance, regime: Regime) -> list[float]:
    """Spread sizes log-normally, at even quantiles so that no seed makes one giant; prospects have none."""
    number = regime.accounts - int(regime.accounts * PROSPECTS)
    normal = NormalDist()
    logs = [regime.spread * normal.inv_cdf((place + 0.5) / number) + 0.1 * chance.normal() for place in range(number)]
    raw = [round(math.exp(value), 9) for value in logs]
    unit = regime.revenue / sum(raw)
    sizes = [max(SMALLEST, round(value * unit, 2)) for value in raw] + [0.0] * (regime.accounts - number)
    return chance.shuffled(sizes)


def _exchanged(chance: Chance, sizes: list[float]) -> list[float]:
    """Give each customer the size of another one; prospects keep none."""
    drawn = iter(chance.shuffled([size for size in sizes if size]))
    return [next(drawn) if size else 0.0 for size in sizes]


def _paths(chance: Chance, regime: Regime, sizes: list[float]) -> list[Course]:
    """Give each account its course; how many take which is fixed, who takes it is drawn."""
    ranked = [place for place in sorted(range(len(sizes)), key=lambda place: (-sizes[place], place)) if sizes[place]]
    number = len(ranked)
    middle = chance.shuffled(ranked[math.ceil(number * LARGE) : int(number * SMALL)])
    inside, after = round(regime.emerging * number), round(regime.upcoming * number)
    begins = [9 + (25 * place) // max(1, inside - 1) for place in range(inside)]
    begins += [MONTHS + 1 + place % 5 for place in range(after)]
    starts = dict(zip(middle, begins, strict=False))
    others = chance.shuffled([place for place in ranked[math.ceil(number * STEADY_TOP) :] if place not in starts])
    shares: tuple[tuple[CourseKind, float], ...] = (
        ("stirring", regime.stirring),
        ("churning", regime.churning),
        ("arriving", regime.arriving),
        ("shrinking", regime.shrinking),
    )
    kinds = [kind for kind, share in shares for _ in range(round(share * number))]
    drawn = dict(zip(others, kinds, strict=False))
    steady = [place for place in others if place not in drawn]
    alarms = frozenset(steady[: round(regime.alarms * number)])
    made = []
    for place in range(len(sizes)):
        kind = "emerging" if place in starts else drawn.get(place, "steady")
        path = course(chance, regime, kind, starts.get(place))
        made.append(alarmed(chance, path) if place in alarms else path)
    return made


def _buyer(chance: Chance, regime: Regime, entry: _Entry) -> Buyer:
    size, path = entry.size, entry.path
    kind = _kind(chance, regime, size, path)
    families = _families(chance, kind, size)
    basket = kind.basket * (max(size, SMALLEST) / 8_000.0) ** kind.slope * chance.factor(0.3)
    created = START - dt.timedelta(days=chance.whole(40, 3600))
    if path.kind == "arriving" and path.begins is not None:
        created = first_day(path.begins) - dt.timedelta(days=chance.whole(10, 120))
    grows = path.kind == "emerging" and path.begins is not None
    return Buyer(
        account_id=entry.account_id,
        customer_no=str(100_210 + 13 * entry.place),
        identity=entry.identity,
        kind=kind,
        industry=chance.pick(kind.industries),
        size=size,
        seen=entry.seen,
        families=families,
        widens=(path.begins or 0) + 2 if grows else chance.whole(6, 34) if chance.happens(0.2) else 0,
        basket=basket,
        employees=max(3, round(40 * (max(entry.seen, 2_000.0) / 8_000.0) ** 0.45 * chance.factor(0.8))),
        created_on=created,
        path=path,
        lively=chance.factor(0.45),
        mood=min(9.3, max(4.0, 7.4 + 1.0 * chance.normal())),
    )


def _kind(chance: Chance, regime: Regime, size: float, path: Course) -> Kind:
    if not regime.segmented:
        return ONE_KIND
    yearly = size < YEARLY_BELOW and path.kind == "steady"
    barred = {"yearly" if not yearly else "", "lumpy" if size > LUMPY_BELOW else ""}
    fitting = [kind for kind in KINDS if kind.rhythm not in barred]
    return chance.weighted(fitting, [kind.share for kind in fitting])


def _families(chance: Chance, kind: Kind, size: float) -> tuple[str, ...]:
    """Draw what an account buys: large ones buy more families, the first of its kind are the likeliest."""
    wanted = 2 + chance.whole(0, 1) + (size > 30_000) + (size > 300_000)  # noqa: PLR2004 - euros a year
    keyed = [(chance.between(0, 1) + 0.12 * place, place, code) for place, code in enumerate(kind.families)]
    if kind is ONE_KIND:
        keyed = [(chance.between(0, 1), place, code) for place, code in enumerate(kind.families)]
    return tuple(code for _, _, code in sorted(keyed)[:wanted])
