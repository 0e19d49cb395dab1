"""The command tree and the one place where errors become exit codes."""

from __future__ import annotations

import logging
import sys

import typer

from kam_analytics.cli import (
    aliases,
    backtest,
    imports,
    kpis,
    mappings,
    ranking,
    robustness,
    running,
    scores,
    suggest,
    workspace,
)
from kam_analytics.cli.output import complain
from kam_analytics.errors import KamError, Refused

__all__ = ["app", "main"]

app = typer.Typer(
    name="kam",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    help="Which few customers should be key accounts, with the evidence.",
)
for room in (running, imports, mappings, workspace, aliases, ranking, robustness, kpis, scores, suggest, backtest):
    room.register(app)

REFUSED = 2
INTERNAL = 3


def main() -> None:
    """Run `kam`; a refusal is one paragraph on stderr and exit 2."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    try:
        app()
    except Refused as error:
        complain(error)
        sys.exit(REFUSED)
    except KamError as error:
        complain(error)
        sys.exit(INTERNAL)
    except BrokenPipeError:
        sys.exit(0)
    except Exception:
        logging.getLogger("kam").exception("internal error")
        sys.exit(INTERNAL)
