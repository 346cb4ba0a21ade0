"""Rows of indicators, now or as history held them, gathered as facts (DESIGN 2a)."""

from kpis.readings.indicators import MONTHS, indicator, indicators

__all__ = ["MONTHS", "indicator", "indicators"]
