"""The app: page settings, mark, menu, and one frame around whichever page runs."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from pages._shared import frame, state  # noqa: E402 - found once the app's folder is on the path

state.begin()
frame.settings()
frame.run(st.navigation(frame.pages(), position="top"))
