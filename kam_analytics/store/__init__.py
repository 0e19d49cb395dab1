"""Uploads, versions, and what is visible of them: one door, one publishing transaction."""

from kam_analytics.store.store import Store
from kam_analytics.store.types import (
    Diff,
    Finding,
    LinePart,
    Publication,
    Staged,
    StagedFile,
    TableChange,
    Totals,
    UploadInfo,
    VersionInfo,
    Visible,
)

__all__ = [
    "Diff",
    "Finding",
    "LinePart",
    "Publication",
    "Staged",
    "StagedFile",
    "Store",
    "TableChange",
    "Totals",
    "UploadInfo",
    "VersionInfo",
    "Visible",
]
