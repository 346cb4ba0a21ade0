"""Whether the plan works: indicators, their readings and their targets (Rules 25 and 27)."""

from kpis.models.composition import Composition, CompositionMember
from kpis.models.indicator import Indicator
from kpis.models.reading import Reading
from kpis.models.target import Target

__all__ = ["Composition", "CompositionMember", "Indicator", "Reading", "Target"]
