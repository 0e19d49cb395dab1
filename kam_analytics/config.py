"""Where a workspace lies, who acts, and the limits of one process."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from kam_analytics.errors import Refused

__all__ = ["NOBODY", "UNSTATED", "Workspace", "author"]

UNSTATED = "unstated"
"""The base currency until a file names one."""

NOBODY = "local"
"""Who makes a change where nobody has said their name."""


@dataclass(frozen=True)
class Workspace:
    """The folder that holds everything of one company.

    Attributes
    ----------
    root
        Absolute path. DuckDB reads ``* ? [ ]`` in a path as a pattern, so a folder with them is refused.
    """

    root: Path

    @classmethod
    def at(cls, folder: str | Path | None = None) -> Workspace:
        """Resolve the folder: the argument, else ``KAM_WORKSPACE``, else ``workspace`` in the current folder."""
        root = Path(folder or os.environ.get("KAM_WORKSPACE") or "workspace").expanduser().resolve()
        if re.search(r"[*?\[\]]", str(root)):
            raise Refused("config.workspace_pattern", folder=root.name)
        return cls(root)

    @property
    def state_path(self) -> Path:
        """SQLite: catalogue of uploads, versions and parts, and everything people made."""
        return self.root / "state.sqlite"

    @property
    def uploads(self) -> Path:
        """Raw bytes and typed rows: ``uploads/<sha256>/``."""
        return self.root / "uploads"

    @property
    def parts(self) -> Path:
        """Canonical parts (Parquet, immutable, random names)."""
        return self.root / "parts"

    @property
    def marts(self) -> Path:
        """Derived tables; safe to delete at any time."""
        return self.root / "marts"

    @property
    def incoming(self) -> Path:
        """Files being looked at, before they are published; safe to delete when nothing runs."""
        return self.root / "incoming"


def author() -> str:
    """Return who makes a change: ``KAM_USER``, else `NOBODY`."""
    return os.environ.get("KAM_USER") or NOBODY
