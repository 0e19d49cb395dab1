"""`kam run`: the app in the browser."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from kam_analytics.cli.output import Folder, note
from kam_analytics.config import Workspace, author
from kam_analytics.demo import write_sample
from kam_analytics.errors import NotFound
from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics, ImportOptions, Incoming

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run)


def run(
    *,
    workspace: Folder = None,
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 8501,
    demo: Annotated[
        bool, typer.Option("--demo", help="Load the generated sample when the workspace is empty.")
    ] = False,
) -> None:
    """Start the app on localhost."""
    place = Workspace.at(workspace)
    if demo:
        load_sample(place)
    script = _app_script()
    note(say("cli.running", address=f"http://localhost:{port}"))
    command = [sys.executable, "-m", "streamlit", "run", script.name]
    command += ["--server.port", str(port), "--server.address", "localhost"]
    environment = {**os.environ, "KAM_WORKSPACE": str(place.root)}
    raise typer.Exit(subprocess.call(command, cwd=script.parent, env=environment))  # noqa: S603 - our own script


def load_sample(place: Workspace) -> None:
    """Import the generated sample through the ordinary import, once."""
    analytics = Analytics.open(place.root)
    if analytics.version() is not None:
        return
    with tempfile.TemporaryDirectory() as folder:
        files = [Incoming(path, path.name) for path in write_sample(Path(folder))]
        prepared = analytics.prepare(files, ImportOptions(yes=True))
        analytics.publish(prepared, author())


def _app_script() -> Path:
    """Return the checkout's `serve.py`, else the one that the wheel carries."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parent, package / "_app"):
        if all((folder / name).exists() for name in ("serve.py", "app.py", "pages")):
            return folder / "serve.py"
    raise NotFound("cli.no_app")
