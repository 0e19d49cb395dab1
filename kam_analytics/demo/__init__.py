"""Generated companies: believable exports from a seed, never anybody's data."""

from kam_analytics.demo.sample import write_sample

__all__ = ["write_sample"]
