"""Generated companies: believable exports from a seed, never anybody's data."""

from kam_analytics.demo.dirt import DIRT, dirt_of
from kam_analytics.demo.files import write_demo
from kam_analytics.demo.regimes import REGIMES
from kam_analytics.demo.sample import write_sample
from kam_analytics.demo.truth import truth, write_truth

__all__ = ["DIRT", "REGIMES", "dirt_of", "truth", "write_demo", "write_sample", "write_truth"]
