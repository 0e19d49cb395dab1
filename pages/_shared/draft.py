"""A draft of weights: sliders, the address that carries it, saving it as a version."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from kam_analytics.config import NOBODY, author
from kam_analytics.errors import KamError
from kam_analytics.scoring import MONEY_FACTOR, Ranking, WeightSet
from pages._shared.data import analytics
from pages._shared.guard import refusal
from pages._shared.scores import factor_md
from pages._shared.state import begin
from pages._shared.words import formats, label, plain, say, tell

__all__ = [
    "DRAFT",
    "draft_in_address",
    "draft_of",
    "moved_on",
    "recorded",
    "refused",
    "reset",
    "save_button",
    "set_name",
    "sliders",
    "start_from",
    "unread",
]

FULL = 10
IMPORTANCES = frozenset(str(importance) for importance in range(FULL + 1))
DRAFT = "draft"
PARAMETER = "w"
_ADDRESS = "scoring_address"
"""Purpose and text of the draft that the address holds, as far as this session has seen it."""
_UNREAD = "scoring_unread"
"""Purpose for which the address held a draft that cannot be read, until that is said."""


def set_name(weights: WeightSet, longest: int = 60) -> str:
    """Return a weight set's name, cut where it is longer, and its version as plain text."""
    if weights.version == 0:
        return say("page.scoring.draft")
    name = label("page.weight_set", weights.name)
    cut = name if len(name) <= longest else f"{name[: longest - 1].rstrip()}\u2026"
    return say("page.scoring.set", name=cut, version=weights.version)


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
    """Draw one slider per factor; those without data, or without a place in the purpose, are disabled and say why.

    Returns the importances with those of columns that are gone, which no slider can change.
    """
    weights, purpose, used = ranking.weights, ranking.weights.purpose, ranking.weights.factors
    if not _moved(purpose):
        _from_address(purpose, used)
    _follow(weights)
    chosen, shares = dict(used), _shares(purpose, used)
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
    _to_address(draft_of(purpose, chosen), weights)
    st.session_state[f"scoring_last_{purpose}"] = _held(purpose)
    return chosen


def _held(purpose: str) -> dict[str, int | None]:
    return {factor.name: st.session_state.get(_key(purpose, factor.name)) for factor in analytics().factors()}


def _drawn(purpose: str) -> bool:
    """Whether the sliders were there in the run before; in other views of the page they are not, and forget."""
    return any(held is not None for held in _held(purpose).values())


def _moved(purpose: str) -> bool:
    """Whether the user has just moved a slider: then the address, which follows a little later, is not read."""
    last = st.session_state.get(f"scoring_last_{purpose}")
    return last is not None and _drawn(purpose) and last != _held(purpose)


def _follow(used: WeightSet) -> None:
    """Let sliders that nobody moved follow a set that came into use since they were drawn.

    They would else stand at the importances of the set before, and saving would bring those back unseen.
    """
    key = f"scoring_base_{used.purpose}"
    base = st.session_state.get(key)
    st.session_state[key] = used
    if base is None or base.id == used.id or not _drawn(used.purpose):
        return
    for name in {*used.factors, *base.factors}:
        if st.session_state.get(_key(used.purpose, name)) == base.factors.get(name, 0):
            st.session_state[_key(used.purpose, name)] = used.factors.get(name, 0)
    st.session_state[f"scoring_followed_{used.purpose}"] = used.id


def unread(purpose: str) -> None:
    """Say once that the draft of an address cannot be read, so that the sliders stand at the weights in use."""
    if st.session_state.pop(_UNREAD, None) == purpose:
        st.warning(tell("page.scoring.no_draft", purpose=label("scoring.purpose", purpose)), icon=":material/link_off:")


def moved_on(used: WeightSet) -> None:
    """Say that another set came into use while the page was open, until the sliders are put back or saved."""
    if st.session_state.get(f"scoring_followed_{used.purpose}") == used.id:
        st.info(
            tell("page.scoring.moved_on", name=set_name(used), author=used.author, reason=used.reason),
            icon=":material/sync:",
        )


def _shares(purpose: str, used: Mapping[str, int]) -> dict[str, str]:
    """Return each factor's share of all importance, as the sliders stand."""
    held = {f.name: st.session_state.get(_key(purpose, f.name), used.get(f.name, 0)) for f in analytics().factors()}
    total = sum(held.values())
    return {name: formats.share(importance / total if total else 0.0) for name, importance in held.items()}


def draft_of(purpose: str, factors: Mapping[str, int]) -> WeightSet:
    """Return the sliders as an unsaved weight set."""
    return WeightSet(purpose, DRAFT, 0, dict(factors))


