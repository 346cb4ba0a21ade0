"""What commissioners ask of the council: append-only, each step an act of its own (ADR 0018)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.words.requests import RequestAct
from irp.fields import DayField, LineField, Link, ProseField, WholeField, one_of
from irp.models import Act

EXTENDS = Q(what=RequestAct.EXTENDED.value)


class CouncilRequest(Act):
    """A request as it was asked; `by` is the commissioner, `due_on` the first day."""

    number = WholeField(unique=True, least=1, most=9999)
    owner = Link("irp.Post", models.PROTECT, verbose_name="who is asked", related_name="+")
    requirements = models.JSONField(default=list, blank=True)  # references, which never change
    words = ProseField("what is asked", max_length=2000)
    due_on = DayField("answer needed by")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="request_has_words")
        ]

    def __str__(self) -> str:
        return f"REQ-{self.number:02}"


class RequestStep(Act):
    """A step of a request; `number` counts them, so that of two at once one is taken."""

    request = models.ForeignKey(CouncilRequest, models.PROTECT, related_name="steps")
    number = WholeField(least=1, most=999)
    what = LineField(max_length=12, choices=RequestAct.choices())
    words = ProseField(max_length=4000, blank=True, default="")
    due_on = DayField("new day", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "number"], name="request_step_number"),
            models.CheckConstraint(condition=one_of("what", RequestAct), name="request_step_what"),
            models.CheckConstraint(
                condition=(EXTENDS & Q(due_on__isnull=False)) | (~EXTENDS & Q(due_on__isnull=True)),
                name="request_extended_to_a_day",
            ),
            models.CheckConstraint(
                condition=Q(what=RequestAct.ACCEPTED.value) | ~Q(words=""),
                name="request_step_has_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {RequestAct(self.what).label}"
