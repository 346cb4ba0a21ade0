"""The columns of indicators, their readings and targets, for lists and files."""

from kpis.columns.files import READING, REF, TARGET, FileColumn
from kpis.columns.indicators import INDICATOR

__all__ = ["INDICATOR", "READING", "REF", "TARGET", "FileColumn"]
