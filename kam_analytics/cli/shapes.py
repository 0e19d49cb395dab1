"""JSON shapes: a script written against them keeps working; keys may be added, none is renamed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any, Protocol

import pyarrow.compute as pc

from kam_analytics.canonical.types import Amounts, RowsOutcome
from kam_analytics.cli.output import two_decimals
from kam_analytics.i18n import codes, say
from kam_analytics.mapping import stages_of
from kam_analytics.mapping.types import ColumnMap, Question, Recognition
from kam_analytics.pipeline import FileReport, Portfolio, Prepared, Scope
from kam_analytics.pipeline.rejects import reason
from kam_analytics.reading import Reading
from kam_analytics.scoring import Ranking
from kam_analytics.scoring.robustness import Robustness
from kam_analytics.store import Totals

__all__ = ["Writer", "imported", "inspection", "portfolio", "rank", "robustness_of", "split"]

Json = dict[str, Any]
MAX_REJECTS = 1000
EXAMPLES = 3
LOOKED_AT = 200


class Writer(Protocol):
    """What `csv.writer` returns."""

    def writerow(self, row: Iterable[object], /) -> object: ...  # noqa: D102

    def writerows(self, rows: Iterable[Iterable[object]], /) -> object: ...  # noqa: D102


def split(outcome: RowsOutcome | Amounts) -> dict[str, Any]:
    """Return read = accepted + unassigned + merged + dropped + rejected as a dict."""
    return asdict(outcome)


def imported(
    prepared: Prepared, version: str | None, standing: tuple[Totals, str], *, dry_run: bool, refused: bool = False
) -> Json:
    """Shape `kam import`.

    `standing`: totals and base currency of the version that stands, which are the answer where nothing was staged.
    """
    staged = prepared.staged
    totals, currency = (staged.totals, staged.base_currency) if staged is not None and not refused else standing
    rejects = [
        {
            "file": file.incoming.name,
            "row": reject.row,
            "column": reject.column or None,
            "value": reject.value,
            "code": reject.code,
            "reason": reason(reject)[0],
            "hint": reason(reject)[1],
        }
        for file in prepared.files
        if file.outcome is not None
        for reject in file.outcome.rejects
    ]
    return {
        "version": version,
        "changed": bool(staged is not None and staged.changed and not refused),
        "dry_run": dry_run,
        "base_currency": currency,
        "files": [_file(file) for file in prepared.files],
        "tables": {} if staged is None else {name: asdict(change) for name, change in sorted(staged.tables.items())},
        "totals": _totals(totals),
        "rejects": rejects[:MAX_REJECTS],
        "questions": [_question(question) for question in prepared.questions],
    }


def _file(file: FileReport) -> Json:
    reading, mapping, outcome = file.reading, file.mapping, file.outcome
    dialect = reading.dialect if reading else None
    shape: Json = {
        "path": str(file.incoming.name),
        "sha256": file.sha256,
        "upload": file.upload,
        "known_at": file.known_at.at if file.known_at else None,
        "known_at_origin": file.known_at.origin if file.known_at else None,
        "table": mapping.table if mapping and not file.reason else None,
        "half": mapping.half if mapping else None,
        "layout": mapping.layout if mapping else file.layout,
        "confidence": round(mapping.confidence, 3) if mapping else None,
        "mapping": file.saved.label if file.saved else None,
        "unused": file.unused,
        "notes": [say(code) for code in mapping.notes] if mapping and not file.reason else [],
        "encoding": dialect.encoding if dialect else None,
        "delimiter": dialect.delimiter if dialect else None,
        "decimal": _first(mapping.columns, "decimal") if mapping else None,
        "date_order": _first(mapping.columns, "date_order") if mapping else None,
        "already_imported": file.already_imported,
        "rows": split(outcome.rows) if outcome else None,
        "amount": {c: _money(a) for c, a in sorted(outcome.amounts.items())} if outcome else {},
    }
    if file.cut is not None:
        shape["warning"] = say("pipeline.cut", n=file.cut)
    if file.reason:
        shape["reason"] = say(file.reason, **{"file": file.incoming.name, **file.params})
    return shape


def _first(columns: Sequence[ColumnMap], name: str) -> str | None:
    return next((getattr(c, name) for c in columns if c.field and getattr(c, name)), None)


def _money(amounts: Amounts) -> Json:
    return {name: two_decimals(value) for name, value in split(amounts).items()}


def _totals(totals: Totals) -> Json:
    shape: Json = {
        "accounts": totals.accounts,
        "revenue_lines": totals.revenue_lines,
        "net_revenue": two_decimals(totals.net_revenue),
        "assigned": {
            "revenue_lines": totals.assigned_revenue_lines,
            "net_revenue": two_decimals(totals.assigned_net_revenue),
        },
        "unconverted": {currency: two_decimals(amount) for currency, amount in sorted(totals.unconverted.items())},
    }
    if totals.net_revenue is None:
        shape["net_revenue_reason"] = shape["assigned"]["net_revenue_reason"] = say("pipeline.no_invoices")
    return shape


def _question(question: Question) -> Json:
    return {
        "file": question.file,
        "column": question.column,
        "question": say(question.code, **question.params),
        "choices": [choice.value for choice in question.choices],
    }


def inspection(reading: Reading, found: Recognition) -> Json:
    """Shape `kam inspect`."""
    dialect, mapping = reading.dialect, found.mapping or found.seen
    by_index = {column.index: column for column in mapping.columns} if mapping else {}
    return {
        "path": reading.name,
        "sha256": reading.sha256,
        "sheet": reading.sheet,
        "sheets": list(reading.sheets),
        "encoding": dialect.encoding if dialect else None,
        "bom": dialect.bom if dialect else None,
        "delimiter": dialect.delimiter if dialect else None,
        "quote": dialect.quote if dialect else None,
        "escape": dialect.escape if dialect else None,
        "newline": dialect.newline if dialect else None,
        "header_row": reading.header_row,
        "first_data_row": reading.first_data_row,
        "footer_rows": reading.counts.footer,
        "columns": [_column(name, by_index.get(i), _examples(reading, i)) for i, name in enumerate(reading.columns)],
        "table": mapping.table if mapping else None,
        "half": mapping.half if mapping else None,
        "layout": found.layout,
        "confidence": round(mapping.confidence, 3) if mapping else None,
        "unused": found.unused,
        "notes": [say(code) for code in mapping.notes] if mapping else [],
        "reason": say(found.reason, **{"file": reading.name, **found.params}) if found.reason else None,
        "stages": [{"stage": s, "status": v} for s, v in stages_of(reading, found.mapping)] if found.mapping else [],
        "rows": asdict(reading.counts),
        "rejects": [
            {
                "row": reject.row,
                "line_from": reject.line_from,
                "line_to": reject.line_to,
                "code": reject.code,
                "reason": say(reject.code, **reject.params),
                "raw": reject.raw,
            }
            for reject in reading.rejects[:MAX_REJECTS]
        ],
        "questions": [_question(question) for question in found.questions],
    }


def _column(name: str, mapped: ColumnMap | None, examples: list[str]) -> Json:
    return {
        "name": name,
        "field": mapped.field if mapped else None,
        "confidence": round(mapped.confidence, 3) if mapped else None,
        "suggestion": mapped.suggestion if mapped else None,
        "type": mapped.kind if mapped else None,
        "decimal": mapped.decimal if mapped else None,
        "date_order": mapped.date_order if mapped else None,
        "examples": examples,
    }


def _examples(reading: Reading, index: int) -> list[str]:
    batch = next(reading.batches([index]), None)
    if batch is None:
        return []
    return [text for text in pc.unique(batch.column(0).slice(0, LOOKED_AT)).to_pylist() if text][:EXAMPLES]


def rank(scope: Scope, ranking: Ranking, names: dict[str, str], top: int | None) -> Json:
    """Shape `kam rank`."""
    weights = ranking.weights
    return {
        "version": scope.version,
        "as_of": scope.as_of,
        "known_by": scope.known_by,
        **({} if scope.known_by else {"known_by_reason": say("pipeline.live")}),
        "purpose": weights.purpose,
        "level": scope.level,
        "value_basis": scope.value_basis,
        "base_currency": scope.base_currency,
        "calibration": ranking.calibration_id,
        "weights": {"name": weights.name, "version": weights.version, "factors": dict(weights.factors)},
        "not_available": sorted(ranking.not_available),
        "not_available_reason": {name: say(code) for name, code in sorted(ranking.not_available.items())},
        "portfolio_coverage": ranking.portfolio_coverage,
        "accounts": [_in_words(account) for account in ranking.accounts(names, top)],
    }


def _in_words(shape: Json) -> Json:
    """Turn the reason codes of an account into sentences, as everywhere in the JSON."""
    for key, value in shape.items():
        if isinstance(value, dict):
            _in_words(value)
        elif key.endswith("_reason") and value in codes():
            shape[key] = say(value)
    return shape


def portfolio(
    view: Portfolio, names: dict[str, str], top: int | None, listed: frozenset[str] | None, sure: Robustness
) -> Json:
    """Shape `kam portfolio`: the headline ranking's rows with segment, chance of the top k and list state.

    `listed` None: no list.
    """
    shape = rank(view.scope, view.rankings["account_potential"], names, top)
    shape["robustness_of"] = robustness_of(sure)
    chances = dict(zip(sure.frame["account_id"], sure.frame["chance"].tolist(), strict=True))
    others = view.frame.set_index("account_id")[["value", "potential", "segment"]]
    for row in shape["accounts"]:
        other = others.loc[row["account_id"]]
        row |= {
            "value": float(other["value"]),
            "potential": float(other["potential"]),
            "segment": str(other["segment"]),
            "robustness": chances[row["account_id"]],
            "on_list": None if listed is None else row["account_id"] in listed,
            **({"on_list_reason": say("pipeline.no_list")} if listed is None else {}),
            "move": None,
            "move_reason": say("pipeline.no_list" if listed is None else "pipeline.no_moves"),
        }
    return shape


def robustness_of(sure: Robustness) -> Json:
    """Say what chances are of: the top k, and the draws behind them."""
    drawn = sure.parameters
    return {"k": sure.k, "draws": drawn.draws, "concentration": drawn.concentration, "seed": drawn.seed}
