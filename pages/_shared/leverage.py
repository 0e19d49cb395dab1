"""How much weights can move at all here, in a sentence with its figures."""

from __future__ import annotations

import streamlit as st

from kam_analytics.scoring.leverage import Leverage, Moves
from pages._shared.data import analytics
from pages._shared.words import formats, label, say, tell

__all__ = ["line", "sentence"]

BASED, BASELESS = "account_potential", "potential"


def line(purpose: str, top: int) -> None:
    """Draw the sentence."""
    st.markdown(sentence(purpose, top))


def sentence(purpose: str, top: int) -> str:
    """Return how many of the top random weights replace here, and in the purpose that is the other way about."""
    room = analytics()
    here = room.leverage(purpose, top)
    if here.reason is not None:
        return tell("page.scoring.leverage_none", reason=say(here.reason, k=top))
    other = BASED if purpose == BASELESS else BASELESS
    parts = [tell("page.scoring.leverage", draws=here.parameters.draws, top=top, **_figures(here.bounded))]
    if here.whole is not None:
        parts.append(tell("page.scoring.leverage_whole", n=_number(here.whole)))
    parts.append(_beside(purpose, here, other, room.leverage(other, top)))
    return " ".join(parts)


def _beside(purpose: str, here: Leverage, other: str, there: Leverage) -> str:
    """Say what they do in the other purpose, and what follows where that is as one would expect."""
    less, more = (there, here) if purpose == BASELESS else (here, there)
    expected = there.reason is None and less.bounded.mean < more.bounded.mean
    code = (
        f"page.scoring.leverage_{'potential' if purpose == BASELESS else 'based'}"
        if expected
        else ("page.scoring.leverage_other")
    )
    return tell(code, n=_number(there.bounded), purpose=label("scoring.purpose", other))


def _figures(moves: Moves) -> dict[str, str]:
    return {"mean": _number(moves), "high": formats.count(moves.high)}


def _number(moves: Moves) -> str:
    """Return the average with one decimal, so that 0.4 is not none and 2.6 not three."""
    return formats.number(moves.mean, 1)
