"""What can be known of a version at (`as_of`, `known_by`): the only door to facts."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from kam_analytics.canonical import known_text
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine, Session, model
from kam_analytics.schema import TABLES
from kam_analytics.store.aliases import ALIAS_SCHEMA, aliases
from kam_analytics.store.bookings import booking_parts, with_families
from kam_analytics.store.cells import EVERYTHING, Moment, keep_cells, typed
from kam_analytics.store.fold_lines import LINE_SCHEMA
from kam_analytics.store.rates import rate_table, with_base_amounts
from kam_analytics.store.records import HISTORY_SCHEMA, Content, Part
from kam_analytics.store.types import LinePart, Visible

__all__ = ["default_as_of", "keep_accounts", "see"]

DAY = dt.timedelta(days=1)
OTHERS = tuple(
    name for name in TABLES if name not in {"account", "account_alias", "revenue_line", "product", "product_family"}
)
"""Small tables that `Visible.tables` gives; accounts, aliases, lines and products have places of their own."""


def see(
    engine: Engine,
    workspace: Workspace,
    version: str,
    content: Content,
    *,
    base_currency: str,
    as_of: dt.date | None,
    known_by: dt.datetime | None,
) -> Visible:
    """Return the visible facts; `as_of` None or equal to the default is live unless `known_by` is given."""
    usual = default_as_of(content)
    date = as_of or usual
    live = known_by is None and date == usual
    moment = known_by if live or known_by else dt.datetime.combine(date, dt.time(23, 59, 59), dt.UTC)
    cut = min(date, moment.astimezone(dt.UTC).date()) if moment else date
    text = known_text(moment) if moment else None
    seen = Moment(text, cut)
    with engine.session() as session:
        names = aliases(session, content.parts)
        tables = {name: typed(session, content, name, seen, names) for name in OTHERS}
        rates = rate_table(tables["fx_rate"])
        if content.lines:
            parts = _line_parts(session, workspace, content.lines, cut)
        else:
            parts = booking_parts(tables["opportunity"], cut, workspace.marts)
        session.files("seen_line", [part.path for part in parts], LINE_SCHEMA)
        _name_accounts(session, content, names, tables)
        keep_accounts(session, content, "seen_account", seen)
        accounts = session.fetch(model("store", "kept_account"))
        recorded = set(session.fetch(model("store", "recorded_account"))["account_id"].to_pylist())
        custom = session.fetch(model("store", "custom_cell"))
        labels = _labels(session, content, moment)
        products = _products(session, content, seen)
        if not content.lines:
            products = with_families(products, tables["opportunity"])
        tables["opportunity"] = with_base_amounts(session, tables["opportunity"], rates, base_currency)
    return Visible(
        version,
        date,
        moment,
        live,
        content.data_from,
        content.data_through,
        base_currency,
        "bookings" if parts and not content.lines else "invoices",
        tuple(parts),
        accounts,
        labels,
        products,
        names,
        tables,
        custom,
        tuple(account for account in accounts["account_id"].to_pylist() if account not in recorded),
        rates,
    )


def default_as_of(content: Content) -> dt.date:
    """Return the last complete month-end within the data; without one, the last day that something is known of."""
    through = content.data_through
    if through is None:
        return dt.date.fromisoformat(content.newest_known_at[:10])
    if (through + DAY).month != through.month:
        return through
    before = through.replace(day=1) - DAY
    return before if content.data_from is None or before >= content.data_from else through


def keep_accounts(session: Session, content: Content, name: str, moment: Moment) -> None:
    """Keep the accounts that can be known under a name of the session."""
    keep_cells(session, content, "account", "account_cell", moment)
    session.keep(name, model("store", "visible_account"))


def _name_accounts(session: Session, content: Content, names: pa.Table, tables: Mapping[str, pa.Table]) -> None:
    """Keep what says that accounts exist, besides records known by then: `seen_line`, dated rows, and later records."""
    session.table("alias", names)
    session.keep("line_key", model("store", "line_key"))
    session.table("dated_account", _named(tables))
    session.files("history", [part.path for part in content.of("account", "history")], HISTORY_SCHEMA)
    session.keep("recorded_account", model("store", "recorded_account"))


def _named(tables: Mapping[str, pa.Table]) -> pa.Table:
    """Return the accounts that rows with a date name."""
    dated = [rows for name, rows in tables.items() if TABLES[name].exists_from and "account_id" in rows.column_names]
    ids = [pc.unique(rows["account_id"]) for rows in dated]
    return pa.table({"account_id": pc.unique(pa.chunked_array(ids, pa.string()))})


def _labels(session: Session, content: Content, known_by: dt.datetime | None) -> pa.Table:
    """Return people's words for the accounts, which are the newest; an owner that is a known user has a name."""
    if known_by is None:
        session.keep("newest_account", model("store", "kept_account"))
    else:
        keep_accounts(session, content, "newest_account", EVERYTHING)
    labels = session.fetch(model("store", "account_label"))
    users = typed(session, content, "user", EVERYTHING, ALIAS_SCHEMA.empty_table())
    users = users.filter(pc.is_valid(users["name"]))
    if not users.num_rows:
        return labels
    users = users.group_by("user_id").aggregate([("name", "min")])
    places = pc.index_in(labels["owner"], value_set=users["user_id"].combine_chunks())
    owners = pc.coalesce(users["name_min"].take(places), labels["owner"])
    return labels.set_column(labels.column_names.index("owner"), "owner", owners)


def _products(session: Session, content: Content, moment: Moment) -> pa.Table:
    session.keep("line_product", model("store", "line_product"))
    keep_cells(session, content, "product", "product_cell", moment)
    keep_cells(session, content, "product_family", "family_cell", moment)
    return session.fetch(model("store", "visible_product"))


def _line_parts(session: Session, workspace: Workspace, parts: Sequence[Part], cut: dt.date) -> list[LinePart]:
    found = []
    for part in parts:
        if part.month is None or part.first_on is None or part.last_on is None or part.first_on > cut:
            continue
        if part.last_on <= cut:
            found.append(LinePart(part.id, part.month, part.path))
        else:
            found.append(_filtered(session, workspace, part, part.month, cut))
    return found


def _filtered(session: Session, workspace: Workspace, part: Part, month: dt.date, cut: dt.date) -> LinePart:
    """Write the rows of a part up to the cut, once; the name says which they are."""
    name = f"{part.id}-{cut.isoformat()}"
    target = workspace.marts / f"{name}.parquet"
    if not target.is_file():
        workspace.marts.mkdir(parents=True, exist_ok=True)
        temporary = workspace.marts / f"{name}.{secrets.token_hex(6)}.part"
        session.files("part_line", [part.path], LINE_SCHEMA)
        session.write(model("store", "visible_line"), temporary, {"cut": cut})
        temporary.replace(target)
    return LinePart(name, month, target)
