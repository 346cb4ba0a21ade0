"""A programme that is done hands its last milestone on and closes; another begins (Rule 18d)."""

from datetime import date, datetime, timedelta

from exchange.demonstration.council import Council
from exchange.demonstration.stories import Story
from irp.models import Aim, Post
from irp.rules.calendar import london_day
from programmes.actions.closing import close_programme
from programmes.actions.restructuring import NewProgramme, begin_programme, move_rows
from programmes.models import Milestone
from programmes.rules.restructuring import CitedDecision

# Before this month is opened. The review of services has done all but one standing task.
CLOSED_FROM = date(2026, 11, 1)
CLOSING, TAKING, LAST_ROW = "CSR", "SAV", "CSR-03"
CLOSED = CitedDecision(
    decided_by="Cabinet",
    decided_on=date(2026, 10, 13),
    minute="6.3",
    reason="The reviews of key corporate services are complete. What the auditor recommended is "
    "followed up with the budget, where the Section 151 Officer answers for it already.",
)
NEW = ("NEI", "Neighbourhood Services (demonstration)", 3, "Strategic Director of City Operations")
BEGUN = CitedDecision(
    decided_by="Cabinet",
    decided_on=date(2026, 11, 17),
    minute="7.2",
    reason="Made up for the demonstration: the plan of 2027 brings services in neighbourhoods "
    "under one programme.",
)
WHAT_FOR = "Parks, libraries and street services planned together, neighbourhood by neighbourhood."


def hand_on_and_close(council: Council, *, at: datetime) -> None:
    """Move the last open milestone and close the programme; its story is told no further."""
    stories = {story.programme.ref: story for story in council.stories}
    closing, taking = stories[CLOSING], stories[TAKING]
    head = council.cast.head
    rows = list(Milestone.objects.filter(ref=LAST_ROW))
    move_rows(rows, closing.programme, taking.programme, CLOSED, by=head, at=at)
    _retell(closing, taking)
    close_programme(closing.programme, {}, CLOSED, by=head, at=at + timedelta(minutes=10))
    council.stories.remove(closing)


def _retell(closing: Story, taking: Story) -> None:
    """Let the other programme tell of the milestone from now on."""
    row = Milestone.objects.prefetch_related("baselines").get(ref=LAST_ROW)
    row.programme = taking.programme
    taking.milestones.append(row)
    for name in ("courses", "baselines", "latest_reports"):
        own = getattr(closing, name)
        if LAST_ROW in own:
            getattr(taking, name)[LAST_ROW] = own[LAST_ROW]


def begin_another(council: Council, month: date, *, at: datetime) -> None:
    """Begin a programme once Cabinet has met; its first month is the next that is opened."""
    if month != CLOSED_FROM or london_day(at) <= BEGUN.decided_on:
        return
    ref, name, aim, sao = NEW
    new = NewProgramme(
        ref=ref,
        name=name,
        aim=Aim.objects.get(number=aim),
        sao=Post.objects.get(title=sao),
        summary=WHAT_FOR,
    )
    begin_programme(new, BEGUN, by=council.cast.head, at=at)
