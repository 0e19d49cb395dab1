"""What can be known of a version at (`as_of`, `known_by`): the only door to facts."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence

import pyarrow as pa

from kam_analytics.canonical import known_text
from kam_analytics.config import Workspace
from kam_analytics.engine import Engine, Session, model
from kam_analytics.schema import TABLES
from kam_analytics.store.fold import HISTORY_SCHEMA
from kam_analytics.store.fold_lines import LINE_SCHEMA
from kam_analytics.store.records import Content, Part
from kam_analytics.store.types import LinePart, Visible

__all__ = ["default_as_of", "keep_accounts", "keep_cells", "see"]

DAY = dt.timedelta(days=1)


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
    with engine.session() as session:
        parts = _line_parts(session, workspace, content.lines, cut)
        session.files("seen_line", [part.path for part in parts], LINE_SCHEMA)
        keep_accounts(session, content, "newest_account", None)
        keep_accounts(session, content, "seen_account", text)
        accounts = session.fetch(model("store", "kept_account"))
        labels = session.fetch(model("store", "account_label"))
        products = _products(session, content, text)
    return Visible(
        version,
        date,
        moment,
        live,
        content.data_from,
        content.data_through,
        base_currency,
        tuple(parts),
        accounts,
        labels,
        products,
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


def keep_accounts(session: Session, content: Content, name: str, known_by: str | None) -> None:
    """Keep the accounts that `seen_line` and the records give, under a name of the session."""
    session.keep("line_key", model("store", "line_key"))
    keep_cells(session, content, "account", "account_cell", known_by)
    session.keep(name, model("store", "visible_account"))


def _products(session: Session, content: Content, known_by: str | None) -> pa.Table:
    session.keep("line_product", model("store", "line_product"))
    keep_cells(session, content, "product", "product_cell", known_by)
    keep_cells(session, content, "product_family", "family_cell", known_by)
    return session.fetch(model("store", "visible_product"))


def keep_cells(session: Session, content: Content, table: str, name: str, known_by: str | None) -> None:
    """Keep the visible cells of a small table under a name of the session."""
    stable = {column.name for column in TABLES[table].columns if column.knowable == "stable"}
    snapshots = [column.name for column in TABLES[table].columns if column.name not in stable]
    session.table("snapshot_field", pa.table({"field": pa.array(snapshots, pa.string())}))
    session.files("history", [part.path for part in content.of(table, "history")], HISTORY_SCHEMA)
    session.keep(name, model("store", "visible_record"), {"known_by": known_by})


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
