"""Text cells to canonical types: each distinct value of a column is parsed once."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from decimal import ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from kam_analytics import schema
from kam_analytics.mapping import values
from kam_analytics.mapping.types import CellReject, ColumnMap, Mapped, Mapping
from kam_analytics.mapping.values import EXACT, OVERFLOW, Fault
from kam_analytics.reading.types import Reading

__all__ = ["apply"]

CENT4 = Decimal("0.0001")
LARGEST = Decimal(10) ** 14
MISSING = Fault("mapping.missing_key", "mapping.hint_missing_key")
_PARTS = ("unit_price", "discount")
_NEEDED = ("invoice_id", "invoiced_on", "amount", "unit_price", "quantity")

Parsed = tuple[list[Any], np.ndarray[Any, np.dtype[np.int64]]]
"""The distinct values of a column (or faults), and which of them each row has."""


def apply(reading: Reading, mapping: Mapping, work: Path) -> Mapped:
    """Return the file's rows in canonical types, every row that cannot be taken with its first fault."""
    target = work / f"{secrets.token_hex(8)}.parquet"
    rejects = [CellReject(r.row, "", r.raw, r.code, f"{r.code}.hint", dict(r.params)) for r in reading.rejects]
    with pq.ParquetFile(reading.cells) as source:
        writer: pq.ParquetWriter | None = None
        for batch in source.iter_batches(batch_size=131072):
            rows, faults = _batch(batch, mapping)
            rejects += faults
            writer = writer or pq.ParquetWriter(target, rows.schema, compression="zstd")
            writer.write_table(rows)
        if writer is None:
            empty, _ = _batch(source.schema_arrow.empty_table().combine_chunks(), mapping)
            writer = pq.ParquetWriter(target, empty.schema)
        writer.close()
    return Mapped(reading, mapping, target, tuple(sorted(rejects, key=lambda reject: reject.row)))


def _batch(batch: pa.RecordBatch, mapping: Mapping) -> tuple[pa.Table, list[CellReject]]:
    table = schema.table(mapping.table)
    columns = [column for column in mapping.columns if column.field]
    parsed = {str(c.field): _parsed(batch.column(f"c{c.index}"), _parser(c, table)) for c in columns}
    rows = np.asarray(batch.column("row"))
    faults: dict[int, CellReject] = {}
    for column in columns:
        needed = column.field in _NEEDED or column.field == table.key[0]
        _note(faults, column, parsed[str(column.field)], batch, needed=needed)
    if mapping.amount not in {None, "amount"}:
        parsed["amount"] = _amounts(parsed, rows.size)
        price = next(c for c in columns if c.field == "unit_price")
        _note(faults, price, parsed["amount"], batch, needed=False)
    state = np.full(rows.size, "ok", dtype=object)
    state[list(faults)] = "rejected"
    arrays: dict[str, Any] = {"row": pa.array(rows, pa.int64()), "state": pa.array(state, pa.string())}
    for column in table.columns:
        if column.name in parsed:
            arrays[column.name] = _array(parsed[column.name], column.arrow, money=column.kind == "amount")
    return pa.table(arrays), [faults[index] for index in sorted(faults)]


def _parser(column: ColumnMap, table: schema.Table) -> Callable[[str], Any]:
    field, mark = str(column.field), column.decimal
    if field == "discount":
        return lambda text: values.parse_discount(text, mark)
    if field == "currency":
        return values.parse_currency
    kind = "amount" if field in _PARTS else table.column(field).kind
    if kind == "id":
        return lambda text: values.parse_id(text, float_ids=column.float_ids)
    if kind == "date":
        return lambda text: values.parse_date(text, column.date_order)
    if kind == "integer":
        return lambda text: values.parse_integer(text, mark)
    if kind in {"amount", "number"}:
        return lambda text: values.parse_decimal(text, mark)
    return values.parse_text


def _parsed(cells: pa.Array, parse: Callable[[str], Any]) -> Parsed:
    encoded = cells.dictionary_encode()
    return [parse(text) for text in encoded.dictionary.to_pylist()], np.asarray(encoded.indices, dtype=np.int64)


def _amounts(parsed: dict[str, Parsed], size: int) -> Parsed:
    """Multiply unit price, quantity and what the discount leaves, exactly, once per distinct combination."""
    parts = [parsed[name] for name in ("unit_price", "quantity", "discount") if name in parsed]
    if not size:
        return [], np.zeros(0, dtype=np.int64)
    stacked = np.stack([codes for _, codes in parts], axis=1)
    unique, inverse = np.unique(stacked, axis=0, return_inverse=True)
    found = [_product([part[0][code] for part, code in zip(parts, codes, strict=True)]) for codes in unique]
    return found, inverse.reshape(-1)


def _product(factors: list[Any]) -> Decimal | None | Fault:
    price, quantity, discount = [*factors, Decimal(0)][:3]
    if any(isinstance(factor, Fault) for factor in factors) or price is None or quantity is None:
        return None
    amount = EXACT.multiply(EXACT.multiply(price, quantity), EXACT.subtract(Decimal(1), discount or Decimal(0)))
    return amount if abs(amount) < LARGEST else OVERFLOW


def _note(
    faults: dict[int, CellReject], column: ColumnMap, parsed: Parsed, batch: pa.RecordBatch, *, needed: bool
) -> None:
    """Add the first fault of each row that has none yet."""
    found, codes = parsed
    bad = {i: MISSING if v is None else v for i, v in enumerate(found) if isinstance(v, Fault) or (needed and v is None)}
    if not bad:
        return
    for index in np.flatnonzero(np.isin(codes, list(bad))).tolist():
        if index not in faults:
            fault = bad[int(codes[index])]
            row, text = batch.column("row")[index].as_py(), batch.column(f"c{column.index}")[index].as_py()
            faults[index] = CellReject(row, column.column, text, fault.code, fault.hint)


def _array(parsed: Parsed, kind: pa.DataType, *, money: bool) -> pa.Array:
    found, codes = parsed
    clean = [None if isinstance(value, Fault) else value for value in found]
    if money:
        clean = [
            None if v is None or abs(v) >= LARGEST else v.quantize(CENT4, rounding=ROUND_HALF_EVEN, context=EXACT)
            for v in clean
        ]
    elif pa.types.is_floating(kind):
        clean = [None if v is None else float(v) for v in clean]
    return pa.array(clean, kind).take(pa.array(codes))
