"""Segments: rule-based quadrants with movable lines."""

from kam_analytics.segments.rules import SEGMENTS, Thresholds, assign, defaults

__all__ = ["SEGMENTS", "Thresholds", "assign", "defaults"]
