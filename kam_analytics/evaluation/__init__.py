"""Back-test: what rankings of the past would have told, against naive ones and against twins in which nobody grows."""

from kam_analytics.evaluation.types import Backtest, Claim, Suggestion

__all__ = ["Backtest", "Claim", "Suggestion"]
