"""Whether commissioners confirm the pages of their judgements in a draft before it is issued."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import ProseField, WholeField
from irp.models import Act
from packs.models.packs import Pack


class PackConfirmation(Act):
    """A commissioner's word on a draft of the IRB pack; the newest counts, earlier ones stay."""

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="confirmations")
    number = WholeField(least=1, most=999)
    agrees = models.BooleanField("are the pages of judgements right")
    words = ProseField("what is wrong", max_length=2000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pack", "number"], name="pack_confirmation_number"),
            models.CheckConstraint(
                condition=Q(agrees=True) | ~Q(words=""), name="pack_not_confirmed_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pack}: {'confirmed' if self.agrees else 'not confirmed'}"
