"""One account's score taken apart: contributions, multipliers, and the raw figures behind them."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from kam_analytics import charts
from kam_analytics.charts import SCREEN, Chart
from kam_analytics.factors import Basis, factor
from kam_analytics.i18n import say
from kam_analytics.pipeline.evidence_lines import figure_lines
from kam_analytics.scoring import Ranking
from pages._shared.data import analytics
from pages._shared.words import md, plain

__all__ = [
    "BASIS_COLORS",
    "Score",
    "basis_of",
    "contributions_chart",
    "factor_label",
    "factor_md",
    "figures",
    "judged_names",
    "judgement_note",
    "multipliers_chart",
    "score_of",
    "strongest",
]

BASIS_COLORS: dict[str, Literal["green", "violet", "gray"]] = {
    "evidence": "green",
    "judgement": "violet",
    "untested": "gray",
}
LEAST_POINTS = 0.05


@dataclass(frozen=True)
class Score:
    """An account in one ranking.

    Attributes
    ----------
    factors
        One row per factor: `name, factor` (its label), `value, available, multiplier, points, judgement, importance`.
    """

    account_id: str
    name: str
    rank: int
    score: float
    low: float
    high: float
    coverage: float
    neutral: float
    factors: pd.DataFrame


def factor_label(name: str) -> str:
    """Return a factor's name in words, as plain text."""
    one = factor(name)
    return plain(one.words) if one.words else say(one.label)


def factor_md(name: str) -> str:
    """Return a factor's name in words for Markdown."""
    one = factor(name)
    return md(one.words) if one.words else say(one.label)


def basis_of(ranking: Ranking, name: str) -> Basis:
    """Return what stands behind a factor in a ranking."""
    return ranking.basis(factor(name))


def score_of(ranking: Ranking, account_id: str, name: str) -> Score:
    """Return an account's place and its factors in a ranking; NotFound when it is not ranked."""
    found = ranking.account(account_id)
    lines = []
    for one in map(factor, ranking.prepared.factors):
        contribution = found["factors"][one.name]["contribution"]
        importance = ranking.weights.factors.get(one.name, 0)
        counts = contribution is not None and importance > 0
        lines.append(
            {
                "name": one.name,
                "factor": factor_label(one.name),
                "importance": importance,
                "value": found["factors"][one.name]["value"],
                "available": contribution is not None,
                "multiplier": math.exp(contribution) if counts else math.nan,
                "points": contribution * ranking.scale.points_per_log if counts else math.nan,
                "judgement": basis_of(ranking, one.name) == "judgement",
            }
        )
    return Score(
        account_id,
        name,
        found["rank"],
        found["score"],
        found["low"],
        found["high"],
        found["coverage"],
        ranking.neutral,
        pd.DataFrame(lines),
    )


def contributions_chart(score: Score) -> Chart:
    """Draw the way from neutral to the score."""
    shown = score.factors[score.factors["importance"] > 0]
    return charts.contributions(shown, neutral=score.neutral, score=score.score, palette=SCREEN, name=score.name)


def multipliers_chart(score: Score) -> Chart:
    """Draw the multipliers, small."""
    shown = score.factors[score.factors["importance"] > 0]
    return charts.multipliers(shown, palette=SCREEN, name=score.name)


def judged_names() -> list[str]:
    """Return what the factors that are judgement here are called, the same list in the same order on every page."""
    return list(map(factor_label, analytics().judged()))


def judgement_note(factors: pd.DataFrame) -> str:
    """Return the line that names the factors of judgement; empty where none of the chart's bears the mark.

    `factors`: `multiplier` and `judgement`, one row per factor.
    """
    marked = factors.loc[factors["multiplier"].notna(), "judgement"].astype(bool).any()
    return charts.judgement_note(judged_names()) if marked else ""


def strongest(score: Score) -> tuple[str | None, str | None, float]:
    """Return the labels of the factors that add and cost most points, and that cost; what shows as 0.0 does neither."""
    known = score.factors.dropna(subset=["points"]).sort_values(["points", "name"])
    gains, costs = known[known["points"] >= LEAST_POINTS], known[known["points"] <= -LEAST_POINTS]
    best = str(gains["factor"].iloc[-1]) if len(gains) else None
    if not len(costs):
        return best, None, 0.0
    return best, str(costs["factor"].iloc[0]), -float(costs["points"].iloc[0])


def figures(evidence: dict[str, Any], currency: str) -> str:
    """Return raw figures as one line of Markdown; a missing one with its reason."""
    return "  \u00b7  ".join(figure_lines(evidence, currency, md))
