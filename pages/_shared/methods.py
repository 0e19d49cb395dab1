"""What the methods page draws: factors, purposes and weights, from the objects that compute them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from kam_analytics.errors import NotFound
from kam_analytics.evaluation.labels import horizon_label
from kam_analytics.factors import Factor
from kam_analytics.pipeline import Scope
from kam_analytics.scoring import PURPOSES, Ranking
from kam_analytics.segments import SEGMENTS
from pages._shared.absent import brings
from pages._shared.backtest_tables import metric_lines
from pages._shared.components import badge, subtitle
from pages._shared.data import analytics
from pages._shared.guard import EMPTY, missing
from pages._shared.scores import BASIS_COLORS, factor_label, factor_md
from pages._shared.words import formats, label, money, say, tell, word

__all__ = ["calibration", "data", "evaluation", "factors", "money_lines", "purposes", "segments", "title"]

HALF_LIFE = 180
"""Days; of the moving average where the calibration names none."""


def data() -> tuple[Scope, Ranking] | str:
    """Return the data of this workspace and its headline ranking; else, in a few words, what is missing."""
    try:
        return analytics().scope(), analytics().ranking()
    except NotFound as error:
        if error.code not in EMPTY:
            raise
        return missing(error.code)


def title(ranking: Ranking | None) -> str:
    """Return how many factors this workspace has data for, and how many of them are judgement."""
    every = analytics().factors()
    if ranking is None:
        return say("page.methods.title_empty", n=len(every), count=word(len(every)))
    present = [factor for factor in every if factor.name not in ranking.not_available]
    judged = sum(factor.name in analytics().judged() for factor in present)
    return say("page.methods.title", n=len(present), count=word(len(present)), all=len(every), judged=judged)


def factors(ranking: Ranking | None) -> None:
    """Draw a card per factor: what it measures, how it misleads, what stands behind it, whether it is there."""
    if ranking is not None and analytics().judged():
        subtitle([say("page.methods.judged", names=", ".join(map(factor_md, analytics().judged())))])
    with st.grid(2, min_column_width=320):
        for factor in analytics().factors():
            with st.container(border=True, height="stretch", gap="xsmall"):
                with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
                    st.markdown(f"**{factor_md(factor.name)}**")
                    basis = factor.basis if ranking is None else ranking.basis(factor)
                    badge(say(f"scoring.basis.{basis}"), BASIS_COLORS[basis])
                st.markdown(say(factor.definition))
                subtitle([tell("page.methods.trap", trap=say(factor.trap))])
                reason = None if ranking is None else ranking.not_available.get(factor.name)
                if reason is not None:
                    subtitle(
                        [
                            tell("page.na_because", reason=say(reason)),
                            tell("page.methods.needs", files=brings(factor.name)),
                        ]
                    )
                else:
                    subtitle([tell("page.methods.needs", files=brings(factor.name))])
                _anchors(factor)


def _anchors(factor: Factor) -> None:
    """Describe what a rating of 1, 3 and 5 means; a column of the company's own takes none."""
    if factor.words:
        return
    counts = "rating" in factor.needs
    subtitle([say("page.methods.rated" if counts else "page.methods.rated_beside")])
    lines = [tell("page.methods.anchor", score=score, text=say(code)) for score, code in factor.anchors.items()]
    st.markdown("\n".join(f"- :small[{line}]" for line in lines))


def purposes() -> None:
    """Draw the importance of each factor in each purpose, as in use."""
    used = {purpose: analytics().weights_in_use(purpose) for purpose in PURPOSES}
    for purpose in PURPOSES:
        name = label("page.weight_set", used[purpose].name)
        st.markdown(
            f"**{say(f'scoring.purpose.{purpose}')}**  {say(f'scoring.purpose.{purpose}.definition')}  "
            f":small[:gray[{tell('page.weights', name=name, version=used[purpose].version)}]]"
        )
    names = [factor.name for factor in analytics().factors()]
    table = {say("page.column.factor"): list(map(factor_label, names))}
    for purpose in PURPOSES:
        table[say(f"scoring.purpose.{purpose}")] = [str(used[purpose].factors.get(name, 0)) for name in names]
    st.dataframe(pd.DataFrame(table), hide_index=True, height="content", alt=say("page.methods.weights_alt"))


def segments() -> None:
    """Name the four segments and say what each asks for."""
    st.markdown(
        "\n".join(f"- **{label('segments', code)}.** {say(f'segments.{code}.definition')}" for code in SEGMENTS)
    )


def calibration(scope: Scope) -> None:
    """Say which calibration the scores of this workspace are read from, and what their money is."""
    ruler = scope.calibration
    st.markdown(
        tell(
            "page.methods.calibration_is",
            id=ruler.id,
            date=formats.date(ruler.fitted_as_of),
            n=ruler.accounts,
            floor=money(ruler.floor, scope.base_currency),
            reference=money(ruler.reference, scope.base_currency),
        )
    )
    st.markdown(money_lines(ruler.money))


def money_lines(parameters: Mapping[str, Any]) -> str:
    """Say how the money of the score is forecast, and how that did where it could be tried."""
    trial = parameters.get("trial")
    if parameters.get("model") == "expectation":
        fitted = parameters["expectation"]
        horizon = horizon_label(fitted["horizon"])
        first = tell("page.methods.money_forecast", horizon=horizon, dates=fitted["dates"], n=fitted["rows"])
    else:
        first = tell("page.methods.money_average", days=parameters.get("half_life", HALF_LIFE))
    if trial is None:
        second = say("page.methods.money_untried" if parameters else "page.methods.money_short")
    else:
        best = max(trial["averages"].values())
        day, horizon = dt.date.fromisoformat(trial["day"]), horizon_label(trial["horizon"])
        own, other = (formats.number(figure, 3) for figure in (trial["expectation"], best))
        second = tell("page.methods.money_trial", date=formats.date(day), horizon=horizon, own=own, best=other)
    return f"{first} {second}"


def evaluation() -> None:
    """Say how each figure of the back-test is computed, in a line."""
    st.subheader(say("page.methods.evaluation_title"), anchor=False)
    st.markdown(say("page.methods.evaluation"))
    st.markdown(metric_lines())
