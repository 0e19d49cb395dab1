"""SQL models: one `.sql` file each, named by package and stem, read once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Model", "model"]


@dataclass(frozen=True)
class Model:
    """A named statement: header comment (grain, keys, inputs), then one query that starts with `with`."""

    name: str
    header: str
    text: str


@cache
def model(package: str, name: str) -> Model:
    """Read ``<package>/sql/<name>.sql``.

    Parameters
    ----------
    package
        A package of ours that owns a folder ``sql``, e.g. ``"marts"``.
    name
        The file's stem.
    """
    raw = files(f"kam_analytics.{package}").joinpath("sql", f"{name}.sql").read_text(encoding="utf-8")
    comments = re.match(r"((?:--[^\n]*\n|\s*\n)*)", raw)
    header = comments.group(1) if comments else ""
    text = raw[len(header) :].strip().rstrip(";")
    if not text.startswith("with "):
        message = f"model {package}/{name} does not start with its import CTEs"
        raise ValueError(message)
    return Model(f"{package}/{name}", header, text)
