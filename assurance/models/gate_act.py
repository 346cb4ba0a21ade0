"""What commissioners say of a requirement's typed dates, each as an act of its own (Rule 13)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.models.plan import Gate
from assurance.words.gates import Ruling
from irp.fields import LineField, ProseField, one_of
from irp.models import Act


class GateAct(Act):
    """A date is satisfied or set aside, or what was said of it is withdrawn: the newest counts."""

    gate = models.ForeignKey(Gate, models.PROTECT, related_name="acts")
    ruling = LineField("what you say of it", max_length=12, choices=Ruling.choices())
    reason = ProseField(max_length=2000)
    evidence_cited = ProseField(max_length=4000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["gate", "-at", "-id", "ruling"], name="newest_of_gate"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("ruling", Ruling), name="gate_act_choices"),
            models.CheckConstraint(condition=~Q(reason=""), name="gate_act_has_its_reason"),
            models.CheckConstraint(
                condition=~Q(ruling=Ruling.SATISFIED) | ~Q(evidence_cited=""),
                name="satisfied_on_evidence",
            ),
        ]

    @property
    def ruling_words(self) -> str:
        """Return what is said in words, within a sentence."""
        return Ruling(self.ruling).label.lower()

    @property
    def settles(self) -> bool:
        """Tell whether commissioners look for nothing more at the date."""
        return Ruling(self.ruling).settles

    def __str__(self) -> str:
        return f"{self.gate}: {self.get_ruling_display()}"
