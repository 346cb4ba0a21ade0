"""The forms of readings, targets and definitions (Rules 25 and 27)."""

from kpis.forms.definitions import DefinitionForm
from kpis.forms.readings import ReadingForm
from kpis.forms.targets import TargetForm

__all__ = ["DefinitionForm", "ReadingForm", "TargetForm"]
