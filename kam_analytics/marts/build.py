"""Runs the mart models over what is visible."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from kam_analytics.config import Workspace
from kam_analytics.engine import Engine, Session, model
from kam_analytics.marts.calendar import Calendar, Span
from kam_analytics.marts.entities import entities
from kam_analytics.marts.types import ACCOUNT_MONTH, LINE_PART, Facts, Level, Part

__all__ = [
    "account_change",
    "account_families",
    "account_features",
    "account_month",
    "account_products",
    "account_series",
    "monthly_revenue",
    "portfolio_month",
    "quiet_accounts",
    "unconverted",
]

_ROOM = "marts"
QUIET = {"least_days": 4, "times": 2, "least": 30, "most": 365}
_PRODUCT = pa.schema([("product_id", pa.string()), ("name", pa.string()), ("family", pa.string())])


def account_month(engine: Engine, facts: Facts, workspace: Workspace) -> list[Path]:
    """Return one mart file per line part, made where it is missing.

    A file is a pure function of its part and of the model's text, and is named after both, so it is never stale and
    may be deleted at any time. Grain: source, account_id, month, currency; source ids and original amounts.
    """
    workspace.marts.mkdir(parents=True, exist_ok=True)
    return [_made(engine, part, workspace.marts) for part in facts.line_parts]


def account_features(engine: Engine, facts: Facts, workspace: Workspace, *, level: Level = "account") -> pa.Table:
    """Return one row per visible account (or per group under a topmost parent), sorted by account_id.

    Money is in the base currency, each month at its rate; what has no rate is left out. `money` is the exponentially
    weighted revenue per year (half-life 180 days); `revenue_12m` and every column in `_ttm` but `ttm` and `prior_ttm`
    count what is there of the last twelve whole months; `ttm` and `prior_ttm` are NULL unless their twelve months lie
    wholly inside the data; `growth_constant_currency` has the last twelve months at the rates of a year before (NULL
    where one is missing, and without money of other currencies). Orders are lines with a positive amount; an account
    without any has NULL dates. `half_years`: revenue of whole half-years inside its tenure, newest first. Doubles are
    rounded to 6 decimals.
    """
    calendar = Calendar.of(facts.data_from, facts.as_of)
    params = {
        "as_of": facts.as_of,
        "annualise": calendar.annualise,
        "ttm_inside": calendar.ttm_inside,
        "prior_inside": calendar.prior_inside,
        "has_money": calendar.table.num_rows > 0,
    }
    with _inputs(engine, facts, workspace, level, calendar) as session:
        return session.fetch(model(_ROOM, "account_features"), params)


def monthly_revenue(
    engine: Engine,
    facts: Facts,
    workspace: Workspace,
    account_id: str | None = None,
    *,
    level: Level = "account",
) -> pa.Table:
    """Return month and amount (DECIMAL) of one account, or of all assigned lines; quiet months are 0."""
    with _inputs(engine, facts, workspace, level) as session:
        return session.fetch(model(_ROOM, "monthly_revenue"), {"account_id": account_id})


def account_products(
    engine: Engine, facts: Facts, workspace: Workspace, account_id: str, *, level: Level = "account"
) -> pa.Table:
    """Return product_id, name, family, revenue, prior_revenue, invoices of one account, most money first.

    `revenue` covers the last twelve whole months as far as the data goes, `prior_revenue` the twelve before.
    """
    with _inputs(engine, facts, workspace, level) as session:
        params = {"account_id": account_id, "base_currency": facts.base_currency}
        return session.fetch(model(_ROOM, "account_products"), params)


def account_families(
    engine: Engine, facts: Facts, workspace: Workspace, account_id: str, *, level: Level = "account"
) -> pa.Table:
    """Return family, revenue, prior_revenue, products of one account, most money first; see `account_products`."""
    with _inputs(engine, facts, workspace, level) as session:
        params = {"account_id": account_id, "base_currency": facts.base_currency}
        session.keep("account_product", model(_ROOM, "account_products"), params)
        return session.fetch(model(_ROOM, "account_families"))


def portfolio_month(engine: Engine, facts: Facts, workspace: Workspace) -> pa.Table:
    """Return totals by month in the base currency, unassigned lines included and apart."""
    with _inputs(engine, facts, workspace, "account") as session:
        return session.fetch(model(_ROOM, "portfolio_month"))


def account_series(engine: Engine, facts: Facts, workspace: Workspace, *, level: Level = "account") -> pa.Table:
    """Return account_id and amounts of every account: the last whole months, up to twelve, oldest first."""
    with _inputs(engine, facts, workspace, level) as session:
        return session.fetch(model(_ROOM, "account_series"))


def account_change(engine: Engine, facts: Facts, workspace: Workspace, now: Span, before: Span) -> pa.Table:
    """Return account_id, now, before, change between two spans of whole months, the largest change first."""
    params = {"now_from": now[0], "now_to": now[1], "before_from": before[0], "before_to": before[1]}
    with _inputs(engine, facts, workspace, "account") as session:
        return session.fetch(model(_ROOM, "account_change"), params)


def quiet_accounts(engine: Engine, facts: Facts, workspace: Workspace) -> pa.Table:
    """Return month, account_id, quiet_days: who was quiet at the end of each whole month.

    Quiet: at least four order days so far, and the last of them more than twice the usual gap, more than 30 days and
    at most a year back.
    """
    params = {"window_end": Calendar.of(facts.data_from, facts.as_of).window_end, **QUIET}
    with _inputs(engine, facts, workspace, "account") as session:
        return session.fetch(model(_ROOM, "quiet_account"), params)


def unconverted(engine: Engine, facts: Facts, workspace: Workspace) -> pa.Table:
    """Return currency, amount, lines of what has no rate to the base currency and so is outside money figures."""
    with _inputs(engine, facts, workspace, "account") as session:
        return session.fetch(model(_ROOM, "unconverted"), {"base_currency": facts.base_currency})


@contextmanager
def _inputs(
    engine: Engine, facts: Facts, workspace: Workspace, level: Level, calendar: Calendar | None = None
) -> Iterator[Session]:
    """Name every input that a mart model may ask for."""
    months = account_month(engine, facts, workspace)
    with engine.session() as session:
        session.files("account_month", months, ACCOUNT_MONTH)
        session.files("revenue_line_part", [part.path for part in facts.line_parts], LINE_PART)
        session.table("rate", facts.rates)
        session.table("entity", entities(facts.accounts, level, facts.aliases))
        session.define("money_month", model(_ROOM, "money_month"), {"base_currency": facts.base_currency})
        session.table("product_family", facts.products.select(_PRODUCT.names).cast(_PRODUCT))
        session.table("calendar", (calendar or Calendar.of(facts.data_from, facts.as_of)).table)
        yield session


def _made(engine: Engine, part: Part, folder: Path) -> Path:
    text = model(_ROOM, "account_month")
    code = hashlib.sha256(text.text.encode()).hexdigest()[:12]
    target = folder / f"account_month-{Path(part.name).name.removesuffix('.parquet')}-{code}.parquet"
    if not target.exists():
        unfinished = folder / f".{target.stem}-{secrets.token_hex(6)}.tmp"
        with engine.session() as session:
            session.files("revenue_line_part", [part.path], LINE_PART)
            session.write(text, unfinished)
        unfinished.replace(target)
    return target
