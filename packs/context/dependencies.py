"""Dependencies as packs print them: what is expected too late, what is not confirmed (Rule 28)."""

from dataclasses import dataclass

from irp.holidays import england_holidays
from packs.context.frame import Calendar
from packs.facts import PlanFacts
from programmes.facts.dependencies import EndReportFacts
from programmes.figures.dependencies import (
    Basis,
    DependencyCounts,
    DependencyLine,
    dependency_counts,
    dependency_lines,
)
from programmes.figures.dependency_chains import Chain, Network
from programmes.figures.milestones import milestone_line

MOST = 12  # handovers in full; the site has the others


@dataclass(frozen=True, kw_only=True)
class DependenciesPage:
    """What a pack says of dependencies."""

    late: tuple[tuple[DependencyLine, Chain], ...]
    more: int  # late ones that are not printed
    unconfirmed: tuple[DependencyLine, ...]  # for more than ten working days
    counts: DependencyCounts


def network_of(plan: PlanFacts, calendar: Calendar) -> Network | None:
    """Return a month's dependencies; None where the snapshot kept nothing of them."""
    if plan.dependencies is None:
        return None
    lines = [
        milestone_line(milestone, measured=calendar.measured, month=plan.period.month)
        for programme in plan.programmes
        for milestone in programme.milestones
    ]
    basis = Basis(
        measured=calendar.measured,
        holidays=england_holidays(),
        reported={
            line.ref: EndReportFacts(
                ref=line.ref,
                title=line.title,
                forecast=line.forecast.latest if line.forecast else None,
                actual_on=line.actual_on,
                baseline=line.baseline.latest,
            )
            for line in lines
        },
        programmes={programme.ref: programme.name for programme in plan.programmes},
    )
    return Network(dependency_lines(plan.dependencies, basis), basis)


def dependencies_page(network: Network | None) -> DependenciesPage | None:
    """Return what a month's pack says of dependencies; None where nothing was kept of them."""
    if network is None:
        return None
    late = [line for line in network.lines if line.days_late]
    return DependenciesPage(
        late=tuple((line, network.chain(line)) for line in late[:MOST]),
        more=len(late[MOST:]),
        unconfirmed=tuple(line for line in network.lines if line.is_long_unconfirmed),
        counts=dependency_counts(network.lines),
    )
