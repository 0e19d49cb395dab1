"""`kam run`: the app in the browser."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from kam_analytics.cli.output import Folder, note
from kam_analytics.cli.ranking import one_of
from kam_analytics.config import Workspace, author
from kam_analytics.demo import REGIMES, write_demo
from kam_analytics.errors import NotFound, Refused
from kam_analytics.i18n import say
from kam_analytics.pipeline import Analytics, load_demo
from kam_analytics.pipeline.demo import DEFAULT

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run)
    app.command("demo")(demo)


def run(
    *,
    workspace: Folder = None,
    port: Annotated[int, typer.Option(help="Port on this machine.")] = 8501,
    demo: Annotated[
        bool, typer.Option("--demo", help="Load the invented company when the workspace is empty.")
    ] = False,
) -> None:
    """Start the app on localhost."""
    place = Workspace.at(workspace)
    if demo:
        load_demo(Analytics.open(place.root), by=author())
    script = _app_script()
    note(say("cli.running", address=f"http://localhost:{port}"))
    command = [sys.executable, "-m", "streamlit", "run", script.name]
    command += ["--server.port", str(port), "--server.address", "localhost"]
    environment = {**os.environ, "KAM_WORKSPACE": str(place.root)}
    raise typer.Exit(subprocess.call(command, cwd=script.parent, env=environment))  # noqa: S603 - our own script


def demo(
    *,
    workspace: Folder = None,
    out: Annotated[Path | None, typer.Option(help="Only write the demo company's files here; import nothing.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 7,
    regime: Annotated[str, typer.Option(help=f"What the company is like: {', '.join(REGIMES)}.")] = DEFAULT,
) -> None:
    """Load the invented company into an empty workspace, through the ordinary import."""
    one_of("regime", regime, tuple(REGIMES))
    if out is not None:
        note(say("cli.demo_written", n=len(write_demo(out, seed, regime)), folder=out.name))
        return
    place = Workspace.at(workspace)
    if not load_demo(Analytics.open(place.root), seed, regime, by=author()):
        raise Refused("cli.demo_not_empty")
    note(say("cli.demo_loaded"))


def _app_script() -> Path:
    """Return the checkout's `serve.py`, else the one that the wheel carries."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package.parent, package / "_app"):
        if all((folder / name).exists() for name in ("serve.py", "app.py", "pages")):
            return folder / "serve.py"
    raise NotFound("cli.no_app")
