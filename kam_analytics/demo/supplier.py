"""The demo company as a whole: everything that its files tell, made once from a seed and a regime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kam_analytics.demo.buyers import Buyer, buyers
from kam_analytics.demo.catalogue import Catalogue, catalogue
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.contracts import Contract, contracts
from kam_analytics.demo.demand import invoices
from kam_analytics.demo.dirt import dirt_of
from kam_analytics.demo.ids import Ids
from kam_analytics.demo.keylist import KeyEntry, choose_key_accounts, with_programme
from kam_analytics.demo.ledger import Document, documents, ledger, numbers_of, unmatched
from kam_analytics.demo.people import Contact, User, contacts, users
from kam_analytics.demo.pipeline import Draft, drafts, orders, renewals
from kam_analytics.demo.regimes import Regime, regime_of
from kam_analytics.demo.registry import Merged, Owners, deleted_accounts, merged_accounts, near_numbers, owners
from kam_analytics.demo.service import Activity, Case, Survey, activities, cases, surveys

__all__ = ["Plan", "Supplier", "plan", "supplier"]


@dataclass(frozen=True)
class Plan:
    """What is decided before anything is sold."""

    seed: int
    regime: Regime
    buyers: list[Buyer]
    keys: list[KeyEntry]
    merged: list[Merged]
    deleted: frozenset[str]
    near: dict[str, str]
    users: list[User]
    owners: Owners

    @property
    def key_ids(self) -> frozenset[str]:
        """Account ids that are or were on the list."""
        return frozenset(self.buyers[entry.place].account_id for entry in self.keys)


@dataclass(frozen=True)
class Supplier:
    """The plan and all that happened; `documents` is empty without an ERP."""

    plan: Plan
    articles: Catalogue
    documents: list[Document]
    contacts: list[Contact]
    contracts: list[Contract]
    opportunities: list[tuple[str, Draft]]
    activities: list[Activity]
    cases: list[Case]
    surveys: list[Survey]


def plan(seed: int, regime_name: str) -> Plan:
    """Return what is decided beforehand.

    Raises
    ------
    KeyError
        There is no regime of that name.
    """
    regime = regime_of(regime_name)
    dirt = dirt_of(regime)
    plain = buyers(seed, regime)
    keys = choose_key_accounts(seed, regime, plain)
    made = with_programme(seed, regime, plain, keys)
    listed = frozenset(made[entry.place].account_id for entry in keys)
    merged = merged_accounts(seed, made, dirt["merged_accounts"])
    taken = listed | {entry.into for entry in merged}
    near = near_numbers(seed, made, taken, dirt["near_numbers"])
    people = users(seed, regime.accounts)
    return Plan(
        seed,
        regime,
        made,
        keys,
        merged,
        deleted_accounts(seed, made, taken, dirt["deleted_accounts"]),
        near,
        people,
        owners(seed, made, people, listed, dirt["accounts_of_unknown_owners"]),
    )


def supplier(seed: int, regime_name: str) -> Supplier:
    """Return the whole company (KeyError where there is no regime of that name)."""
    decided = plan(seed, regime_name)
    regime, known = decided.regime, decided.buyers
    articles = catalogue(Chance.of(seed, "articles"))
    sold = invoices(seed, regime, known, articles)
    people = contacts(seed, known)
    by_account: dict[str, list[Contact]] = {}
    for contact in people:
        by_account.setdefault(contact.account_id, []).append(contact)
    terms = contracts(seed, known)
    found = [*drafts(seed, known, articles), *renewals(seed, known, terms)]
    booked: list[Document] = []
    if regime.invoiced:
        dirt = dirt_of(regime)
        own = ledger(seed, regime, sold, numbers_of(known, decided.merged), decided.near)
        other = unmatched(seed, regime, articles, dirt["unmatched_customers"] - len(decided.near))
        booked = documents(seed, regime, [*own, *other])
    else:
        found += orders(seed, known, sold)
    return Supplier(
        decided,
        articles,
        booked,
        people,
        terms,
        list(_numbered(found)),
        list(activities(seed, known, by_account, decided.key_ids)),
        list(cases(seed, known, by_account)),
        list(surveys(seed, known, by_account)),
    )


def _numbered(found: Sequence[Draft]) -> Iterator[tuple[str, Draft]]:
    """Give opportunities their ids in the order in which they were created."""
    ids = Ids("Opportunity")
    for draft in sorted(found, key=lambda draft: (draft.walk.created, draft.account_id, draft.name, draft.cents)):
        yield ids.take(), draft
