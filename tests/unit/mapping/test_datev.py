from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from kam_analytics.mapping import apply, recognise
from kam_analytics.mapping.datev import completed
from kam_analytics.reading.types import Reading
from tests.support.vendor_files import FILES

Read = Callable[..., Reading]


def test_without_its_first_line_a_batch_has_no_year(file: Read) -> None:
    found = recognise(file(FILES["datev_bookings"].split("\n", 1)[1]))
    assert (found.mapping, found.reason, found.layout) == (None, "mapping.datev_head", "datev_bookings")


def test_the_first_line_of_a_packed_file(file: Read, tmp_path: Path) -> None:
    reading = file(FILES["datev_bookings"])
    mapping = recognise(reading).mapping
    assert mapping is not None
    packed = tmp_path / "packed.gz"
    packed.write_bytes(gzip.compress(reading.path.read_bytes()))
    again = completed(mapping, Reading(**{**reading.__dict__, "path": packed}))
    assert again.columns == mapping.columns
    date = mapping.by_field("invoiced_on")
    assert date is not None
    assert date.period == ("2026-06-01", "2026-07-31")
    assert mapping.defaults == (("currency", "EUR"),)


@pytest.mark.parametrize(
    ("side", "ledger", "contra", "amount"),
    [
        ("S", "10000", "8400", 119),
        ("H", "10000", "8400", -119),
        ("H", "8400", "10000", 119),
        ("S", "8400", "10000", -119),
        ("S", "10000", "4400", 119),
        ("S", "1200", "10000", None),
        ("H", "70000", "8400", None),
        ("S", "10000", "84000", None),
    ],
)
def test_which_bookings_are_invoices_and_their_sign(
    file: Read, tmp_path: Path, side: str, ledger: str, contra: str, amount: int | None
) -> None:
    head, header, *_ = FILES["datev_bookings"].split("\n")
    cells = ["119,00", side, "", "", "", "", ledger, contra, "", "0107", "RE1"]
    line = ";".join(cells + [""] * (header.count(";") + 1 - len(cells)))
    reading = file("\n".join((head, header, line, line.replace("119,00", "1,50"))) + "\n")
    mapping = recognise(reading).mapping
    assert mapping is not None
    first, _ = pq.read_table(apply(reading, mapping, tmp_path).rows).to_pylist()
    assert first["amount"] == amount
    assert first["state"] == ("dropped" if amount is None else "ok")
    assert first["account_id"] == (None if amount is None else "10000")
