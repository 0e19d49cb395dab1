"""Bytes to text cells: `read` gives exactly the cells a file holds, and says of every other record where it went."""

from kam_analytics.reading.limited import read
from kam_analytics.reading.types import Dialect, Reading, RowCounts, RowReject

__all__ = ["Dialect", "Reading", "RowCounts", "RowReject", "read"]
