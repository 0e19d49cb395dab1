"""Runs SQL models: the only door to DuckDB."""

from kam_analytics.engine.duck import Engine, Session, Settings
from kam_analytics.engine.models import Model, model

__all__ = ["Engine", "Model", "Session", "Settings", "model"]
