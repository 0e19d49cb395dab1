"""Puts `app.py` and `serve.py` into the wheel; `pyproject.toml` moves the folders, and cannot move single files."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AppInWheel(BuildHookInterface):  # type: ignore[type-arg]
    """Adds router and server beside the pages, except to an editable install, which runs the checkout's own."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the files to what the wheel holds."""
        if version != "editable":
            for name in ("app.py", "serve.py"):
                build_data["force_include"][name] = f"kam_analytics/_app/{name}"
