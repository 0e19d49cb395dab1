"""Charts as Plotly figures: frames and a palette in, a figure and its words out. No titles, no Streamlit."""

from kam_analytics.charts.bridge import bridge
from kam_analytics.charts.concentration import concentration
from kam_analytics.charts.contributions import contributions, judgement_note, multipliers
from kam_analytics.charts.forest import forest
from kam_analytics.charts.gain import captured_at, gain
from kam_analytics.charts.indexed import indexed
from kam_analytics.charts.layout import CONFIG, CONFIG_SMALL, Chart
from kam_analytics.charts.matrix import DENSITY_FROM, density_cells, matrix, quadrant_counts
from kam_analytics.charts.months import MonthWindow, month_window, months
from kam_analytics.charts.movers import movers
from kam_analytics.charts.palette import LIGHT, SCREEN, Palette
from kam_analytics.charts.reach import reach
from kam_analytics.charts.reliability import reliability

__all__ = [
    "CONFIG",
    "CONFIG_SMALL",
    "DENSITY_FROM",
    "LIGHT",
    "SCREEN",
    "Chart",
    "MonthWindow",
    "Palette",
    "bridge",
    "captured_at",
    "concentration",
    "contributions",
    "density_cells",
    "forest",
    "gain",
    "indexed",
    "judgement_note",
    "matrix",
    "month_window",
    "months",
    "movers",
    "multipliers",
    "quadrant_counts",
    "reach",
    "reliability",
]
