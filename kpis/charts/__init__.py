"""Drawings of indicators: numbers in, SVG out; their data stands beside them as a table. Pure."""

from kpis.charts.line import Level, Median, PlottedValue, line_chart
from kpis.charts.spark import SparkPoint, sparkline

__all__ = ["Level", "Median", "PlottedValue", "SparkPoint", "line_chart", "sparkline"]
