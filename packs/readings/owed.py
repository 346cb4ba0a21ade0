"""What is owed of boards, in one statement: actions, decisions, asks to them, moved days."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from irp.models import PeriodStep
from irp.readings import rows_of
from irp.readings.statements import together
from irp.words import PeriodAct
from packs.models import AgendaItem, BoardAction, BoardActionStep, ItemEnd
from packs.words import Forum
from packs.words.meetings import ActionStage
from programmes.readings.points import OwedPoint, points_in, scope_of, with_stage

ACTION, MOVED, ITEM = "action", "moved", "item"


@dataclass(frozen=True, kw_only=True)
class OwedAction:
    """An action of a board that is not settled: slim, for a person's home."""

    ref: str
    words: str
    owner: str
    stage: ActionStage
    due_on: date
    at: datetime


@dataclass(frozen=True, kw_only=True)
class OwedDecisions:
    """How many decisions a board is asked for at a meeting, of which nothing has become yet."""

    forum: Forum
    month: date  # of the pack that is read there
    on: date
    number: int


@dataclass(frozen=True, kw_only=True)
class Owed:
    """What a person's home asks of boards."""

    actions: tuple[OwedAction, ...]  # by their day
    decisions: tuple[OwedDecisions, ...]  # by the day of the meeting
    points: tuple[OwedPoint, ...]  # oldest first
    moved: bool  # whether the open month's days were changed since they were published (Rule 14)


def owed(*, among: Collection[str] | None = None) -> Owed:
    """Return what is owed of boards; the points are of these programmes alone, None for all."""
    every = rows_of(_rows, **scope_of(among))
    rows = sorted((row for row in every if row[0] != ITEM), key=lambda row: (row[4], row[1]))
    found = (
        OwedAction(
            ref=ref,
            words=words,
            owner=owner,
            stage=ActionStage(stage or ActionStage.OPEN.value),
            due_on=due_on,
            at=at,
        )
        for kind, ref, owner, words, at, stage, due_on in rows
        if kind == ACTION
    )
    still = (action for action in found if not action.stage.is_settled)
    return Owed(
        actions=tuple(sorted(still, key=lambda action: (action.due_on, action.ref))),
        decisions=tuple(_decisions(row for row in every if row[0] == ITEM)),
        points=tuple(points_in(row for row in rows if row[0] not in {ACTION, MOVED})),
        moved=any(row[0] == MOVED for row in rows),
    )


def _rows(**scope: Any) -> Any:
    return together((with_stage(**scope).order_by(), _actions(), _moves(), _items()))


def _decisions(rows: Iterable[tuple[Any, ...]]) -> Iterator[OwedDecisions]:
    """Yield what is to be decided at each meeting, from a row an item."""
    found = Counter((on, forum, month) for _, forum, _, _, _, month, on in rows)
    for (on, forum, month), number in sorted(found.items()):
        day = date.fromisoformat(month[:10])
        yield OwedDecisions(forum=Forum(forum), month=day, on=on, number=number)


def _items() -> Any:
    """Return the items of agendas of which nothing has become, with the day of the meeting."""
    rows = AgendaItem.objects.order_by().filter(
        ~Exists(ItemEnd.objects.filter(item=OuterRef("pk")))
    )
    day = Case(
        When(meeting__forum=Forum.TIB.value, then=F("meeting__cycle__tib_on")),
        default=F("meeting__cycle__irb_on"),
    )
    none = Value("", output_field=CharField())
    shown: Any = rows.annotate(
        kind=Value(ITEM),
        owner=none,
        words=none,
        at=Value(None, output_field=DateTimeField()),
        month=Cast("meeting__cycle__month", CharField()),
        day=Coalesce("meeting__moved_to", day),
    )
    return shown.values_list("kind", "meeting__forum", "owner", "words", "at", "month", "day")


def _actions() -> QuerySet[BoardAction, Any]:
    """Return actions with what their last step says of them, and the last day they were given."""
    steps = BoardActionStep.objects.filter(action=OuterRef("pk")).order_by("-number")
    last = Subquery(steps.values("stage")[:1])
    later = Subquery(steps.filter(due_on__isnull=False).values("due_on")[:1])
    rows = BoardAction.objects.order_by().annotate(
        what=Value(ACTION), stage=last, due=Coalesce(later, F("due_on"))
    )
    return rows.values_list("what", "ref", "owner__title", "words", "at", "stage", "due")


def _moves() -> Any:
    """Return each time that the open month's days were changed."""
    rows = PeriodStep.objects.order_by().filter(
        what=PeriodAct.DATES_CHANGED, period__opened_at__isnull=False, period__frozen_at=None
    )
    blank = {name: Value("", output_field=CharField()) for name in ("ref", "stage")}
    no_day = Value(None, output_field=DateField())
    shown: Any = rows.annotate(kind=Value(MOVED), **blank, day=no_day)
    return shown.values_list("kind", "ref", "by_name", "reason", "at", "stage", "day")
