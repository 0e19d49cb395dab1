"""Puts `app.py` into the wheel; folders are moved by `pyproject.toml`, which cannot move a single file."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AppInWheel(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the router beside the pages, except to an editable install, which runs the checkout's own."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add one file to what the wheel holds."""
        if version != "editable":
            build_data["force_include"]["app.py"] = "kam_analytics/_app/app.py"
