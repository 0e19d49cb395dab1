"""Segments: rule-based quadrants with movable lines."""

from kam_analytics.segments.rules import LINE_SHARE, SEGMENTS, Thresholds, assign

__all__ = ["LINE_SHARE", "SEGMENTS", "Thresholds", "assign"]
