"""What comes of risks or stands beside them: issues, actions, assumptions, decisions (Rule 28)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, Link, ProseField, WholeField
from irp.models import Tracked
from programmes.models.programme import Programme
from programmes.models.risks import Risk, in_its_states
from programmes.words import EntryState, RaidKind


class RegisterRow(Tracked):
    """An entry of the register, of a programme or overarching; its reference is kept for ever."""

    ref = LineField(max_length=20, unique=True)
    programme = Link(Programme, models.PROTECT, null=True, blank=True, related_name="+")
    number = WholeField(least=1, most=999)
    title = LineField(max_length=200)
    description = ProseField(max_length=2000, blank=True, default="")

    class Meta:
        abstract = True
        ordering: ClassVar = ["programme__number", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="%(class)s_number"),
            models.CheckConstraint(condition=~Q(title=""), name="%(class)s_title"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


class Closable(RegisterRow):
    """An entry that somebody owns until it ends, with what came of it."""

    owner = Link("irp.Post", models.PROTECT, null=True, blank=True, related_name="+")
    state = LineField(max_length=10, choices=EntryState.choices(), default=EntryState.OPEN.value)
    raised_on = DayField("raised")
    closed_on = DayField("closed", null=True, blank=True)
    outcome = ProseField(max_length=2000, blank=True, default="")

    class Meta(RegisterRow.Meta):
        abstract = True


class Issue(Closable):
    """Something that has happened and needs work; a risk that happened becomes one, linked."""

    impact = WholeField(null=True, blank=True, least=1, most=5)
    due_on = DayField("day to resolve it by", null=True, blank=True)
    risk = Link(Risk, models.PROTECT, null=True, blank=True, related_name="issues")

    class Meta(Closable.Meta):
        constraints: ClassVar = [
            *Closable.Meta.constraints,
            models.CheckConstraint(condition=in_its_states(RaidKind.ISSUE), name="issue_state"),
        ]


class About(models.Model):
    """What may belong to a risk or an issue."""

    risk: Risk | None
    issue: Issue | None

    class Meta:
        abstract = True

    @property
    def about_ref(self) -> str:
        """Return the reference of the risk or the issue, "" for neither."""
        about = self.risk or self.issue
        return about.ref if about else ""


class Action(About, Closable):
    """A piece of work that somebody owes by a day; it is closed with evidence."""

    due_on = DayField("due day")
    risk = Link(Risk, models.PROTECT, null=True, blank=True, related_name="actions")
    issue = Link(Issue, models.PROTECT, null=True, blank=True, related_name="actions")

    class Meta(Closable.Meta):
        constraints: ClassVar = [
            *Closable.Meta.constraints,
            models.CheckConstraint(condition=in_its_states(RaidKind.ACTION), name="action_state"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(outcome=""), name="closed_with_evidence"
            ),
            models.CheckConstraint(
                condition=Q(risk__isnull=True) | Q(issue__isnull=True), name="action_of_one"
            ),
        ]


class Assumption(Closable):
    """What the plan takes for granted until it is known; `description` says what if it is wrong."""

    review_on = DayField("next review", null=True, blank=True)

    class Meta(Closable.Meta):
        constraints: ClassVar = [
            *Closable.Meta.constraints,
            models.CheckConstraint(
                condition=in_its_states(RaidKind.ASSUMPTION), name="assumption_state"
            ),
        ]


class Decision(About, RegisterRow):
    """What was decided: in which forum, by whom, when, and where it is minuted."""

    forum = LineField(max_length=200)
    minute = LineField("minute", max_length=100, blank=True, default="")
    decided_by = LineField(max_length=200)
    decided_on = DayField("day of the decision")
    risk = Link(Risk, models.PROTECT, null=True, blank=True, related_name="decisions")
    issue = Link(Issue, models.PROTECT, null=True, blank=True, related_name="decisions")

    class Meta(RegisterRow.Meta):
        constraints: ClassVar = [
            *RegisterRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(risk__isnull=True) | Q(issue__isnull=True), name="decision_of_one"
            ),
        ]
