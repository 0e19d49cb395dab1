"""The rejected rows of an import as a file that can be mended and imported again."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kam_analytics.i18n import say
from kam_analytics.mapping.types import CellReject, Mapped
from kam_analytics.pipeline.types import FileReport, Prepared

__all__ = ["WHY", "reason", "reject_rows"]

WHY = ("file", "row", "column", "value", "code", "reason", "hint")


def reason(reject: CellReject) -> tuple[str, str]:
    """Return what is wrong with a row and what to do, as sentences."""
    params: dict[str, object] = {"value": reject.value, "column": reject.column, **reject.params}
    return say(reject.code, **params), say(reject.hint, **params)


def reject_rows(prepared: Prepared) -> tuple[list[str], list[list[object]]]:
    """Return header and rows: where, why, what to do, then the row's own cells under the file's own names.

    Of an invoice file all lines of each affected invoice are in it, the sound ones with an empty code: a mended file
    then restates whole invoices.
    """
    header = list(WHY)
    for file in prepared.files:
        if file.outcome is not None and file.outcome.rejects and file.reading is not None:
            header += [name for name in file.reading.columns if name not in header]
    rows = [row for file in prepared.files for row in _rows(file, header)]
    return header, rows


def _rows(file: FileReport, header: list[str]) -> list[list[object]]:
    if file.outcome is None or file.reading is None or not file.outcome.rejects:
        return []
    faults = {reject.row: reject for reject in file.outcome.rejects}
    cells = _cells(file.outcome.mapped, _affected(file.outcome.mapped, set(faults)))
    rows = []
    for number in sorted(faults.keys() | cells.keys()):
        fault = faults.get(number)
        why: list[object] = [file.incoming.name, number]
        why += [fault.column, fault.value, fault.code, *reason(fault)] if fault else ["", "", "", "", ""]
        own = dict(zip(file.reading.columns, cells.get(number, ()), strict=False))
        rows.append(why + [own.get(name, "") for name in header[len(WHY) :]])
    return rows


def _affected(mapped: Mapped, faulty: set[int]) -> set[int]:
    """Return the rejected rows and, for invoices, all rows of their invoices."""
    if mapped.mapping.by_field("invoice_id") is None:
        return faulty
    table = pq.read_table(mapped.rows, columns=["row", "invoice_id"])
    hit = pc.unique(table.filter(pc.is_in(table["row"], pa.array(faulty, table["row"].type)))["invoice_id"])
    rows = table.filter(pc.is_in(table["invoice_id"], pc.drop_null(hit)))["row"].to_pylist()
    return faulty | set(rows)


def _cells(mapped: Mapped, rows: set[int]) -> dict[int, list[str]]:
    reading = mapped.reading
    table = reading.table()
    table = table.filter(pc.is_in(table["row"], pa.array(rows, table["row"].type)))
    columns = [table[f"c{i}"].to_pylist() for i in range(len(reading.columns))]
    return {number: list(cells) for number, *cells in zip(table["row"].to_pylist(), *columns, strict=True)}
