"""What a judgement rests on: a version of evidence, pinned, and how strong it is (Rule 22)."""

from typing import ClassVar

from django.db import models

from assurance.models.cells import CellAct
from assurance.models.evidence import EvidenceVersion
from assurance.models.gate_act import GateAct
from assurance.models.judgement import Assessment
from assurance.words.evidence import Strength
from irp.fields import LineField, one_of
from irp.models import AppendOnly


class Citation(AppendOnly):
    """A part of an assessment: the version that it cites, whatever versions come later."""

    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="citations")
    version = models.ForeignKey(EvidenceVersion, models.PROTECT, related_name="citations")
    strength = LineField("how strong it is", max_length=10, choices=Strength.choices())
    # What a record of the product said when it was cited, "" for other kinds.
    record_value = LineField(max_length=500, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["assessment", "version"], name="cited_once"),
            models.CheckConstraint(condition=one_of("strength", Strength), name="citation_choices"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.version}"


class GateCitation(AppendOnly):
    """A part of what commissioners say of a date: the version that it cites (Rules 13 and 22)."""

    act = models.ForeignKey(GateAct, models.PROTECT, related_name="citations")
    version = models.ForeignKey(EvidenceVersion, models.PROTECT, related_name="+")
    strength = LineField("how strong it is", max_length=10, choices=Strength.choices())
    record_value = LineField(max_length=500, blank=True, default="")  # as of a citation

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["act", "version"], name="gate_cites_once"),
            models.CheckConstraint(
                condition=one_of("strength", Strength), name="gate_citation_choices"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.version}"


class CellCitation(AppendOnly):
    """A part of what commissioners judge of a test: the version that it cites (20, 21 and 22)."""

    act = models.ForeignKey(CellAct, models.PROTECT, related_name="citations")
    version = models.ForeignKey(EvidenceVersion, models.PROTECT, related_name="+")
    strength = LineField("how strong it is", max_length=10, choices=Strength.choices())
    record_value = LineField(max_length=500, blank=True, default="")  # as of a citation

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["act", "version"], name="cell_act_cites_once"),
            models.CheckConstraint(
                condition=one_of("strength", Strength), name="cell_citation_choices"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act}: {self.version}"
