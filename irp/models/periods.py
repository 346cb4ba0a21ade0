"""The reporting cycle: one observation month, its deadlines, and when it was frozen."""

from typing import ClassVar

from django.db import models
from django.db.models import ExpressionWrapper, Q

from irp.fields import DayField, LineField, ProseField, one_of
from irp.models.tracked import Act, Tracked
from irp.querysets import PeriodQuerySet
from irp.rules.date_spans import printed_month
from irp.rules.texts import with_post
from irp.words import PeriodAct, PeriodState


class ReportingPeriod(Tracked):
    """An observation month with its published deadlines (Rules 14 and 16)."""

    month = DayField(unique=True)  # its first day
    opens_on = DayField()
    return_due_on = DayField(not_before="opens_on")
    sign_off_on = DayField(not_before="return_due_on")
    challenge_on = DayField(not_before="sign_off_on")
    freeze_on = DayField(not_before="challenge_on")
    issue_on = DayField(not_before="freeze_on")
    tib_on = DayField(not_before="issue_on")
    irb_on = DayField(not_before="tib_on")
    opened_at = models.DateTimeField(null=True, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-month"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | Q(opened_at__isnull=False),
                name="frozen_after_opened",
            ),
            models.UniqueConstraint(
                ExpressionWrapper(Q(opened_at__isnull=False), models.BooleanField()),
                condition=Q(opened_at__isnull=False, frozen_at__isnull=True),
                name="one_period_open",
            ),
        ]

    def __str__(self) -> str:
        return printed_month(self.month)

    @property
    def slug(self) -> str:
        """Return the month as addresses write it: "2026-10"."""
        return f"{self.month:%Y-%m}"

    @property
    def state(self) -> PeriodState:
        """Return how far it has come."""
        return PeriodState.of(self.opened_at, self.frozen_at)

    @property
    def is_open(self) -> bool:
        """Tell whether reports may be written to it; twin of `PeriodQuerySet.open`."""
        return self.opened_at is not None and self.frozen_at is None

    @property
    def is_frozen(self) -> bool:
        """Tell whether its record is final; twin of `PeriodQuerySet.frozen`."""
        return self.frozen_at is not None

    @property
    def frozen_step(self) -> "PeriodStep | None":
        """Return the step that froze it; None while it is not frozen. Prefetch steps for many."""
        frozen = [step for step in self.steps.all() if step.what == PeriodAct.FROZEN]
        return frozen[-1] if frozen else None

    @property
    def frozen_by(self) -> str:
        """Return who froze it, with the post held then (Rule 31); blank while it is not frozen."""
        step = self.frozen_step
        if step is None:
            return ""
        return with_post(step.by_name, step.by_post)


class PeriodStep(Act):
    """What was done to a period, by whom, when and why: opened, dates changed, frozen."""

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="steps")
    what = LineField(max_length=20, choices=PeriodAct.choices())
    reason = ProseField(max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("what", PeriodAct), name="period_step_choices")
        ]

    def __str__(self) -> str:
        return f"{self.period}: {self.get_what_display()}"
