"""Removes what processes that died left behind."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from filelock import FileLock, Timeout

from kam_analytics.config import Workspace
from kam_analytics.errors import Busy
from kam_analytics.store.catalog import Catalog
from kam_analytics.store.files import locked

__all__ = ["ALIVE", "sweep"]

ALIVE = ".alive"
"""Locked in a staging folder while its process lives."""

DAY = 86_400


def sweep(workspace: Workspace, catalog: Catalog) -> None:
    """Remove files that the catalogue does not name; does nothing while somebody publishes."""
    try:
        with locked(workspace, 0):
            _uncatalogued(workspace, catalog)
            for folder in workspace.incoming.iterdir():
                if _dead(folder):
                    shutil.rmtree(folder, ignore_errors=True)
    except Busy:
        return


def _uncatalogued(workspace: Workspace, catalog: Catalog) -> None:
    _, artefacts, parts = catalog.known_files()
    for path in workspace.parts.iterdir():
        if path.name not in parts:
            path.unlink(missing_ok=True)
    folders = {Path(place).parts[0] for place in artefacts}
    for folder in workspace.uploads.iterdir():
        if folder.name not in folders:
            shutil.rmtree(folder, ignore_errors=True)


def _dead(folder: Path) -> bool:
    """Return whether a staging folder's process is gone; any other folder is dead when it is a day old."""
    alive = folder / ALIVE
    if not folder.is_dir() or not alive.exists():
        return time.time() - folder.stat().st_mtime > DAY
    try:
        with FileLock(alive, timeout=0):
            return True
    except Timeout:
        return False
