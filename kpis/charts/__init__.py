"""Drawings of indicators: numbers in, SVG out; their data stands beside them as a table. Pure."""

from kpis.charts.indicators import levels, plotted
from kpis.charts.line import Level, Median, PlottedValue, line_chart, small_chart
from kpis.charts.spark import SparkPoint, sparkline

__all__ = [
    "Level",
    "Median",
    "PlottedValue",
    "SparkPoint",
    "levels",
    "line_chart",
    "plotted",
    "small_chart",
    "sparkline",
]
