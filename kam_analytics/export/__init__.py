"""Files that leave the product."""

from kam_analytics.export.delimited import neutralise, to_csv

__all__ = ["neutralise", "to_csv"]
