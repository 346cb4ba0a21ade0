"""What a part of the home page is made of."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assurance.figures.since import Since
from assurance.rules.step_down import StepDown
from dashboards.figures import count_withheld
from dashboards.presenters.portfolio import PortfolioRow
from dashboards.words import counts_what, left_out
from irp.addresses import address
from irp.rules.due import Due
from irp.rules.measuring import Measured
from programmes.facts.raid import RaidPosition
from programmes.figures.counts import in_group
from programmes.figures.raid_block import raid_short
from programmes.words import MilestoneGroup, ReturnState

LONG = 90  # characters of what a task repeats
ANSWER = ("sao", "rdl", "officer", "finance", "cpmo")  # parts of who answers for the council


@dataclass(frozen=True)
class Task:
    """One thing that waits: what to do, where, why, and by when."""

    text: str
    href: str
    detail: str = ""
    due: Due | None = None
    warning: bool = False
    chips: tuple[tuple[str, str], ...] = ()  # whose assessment, and which judgement
    leads: bool = False  # nothing else of the month begins before it is done

    @property
    def warns(self) -> bool:
        """Tell whether it is to stand out: for itself, or because its day has gone by."""
        return self.warning or (self.due is not None and self.due.is_past)

    @property
    def urgency(self) -> tuple[int, int]:
        """Return what tasks are ordered by; those alike stay in their order."""
        if self.warns:
            return 0, 0
        if self.leads:
            return 1, 0
        return (2, self.due.days_left) if self.due else (3, 0)


@dataclass(frozen=True)
class CountShown:
    """One count of a strip, as `components/stat.html` prints it."""

    label: str
    count: int
    note: str = ""
    href: str = ""
    warning: bool = False


@dataclass(frozen=True)
class Part:
    """The work of one role. `empty` says what will happen next, and when, where nothing does.

    `own` are the person's programmes, as rows with their ratings. `is_clear` says that nothing of
    what its title names is to be done: `empty` is said then although other tasks stand in it.
    """

    key: str
    title: str
    tasks: tuple[Task, ...]
    empty: str
    figures: tuple[CountShown, ...] = ()
    more: tuple[Task, ...] = field(default=())
    more_title: str = ""
    own: tuple[PortfolioRow, ...] = ()
    position: StepDown | None = None  # the step-down position, for commissioners
    headline: str = ""
    since: Since | None = None  # what changed since the person's last visit
    is_noted: bool = False  # today's visit
    rest: int = 0  # tasks of its list that the page does not show
    every: int = 0  # tasks of that list
    rest_href: str = ""  # where they are listed
    is_clear: bool = False

    @property
    def in_order(self) -> tuple[Task, ...]:
        """Return its tasks: what stands out, what leads, what is due by its day, then the rest."""
        return tuple(sorted(self.tasks, key=lambda task: task.urgency))


def with_tasks(parts: Iterable[Part], tasks: Iterable[Task], *, of: Container[str]) -> list[Part]:
    """Return parts, the first whose key is among some with tasks at the head of its own."""
    found, more = list(parts), tuple(tasks)
    place = next((n for n, part in enumerate(found) if part.key in of), None)
    if place is not None:
        found[place] = replace(found[place], tasks=(*more, *found[place].tasks))
    return found


def with_count(parts: Iterable[Part], figure: CountShown) -> list[Part]:
    """Return parts, CPMO's with one more count."""
    return [
        replace(part, figures=(*part.figures, figure)) if part.key == "cpmo" else part
        for part in parts
    ]


def own_programmes(rows: Iterable[PortfolioRow]) -> tuple[PortfolioRow, ...]:
    """Return a person's own programmes, the worst rated first."""
    return tuple(sorted(rows, key=lambda row: (row.sao.severity, row.line.number)))


def is_unsigned(state: ReturnState | None) -> bool:
    """Tell whether a return has begun and nobody has signed it."""
    return state in {ReturnState.DRAFT, ReturnState.SUBMITTED}


MILESTONES = (
    MilestoneGroup.LATE,
    MilestoneGroup.DUE_30,
    MilestoneGroup.DUE,
    MilestoneGroup.MOVED,
    MilestoneGroup.UNREPORTED,
)


def milestone_figures(
    rows: Iterable[PortfolioRow], *, every: bool = False
) -> tuple[CountShown, ...]:
    """Return the counts of some programmes' milestones, each opening its rows.

    `every` says that the programmes are all of them. Red is for what is late alone.
    """
    shown = list(rows)
    unsigned = count_withheld(row.is_withheld for row in shown)
    is_read = any(not row.is_withheld and is_unsigned(row.state) for row in shown)
    basis = counts_what(is_kept=unsigned > 0, is_read=is_read) if every else ""
    of = "" if every else f"&among={','.join(row.line.ref for row in shown)}"
    listed = address("dashboards:milestones")
    figures = []
    for group in MILESTONES:
        found = milestones_counted(shown, group, f"{listed}?show={group.value}{of}")
        note = basis if found.warning else ""
        if group is MilestoneGroup.UNREPORTED:
            note = left_out(unsigned)
        figures.append(replace(found, note=note))
    return tuple(figures)


def milestones_counted(
    rows: Iterable[PortfolioRow], group: MilestoneGroup, href: str
) -> CountShown:
    """Return how many milestones of some programmes are in a group; red for what is late."""
    number = in_group((row.line.counts for row in rows), group)
    is_late = group is MilestoneGroup.LATE
    label = "Late milestones" if is_late else group.label
    return CountShown(label, number, "", href, is_late and number > 0)


def raid_figures(
    register: Sequence[RaidPosition], keys: Mapping[int, str], part: Part, *, on: date
) -> tuple[CountShown, ...]:
    """Return the counts of a role's overdue reviews of risks and of its actions.

    `keys` are the programmes' references by key. CPMO's are everybody's, the overarching ones too.
    """
    refs = {row.line.ref for row in part.own}
    every = part.key == "cpmo"
    own = [risk for risk in register if every or keys.get(risk.programme or 0) in refs]
    short = raid_short(own, measured=Measured(on))
    of = "" if every else f"&among={','.join(sorted(refs))}"
    there = address("programmes:raid")
    return tuple(
        CountShown(
            label,
            number,
            "",
            f"{there}?kind={kind}&show={show}{of}",
            show == "overdue" and number > 0,
        )
        for label, number, kind, show in (
            ("Risk reviews overdue", short.reviews_overdue, "risk", "overdue"),
            ("Actions overdue", short.actions_overdue, "action", "overdue"),
            ("Actions due in 30 days", short.actions_due, "action", "due"),
        )
    )
