"""`kam versions`, `kam undo`, `kam diff` and `kam doctor`."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from kam_analytics.cli.output import AsJson, Folder, emit_json, emit_table, note
from kam_analytics.config import author
from kam_analytics.errors import Refused
from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics

__all__ = ["register"]

DAMAGED = 3


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("versions")(versions)
    app.command("undo")(undo)
    app.command("diff")(diff)
    app.command("doctor")(doctor)


def versions(*, workspace: Folder = None, json: AsJson = False) -> None:
    """List what was published, oldest first."""
    analytics = Analytics.open(workspace)
    history = analytics.history()
    if json:
        emit_json([asdict(entry) for entry in history])
        return
    emit_table(
        ("version", "published", "author", "action", "uploads", ""),
        (
            (
                entry.version,
                entry.created_at.isoformat(timespec="seconds"),
                entry.author,
                entry.action,
                len(entry.uploads),
                "current" if entry.current else "",
            )
            for entry in history
        ),
    )
    if analytics.version() is not None:
        sys.stdout.write("\n")
        emit_table(
            ("upload of the current version", "table", "known at", "files"),
            (
                (u.id, u.table, f"{u.known_at.date().isoformat()} ({u.known_origin})", ", ".join(u.files))
                for u in analytics.store.uploads()
            ),
        )


def undo(
    upload: Annotated[list[str] | None, typer.Argument(help="Ids of uploads; none: all of the last import.")] = None,
    *,
    workspace: Folder = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: AsJson = False,
) -> None:
    """Publish the version without some uploads; their files stay, nothing is deleted."""
    if not yes:
        if not sys.stdin.isatty():
            raise Refused("cli.needs_yes")
        typer.confirm(say("cli.confirm_undo"), abort=True, err=True)
    publication = Analytics.open(workspace).undo(upload or None, author())
    if json:
        emit_json(asdict(publication))
    else:
        note(say("cli.undone", n=len(publication.uploads), version=publication.version or say("cli.empty_version")))


def diff(
    before: Annotated[str, typer.Argument(help="A version's id.")],
    after: Annotated[str, typer.Argument(help="Another version's id.")],
    *,
    workspace: Folder = None,
    json: AsJson = False,
) -> None:
    """Show what differs between two versions: uploads, and rows by table."""
    found = asdict(Analytics.open(workspace).store.diff(before, after))
    if json:
        emit_json(found)
        return
    for name in ("uploads_added", "uploads_removed"):
        sys.stdout.write(f"{name}: {' '.join(found[name]) or 'none'}\n")
    header = ("table", "rows", "added", "updated", "retired", "pending")
    emit_table(header, ((name, *(change[key] for key in header[1:])) for name, change in found["tables"].items()))


def doctor(*, workspace: Folder = None, json: AsJson = False) -> None:
    """Check that the workspace holds what its catalogue says; exit 3 when it does not."""
    findings = Analytics.open(workspace).store.doctor()
    faults = [finding for finding in findings if finding.severity == "fault"]
    if json:
        emit_json(
            {"healthy": not faults, "findings": [asdict(f) | {"text": say(f.code, **f.params)} for f in findings]}
        )
    else:
        for finding in findings:
            note(say(finding.code, **finding.params))
        if not faults:
            note(say("cli.healthy"))
    if faults:
        raise typer.Exit(DAMAGED)
