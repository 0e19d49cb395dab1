"""Checks the workspace against its catalogue."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine as StateEngine
from sqlalchemy import text

from kam_analytics.config import Workspace
from kam_analytics.state import reading
from kam_analytics.store.catalog import Catalog
from kam_analytics.store.files import digest
from kam_analytics.store.types import Finding

__all__ = ["examine"]


def examine(workspace: Workspace, state: StateEngine, catalog: Catalog) -> list[Finding]:
    """Return what is wrong: files that are missing or changed, and damage to the database."""
    findings = []
    with reading(state) as session:
        answers = [str(row[0]) for row in session.execute(text("PRAGMA integrity_check"))]
    if answers != ["ok"]:
        findings.append(Finding("fault", "store.state_damaged", {"n": len(answers)}))
    _, artefacts, parts = catalog.known_files()
    for folder, files, kind in ((workspace.parts, parts, "part"), (workspace.uploads, artefacts, "upload")):
        for name, (sha256, size) in sorted(files.items()):
            fault = _fault(folder / name, sha256, size)
            if fault:
                findings.append(Finding("fault", f"store.{kind}_{fault}", {"file": name}))
    return findings


def _fault(path: Path, sha256: str, size: int) -> str | None:
    if not path.is_file():
        return "missing"
    if path.stat().st_size != size or digest(path) != sha256:
        return "damaged"
    return None
