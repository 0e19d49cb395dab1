from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from kam_analytics.mapping import apply, recognise
from kam_analytics.mapping.profile import Profile
from kam_analytics.mapping.spellings import spellings
from kam_analytics.reading.types import Reading


def profile(**rows: int) -> Profile:
    texts = sorted(rows)
    return Profile(0, pa.array(texts, pa.string()), pa.array([rows[text] for text in texts], pa.int64()))


def test_the_usual_spelling_is_the_one_of_most_rows() -> None:
    assert spellings(profile(ACME=1, Acme=3, acme=1, Bolt=1)) == (("ACME", "Acme"), ("acme", "Acme"))
    assert spellings(profile(ACME=1, Acme=1)) == (("Acme", "ACME"),)
    assert spellings(profile(Acme=2, Bolt=1)) == ()


def test_accounts_known_by_name_are_one_account_in_every_spelling(file: Callable[..., Reading], tmp_path: Path) -> None:
    head = "account,sector,year_established,revenue,employees,office_location,subsidiary_of\n"
    reading = file(
        head + "Acme Corp,retail,1999,5,1,Kenya,\nACME  corp,retail,1999,5,1,Kenya,\nBolt,x,1999,5,1,Kenya,\n"
    )
    mapping = recognise(reading).mapping
    assert mapping is not None
    found = pq.read_table(apply(reading, mapping, tmp_path).rows).to_pylist()
    assert [(row["account_id"], row["name"]) for row in found] == [
        ("ACME corp", "Acme Corp"),
        ("ACME corp", "ACME  corp"),
        ("Bolt", "Bolt"),
    ]
