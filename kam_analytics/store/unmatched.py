"""Ids that revenue lines name and nobody knows, with the account they may mean. Nothing is decided here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

import pyarrow as pa

from kam_analytics.engine import Engine, model
from kam_analytics.store.fold_lines import LINE_SCHEMA
from kam_analytics.store.types import Visible

__all__ = ["unmatched"]

COMPARED = 200
"""Ids, those with the most money first, whose texts are compared with every name; the others by equality only."""

ALIKE = 0.85
LEAST_DIGITS = 3
DIGITS_OF_A_SLIP = 6
"""Shorter numbers are too near to one another for a slip of the keys to point at one account."""
SUFFIX = re.compile(r"[-/. ]\d{1,2}$")
"""Of a branch or a ledger behind the number of the customer."""
_SCHEMA = pa.schema([("suggestion", pa.string()), ("suggestion_name", pa.string()), ("because", pa.string())])


def unmatched(engine: Engine, visible: Visible) -> pa.Table:
    """Return the derived accounts of a view, the most money first.

    Columns: `account_id`, `lines`, `amount` (base currency, DECIMAL; NULL where no line has a rate),
    `suggestion` (the account it may mean; NULL without one), `suggestion_name`, `because` (`number`: their numbers are
    the same but for zeros, signs, a suffix or two neighbouring digits, `name`: the id reads like the name). An id that
    fits two accounts gets none.
    """
    with engine.session() as session:
        session.files("seen_line", [part.path for part in visible.line_parts], LINE_SCHEMA)
        session.table("unknown", pa.table({"account_id": pa.array(visible.derived, pa.string())}))
        session.table("rate", visible.rates)
        found = session.fetch(model("store", "unmatched_line"), {"base_currency": visible.base_currency})
    rows = _suggested(found["account_id"].to_pylist(), visible)
    columns = [pa.array([row[i] for row in rows], pa.string()) for i in range(len(_SCHEMA))]
    for field, column in zip(_SCHEMA, columns, strict=True):
        found = found.append_column(field, column)
    return found


def _suggested(ids: list[str], visible: Visible) -> list[tuple[str | None, str | None, str | None]]:
    unknown = set(visible.derived)
    names = zip(visible.labels["account_id"].to_pylist(), visible.labels["name"].to_pylist(), strict=True)
    known = {account: name for account, name in names if account not in unknown}
    others = zip(visible.aliases["external_id"].to_pylist(), visible.aliases["account_id"].to_pylist(), strict=True)
    by_number = _index(
        (form, account) for text, account in [*others, *zip(known, known, strict=True)] for form in _numbers(text)
    )
    by_name = _index((_plain(name), account) for account, name in known.items() if name)
    out: list[tuple[str | None, str | None, str | None]] = []
    for place, text in enumerate(ids):
        account, because = _first(by_number, _numbers(text)) or _swapped(by_number, text), "number"
        if account is None:
            account, because = _named(by_name, _plain(text), close=place < COMPARED), "name"
        out.append((account, known.get(account), because) if account in known else (None, None, None))
    return out


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, str | None]:
    """Return the account of each form; None where two accounts have it."""
    found: dict[str, str | None] = {}
    for form, account in pairs:
        if form:
            found[form] = account if found.get(form, account) == account else None
    return found


def _first(index: dict[str, str | None], forms: Iterable[str]) -> str | None:
    return next((account for form in forms if (account := index.get(form)) is not None), None)


def _named(index: dict[str, str | None], form: str, *, close: bool) -> str | None:
    if not form or form.isdigit():
        return None
    if form in index or not close:
        return index.get(form)
    near = difflib.get_close_matches(form, index, n=1, cutoff=ALIKE)
    return index[near[0]] if near else None


def _numbers(text: str) -> tuple[str, ...]:
    """Return the forms in which an id is compared: without signs and zeros ahead, its digits, those before a suffix."""
    whole = re.sub(r"[^0-9a-z]", "", text.casefold()).lstrip("0")
    stem = SUFFIX.sub("", text)
    digits = [form for part in (text, stem) if len(form := re.sub(r"\D", "", part).lstrip("0")) >= LEAST_DIGITS]
    return (whole, *digits)


def _swapped(index: dict[str, str | None], text: str) -> str | None:
    """Return the account whose number has two neighbouring digits the other way round; None where several fit."""
    digits = re.sub(r"\D", "", text).lstrip("0")
    if len(digits) < DIGITS_OF_A_SLIP:
        return None
    swapped = {digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1)}
    found = {index[form] for form in swapped - {digits} if form in index}
    return found.pop() if len(found) == 1 else None


def _plain(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())
