"""Composite KPIs that count a withheld one: with the others they give it away (Rules 27 and 29)."""

from collections.abc import Iterable
from datetime import datetime

from irp.readings import Now
from kpis.readings.compositions import compositions
from packs.facts.classification import ClassedFacts
from packs.facts.edition import CompositeFacts
from packs.words import ItemKind


def composites_counting(
    classes: Iterable[ClassedFacts], *, at: datetime
) -> tuple[CompositeFacts, ...]:
    """Return those of which a member is among the items, in two statements, in none without KPIs.

    What a composite comes to is typed or told of its members: less those that are shown, it says
    what the withheld one does.
    """
    held = {classed.ref for classed in classes if classed.kind is ItemKind.INDICATOR}
    made = compositions(Now(at)) if held else {}
    return tuple(
        CompositeFacts(
            ref=ref, members=tuple(member for member in composition.members if member in held)
        )
        for ref, composition in sorted(made.items())
        if held.intersection(composition.members)
    )
