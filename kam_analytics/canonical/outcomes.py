"""What became of each file: counts and money that add up, and every rejected row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

import pyarrow as pa

from kam_analytics.canonical.keys import spoken
from kam_analytics.canonical.types import Amounts, FileOutcome, RowsOutcome
from kam_analytics.engine import Session, model
from kam_analytics.mapping.types import CellReject, Mapped
from kam_analytics.schema import table

__all__ = ["outcomes", "repeated"]

OUTCOMES = {
    "accepted": "accepted",
    "unassigned": "unassigned",
    "merged": "merged",
    "dropped": "dropped",
    "deleted": "dropped",
    "rejected": "rejected",
    "conflict": "rejected",
    "two_accounts": "rejected",
    "no_key": "rejected",
}
CODES = {"conflict": "store.key_conflict", "two_accounts": "store.two_accounts", "no_key": "store.no_key"}


def outcomes(session: Session, files: Sequence[Mapped]) -> tuple[FileOutcome, ...]:
    """Return the outcome of each file; the session holds `invoice_row`, or `record_row` of a small table."""
    invoices = files[0].mapping.table == "revenue_line"
    session.keep("judged_row", model("canonical", "judged_invoice" if invoices else "judged_record"))
    rows: list[dict[str, int]] = [defaultdict(int) for _ in files]
    for entry in session.fetch(model("canonical", "row_count")).to_pylist():
        rows[entry["file"]][OUTCOMES[entry["outcome"]]] += entry["rows"]
    money: list[dict[str, dict[str, Decimal]]] = [defaultdict(lambda: defaultdict(Decimal)) for _ in files]
    if invoices:
        for entry in session.fetch(model("canonical", "amount_count")).to_pylist():
            money[entry["file"]][entry["currency"]][OUTCOMES[entry["outcome"]]] += entry["amount"]
    refused = _refused(files, session.fetch(model("canonical", "refused_row")))
    return tuple(
        FileOutcome(file, _rows(file, rows[number]), _amounts(money[number]), _sorted(file.rejects, refused[number]))
        for number, file in enumerate(files)
    )


def repeated(outcome: FileOutcome) -> FileOutcome:
    """Return what becomes of the same file given a second time in one import: every good row merges."""
    rows = outcome.rows
    good = rows.accepted + rows.unassigned + rows.merged
    amounts = {
        currency: Amounts(
            read=split.read,
            merged=split.accepted + split.unassigned + split.merged,
            dropped=split.dropped,
            rejected=split.rejected,
        )
        for currency, split in outcome.amounts.items()
    }
    counts = RowsOutcome(read=rows.read, merged=good, dropped=rows.dropped, rejected=rows.rejected)
    return FileOutcome(outcome.mapped, counts, amounts, outcome.rejects)


def _rows(file: Mapped, counts: dict[str, int]) -> RowsOutcome:
    """Add the records that reading already refused: they are read, and rejected."""
    split = dict(counts)
    split["rejected"] = split.get("rejected", 0) + len(file.reading.rejects)
    return RowsOutcome(read=sum(split.values()), **split)


def _amounts(money: dict[str, dict[str, Decimal]]) -> dict[str, Amounts]:
    return {currency: Amounts(read=sum(split.values(), Decimal(0)), **split) for currency, split in money.items()}


def _refused(files: Sequence[Mapped], rows: pa.Table) -> list[list[CellReject]]:
    found: list[list[CellReject]] = [[] for _ in files]
    for entry in rows.to_pylist():
        file = files[entry["file"]]
        field = "account_id" if entry["outcome"] == "two_accounts" else table(file.mapping.table).needed[0]
        source = file.mapping.by_field(field)
        params: dict[str, str | int] = {}
        if entry["outcome"] == "conflict":
            params = {"other_row": entry["other_row"], "other_file": files[entry["other_file"]].reading.name}
        code = CODES[entry["outcome"]]
        column = source.column if source else field
        found[entry["file"]].append(
            CellReject(entry["row"], column, spoken(entry["key"]), code, f"{code}_hint", params)
        )
    return found


def _sorted(first: Sequence[CellReject], second: Sequence[CellReject]) -> tuple[CellReject, ...]:
    return tuple(sorted([*first, *second], key=lambda reject: (reject.row, reject.code)))
