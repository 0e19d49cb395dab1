"""How hard a property test tries."""

from __future__ import annotations

import os

SOAK = 20


def examples(usual: int) -> int:
    """Return how many examples to try: in `make soak` twenty times the usual number."""
    return usual * (SOAK if os.environ.get("HYPOTHESIS_PROFILE") == "soak" else 1)
