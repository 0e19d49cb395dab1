"""Records that real systems gather over the years: merged and deleted accounts, numbers that match nothing, owners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kam_analytics.demo.buyers import Buyer
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.ids import Ids
from kam_analytics.demo.people import User

__all__ = ["Merged", "Owners", "deleted_accounts", "merged_accounts", "near_numbers", "owners"]

BUSY = 20_000.0
"""Euros a year from which an account has invoices enough for two numbers."""


@dataclass(frozen=True)
class Merged:
    """A second record of an account, merged into it in a month; its number is invoiced until then."""

    account_id: str
    customer_no: str
    into: str
    name: str
    month: int


@dataclass(frozen=True)
class Owners:
    """Who looks after which account, by account id; `unknown` stands in no file of users."""

    by_account: dict[str, str]
    unknown: str


def merged_accounts(seed: int, buyers: Sequence[Buyer], number: int) -> list[Merged]:
    """Return the records that were merged away."""
    chance, ids = Chance.of(seed, "merged"), Ids("Account")
    for _ in buyers:
        ids.take()
    fitting = [buyer for buyer in buyers if buyer.size > BUSY and buyer.path.kind == "steady"]
    return [
        Merged(ids.take(), str(190_000 + 31 * place), buyer.account_id, _variant(chance, buyer), chance.whole(10, 30))
        for place, buyer in enumerate(chance.some(fitting, number))
    ]


def deleted_accounts(seed: int, buyers: Sequence[Buyer], taken: frozenset[str], number: int) -> frozenset[str]:
    """Return the ids of records that were deleted: accounts that left, else prospects."""
    parents = {buyer.parent_id for buyer in buyers}
    free = [buyer for buyer in buyers if buyer.account_id not in taken | parents]
    left = [buyer.account_id for buyer in free if buyer.path.kind == "churning"]
    never = [buyer.account_id for buyer in free if not buyer.size]
    return frozenset(Chance.of(seed, "deleted").some(left if len(left) >= number else never, number))


def near_numbers(seed: int, buyers: Sequence[Buyer], taken: frozenset[str], number: int) -> dict[str, str]:
    """Return customer numbers that nearly are those of accounts, with the numbers that were meant."""
    chance = Chance.of(seed, "near")
    known = {buyer.customer_no for buyer in buyers}
    fitting = [
        buyer.customer_no
        for buyer in buyers
        if buyer.size > BUSY and buyer.path.kind == "steady" and buyer.account_id not in taken
    ]
    found: dict[str, str] = {}
    for meant in chance.shuffled(fitting):
        swapped = meant[:3] + meant[4] + meant[3] + meant[5:]
        variant = swapped if len(found) % 2 and swapped not in known and swapped != meant else f"{meant}-2"
        if len(found) < number:
            found[variant] = meant
    return found


def owners(seed: int, buyers: Sequence[Buyer], people: Sequence[User], keys: frozenset[str], unknown: int) -> Owners:
    """Share the accounts among the people who have capacity: key accounts to their managers, others by region."""
    chance = Chance.of(seed, "owners")
    managers = [user.user_id for user in people if user.unit == "Key Accounts"]
    sellers = [user.user_id for user in people if user.unit == "Sales"]
    regions = sorted({buyer.identity.country.region for buyer in buyers})
    by_account = {}
    for buyer in buyers:
        near = regions.index(buyer.identity.country.region)
        seller = sellers[(near * len(sellers) // len(regions) + chance.whole(0, 3)) % len(sellers)]
        by_account[buyer.account_id] = chance.pick(managers) if buyer.account_id in keys else seller
    gone = Ids("User")
    for _ in range(len(people) + 3):
        gone.take()
    nobody = gone.take()
    small = [buyer.account_id for buyer in buyers if buyer.account_id not in keys and buyer.size < BUSY]
    by_account.update(dict.fromkeys(chance.some(small, unknown), nobody))
    return Owners(by_account, nobody)


def _variant(chance: Chance, buyer: Buyer) -> str:
    """Write the name of an account the way a second person would."""
    name = buyer.identity.name
    return chance.pick((name.upper(), name.rsplit(" ", 1)[0], name.replace(" ", "  ", 1), f"{name} (old)"))
