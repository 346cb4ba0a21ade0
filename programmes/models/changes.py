"""Change control: requests, their rows, every act on them, and what came of what (18, 18a).

A request's row says where it is now; what was asked for and what was decided are acts, which the
database keeps as they were written: a wrong entry is corrected by a new request.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, Link, ProseField, WholeField, one_of
from irp.models import Act, Tracked
from irp.plan_date_columns import PlanDates, whole_date
from programmes.models.dependencies import Dependency
from programmes.models.milestone import Milestone
from programmes.models.programme import Programme, Workstream
from programmes.words import ChangeAct, ChangeForum, ChangeKind, ChangeReason, ChangeState

OF_TAKERS = ["taker_asked", "taker_agreed", "objected"]
OF_NO_FORUM = ["asked", "withdrawn", *OF_TAKERS]
BOARDS = [forum.value for forum in ChangeForum if forum.is_board]


class ChangeRequest(Tracked):
    """A request to change rows of one programme; each row says what is asked of it."""

    ref = LineField(max_length=20, unique=True)
    programme = Link(Programme, models.PROTECT, related_name="changes")
    number = WholeField(least=1, most=9999)
    reason_code = LineField("main reason", max_length=12, choices=ChangeReason.choices())
    reason = ProseField("reason", max_length=1000)
    # By reference: requirements stand above programmes, which may not know them.
    requirements = models.JSONField("requirements it touches", default=list, blank=True)
    effect_requirements = ProseField(
        "effect on requirements", max_length=1000, blank=True, default=""
    )
    effect_money = ProseField("effect on money", max_length=1000, blank=True, default="")
    effect_dependencies = ProseField(
        "effect on other work", max_length=1000, blank=True, default=""
    )
    state = LineField(
        max_length=12, choices=ChangeState.choices(), default=ChangeState.WITH_SAO.value
    )

    class Meta:
        ordering: ClassVar = ["programme__number", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="change_number"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in ChangeState]), name="change_state"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="change_has_a_reason"),
            models.CheckConstraint(
                condition=one_of("reason_code", ChangeReason), name="change_choices"
            ),
        ]

    def __str__(self) -> str:
        return str(self.ref)


class ChangeRow(Act):
    """One row of a request: a milestone with what stands and what is proposed, or new work.

    Rows of one part are of one kind and were asked for together. `days` and `causes` are what the
    rule found on the day it was asked for, and what was said of assurance dates and money.
    """

    request = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="rows")
    number = WholeField(least=1, most=99)
    part = WholeField(least=1, most=99)
    kind = LineField("change", max_length=10, choices=ChangeKind.choices())
    milestone = models.ForeignKey(
        Milestone, models.PROTECT, null=True, blank=True, related_name="change_rows"
    )
    workstream = models.ForeignKey(Workstream, models.PROTECT, null=True, related_name="+")
    old_title = LineField(max_length=600, blank=True, default="")
    new_title = LineField(max_length=600, blank=True, default="")
    old = PlanDates()
    new = PlanDates()  # blank in a move of a date that leaves the end where it is
    old_start = PlanDates()  # both blank unless the start is asked to move
    new_start = PlanDates()
    run_by = LineField("service that runs it", max_length=200, blank=True, default="")
    days = models.IntegerField(null=True, blank=True)
    causes = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["request", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="change_row_number"),
            models.CheckConstraint(condition=one_of("kind", ChangeKind), name="change_row_kind"),
            models.CheckConstraint(
                condition=whole_date("old") & whole_date("new"), name="change_row_dates"
            ),
            models.CheckConstraint(
                condition=whole_date("old_start") & whole_date("new_start"),
                name="change_row_starts",
            ),
            models.CheckConstraint(
                condition=Q(days__isnull=True) | Q(days__gte=-40000, days__lte=40000),
                name="change_row_days",
            ),
            models.CheckConstraint(
                condition=Q(milestone__isnull=False) | ~Q(new_title=""), name="new_work_has_a_title"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}, row {self.number}"


class ChangeStep(Act):
    """An act on a request: asked for, agreed to or refused by a forum, IRB's view, withdrawn.

    And who needs what it moves was asked, agreed or objected.
    """

    request = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="steps")
    what = LineField(max_length=12, choices=ChangeAct.choices())
    forum = LineField(max_length=10, choices=ChangeForum.choices(), blank=True, default="")
    # The numbers of those that were agreed to, or that move what a taker needs.
    rows = models.JSONField(default=list, blank=True)
    met_on = DayField("day of the meeting", null=True, blank=True)
    minute = LineField("minute", max_length=100, blank=True, default="")
    reason = ProseField(max_length=2000, blank=True, default="")
    # Of an ask to who needs what moves, and of their answer (Rule 28).
    dependency = models.ForeignKey(
        Dependency, models.PROTECT, null=True, blank=True, related_name="change_steps"
    )
    due_on = DayField("answer needed by", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["request", "dependency"],
                condition=Q(what="taker_asked"),
                name="a_taker_is_asked_once",
            ),
            models.UniqueConstraint(
                fields=["request", "dependency"],
                condition=Q(what__in=["taker_agreed", "objected"]),
                name="a_taker_answers_once",
            ),
            models.CheckConstraint(
                condition=Q(what__in=OF_TAKERS, dependency__isnull=False)
                | ~Q(what__in=OF_TAKERS) & Q(dependency__isnull=True),
                name="a_taker_is_of_a_dependency",
            ),
            models.CheckConstraint(
                condition=Q(what="taker_asked", due_on__isnull=False)
                | ~Q(what="taker_asked") & Q(due_on__isnull=True),
                name="an_ask_of_a_taker_has_its_day",
            ),
            models.CheckConstraint(
                condition=one_of("what", ChangeAct) & one_of("forum", ChangeForum, blank=True),
                name="change_step_choices",
            ),
            models.CheckConstraint(
                condition=Q(what__in=OF_NO_FORUM, forum="")
                | ~Q(what__in=OF_NO_FORUM) & ~Q(forum=""),
                name="a_forum_decides_a_change",
            ),
            models.CheckConstraint(
                condition=~Q(forum__in=BOARDS) | Q(met_on__isnull=False),
                name="a_board_decides_at_a_meeting",
            ),
            models.CheckConstraint(
                condition=~Q(what__in=["refused", "withdrawn", "objected"]) | ~Q(reason=""),
                name="a_change_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.what}"


class Descent(Act):
    """A milestone took the place of another: "HOU-21 from HOU-06" (Rules 18a and 18b).

    By a request for a change, or by an edition of the plan.
    """

    parent = models.ForeignKey(Milestone, models.PROTECT, related_name="became")
    child = models.ForeignKey(Milestone, models.PROTECT, related_name="came_from")
    request = models.ForeignKey(ChangeRequest, models.PROTECT, null=True, related_name="+")
    edition = models.ForeignKey(
        "programmes.PlanEdition", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["parent", "child"], name="descends_once"),
            models.CheckConstraint(
                condition=~Q(parent=models.F("child")), name="descends_from_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child.ref} from {self.parent.ref}"
