"""Won opportunities as money, for a company whose files hold no invoices."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from kam_analytics.store.fold_lines import LINE_SCHEMA
from kam_analytics.store.types import LinePart

__all__ = ["booking_parts", "with_families"]


def with_families(products: pa.Table, opportunities: pa.Table) -> pa.Table:
    """Add the product families that opportunities name, as articles of their own: all that a booking says it sold."""
    known = products["product_id"].combine_chunks()
    named = pc.unique(pc.drop_null(opportunities["product_family"].combine_chunks()))
    fresh = named.filter(pc.invert(pc.is_in(named, value_set=known)))
    rows = {name: pa.nulls(len(fresh), products.schema.field(name).type) for name in products.column_names}
    rows |= {"product_id": fresh, "name": fresh, "family": fresh}
    return pa.concat_tables([products, pa.table(rows, schema=products.schema)])


def _won(opportunities: pa.Table, cut: dt.date) -> pa.Table:
    """Return the opportunities that were won by a date and carry an amount."""
    kept = pc.and_(pc.equal(opportunities["status"], "won"), pc.is_valid(opportunities["amount"]))
    kept = pc.and_(kept, pc.less_equal(opportunities["closed_on"], pa.scalar(cut, pa.date32())))
    return opportunities.filter(pc.fill_null(kept, fill_value=False))


def booking_parts(opportunities: pa.Table, cut: dt.date, folder: Path) -> list[LinePart]:
    """Write won opportunities as revenue lines, one file a month, named after what they hold; return the files.

    A booking is dated on the day it closed, its number is the opportunity's, its article the product family.
    """
    rows = _won(opportunities, cut)
    if not rows.num_rows:
        return []
    n = rows.num_rows
    lines = pa.table(
        {
            "source": pa.array(["main"] * n, pa.string()),
            "invoice_id": rows["opportunity_id"],
            "line_no": pa.array([1] * n, pa.int32()),
            "account_id": rows["account_id"],
            "invoiced_on": rows["closed_on"],
            "product_id": rows["product_family"],
            "quantity": pa.array([1.0] * n, pa.float64()),
            "amount": rows["amount"],
            "cost": pa.nulls(n, LINE_SCHEMA.field("cost").type),
            "currency": rows["currency"],
        }
    ).cast(LINE_SCHEMA)
    order = [("account_id", "ascending"), ("invoiced_on", "ascending"), ("invoice_id", "ascending")]
    lines = lines.sort_by(order)
    months = pc.floor_temporal(lines["invoiced_on"], unit="month").cast(pa.date32())
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _part(lines.filter(pc.equal(months, pa.scalar(month, pa.date32()))), month, folder)
        for month in sorted(pc.unique(months).to_pylist())
    ]


def _part(lines: pa.Table, month: dt.date, folder: Path) -> LinePart:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, lines.schema) as stream:
        stream.write_table(lines.combine_chunks())
    name = f"bookings-{hashlib.sha256(sink.getvalue()).hexdigest()[:24]}"
    target = folder / f"{name}.parquet"
    if not target.is_file():
        temporary = folder / f"{name}.{secrets.token_hex(6)}.part"
        pq.write_table(lines, temporary)
        temporary.replace(target)
    return LinePart(name, month, target)
