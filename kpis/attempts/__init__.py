"""How pages of indicators try acts of more than one row."""

from kpis.attempts.entry import EntryAttempt
from kpis.attempts.files import ReadingsFileAttempt, TargetsFileAttempt

__all__ = ["EntryAttempt", "ReadingsFileAttempt", "TargetsFileAttempt"]
