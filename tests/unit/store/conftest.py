from __future__ import annotations

import sys
from pathlib import Path

SUPPORT = next(parent for parent in Path(__file__).resolve().parents if parent.name == "tests") / "support"
if str(SUPPORT) not in sys.path:
    sys.path.insert(0, str(SUPPORT))
