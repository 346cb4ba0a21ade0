"""What is tied to the outcomes of the plan."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from irp.readings import Places, Source, ties_of
from kpis.models import Indicator
from programmes.models import Programme


@dataclass(frozen=True, kw_only=True)
class OutcomeTies:
    """What is tied to the plan's outcomes."""

    serving: Mapping[tuple[int, int], frozenset[int]]  # keys of programmes, by aim and number
    measured: Mapping[int, list[int]]  # keys of outcomes, by the indicator's


def outcome_ties(source: Source, places: Places) -> OutcomeTies:
    """Return which programmes serve which outcomes, and which indicators measure them.

    In one statement; an outcome that no programme is said to serve is left out.
    """
    serves, measured = ties_of(source, [(Programme, "outcomes"), (Indicator, "outcomes")])
    found: dict[tuple[int, int], set[int]] = defaultdict(set)
    for programme, outcomes in serves.items():
        for outcome in outcomes:
            aim, number, _ = places.outcomes[outcome]
            found[aim, number].add(programme)
    serving = {place: frozenset(programmes) for place, programmes in found.items()}
    return OutcomeTies(serving=serving, measured=measured)
