"""Rows of indicators, now or as history held them, gathered as facts (DESIGN 2a)."""

from kpis.readings.indicators import (
    MONTHS,
    IndicatorOrigin,
    every_reading,
    indicator,
    indicators,
    origin,
    reading,
)

__all__ = [
    "MONTHS",
    "IndicatorOrigin",
    "every_reading",
    "indicator",
    "indicators",
    "origin",
    "reading",
]
