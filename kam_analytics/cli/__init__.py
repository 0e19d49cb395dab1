"""The command line `kam`: the same functions as the pages, with JSON for scripts.

Exit codes: 0 done (also with unassigned rows), 1 done with rejected rows, 2 refused (nothing changed), 3 internal
error.
"""

from kam_analytics.cli.app import main

__all__ = ["main"]
