"""A draft of weights: sliders, the address that carries it, saving it as a version."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from kam_analytics.config import author
from kam_analytics.errors import KamError
from kam_analytics.scoring import MONEY_FACTOR, Ranking, WeightSet
from pages._shared.data import analytics
from pages._shared.guard import refusal
from pages._shared.scores import factor_md
from pages._shared.state import begin
from pages._shared.words import formats, label, md, plain, say, tell

__all__ = ["draft_of", "reset", "save_button", "set_name", "sliders", "start_from"]

FULL = 10
IMPORTANCES = frozenset(str(importance) for importance in range(FULL + 1))
DRAFT = "draft"
PARAMETER = "w"


def set_name(weights: WeightSet) -> str:
    """Return a weight set's name and version as plain text."""
    return say("page.scoring.set", name=label("page.weight_set", weights.name), version=weights.version)


def start_from(purpose: str) -> None:
    """Draw the choice of a saved set; choosing one moves the sliders to it."""
    sets = {f"{entry.name}:{entry.version}": entry for entry in analytics().weight_sets(purpose)}
    key = f"scoring_start_{purpose}"
    st.selectbox(
        say("page.scoring.start"),
        list(sets),
        format_func=lambda choice: set_name(sets[choice]) if choice in sets else plain(choice),
        key=key,
        on_change=lambda: _move(purpose, sets[st.session_state[key]].factors),
    )


def sliders(ranking: Ranking) -> dict[str, int]:
    """Draw one slider per factor; those without data, or without a place in the purpose, are disabled and say why."""
    purpose, used = ranking.weights.purpose, ranking.weights.factors
    if not _moved(purpose):
        _from_address(purpose, used)
    chosen, shares = {}, _shares(purpose, used)
    for factor in analytics().factors():
        reason = ranking.not_available.get(factor.name)
        if purpose == "potential" and factor.name == MONEY_FACTOR:
            reason = "page.scoring.no_money_base"
        key = _key(purpose, factor.name)
        st.session_state.setdefault(key, used.get(factor.name, 0))
        chosen[factor.name] = st.slider(
            say(
                "page.scoring.slider",
                factor=factor_md(factor.name),
                used=used.get(factor.name, 0),
                share=shares[factor.name],
            ),
            0,
            FULL,
            key=key,
            disabled=reason is not None,
            help=say("page.scoring.absent", reason=say(reason)) if reason else None,
        )
        if reason is not None:
            chosen[factor.name] = used.get(factor.name, 0)
            st.caption(say("page.scoring.absent", reason=say(reason)))
    _to_address(chosen, used)
    st.session_state[f"scoring_last_{purpose}"] = _held(purpose)
    return chosen


def _held(purpose: str) -> dict[str, int | None]:
    return {factor.name: st.session_state.get(_key(purpose, factor.name)) for factor in analytics().factors()}


def _moved(purpose: str) -> bool:
    """Whether the user has just moved a slider: then the address, which follows a little later, is not read."""
    last = st.session_state.get(f"scoring_last_{purpose}")
    return last is not None and last != _held(purpose)


def _shares(purpose: str, used: Mapping[str, int]) -> dict[str, str]:
    """Return each factor's share of all importance, as the sliders stand."""
    held = {f.name: st.session_state.get(_key(purpose, f.name), used.get(f.name, 0)) for f in analytics().factors()}
    total = sum(held.values())
    return {name: formats.share(importance / total if total else 0.0) for name, importance in held.items()}


def draft_of(purpose: str, factors: Mapping[str, int]) -> WeightSet:
    """Return the sliders as an unsaved weight set."""
    return WeightSet(purpose, DRAFT, 0, dict(factors))


def reset(purpose: str, used: Mapping[str, int]) -> None:
    """Put the sliders back to the weights in use."""
    _move(purpose, used)
    st.session_state.pop(f"scoring_start_{purpose}", None)


def save_button(used: WeightSet, factors: Mapping[str, int]) -> None:
    """Draw the button that asks for the reason and saves a new version."""
    changed = dict(factors) != dict(used.factors)
    pressed = st.button(
        say("page.scoring.save"), type="primary", icon=":material/save:", disabled=not changed, key="scoring_save"
    )
    if pressed:
        st.dialog(say("page.scoring.save_title"))(_save)(used, dict(factors))


def _save(used: WeightSet, factors: dict[str, int]) -> None:
    begin()
    st.markdown(tell("page.scoring.save_body", purpose=label("scoring.purpose", used.purpose)))
    name = st.text_input(say("page.scoring.save_name"), value=used.name, max_chars=60, key="scoring_save_name")
    reason = st.text_input(say("page.scoring.save_reason"), max_chars=300, key="scoring_save_reason")
    if st.button(say("page.scoring.save_yes"), type="primary", key="scoring_save_yes"):
        try:
            saved = analytics().save_weights(used.purpose, name or "", factors, author(), reason or "")
        except KamError as error:
            refusal(error)
            return
        st.session_state["scoring_saved"] = md(set_name(saved))
        _move(used.purpose, saved.factors)
        st.session_state.pop(f"scoring_start_{used.purpose}", None)
        st.query_params.pop(PARAMETER, None)
        st.rerun()


def _move(purpose: str, factors: Mapping[str, int]) -> None:
    for name, importance in factors.items():
        st.session_state[_key(purpose, name)] = importance


def _from_address(purpose: str, used: Mapping[str, int]) -> None:
    """Read a linked draft once: `w=10-6-6-5-2-4-4-2`, importances in the order of the factors."""
    asked = st.query_params.get(PARAMETER)
    seen = "scoring_address"
    if asked is None or st.session_state.get(seen) == asked:
        return
    parts = asked.split("-")
    if len(parts) == len(analytics().factors()) and all(part in IMPORTANCES for part in parts):
        _move(purpose, {factor.name: int(part) for factor, part in zip(analytics().factors(), parts, strict=True)})
    else:
        _move(purpose, used)
    st.session_state[seen] = asked


def _to_address(chosen: Mapping[str, int], used: Mapping[str, int]) -> None:
    text = (
        None if dict(chosen) == dict(used) else "-".join(str(chosen[factor.name]) for factor in analytics().factors())
    )
    if text is None:
        st.query_params.pop(PARAMETER, None)
    elif st.query_params.get(PARAMETER) != text:
        st.query_params[PARAMETER] = text
    st.session_state["scoring_address"] = text


def _key(purpose: str, factor: str) -> str:
    return f"scoring_{purpose}_{factor}"
