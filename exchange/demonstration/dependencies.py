"""The demonstration's dependencies, acted out: one too late with its chain, one never confirmed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from exchange.demonstration.council import Council
from exchange.demonstration.stories import Story
from irp.models import User
from irp.rules.calendar import london_day
from programmes.actions.dependencies import add_dependency, confirm_dependency, end_dependency
from programmes.models import Dependency, Milestone, Programme
from programmes.permissions import sides_of
from programmes.readings.dependency_rows import confirmed_of, end_named, of_two_ends
from programmes.words import DependencyState


@dataclass(frozen=True)
class DependencyStory:
    """What one end hands to another; days run from when the giver is expected at that time.

    `in_hand` are the days until it is needed, negative where it comes too late.
    """

    giver: str
    taker: str
    title: str
    description: str
    in_hand: int
    requirements: tuple[str, ...] = ()
    is_confirmed: bool = True  # by the taker too
    given: str = ""  # the evidence, where it was handed over


HANDOVERS = (
    DependencyStory(
        "ORA-05", "PPR-01", "A ledger that reports spending by programme",
        "Coding for each programme, and a report that Finance can run every month.", -45,
        ("PO5-T1-2",),
    ),
    DependencyStory(
        "PPR-01", "GOV-09", "The monthly budget report for scrutiny",
        "Spending against budget and forecast, programme by programme.", 10, ("PO3-T3-2",),
    ),
    DependencyStory(
        "AST", "HOU-06", "A list of sites that can be sold for housing",
        "Sites with their title, their valuation and their planning status.", 60,
    ),
    DependencyStory(
        "CON-06", "SAV-09", "Rates signed with suppliers",
        "The rates on which the review of uplifts is based.", 20, is_confirmed=False,
    ),
    DependencyStory(
        "CHI", "CUS-06", "The case list for the pilot reviews",
        "Cases of three months, without names.", 30,
        given="The list was sent with the minutes of the pilot’s board.",
    ),
)  # fmt: skip


def act_dependencies(council: Council, *, at: datetime) -> None:
    """Add each dependency once, as the giver's lead; the taker's confirms; one has been given."""
    if of_two_ends().exists():
        return
    stories = {story.programme.ref: story for story in council.stories}
    for number, told in enumerate(HANDOVERS):
        ends = [_end(ref, stories) for ref in (told.giver, told.taker)]
        giver, taker = ends
        if giver and taker:
            moment = at + timedelta(minutes=10 * number)
            _hand(told, giver, taker, stories, at=moment)


def _end(ref: str, stories: dict[str, Story]) -> Milestone | Programme | None:
    """Return an end that is in the plan and, as a milestone, in force."""
    found = end_named(ref) if ref.partition("-")[0] in stories else None
    return None if isinstance(found, Milestone) and found.retired_on else found


def _lead(ref: str, stories: dict[str, Story]) -> User:
    return stories[ref.partition("-")[0]].delivery_lead


def _hand(
    told: DependencyStory,
    giver: Milestone | Programme,
    taker: Milestone | Programme,
    stories: dict[str, Story],
    *,
    at: datetime,
) -> None:
    report = stories[told.giver.partition("-")[0]].latest_reports.get(told.giver)
    expected = report.forecast.latest if report else None
    give_by = expected or london_day(at) + timedelta(days=120)
    values = {
        "title": told.title,
        "description": told.description,
        "give_by": give_by,
        "need_by": give_by + timedelta(days=told.in_hand),
        "requirements": list(told.requirements),
    }
    row = add_dependency(giver, taker, values, by=_lead(told.giver, stories), at=at)
    later = at + timedelta(minutes=5)
    if told.is_confirmed:
        _confirm(row, by=_lead(told.taker, stories), at=later)
    if told.given:
        end_dependency(
            row, DependencyState.GIVEN, reason=told.given, version=row.version,
            by=_lead(told.taker, stories), at=later,
        )  # fmt: skip


def _confirm(row: Dependency, *, by: User, at: datetime) -> None:
    """Confirm for each side that is the person's and has not confirmed."""
    by.acting_on = london_day(at)
    now = of_two_ends().get(pk=row.pk)
    sides = [side for side in sides_of(by, now) if side not in confirmed_of(now)]
    if sides:
        confirm_dependency(now, sides, version=now.version, by=by, at=at)
