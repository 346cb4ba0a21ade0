"""Dates of the Assurance Plan that delivery leads to: by its models' names, for it stands above."""

from collections import defaultdict
from collections.abc import Collection

from django.apps import apps

from irp.readings import Source
from irp.rules.plan_dates import PlanDate, Precision
from programmes.facts.dependencies import RequirementDates
from programmes.rules.dependencies import ends_of_requirement

DUE = ("due_raw", "due_precision", "due_earliest", "due_latest")


def requirement_dates(source: Source, refs: Collection[str]) -> dict[str, RequirementDates]:
    """Return the dates that requirements have, by reference, in two statements."""
    requirement, gate = (apps.get_model("assurance", name) for name in ("Requirement", "Gate"))
    known = {
        key: (ref, title)
        for key, ref, title in source.columns(
            requirement, "id", "ref", "title", ref__in=sorted(refs)
        )
    }
    dates: dict[int, list[tuple[str, PlanDate]]] = defaultdict(list)
    columns = ("requirement_id", "purpose", *DUE)
    for key, purpose, raw, precision, earliest, latest in source.columns(
        gate, *columns, requirement_id__in=sorted(known)
    ):
        dates[key].append((purpose, PlanDate(raw, Precision(precision), earliest, latest)))
    return {ref: ends_of_requirement(ref, title, dates[key]) for key, (ref, title) in known.items()}
