"""What of dependencies waits for a role: those expected too late, those to confirm (Rule 28)."""

from collections.abc import Iterable
from dataclasses import replace

from dashboards.presenters.home.parts import CountShown, Part, Task
from irp.addresses import address
from irp.rules.date_spans import days_said, printed_day
from programmes.figures.dependencies import DependencyLine, dependency_counts
from programmes.words import DependencyGroup

SHOWN = (DependencyGroup.BREACH, DependencyGroup.LONG_UNCONFIRMED)


def with_dependencies(part: Part, lines: Iterable[DependencyLine]) -> Part:
    """Return a part with its programmes' dependencies: counts, then what is too late by name.

    CPMO's are everybody's. Each says by how many days, and opens where the delay goes on.
    """
    every = part.key == "cpmo"
    refs = {row.line.ref for row in part.own}
    own = [line for line in lines if every or not line.programmes.isdisjoint(refs)]
    if not own or not part.figures:
        return part
    there = address("programmes:dependencies")
    of = "" if every else f"&among={','.join(sorted(refs))}"
    counts = dependency_counts(own)
    figures = tuple(
        CountShown(
            f"Dependencies {group.label.lower()}",
            number,
            "",
            f"{there}?show={group.value}{of}",
            group is DependencyGroup.BREACH and number > 0,
        )
        for group in SHOWN
        for number in [counts.groups[group]]
    )
    late = () if every else tuple(_late(line) for line in own if line.days_late)
    asked = () if every else tuple(_to_confirm(line, refs) for line in own if _awaits(line, refs))
    return replace(part, figures=(*part.figures, *figures), tasks=(*part.tasks, *asked, *late))


def _late(line: DependencyLine) -> Task:
    return Task(
        f"{line.ref} {line.title}: {days_said(line.days_late)} too late",
        address("programmes:dependency", line.ref),
        f"{line.giver.ref} to {line.taker.ref}, needed by {printed_day(line.need_by)}"
        if line.need_by
        else "",
        warning=True,
    )


def _awaits(line: DependencyLine, refs: set[str]) -> bool:
    """Tell whether a side of one of these programmes has still to confirm."""
    return any(getattr(line, side.value).programme in refs for side in line.unconfirmed)


def _to_confirm(line: DependencyLine, refs: set[str]) -> Task:
    return Task(
        f"Confirm the days of {line.ref} {line.title}",
        address("programmes:dependency", line.ref),
        f"{line.giver.ref} to {line.taker.ref}"
        + (f", asked by {printed_day(line.confirm_by)}" if line.confirm_by else ""),
        warning=line.is_long_unconfirmed,
    )
