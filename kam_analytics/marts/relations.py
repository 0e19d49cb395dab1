"""What the small tables say of each account: deals, people, satisfaction, contracts, ratings."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from kam_analytics.config import Workspace
from kam_analytics.engine import Engine, Session, model
from kam_analytics.marts.calendar import Calendar
from kam_analytics.marts.entities import entities
from kam_analytics.marts.types import LINE_PART, Facts, Level, tables_of
from kam_analytics.schema import CONVERTED, MONEY

__all__ = ["account_relations"]

_ROOM = "marts"
_ID, _DAY, _COUNT = pa.string(), pa.date32(), pa.int64()

_SHAPES: dict[str, dict[str, pa.DataType]] = {
    "opportunity": {
        "opportunity_id": _ID, "account_id": _ID, "stage": _ID, "status": _ID, "base_amount": CONVERTED,
        "created_on": _DAY, "closed_on": _DAY,
    },
    "opportunity_event": {
        "opportunity_id": _ID, "changed_on": pa.timestamp("us"), "field": _ID, "old": _ID, "new": _ID,
    },
    "contact": {
        "contact_id": _ID, "account_id": _ID, "created_on": _DAY, "level": _ID, "role": _ID, "active": pa.bool_(),
    },
    "activity": {
        "activity_id": _ID, "account_id": _ID, "contact_id": _ID, "occurred_on": _DAY, "kind": _ID,
        "hours": pa.float64(),
    },
    "contract": {
        "contract_id": _ID, "account_id": _ID, "starts_on": _DAY, "ends_on": _DAY, "value": MONEY,
        "renewed": pa.bool_(),
    },
    "survey": {
        "response_id": _ID, "account_id": _ID, "contact_id": _ID, "answered_on": _DAY, "kind": _ID,
        "score": pa.float64(), "scale": _COUNT,
    },
    "case": {"case_id": _ID, "account_id": _ID, "opened_on": _DAY, "closed_on": _DAY, "severity": _COUNT},
    "rating": {
        "account_id": _ID, "factor": _ID, "rated_on": _DAY, "score": _COUNT, "rater": _ID, "note": _ID,
        "expires_on": _DAY,
    },
}  # fmt: skip
"""The columns that the models read; a table that nobody imported is empty."""

_INPUT_NAMES = {"case": "support_case"}
_MODELS = (
    "account_deals", "account_people", "account_voice", "account_contracts", "account_ratings", "account_attributes",
    "account_family_list",
)  # fmt: skip
_RECORD: dict[str, pa.DataType] = {"account_id": _ID, "industry": _ID, "country": _ID}
_PRODUCT: dict[str, pa.DataType] = {"product_id": _ID, "name": _ID, "family": _ID}
_LEAST_FAMILIES = 2


def account_relations(engine: Engine, facts: Facts, workspace: Workspace, *, level: Level = "account") -> pa.Table:  # noqa: ARG001 - the signature of all marts
    """Return one row per visible account (or group), sorted by account_id.

    A column of a table that is not loaded is NULL for everybody; one of a table that says nothing of the account is 0
    (or an empty list). Means, changes, and days since or until something that never was, are NULL. Money is in the base
    currency; deals without a rate, or of unknown amount, are in the columns named `unvalued`. Windows end at `as_of`:
    90 days, 12, 18 and 24 months, 180 days and the 180 or 540 before them (`_before`).

    - deals: `open_deals, open_deals_unvalued, open_amount, won_deals, lost_deals`, the latter two and their money also
      in `_24m`, counts in `_12m`, won ones in `_180d` and before; `deals_new` (created; NULL where no deal has a date);
      `open_stages` (stage, deals, unvalued, amount), `closed_stages` (stage that closed deals reached, tracked: by
      events, won, lost)
    - people: `contacts` in all and by level (NULL where no level is known), `contacts_new_180d` in all and `senior` (C,
      VP, director; NULL where no contact has a date), `key_roles` (of sponsor, decision maker, champion; NULL where no
      role is known), `contacts_active_90d` (with an activity; NULL where no activity names a contact),
      `senior_active_90d`, `activities_12m, hours_12m, days_since_activity`, `talks` (activities but mails and tasks)
    - voice: the newest answer per contact within 18 months, `nps_mean` (0 to 10), `csat_share` (0 to 1 of its scale)
      with `_answers`; `nps_trend` (mean of the last 12 months less that of the 12 before); `answers` of any kind as
      shares of their scale; `cases` in all and of severity 1 and 2, `cases_open, cases_severe_open`
    - contracts: `contracts_active, contracts_evergreen, contract_value, contract_days_to_end` (the next end),
      `contracts_ended` (known whether renewed), `contracts_renewed`, `renewals_valued` (ended ones that another of
      known value followed within 90 days), `renewal_change` (its value against theirs)
    - `industry, country`; `families` (family, revenue of the last twelve whole months, prior_revenue of the twelve
      before; NULL unless products name at least two)
    - `ratings`: factor, score (1 to 5), rater, rated_on, notes; the newest per factor that has not expired
    """
    tables = {name: _shaped(tables_of(facts).get(name), shape) for name, shape in _SHAPES.items()}
    params = {"as_of": facts.as_of, "has_families": _has_families(facts), **_loaded(tables)}
    with engine.session() as session:
        session.table("entity", entities(facts.accounts, level, facts.aliases))
        for name, table in tables.items():
            session.table(_INPUT_NAMES.get(name, name), table)
        session.table("account_record", _shaped(facts.accounts, _RECORD))
        _keep_families(session, facts)
        _keep_all(session, params)
        return session.fetch(model(_ROOM, "account_relations"), params)


def _keep_all(session: Session, params: dict[str, object]) -> None:
    for name in _MODELS:
        session.keep(name, model(_ROOM, name), params)


def _keep_families(session: Session, facts: Facts) -> None:
    session.files("revenue_line_part", [part.path for part in facts.line_parts], LINE_PART)
    session.table("rate", facts.rates)
    session.table("product_family", _shaped(facts.products, _PRODUCT))
    session.table("calendar", Calendar.of(facts.data_from, facts.as_of).table)
    session.keep("account_family_matrix", model(_ROOM, "account_family_matrix"), {"base_currency": facts.base_currency})


def _has_families(facts: Facts) -> bool:
    named = pc.count_distinct(_shaped(facts.products, _PRODUCT)["family"], mode="only_valid").as_py()
    return bool(facts.line_parts) and int(named) >= _LEAST_FAMILIES


def _loaded(tables: dict[str, pa.Table]) -> dict[str, object]:
    """Say of each table whether it has rows, and which of its columns say anything."""
    activity, contact = tables["activity"], tables["contact"]
    return {f"has_{name}": table.num_rows > 0 for name, table in tables.items()} | {
        "has_people": _any_known(activity["contact_id"]),
        "has_hours": _any_known(activity["hours"]),
        "has_arrivals": _any_known(contact["created_on"]),
        "has_levels": _any_known(contact["level"]),
        "has_roles": _any_known(contact["role"]),
        "has_creations": _any_known(tables["opportunity"]["created_on"]),
    }


def _any_known(column: pa.ChunkedArray) -> bool:
    return bool(pc.count(column, mode="only_valid").as_py())


def _shaped(table: pa.Table | None, shape: dict[str, pa.DataType]) -> pa.Table:
    """Return the columns of a shape; those that the table lacks are NULL."""
    schema = pa.schema(list(shape.items()))
    if table is None:
        return schema.empty_table()
    cells = [
        table[name].cast(kind, safe=False) if name in table.column_names else pa.nulls(table.num_rows, kind)
        for name, kind in shape.items()
    ]
    return pa.Table.from_arrays(cells, schema=schema)
