"""Text cells to canonical types: each distinct value of a column is parsed once."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kam_analytics import schema
from kam_analytics.mapping import datev
from kam_analytics.mapping.bulk import bulk
from kam_analytics.mapping.currencies import currency_in
from kam_analytics.mapping.derive import Parsed, combined, derived, left_out, made, tells_deleted
from kam_analytics.mapping.faults import OVERFLOW, Fault
from kam_analytics.mapping.layout import DELETED, FORMULAS, INVOICES, always_filled
from kam_analytics.mapping.parsers import LARGEST, parser
from kam_analytics.mapping.threads import side_by_side
from kam_analytics.mapping.types import CellReject, ColumnMap, Mapped, Mapping
from kam_analytics.mapping.values import EXACT
from kam_analytics.reading.types import Reading

__all__ = ["apply"]

Marked = np.ndarray[Any, np.dtype[np.bool_]]
"""Which rows of a batch."""

CENT4 = Decimal("0.0001")
MISSING_KEY = Fault("mapping.missing_key", "mapping.hint_missing_key")
MISSING_VALUE = Fault("mapping.missing_value", "mapping.hint_missing_value")


def apply(reading: Reading, mapping: Mapping, work: Path) -> Mapped:
    """Return the file's rows in canonical types, every row that cannot be taken with its first fault.

    Parameters
    ----------
    work
        The folder into which the typed rows are written, under a name of their own.
    """
    target = work / f"{secrets.token_hex(8)}.parquet"
    rejects = [CellReject(r.row, "", r.raw, r.code, f"{r.code}.hint", dict(r.params)) for r in reading.rejects]
    layout = _schema(mapping)
    writing: dict[str, Any] = {"compression": "none", "use_dictionary": False, "write_statistics": False}
    with pq.ParquetWriter(target, layout, **writing) as writer:
        for rows, faults in side_by_side(lambda batch: _batch(batch, mapping, layout), reading.batches()):
            rejects += faults
            writer.write_table(rows)
    return Mapped(reading, mapping, target, tuple(sorted(rejects, key=lambda reject: reject.row)))


def _schema(mapping: Mapping) -> pa.Schema:
    given = {column.field for column in mapping.columns if column.field} | ({"amount"} if mapping.amount else set())
    given |= set(derived(mapping))
    columns = [(c.name, c.arrow) for c in schema.table(mapping.table).columns if c.name in given]
    custom = [(name, pa.string()) for name in sorted(str(f) for f in given) if name.startswith(schema.CUSTOM)]
    gone = [(DELETED, pa.bool_())] if tells_deleted(mapping) else []
    return pa.schema([("row", pa.int64()), ("state", pa.string()), *columns, *gone, *custom])


def _batch(batch: pa.RecordBatch, mapping: Mapping, layout: pa.Schema) -> tuple[pa.Table, list[CellReject]]:
    columns = [column for column in mapping.columns if column.field]
    at_once = _at_once(batch, mapping, columns)
    parsed = {
        str(c.field): _parsed(batch.column(f"c{c.index}"), c, mapping.table) for c in columns if c.field not in at_once
    }
    faults = _faults(batch, mapping, parsed)
    if mapping.amount in _PRODUCTS:
        parts, make = _PRODUCTS[mapping.amount]
        parsed["amount"] = combined(parsed, [part for part in parts if part in parsed], make, batch.num_rows)
        price = next(c for c in columns if c.field == parts[0])
        _note(faults, price, parsed["amount"], batch, missing=None)
    if mapping.currency_in:
        money = next(c for c in columns if c.field == mapping.currency_in)
        parsed["currency"] = _currencies(batch.column(f"c{money.index}"))
    gone = left_out(parsed, batch.num_rows)
    parsed[DELETED] = [None, True], gone.astype(np.int64)
    datev.made(mapping, parsed, batch.num_rows)
    made(mapping, parsed, batch.num_rows)
    _note_composed(faults, mapping, parsed, batch)
    rejected = np.zeros(batch.num_rows, dtype=bool)
    rejected[list(faults)] = True
    dropped = _dropped(batch, columns) | (gone & rejected) | datev.left_out(mapping, parsed, batch.num_rows)
    arrays = [batch.column("row"), _states(gone, rejected, dropped)]
    arrays += [
        at_once[field.name] if field.name in at_once else _array(parsed[field.name], field.type)
        for field in layout
        if field.name in parsed or field.name in at_once
    ]
    return pa.Table.from_arrays(arrays, schema=layout), [faults[i] for i in sorted(faults) if not dropped[i]]


def _states(gone: Marked, rejected: Marked, dropped: Marked) -> pa.Array:
    """Return the state of each row; of two that fit, the later one."""
    if not (gone | rejected | dropped).any():
        return pa.repeat("ok", len(gone))
    state = np.full(len(gone), "ok", dtype=object)
    state[gone] = "deleted"
    state[rejected] = "rejected"
    state[dropped] = "dropped"
    return pa.array(state, pa.string())


def _faults(batch: pa.RecordBatch, mapping: Mapping, parsed: dict[str, Parsed]) -> dict[int, CellReject]:
    """Return the first fault of each row that has one."""
    needed = always_filled(mapping.table, mapping.amount)
    key = schema.table(mapping.table).needed
    faults: dict[int, CellReject] = {}
    for column in mapping.columns:
        if column.field in parsed:
            missing = None if column.field not in needed else MISSING_KEY if column.field in key else MISSING_VALUE
            _note(faults, column, parsed[column.field], batch, missing=missing)
    return faults


def _at_once(batch: pa.RecordBatch, mapping: Mapping, columns: list[ColumnMap]) -> dict[str, pa.Array]:
    """Return the columns of invoice lines that are written plainly and that nothing else is made from."""
    if mapping.table != INVOICES or datev.is_datev(mapping):
        return {}
    used = {name for name, _ in mapping.defaults}
    used |= {"amount", *FORMULAS.get(mapping.amount or "", ())} if mapping.amount != "amount" else set()
    used |= {name for field, parts in mapping.composed for name in (field, *parts)}
    needed = always_filled(mapping.table, mapping.amount)
    found = {
        str(column.field): bulk(batch.column(f"c{column.index}"), column, mapping.table)
        for column in columns
        if column.field not in used
    }
    return {
        field: values
        for field, values in found.items()
        if values is not None and not (values.null_count and field in needed)
    }


def _dropped(batch: pa.RecordBatch, columns: list[ColumnMap]) -> Marked:
    """Return which rows a person leaves out as cancelled."""
    out = np.zeros(batch.num_rows, dtype=bool)
    for column in columns:
        if column.drops:
            texts = pc.utf8_trim_whitespace(batch.column(f"c{column.index}"))
            out |= np.asarray(pc.is_in(texts, pa.array(column.drops)).to_numpy(zero_copy_only=False), dtype=bool)
    return out


def _parsed(cells: pa.Array, column: ColumnMap, table: str) -> Parsed:
    parse = parser(column, table)
    encoded = cells.dictionary_encode()
    return [parse(text) for text in encoded.dictionary.to_pylist()], np.asarray(encoded.indices, dtype=np.int64)


def _currencies(cells: pa.Array) -> Parsed:
    """Return the currency that each amount is written with."""
    encoded = cells.dictionary_encode()
    return [currency_in(text) for text in encoded.dictionary.to_pylist()], np.asarray(encoded.indices, dtype=np.int64)


def _product(
    price: Decimal | None, quantity: Decimal | None, discount: Decimal | None = None
) -> Decimal | Fault | None:
    if price is None or quantity is None:
        return None
    amount = EXACT.multiply(EXACT.multiply(price, quantity), EXACT.subtract(Decimal(1), discount or Decimal(0)))
    return amount if abs(amount) < LARGEST else OVERFLOW


def _net(gross: Decimal | None, tax: Decimal | None) -> Decimal | None:
    return None if gross is None else EXACT.subtract(gross, tax or Decimal(0))


_PRODUCTS: dict[str | None, tuple[tuple[str, ...], Callable[..., Any]]] = {
    "unit_price*quantity": (("unit_price", "quantity"), _product),
    "unit_price*quantity*(1-discount)": (("unit_price", "quantity", "discount"), _product),
    "gross-tax": (("gross", "tax"), _net),
}
"""Amounts that are computed exactly, once per distinct combination; the first part is named where it goes wrong."""


def _note_composed(
    faults: dict[int, CellReject], mapping: Mapping, parsed: dict[str, Parsed], batch: pa.RecordBatch
) -> None:
    """Add a fault for each row whose key is made of empty cells."""
    for field, parts in mapping.composed:
        if field in schema.table(mapping.table).needed:
            column = mapping.by_field(parts[-1]) or mapping.columns[0]
            _note(faults, column, parsed[field], batch, missing=MISSING_KEY)


def _note(
    faults: dict[int, CellReject], column: ColumnMap, parsed: Parsed, batch: pa.RecordBatch, *, missing: Fault | None
) -> None:
    """Add the first fault of each row that has none yet; `missing` is the fault of an empty cell, if it is one."""
    found, codes = parsed
    seen = {i: missing if value is None else value for i, value in enumerate(found)}
    bad = {i: fault for i, fault in seen.items() if isinstance(fault, Fault)}
    for index in np.flatnonzero(np.isin(codes, list(bad))).tolist() if bad else ():
        if index not in faults:
            fault = bad[int(codes[index])]
            row, text = batch.column("row")[index].as_py(), batch.column(f"c{column.index}")[index].as_py()
            faults[index] = CellReject(row, column.column, text, fault.code, fault.hint)


def _array(parsed: Parsed, kind: pa.DataType) -> pa.Array:
    found, codes = parsed
    clean = [None if isinstance(value, Fault) else value for value in found]
    if pa.types.is_decimal(kind):
        clean = [None if v is None else v.quantize(CENT4, rounding=ROUND_HALF_EVEN, context=EXACT) for v in clean]
    elif pa.types.is_floating(kind):
        clean = [None if v is None else float(v) for v in clean]
    return pa.array(clean, kind).take(pa.array(codes))
