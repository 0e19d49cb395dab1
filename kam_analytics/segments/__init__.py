"""Segments: rule-based quadrants with movable lines."""

from kam_analytics.segments.rules import FEW, SEGMENTS, Thresholds, assign, line_share

__all__ = ["FEW", "SEGMENTS", "Thresholds", "assign", "line_share"]
