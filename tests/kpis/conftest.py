"""A council with two indicators."""

import pytest
import time_machine

from irp.history import record, record_ties
from irp.models import Aim, Outcome
from kpis.models import Indicator
from tests.standing import standing
from tests.world import LOADED_AT, LOADER, NOW


@pytest.fixture(autouse=True)
def _on_the_day():
    """Pages read the clock: let it stand at the world's NOW."""
    with time_machine.travel(NOW, tick=False):
        yield


@standing
def indicators(world):
    """Return two indicators: a percentage and a yes/no."""
    aim = Aim.objects.get()
    made = {}
    for number, (unit, name) in enumerate(
        {"percent": "Repairs on time", "yes/no": "Budget balanced"}.items(), start=1
    ):
        indicator = Indicator(
            ref=f"KPI-3-{number:02}", aim=aim, number=number, name=name, unit=unit,
            polarity="higher", source_document="IRP",
        )  # fmt: skip
        made[unit] = record(indicator, by=LOADER, at=LOADED_AT)
    outcomes = Outcome.objects.values_list("pk", flat=True)
    record_ties(made["percent"], "outcomes", outcomes, by=LOADER, at=LOADED_AT)
    return made
