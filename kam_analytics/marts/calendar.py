"""The months of a history: weights of the moving average, and which windows a month belongs to."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pyarrow as pa

__all__ = ["HALF_LIFE_DAYS", "Calendar", "Span"]

Span = tuple[dt.date, dt.date]
"""First days of the first and the last month of a run of whole months."""

HALF_LIFE_DAYS = 180
"""Age at which an amount counts half in the money of the score."""

_YEAR_DAYS = 365.25
_TTM_MONTHS = 12
_PERIOD_MONTHS = 6
_PERIODS = 8
_SCHEMA = pa.schema(
    [
        ("month", pa.date32()),
        ("weight", pa.decimal128(11, 10)),
        ("recent", pa.bool_()),
        ("prior", pa.bool_()),
        ("half_year", pa.int32()),
    ]
)


@dataclass(frozen=True)
class Calendar:
    """Months from the first event to `as_of`.

    Windows of whole months (TTM, the twelve before, half-years) end at `window_end`, the last month-end that is not
    after `as_of`: a month that has just begun would look like a fall.

    Attributes
    ----------
    table
        month, weight (0.5 ** (age / half-life), age in days from the month's end to `as_of`), recent (in the last
        twelve whole months), prior (in the twelve before), half_year (0 = the latest; whole ones inside the data, at
        most eight).
    annualise
        Turns the weighted sum of amounts into money per year: 365.25 / sum of observed days x weight.
    ttm_inside, prior_inside
        Whether the window lies wholly inside the data; what does not is n/a (`docs/methods.md`).
    """

    table: pa.Table
    window_end: dt.date
    annualise: float
    ttm_inside: bool
    prior_inside: bool

    @property
    def whole_months(self) -> list[dt.date]:
        """First days of the months that lie wholly before the end of the window, oldest first."""
        return [month for month in self.table["month"].to_pylist() if month <= self.window_end]

    @classmethod
    def of(cls, data_from: dt.date | None, as_of: dt.date, half_life_days: int = HALF_LIFE_DAYS) -> Calendar:
        """Lay out the history; without events it is empty."""
        window_end = as_of if _next_day_is_first(as_of) else as_of.replace(day=1) - dt.timedelta(days=1)
        if data_from is None or data_from > as_of:
            return cls(_SCHEMA.empty_table(), window_end, 0.0, ttm_inside=False, prior_inside=False)
        newest = _index(window_end)
        rows: list[tuple[dt.date, Decimal, bool, bool, int | None]] = []
        observed = 0.0
        for index in range(_index(data_from), _index(as_of) + 1):
            first, last = _month(index), min(_month(index + 1) - dt.timedelta(days=1), as_of)
            weight = Decimal(f"{0.5 ** ((as_of - last).days / half_life_days):.10f}")
            observed += ((last - max(first, data_from)).days + 1) * float(weight)
            back = newest - index
            half_year = back // _PERIOD_MONTHS if 0 <= back < _PERIODS * _PERIOD_MONTHS else None
            if half_year is not None and data_from > _month(newest - (half_year + 1) * _PERIOD_MONTHS + 1):
                half_year = None
            recent = 0 <= back < _TTM_MONTHS
            rows.append((first, weight, recent, _TTM_MONTHS <= back < 2 * _TTM_MONTHS, half_year))
        columns = [
            pa.array(list(cells), field.type) for cells, field in zip(zip(*rows, strict=True), _SCHEMA, strict=True)
        ]
        return cls(
            pa.Table.from_arrays(columns, schema=_SCHEMA),
            window_end,
            _YEAR_DAYS / observed if observed > 0 else 0.0,
            ttm_inside=data_from <= _month(newest - _TTM_MONTHS + 1),
            prior_inside=data_from <= _month(newest - 2 * _TTM_MONTHS + 1),
        )


def _next_day_is_first(day: dt.date) -> bool:
    return day.day == calendar.monthrange(day.year, day.month)[1]


def _index(day: dt.date) -> int:
    return day.year * 12 + day.month - 1


def _month(index: int) -> dt.date:
    return dt.date(index // 12, index % 12 + 1, 1)
