"""Composes the stages: the functions that both the pages and the command line call."""

from kam_analytics.pipeline.analytics import Analytics
from kam_analytics.pipeline.demo import load_demo
from kam_analytics.pipeline.key_accounts import Comparison
from kam_analytics.pipeline.quality import Quality
from kam_analytics.pipeline.scorecard import Review
from kam_analytics.pipeline.types import FileOptions, FileReport, ImportOptions, Incoming, Portfolio, Prepared, Scope

__all__ = [
    "Analytics",
    "Comparison",
    "FileOptions",
    "FileReport",
    "ImportOptions",
    "Incoming",
    "Portfolio",
    "Prepared",
    "Quality",
    "Review",
    "Scope",
    "load_demo",
]
