"""Any values in any way of writing them: the same values come back, or a question. Never silently another one."""

from __future__ import annotations

import datetime as dt
import random
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import given
from hypothesis import strategies as st

from kam_analytics.mapping import apply, recognise
from tests.support.recognition import reading_of

HEADER = ("Invoice No", "Customer ID", "Invoice Date", "Net Amount", "Note")
GROUPS = {".": ("", ",", "'", " ", "\u00a0", "\u2019"), ",": ("", ".", "'", " ", "\u202f", "\u00a0")}
SIGNS = ("{}", "{}", "€{}", "{} €", "EUR {}", "{} EUR", "${}", "CHF {}", "£ {}", "US${}", "{} zł")
NEGATIVES = ("-{}", "{}-", "({})", "\u2212{}", "- {}")
ORDERS = {"dmy": "dmy", "mdy": "mdy"}
EPOCH = dt.date(1899, 12, 30)
DATES: dict[str, tuple[str | None, Callable[[dt.date], str]]] = {
    "iso": (None, lambda d: d.isoformat()),
    "iso minutes": (None, lambda d: f"{d.isoformat()} 16:12"),
    "iso zone": (None, lambda d: f"{d.isoformat()}T16:12:25.000Z"),
    "compact": (None, lambda d: f"{d:%Y%m%d}"),
    "german": ("dmy", lambda d: f"{d:%d.%m.%Y}"),
    "german short": ("dmy", lambda d: f"{d.day}.{d.month}.{d:%y}"),
    "spaced": ("dmy", lambda d: f"{d.day}. {d.month}. {d.year}"),
    "british": ("dmy", lambda d: f"{d:%d/%m/%Y}"),
    "spreadsheet": ("dmy", lambda d: f"{d:%d-%m-%Y} 16:14"),
    "american": ("mdy", lambda d: f"{d.month}/{d.day}/{d.year}"),
    "american clock": ("mdy", lambda d: f"{d.month}/{d.day}/{d.year}, 4:05 PM"),
    "named": (None, lambda d: f"{d.day:02} {MONTHS[d.month - 1]}, {d.year} 00:02:00"),
    "named first": (None, lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}"),
    "named german": (None, lambda d: f"{d.day}. {GERMAN[d.month - 1]} {d.year}"),
    "serial": (None, lambda d: str((d - EPOCH).days)),
    "serial with time": (None, lambda d: f"{(d - EPOCH).days}.75"),
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GERMAN = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip


@dataclass(frozen=True)
class Writing:
    """How a frame is written."""

    decimal: str
    group: str
    sign: str
    negative: str
    date: str
    places: int

    def number(self, value: Decimal) -> str:
        text = f"{abs(value):,.{self.places}f}".replace(",", "G").replace(".", self.decimal).replace("G", self.group)
        signed = self.sign.format(text)
        return self.negative.format(signed) if value < 0 else signed

    def day(self, value: dt.date) -> str:
        return DATES[self.date][1](value)


@st.composite
def writings(draw: st.DrawFn) -> Writing:
    decimal = draw(st.sampled_from(".,"))
    return Writing(
        decimal=decimal,
        group=draw(st.sampled_from(GROUPS[decimal])),
        sign=draw(st.sampled_from(SIGNS)),
        negative=draw(st.sampled_from(NEGATIVES)),
        date=draw(st.sampled_from(sorted(DATES))),
        places=draw(st.sampled_from((0, 1, 2, 3))),
    )


Values = list[tuple[Decimal, dt.date]]
amounts = st.integers(-(10**10), 10**10) | st.integers(-5000, 5000)
days = st.dates(dt.date(1995, 1, 1), dt.date(2060, 12, 31))
frames = st.lists(st.tuples(amounts, days), min_size=1, max_size=9)


def cells(writing: Writing, values: Values) -> list[list[str]]:
    return [[f"I{i}", f"K{i}", writing.day(day), writing.number(n), "x"] for i, (n, day) in enumerate(values)]


def parsed(rows: Sequence[Sequence[str]], columns: Sequence[int], answers: dict[str, str]) -> dict[str, object] | None:
    """Return amount and day by invoice; None while something is asked. A row that is not taken has none."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reading = reading_of([HEADER[i] for i in columns], [[row[i] for i in columns] for row in rows], folder)
        found = recognise(reading, answers=answers)
        assert found.mapping is not None or found.questions, found.reason
        if found.mapping is None or found.questions:
            return None
        table = pq.read_table(apply(reading, found.mapping, folder).rows).to_pylist()
    return {row["invoice_id"]: (row["amount"], row["invoiced_on"]) for row in table if row["state"] == "ok"}


def told(writing: Writing) -> dict[str, str]:
    """What a person who knows the file answers."""
    order = DATES[writing.date][0]
    return {"Net Amount": writing.decimal, **({"Invoice Date": order} if order else {})}


@given(writings(), frames)
def test_what_was_written_is_read_or_asked(writing: Writing, frame: list[tuple[int, dt.date]]) -> None:
    values = [(Decimal(n).scaleb(-writing.places), day) for n, day in frame]
    truth = {f"I{i}": value for i, value in enumerate(values)}
    rows = cells(writing, values)
    every = range(len(HEADER))
    found = parsed(rows, every, {})
    if found is None:
        found = parsed(rows, every, told(writing))
    assert found == truth


@given(writings(), frames, st.integers(0, 10**6))
def test_neither_order_of_rows_nor_of_columns_changes_a_value(
    writing: Writing, frame: list[tuple[int, dt.date]], seed: int
) -> None:
    values = [(Decimal(n).scaleb(-writing.places), day) for n, day in frame]
    rows = cells(writing, values)
    chance = random.Random(seed)
    mixed, columns = chance.sample(rows, len(rows)), chance.sample(range(len(HEADER)), len(HEADER))
    assert parsed(mixed, columns, {}) == parsed(rows, range(len(HEADER)), {})
