"""Checks of JSON shapes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


def keys(text: str) -> set[str]:
    return set(text.replace(",", " ").split())


def gaps(shape: Any, path: str = "") -> Iterator[str]:
    """Yield the places of every null without a sentence or code in `<key>_reason` beside it."""
    if isinstance(shape, list):
        for i, cell in enumerate(shape):
            yield from gaps(cell, f"{path}[{i}]")
    elif isinstance(shape, dict):
        for key, cell in shape.items():
            if cell is None and not str(shape.get(f"{key}_reason") or "").strip():
                yield f"{path}.{key}"
            yield from gaps(cell, f"{path}.{key}")
