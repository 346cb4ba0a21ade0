"""What of the Assurance Plan delivery leads to: by its models' names, for it stands above."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.apps import apps

from irp.readings import Now, Source
from irp.rules.plan_dates import PlanDate, plan_date
from programmes.facts.dependencies import RequirementDates
from programmes.rules.dependencies import ends_of_requirement

DUE = ("due_raw", "due_precision", "due_earliest", "due_latest")


def requirement_dates(source: Source, refs: Collection[str]) -> dict[str, RequirementDates]:
    """Return the dates that requirements have, by reference, in three statements.

    A date that commissioners marked satisfied or set aside is none to come after (Rule 13).
    """
    requirement, gate, act = (
        apps.get_model("assurance", name) for name in ("Requirement", "Gate", "GateAct")
    )
    known = {
        key: (ref, title)
        for key, ref, title in source.columns(
            requirement, "id", "ref", "title", ref__in=sorted(refs)
        )
    }
    dates: dict[int, list[tuple[str, PlanDate]]] = defaultdict(list)
    settled = {
        row.gate_id: row.settles  # the newest act of each is what counts
        for row in source.acts(act, gate__requirement__in=sorted(known))
    }
    columns = ("id", "requirement_id", "purpose", *DUE)
    for pk, key, purpose, *due in source.columns(gate, *columns, requirement_id__in=sorted(known)):
        if not settled.get(pk):
            dates[key].append((purpose, plan_date(*due)))
    return {ref: ends_of_requirement(ref, title, dates[key]) for key, (ref, title) in known.items()}


@dataclass(frozen=True)
class Served:
    """A requirement that a milestone serves, and whether a second person agreed."""

    ref: str
    title: str
    reason: str
    is_confirmed: bool


def requirements_served(source: Source, milestone: int) -> tuple[Served, ...]:
    """Return the requirements that a milestone serves by open links.

    Now in one statement; as at a past moment in two, for a requirement may have been worded
    otherwise then.
    """
    requirement, link = (
        apps.get_model("assurance", name) for name in ("Requirement", "DeliveryLink")
    )
    names = ("requirement_id", "state", "reason")
    of = {"milestone_id": milestone}
    if isinstance(source, Now):
        rows = source.columns(link, *names, "requirement__ref", "requirement__title", **of)
        titles = {key: (ref, title) for key, _, _, ref, title in rows}
    else:
        rows = source.columns(link, *names, **of)
        keys = sorted({row[0] for row in rows})
        read = source.columns(requirement, "id", "ref", "title", id__in=keys)
        titles = {key: (ref, title) for key, ref, title in read}
    found = (
        Served(*titles[key], reason, state == "confirmed")
        for key, state, reason, *_ in rows
        if state != "ended"
    )
    return tuple(sorted(found, key=lambda served: (not served.is_confirmed, served.ref)))
