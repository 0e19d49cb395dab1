"""Account.csv, Contact.csv and User.csv."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kam_analytics.demo.buyers import Buyer
from kam_analytics.demo.chance import Chance
from kam_analytics.demo.crm_cells import Cells, date_text, flag, repeated, time_text, traced
from kam_analytics.demo.dirt import dirt_of
from kam_analytics.demo.ids import EMPTY
from kam_analytics.demo.months import EXPORTED_ON, START, in_month, stamp
from kam_analytics.demo.naming import plain
from kam_analytics.demo.people import Contact, User
from kam_analytics.demo.supplier import Plan, Supplier

__all__ = ["account_rows", "contact_rows", "user_rows"]

CODES = {
    "Germany": "DE",
    "Austria": "AT",
    "Netherlands": "NL",
    "France": "FR",
    "United Kingdom": "GB",
    "Sweden": "SE",
    "Italy": "IT",
}
STREETS = ("Industriestraße", "Hafenweg", "Rue de l'Usine", "Mill Lane", "Via Nuova", "Am Gleis")
NOTES = ("", "", "", "", "", 'Gate 3, ask for "Wareneingang"', "Deliveries before noon only.\nClosed in week 33.")
TURNOVER_KNOWN = 0.7


def account_rows(company: Supplier) -> list[Cells]:
    """Return the accounts, the records merged into them, and some rows twice."""
    decided = company.plan
    dirt = dirt_of(decided.regime)
    last: dict[str, dt.datetime] = {}
    for activity in company.activities:
        last[activity.account_id] = max(activity.at, last.get(activity.account_id, activity.at))
    rows = [_account(decided, buyer, last.get(buyer.account_id)) for buyer in decided.buyers]
    merged = list(_merged_rows(decided, {row["Id"]: row for row in rows}))
    live = [row for row in rows if row["IsDeleted"] == "0"]
    twice = Chance.of(decided.seed, "repeated accounts").some(live, dirt["repeated_accounts"])
    return [*rows, *merged, *twice]


def contact_rows(company: Supplier) -> list[Cells]:
    """Return the contacts, deleted ones and rows that stand there twice among them."""
    decided = company.plan
    dirt = dirt_of(decided.regime)
    chance = Chance.of(decided.seed, "contact rows")
    towns = {buyer.account_id: buyer for buyer in decided.buyers}
    used = {activity.contact_id for activity in company.activities} | {case.contact_id for case in company.cases}
    used |= {survey.contact_id for survey in company.surveys}
    unused = [contact.contact_id for contact in company.contacts if contact.contact_id not in used]
    deleted = frozenset(chance.some(unused, dirt["deleted_contacts"]))
    rows = [
        {
            **_contact(contact, towns[contact.account_id], decided.owners.by_account[contact.account_id]),
            "IsDeleted": flag(contact.contact_id in deleted),
        }
        for contact in company.contacts
    ]
    return repeated(chance, rows, dirt["repeated_contacts"])


def user_rows(decided: Plan) -> list[Cells]:
    """Return the supplier's people; one owner of accounts is not among them."""
    chance = Chance.of(decided.seed, "user rows")
    return [_user(chance, user) for user in decided.users]


def _account(decided: Plan, buyer: Buyer, last: dt.datetime | None) -> Cells:
    chance = Chance.of(decided.seed, "account row", buyer.account_id)
    owner = decided.owners.by_account[buyer.account_id]
    turnover = round(buyer.employees * 170_000 * chance.factor(0.5) / 10_000) * 10_000
    created = stamp(chance, buyer.created_on)
    return {
        "Id": buyer.account_id,
        "IsDeleted": flag(buyer.account_id in decided.deleted),
        "Name": buyer.identity.name,
        "Type": "Customer - Direct" if buyer.size else "Prospect",
        "ParentId": buyer.parent_id or EMPTY,
        **_address("Billing", chance, buyer),
        "Phone": f"+49 30 23125 {chance.whole(100, 999)}" if buyer.identity.country.name == "Germany" else "",
        "AccountNumber": buyer.customer_no if buyer.size else "",
        "Website": f"https://www.{buyer.identity.domain}",
        "Industry": buyer.industry,
        "AnnualRevenue": f"{turnover}.0" if chance.happens(TURNOVER_KNOWN) else "",
        "NumberOfEmployees": str(buyer.employees),
        "Ownership": chance.pick(("Private", "Private", "Public", "")),
        "Description": chance.pick(NOTES),
        "Rating": chance.pick(("", "", "", "Hot", "Warm", "Cold")),
        "OwnerId": owner,
        **traced(owner, created, None if last is None else max(last, created)),
        "LastActivityDate": "" if last is None else date_text(last.date()),
        "AccountSource": chance.pick(("Web", "Trade Show", "Partner", "")),
    }


def _merged_rows(decided: Plan, known: dict[str, Cells]) -> Iterator[Cells]:
    """Yield the second records of accounts, deleted when they were merged."""
    for entry in decided.merged:
        chance = Chance.of(decided.seed, "merged row", entry.account_id)
        born = dt.datetime.combine(START, dt.time(9, chance.whole(0, 59))) - dt.timedelta(days=chance.whole(100, 2000))
        ended = stamp(chance, in_month(entry.month, chance.between(0, 1)))
        own = {
            "Id": entry.account_id,
            "IsDeleted": "1",
            "MasterRecordId": entry.into,
            "Name": entry.name,
            "AccountNumber": entry.customer_no,
            "Description": "",
            "LastActivityDate": "",
        }
        yield {**known[entry.into], **own, **traced(known[entry.into]["OwnerId"], born, ended)}


def _address(kind: str, chance: Chance, buyer: Buyer) -> Cells:
    identity = buyer.identity
    return {
        f"{kind}Street": f"{chance.pick(STREETS)} {chance.whole(1, 180)}",
        f"{kind}City": identity.town,
        f"{kind}State": identity.state,
        f"{kind}PostalCode": identity.postcode,
        f"{kind}Country": identity.country.name,
        f"{kind}CountryCode": CODES[identity.country.name],
    }


def _contact(contact: Contact, buyer: Buyer, owner: str) -> Cells:
    return {
        "Id": contact.contact_id,
        "AccountId": contact.account_id,
        "FirstName": contact.first,
        "LastName": contact.last,
        "MailingCity": buyer.identity.town,
        "MailingCountry": buyer.identity.country.name,
        "Email": contact.email,
        "Title": contact.title,
        "OwnerId": owner,
        **traced(owner, contact.created),
    }


def _user(chance: Chance, user: User) -> Cells:
    name = f"{plain(user.first)}.{plain(user.last)}@supplier.example"
    born = stamp(chance, START - dt.timedelta(days=chance.whole(200, 3000)))
    return {
        "Id": user.user_id,
        "Username": name,
        "LastName": user.last,
        "FirstName": user.first,
        "Name": f"{user.first} {user.last}",
        "Department": user.unit,
        "Title": user.title,
        "Email": name,
        "IsActive": "1",
        "TimeZoneSidKey": "Europe/Berlin",
        "LocaleSidKey": "de_DE",
        "UserType": "Standard",
        "LanguageLocaleKey": "en_US",
        **traced(user.user_id, born, dt.datetime.combine(EXPORTED_ON, dt.time(4, 0))),
        "CreatedDate": time_text(born),
        "Capacity__c": "" if user.capacity is None else str(user.capacity),
    }
