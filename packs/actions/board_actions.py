"""What boards give posts to do: given at a meeting, done by its owner, accepted by CPMO."""

from datetime import date, datetime

from django.db import transaction

from irp.actions import Faulty, Refused, hold_to_newest
from irp.history import enact
from irp.models import Post, ReportingPeriod, User
from irp.permissions import require
from irp.readings.numbers import next_number
from irp.rules.calendar import london_day
from packs.actions.meetings import KEEPS, meeting_of
from packs.models import AgendaItem, BoardAction, BoardActionStep
from packs.permissions import right_to_move_action
from packs.readings.meetings import day_of
from packs.rules.meetings import action_faults, step_faults
from packs.words import Forum
from packs.words.meetings import ActionStage


def give_action(
    period: ReportingPeriod,
    forum: Forum,
    *,
    words: str,
    owner: Post,
    due_on: date,
    item: AgendaItem | None = None,
    by: User,
    at: datetime,
) -> BoardAction:
    """Record an action that a board gave at its meeting, with its owner and day.

    Raises `Refused` before the board has met, `Faulty` by field.
    """
    require(by, KEEPS, at=at)
    with transaction.atomic():
        meeting = meeting_of(period, forum, by=by, at=at)
        met_on = day_of(meeting, meeting.cycle, forum)
        if met_on > london_day(at):
            raise Refused("The board has not met yet: record its actions once it has.")
        if faults := action_faults(words=words, due_on=due_on, met_on=met_on):
            raise Faulty(faults)
        number = next_number(meeting.actions)
        return enact(
            BoardAction,
            by=by,
            at=at,
            meeting=meeting,
            number=number,
            ref=f"{forum.value.upper()}-{period.slug}-A{number}",
            item=item,
            words=words.strip(),
            owner=owner,
            due_on=due_on,
        )


def move_action(
    action: BoardAction,
    to: ActionStage,
    *,
    words: str,
    due_on: date | None = None,
    version: int,
    by: User,
    at: datetime,
) -> BoardActionStep:
    """Take the next step of an action; earlier words and days stay.

    `version` is how many steps the person saw. Raises `Conflict`, or `Faulty` by field.
    """
    require(by, right_to_move_action(to), action, at=at)
    with transaction.atomic():
        row = BoardAction.objects.select_for_update(of=("self",)).get(pk=action.pk)
        steps = list(row.steps.order_by("number"))
        hold_to_newest(steps[-1] if steps else None, seen=version)
        later = [step.due_on for step in steps if step.due_on]
        faults = step_faults(
            stage=ActionStage(steps[-1].stage) if steps else ActionStage.OPEN,
            to=to,
            words=words,
            due_on=due_on,
            standing=later[-1] if later else row.due_on,
        )
        if faults:
            raise Faulty(faults)
        return enact(
            BoardActionStep,
            by=by,
            at=at,
            action=row,
            number=len(steps) + 1,
            stage=to.value,
            due_on=due_on if to is ActionStage.EXTENDED else None,
            words=words.strip(),
        )
