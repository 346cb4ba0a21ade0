"""What becomes of the recurring rows: first dates where the plan gives none, and each occurrence.

One of them, COM-05, keeps "first date not set", as a plan has it until somebody says.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from exchange.demonstration.months import FIRST, dice, index, last_day
from exchange.demonstration.stories import Story
from exchange.demonstration.timetables import Timetable
from irp.models import ReportingPeriod
from irp.rules.calendar import london_day
from programmes.actions.occurrences import set_first_date
from programmes.models import Milestone, Occurrence
from programmes.rules.occurrences import due_days, how_often, occurrence_faults
from programmes.words import MilestoneKind, Turn

FIRST_DATES = {
    "CHI-04": date(2024, 4, 16),
    "CHI-07": date(2024, 4, 30),
    "HOU-05": date(2024, 9, 30),
}
MISSED = (
    "The meeting was not quorate and no other day was found in the period.",
    "The papers were not ready in time and the chair called it off.",
    "It clashed with an inspection and was called off on the day.",
)
NOT_NEEDED = (
    "Recess: there was no business, agreed with the chair.",
    "Taken together with the next one by agreement of its members.",
)
MISSES, NO_NEED, LATE = 0.06, 0.14, 0.2  # shares, counted up
FRIDAY = 4


def set_first_dates(stories: Iterable[Story], *, at: datetime) -> None:
    """Let the delivery leads say from when their recurring rows are counted."""
    for story in stories:
        for row in story.milestones:
            if row.kind == MilestoneKind.RECURRING and row.ref in FIRST_DATES:
                day, lead = FIRST_DATES[row.ref], story.delivery_lead
                done = set_first_date(row, day, version=row.version, by=lead, at=at)
                row.first_on, row.version = done.first_on, done.version


def occurrences_told(
    story: Story, period: ReportingPeriod, timetable: Timetable
) -> list[Occurrence]:
    """Return what the month's return says of occurrences, not yet tied to a return.

    What is never signed is as if never said: the next month says it again.
    """
    at = timetable.reported_at
    if at is None or timetable.share_reported < 1:
        return []
    rows = []
    for milestone in story.milestones:
        for due_on in _due(story, milestone, until=last_day(index(period.month))):
            row = _told(milestone, due_on, on=london_day(at), taken=story.met)
            row.period, row.reported_by, row.reported_at = period, story.delivery_lead, at
            rows.append(row)
            if timetable.signed_at is not None:
                story.met[milestone.ref, due_on] = row.done_on
    return rows


def _due(story: Story, milestone: Milestone, *, until: date) -> Iterator[date]:
    """Yield the due days of a recurring row that no signed return has told of."""
    if milestone.kind != MilestoneKind.RECURRING:
        return
    dates = list(milestone.baselines.all())[-1]
    often = how_often(kind=milestone.kind, start=dates.start, end=dates.end)
    for day in due_days(often, start=dates.start, first_on=milestone.first_on, until=until):
        if day >= FIRST and (milestone.ref, day) not in story.met:
            yield day


def _told(
    milestone: Milestone, due_on: date, *, on: date, taken: dict[tuple[str, date], date | None]
) -> Occurrence:
    chance = dice("occurrence", milestone.ref, due_on)
    lot, row = chance.random(), Occurrence(milestone=milestone, due_on=due_on)
    if lot < MISSES:
        row.turn, row.reason = Turn.MISSED.value, chance.choice(MISSED)
    elif lot < NO_NEED:
        row.turn, row.reason = Turn.NOT_NEEDED.value, chance.choice(NOT_NEEDED)
    else:
        days = chance.randint(1, 4) if lot < LATE else -chance.randint(0, 6)
        day = min(due_on + timedelta(days=days), on)
        day -= timedelta(days=max(0, day.weekday() - FRIDAY))
        row.turn, row.done_on = Turn.HELD.value, day
    held = {done: due for (ref, due), done in taken.items() if ref == milestone.ref and done}
    faults = occurrence_faults(
        turn=Turn(row.turn), due_on=due_on, done_on=row.done_on, reason=row.reason, taken=held,
        on=on,
    )  # fmt: skip
    if faults:
        raise ValueError(f"{milestone.ref}, due {due_on}: {faults}")
    return row
