"""What `kam import` says of an import to people."""

from __future__ import annotations

from kam_analytics.cli import shapes
from kam_analytics.cli.output import note
from kam_analytics.config import UNSTATED
from kam_analytics.i18n import say
from kam_analytics.pipeline import FileReport, Prepared
from kam_analytics.pipeline.rejects import reason

__all__ = ["tell"]

SHOWN_REJECTS = 10


def tell(prepared: Prepared, report: dict[str, object]) -> None:
    """Say on stderr what became of each file, and of the whole."""
    for file in prepared.files:
        if file.cut is not None:
            note(f"{file.incoming.name}: {say('pipeline.cut', n=file.cut)}")
        if file.already_imported:
            note(say("cli.already_imported", file=file.incoming.name))
        if file.unused is not None and file.reason is not None:
            note(say(file.reason, **{"file": file.incoming.name, **file.params}))
        if file.outcome is None or file.mapping is None:
            continue
        _tell_mapping(file)
        rows = file.outcome.rows
        note(say("cli.file_line", file=file.incoming.name, table=file.mapping.table, **shapes.split(rows)))
        for currency, amounts in sorted(file.outcome.amounts.items()):
            note(
                say("cli.file_amount", currency=currency, **{k: f"{v:,.2f}" for k, v in shapes.split(amounts).items()})
            )
    _tell_rejects(prepared)
    totals = report["totals"]
    assert isinstance(totals, dict)  # noqa: S101 - shapes.imported makes it one
    if not report["changed"]:
        note(say("cli.unchanged", version=report["version"]))
    elif report["dry_run"]:
        note(say("cli.dry_run", version=prepared.staged.version if prepared.staged else ""))
    else:
        revenue = totals["net_revenue"]
        note(
            say(
                "cli.published",
                version=report["version"],
                accounts=totals["accounts"],
                lines=totals["revenue_lines"],
                revenue="n/a" if revenue is None else f"{revenue:,.2f}",
                currency="" if report["base_currency"] == UNSTATED else f" {report['base_currency']}",
            )
        )
    _tell_currencies(prepared)


def _tell_mapping(file: FileReport) -> None:
    """Say what the file can be used for, and which saved mapping was used or is saved now."""
    for code in file.mapping.notes if file.mapping else ():
        note(f"{file.incoming.name}: {say(code)}")
    if file.confirmed is not None:
        note(say("cli.mapping_saved", file=file.incoming.name, mapping=file.confirmed.name))
    elif file.saved is not None:
        note(say("cli.mapping_used", file=file.incoming.name, mapping=file.saved.label))


def _tell_currencies(prepared: Prepared) -> None:
    """Say which money is outside the figures, and which is taken to be in the base currency."""
    if prepared.staged is None:
        return
    base, money = prepared.staged.base_currency, prepared.staged.content.money
    for currency, amount in sorted(prepared.staged.totals.unconverted.items()):
        note(say("cli.unconverted", currency=currency, amount=f"{amount:,.2f}", base=base))
    if base != UNSTATED and "" in money:
        note(say("cli.taken_as_base", amount=f"{money[''].amount:,.2f}", base=base))


def _tell_rejects(prepared: Prepared) -> None:
    faults = [(file, reject) for file in prepared.files if file.outcome for reject in file.outcome.rejects]
    for file, reject in faults[:SHOWN_REJECTS]:
        note(
            say(
                "cli.reject_line",
                file=file.incoming.name,
                row=reject.row,
                column=reject.column or "\u2013",
                reason=reason(reject)[0],
                hint=reason(reject)[1],
            )
        )
    if len(faults) > SHOWN_REJECTS:
        note(say("cli.more_rejects", n=len(faults) - SHOWN_REJECTS))
