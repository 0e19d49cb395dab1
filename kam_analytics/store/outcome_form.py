"""The outcome of a file as the catalogue keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from kam_analytics.canonical.types import Amounts, FileOutcome, RowsOutcome
from kam_analytics.mapping.types import CellReject, Mapped

__all__ = ["restored", "stored"]

KEPT_REJECTS = 10_000


def stored(outcome: FileOutcome) -> dict[str, Any]:
    """Return counts, money and the rows refused because of other rows, for JSON."""
    mapped = {(reject.row, reject.code) for reject in outcome.mapped.rejects}
    rejects = [asdict(reject) for reject in outcome.rejects if (reject.row, reject.code) not in mapped]
    return {
        "half": outcome.mapped.mapping.half,
        "rows": asdict(outcome.rows),
        "amounts": {
            currency: {name: str(value) for name, value in asdict(split).items()}
            for currency, split in sorted(outcome.amounts.items())
        },
        "rejects": rejects[:KEPT_REJECTS],
    }


def restored(mapped: Mapped, form: Mapping[str, Any]) -> FileOutcome:
    """Return the outcome of a file that is known already."""
    amounts = {
        currency: Amounts(**{name: Decimal(value) for name, value in split.items()})
        for currency, split in form["amounts"].items()
    }
    rejects = [*mapped.rejects, *(CellReject(**reject) for reject in form["rejects"])]
    rejects.sort(key=lambda reject: (reject.row, reject.code))
    return FileOutcome(mapped, RowsOutcome(**form["rows"]), amounts, tuple(rejects))
