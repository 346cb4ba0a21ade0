"""Boards' meetings, what is decided at them and what follows (Rules 14, 24 and 31).

A meeting's day is its period's while that is open, and its own once the period is frozen.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from irp.fields import DayField, LineField, Link, ProseField, WholeField, one_of
from irp.models import Act, Tracked
from packs.rules.meetings import meeting_name
from packs.words import Forum
from packs.words.meetings import ActionStage, Came, Decided, ItemFate

IS_DECIDED = Q(fate=ItemFate.DECIDED.value)
IS_EXTENDED = Q(stage=ActionStage.EXTENDED.value)


class Meeting(Tracked):
    """The meeting of a board at which a period's pack is read."""

    _history_m2m_fields: ClassVar = ["members"]

    cycle = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="meetings")
    forum = LineField("board", max_length=3, choices=Forum.choices())
    moved_to = DayField("day", null=True, blank=True)  # where it moved after the freeze
    starts = LineField("time", max_length=40, blank=True, default="")
    venue = LineField("place", max_length=200, blank=True, default="")
    members = models.ManyToManyField("irp.Post", related_name="+", blank=True)

    class Meta:
        ordering: ClassVar = ["-cycle__month", "forum"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cycle", "forum"], name="meeting_of_a_board"),
            models.CheckConstraint(condition=one_of("forum", Forum), name="meeting_choices"),
        ]

    def __str__(self) -> str:
        return meeting_name(Forum(self.forum), self.cycle.month)


class Attendance(Act):
    """Whether a member came; `number` counts what was noted of the post, a correction is later."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance")
    post = models.ForeignKey("irp.Post", models.PROTECT, related_name="+")
    number = WholeField(least=1, most=999)
    came = LineField(max_length=10, choices=Came.choices())
    who = LineField("who held the post", max_length=200, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "post", "number"], name="attendance_number"),
            models.CheckConstraint(condition=one_of("came", Came), name="attendance_choices"),
        ]

    def __str__(self) -> str:
        return f"{self.post}: {Came(self.came).label}"


class AgendaItem(Tracked):
    """A decision that a board is asked for at a meeting; the one model of an ask to a board.

    `point` is the SAO's ask that it comes from, `carried_from` the item it goes on with.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    number = WholeField(least=1, most=99)
    ask = ProseField("decision sought", max_length=1000)
    options = ProseField("options", max_length=2000, blank=True, default="")
    recommendation = ProseField("CPMO’s recommendation", max_length=1000, blank=True, default="")
    without = ProseField("effect of no decision", max_length=1000, blank=True, default="")
    decide_by = DayField("decision needed by", null=True, blank=True)
    asked_by = Link(
        "irp.Post",
        models.PROTECT,
        verbose_name="who asks",
        null=True,
        blank=True,
        related_name="+",
    )
    point = models.ForeignKey(
        "programmes.Point",
        models.PROTECT,
        verbose_name="SAO’s ask",
        null=True,
        blank=True,
        related_name="items",
    )
    carried_from = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to"
    )

    class Meta:
        ordering: ClassVar = ["meeting", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_item_number"),
            models.CheckConstraint(condition=~Q(ask=""), name="agenda_item_asks"),
            models.CheckConstraint(
                condition=Q(carried_from__isnull=True) | ~Q(carried_from=F("id")),
                name="agenda_item_carries_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, item {self.number}"


class ItemEnd(Act):
    """What became of an item: decided with a minute, carried, withdrawn; a correction is later."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="ends")
    number = WholeField(least=1, most=999)
    fate = LineField(max_length=10, choices=ItemFate.choices())
    decided = LineField(
        "what the board decided", max_length=16, choices=Decided.choices(), blank=True, default=""
    )
    words = ProseField(max_length=2000)
    minute = LineField("minute reference", max_length=100, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "number"], name="item_end_number"),
            models.CheckConstraint(
                condition=(IS_DECIDED & ~Q(decided="") & ~Q(minute=""))
                | (~IS_DECIDED & Q(decided="", minute="")),
                name="decided_with_its_minute",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="item_end_has_words"),
            models.CheckConstraint(
                condition=one_of("fate", ItemFate) & one_of("decided", Decided, blank=True),
                name="item_end_choices",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {ItemFate(self.fate).label}"


class BoardAction(Act):
    """What a board gave a post to do at a meeting; what became of it are its steps."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="actions")
    number = WholeField(least=1, most=99)
    ref = LineField(max_length=20, unique=True)  # "TIB-2026-10-A1"
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="actions"
    )
    words = ProseField("what is to be done", max_length=1000)
    owner = models.ForeignKey("irp.Post", models.PROTECT, related_name="+")
    due_on = DayField("due day")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "number"], name="board_action_number"),
            models.CheckConstraint(condition=~Q(words=""), name="board_action_has_words"),
        ]

    def __str__(self) -> str:
        return f"Action {self.ref}"


class BoardActionStep(Act):
    """A step of an action; `number` counts them, so that of two at once one alone is taken."""

    action = models.ForeignKey(BoardAction, models.PROTECT, related_name="steps")
    number = WholeField(least=1, most=999)
    stage = LineField(max_length=10, choices=ActionStage.choices())
    due_on = DayField("new due day", null=True, blank=True)
    words = ProseField(max_length=2000)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["action", "number"], name="board_action_step_number"),
            models.CheckConstraint(
                condition=(IS_EXTENDED & Q(due_on__isnull=False))
                | (~IS_EXTENDED & Q(due_on__isnull=True)),
                name="extended_to_a_day",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="board_action_step_has_words"),
            models.CheckConstraint(
                condition=one_of("stage", ActionStage) & ~Q(stage=ActionStage.OPEN.value),
                name="board_action_step_choices",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action}: {ActionStage(self.stage).label}"