def draft_in_address(used: WeightSet) -> WeightSet | None:
    """Return the draft that the address holds; None where it holds none of this purpose that differs from those in use.

    One that belongs to another purpose is taken out of the address.
    """
    asked, seen = st.query_params.get(PARAMETER), st.session_state.get(_ADDRESS)
    if asked is None:
        return None
    read = _read(asked) if seen is None or seen[1] != asked or seen[0] == used.purpose else None
    if read is None:
        st.query_params.pop(PARAMETER, None)
        return None
    st.session_state[_ADDRESS] = (used.purpose, asked)
    draft = draft_of(used.purpose, used.factors | read)
    return None if draft.counted == used.counted else draft


def reset(purpose: str, used: Mapping[str, int]) -> None:
    """Put the sliders back to the weights in use."""
    _move(purpose, used)
    st.session_state.pop(f"scoring_start_{purpose}", None)
    st.session_state.pop(f"scoring_followed_{purpose}", None)


def save_button(used: WeightSet, factors: Mapping[str, int]) -> None:
    """Draw the button that asks for the reason and saves a new version."""
    changed = draft_of(used.purpose, factors).counted != used.counted
    pressed = st.button(
        say("page.scoring.save"), type="primary", icon=":material/save:", disabled=not changed, key="scoring_save"
    )
    if pressed:
        st.dialog(say("page.scoring.save_title"), on_dismiss="rerun")(_save)(used, dict(factors))


def _save(used: WeightSet, factors: dict[str, int]) -> None:
    begin()
    st.markdown(tell("page.scoring.save_body", purpose=label("scoring.purpose", used.purpose)))
    name = st.text_input(say("page.scoring.save_name"), value=used.name, max_chars=60, key="scoring_save_name")
    reason = st.text_input(say("page.scoring.save_reason"), max_chars=300, key="scoring_save_reason")
    recorded()
    if st.button(say("page.scoring.save_yes"), type="primary", key="scoring_save_yes"):
        try:
            saved = analytics().save_weights(
                used.purpose, name or "", factors, author(), reason or "", expected=used.id
            )
        except KamError as error:
            refused(error)
            return
        st.session_state["scoring_saved"] = tell("page.scoring.saved", name=set_name(saved))
        st.session_state[f"scoring_base_{used.purpose}"] = saved
        reset(used.purpose, saved.factors)
        st.query_params.pop(PARAMETER, None)
        st.rerun()


def recorded() -> None:
    """Say under which name a change of weights is kept."""
    known = author() != NOBODY
    st.caption(tell("page.scoring.recorded" if known else "page.scoring.recorded_nobody", name=author()))


def refused(error: KamError) -> None:
    """Show why weights were not saved or brought into use, with the set that is in the way as pages call it."""
    named = {"name": label("page.weight_set", str(error.params["name"]))} if "name" in error.params else {}
    refusal(type(error)(error.code, **error.params | named))


def _move(purpose: str, factors: Mapping[str, int]) -> None:
    for name in {*factors, *(factor.name for factor in analytics().factors())}:
        st.session_state[_key(purpose, name)] = factors.get(name, 0)


def _from_address(purpose: str, used: Mapping[str, int]) -> None:
    """Read a linked draft once, and again when the page's other views come back to the sliders."""
    asked, seen = st.query_params.get(PARAMETER), st.session_state.get(_ADDRESS)
    if asked is None or (seen is not None and seen[1] == asked and (seen[0] != purpose or _drawn(purpose))):
        return
    read = _read(asked)
    _move(purpose, used if read is None else read)
    if read is None:
        st.session_state[_UNREAD] = purpose
    st.session_state[_ADDRESS] = (purpose, asked)


def _read(asked: str) -> dict[str, int] | None:
    """Read `10-6-6-5-2-4-4-2`, importances in the order of the factors; None where it is not that."""
    parts, factors = asked.split("-"), analytics().factors()
    if len(parts) != len(factors) or any(part not in IMPORTANCES for part in parts):
        return None
    return {factor.name: int(part) for factor, part in zip(factors, parts, strict=True)}


def _to_address(draft: WeightSet, used: WeightSet) -> None:
    text = None
    if draft.counted != used.counted:
        text = "-".join(str(draft.factors[factor.name]) for factor in analytics().factors())
    if text is None:
        st.query_params.pop(PARAMETER, None)
    elif st.query_params.get(PARAMETER) != text:
        st.query_params[PARAMETER] = text
    st.session_state[_ADDRESS] = (used.purpose, text)


def _key(purpose: str, factor: str) -> str:
    return f"scoring_{purpose}_{factor}"
