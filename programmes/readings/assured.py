"""Dates of the Assurance Plan that delivery leads to: by its models' names, for it stands above."""

from collections import defaultdict
from collections.abc import Collection

from django.apps import apps

from irp.readings import Source
from irp.rules.plan_dates import PlanDate, Precision
from irp.words import plain
from programmes.facts.dependencies import RequirementDate, RequirementDates

DUE = ("due_raw", "due_precision", "due_earliest", "due_latest")


def requirement_dates(source: Source, refs: Collection[str]) -> dict[str, RequirementDates]:
    """Return the dates that requirements have, by reference, in two statements.

    A date on which work begins is no end to come to, and one without a day cannot be missed.
    """
    requirement, gate = (apps.get_model("assurance", name) for name in ("Requirement", "Gate"))
    known = {
        key: (ref, title)
        for key, ref, title in source.columns(
            requirement, "id", "ref", "title", ref__in=sorted(refs)
        )
    }
    dates: dict[int, list[RequirementDate]] = defaultdict(list)
    columns = ("requirement_id", "purpose", *DUE)
    for key, purpose, raw, precision, earliest, latest in source.columns(
        gate, *columns, requirement_id__in=sorted(known)
    ):
        if latest and purpose != "begin":
            day = PlanDate(raw, Precision(precision), earliest, latest)
            dates[key].append(RequirementDate(purpose=plain(purpose), date=day))
    return {
        ref: RequirementDates(
            ref=ref,
            title=title,
            dates=tuple(sorted(dates[key], key=lambda one: (one.date.latest, one.purpose))),
        )
        for key, (ref, title) in known.items()
    }
