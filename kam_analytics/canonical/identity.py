"""What makes two uploads the same upload."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence

from kam_analytics.mapping.types import Mapped, Mapping

__all__ = ["fields", "file_key", "known_text", "upload_id"]


def file_key(mapped: Mapped) -> tuple[str, str, str]:
    """Return hash, sheet and mapping of a file: the same three give the same rows."""
    return mapped.reading.sha256, mapped.reading.sheet or "", mapped.mapping.id


def known_text(at: dt.datetime) -> str:
    """Return a moment as UTC text of fixed width, so that texts sort as moments do."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S")


def fields(mapping: Mapping) -> tuple[str, ...]:
    """Return the canonical columns that a file of this mapping speaks for, in the order of their names."""
    return tuple(sorted({column.field for column in mapping.columns if column.field is not None}))


def upload_id(files: Sequence[Mapped], known_at: dt.datetime, precedence: int = 0, partial: Sequence[str] = ()) -> str:
    """Return the hash of everything that an upload is.

    Parameters
    ----------
    files
        At least one; all of one table and source.
    partial
        The invoices of which a person said that the files hold only a part.
    """
    first = files[0].mapping
    facts = {
        "files": sorted(file_key(file) for file in files),
        "table": first.table,
        "source": first.source,
        "known_at": known_text(known_at),
        "precedence": precedence,
        "mode": "partial" if partial else "full",
        "partial": sorted(partial),
    }
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]
