"""Official words of the Assurance Plan: each load is a version, append-only (Rule 24d)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.models.plan import AssuranceTest, PriorityOutcome, Requirement
from irp.fields import LineField, ProseField, WholeField, parts_fit
from irp.models import Act, AppendOnly


class WordsLoad(Act):
    """A file of official words that was loaded; `number` is the version that it made."""

    number = WholeField(unique=True, least=1, most=9999)
    reason = ProseField("why these words were loaded", max_length=2000)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="words_load_has_its_reason")
        ]

    def __str__(self) -> str:
        return f"Official words, version {self.number}"


class OfficialWords(AppendOnly):
    """What one load says of a requirement, an outcome or a test: of exactly one of them."""

    load = models.ForeignKey(WordsLoad, models.PROTECT, related_name="rows")
    requirement = models.ForeignKey(
        Requirement, models.PROTECT, null=True, related_name="official_words"
    )
    outcome = models.ForeignKey(
        PriorityOutcome, models.PROTECT, null=True, related_name="official_words"
    )
    test = models.ForeignKey(
        AssuranceTest, models.PROTECT, null=True, related_name="official_words"
    )
    says = ProseField("official words", max_length=2000)
    considerations = models.JSONField(default=list, blank=True)
    sha256 = LineField(max_length=64)

    class Meta:
        ordering: ClassVar = ["load", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(says=""), name="official_words_say_something"),
            models.CheckConstraint(
                condition=parts_fit("considerations"), name="official_words_considerations_fit"
            ),
            models.CheckConstraint(
                condition=Q(requirement__isnull=False, outcome__isnull=True, test__isnull=True)
                | Q(requirement__isnull=True, outcome__isnull=False, test__isnull=True)
                | Q(requirement__isnull=True, outcome__isnull=True, test__isnull=False),
                name="official_words_of_one",
            ),
            *(
                models.UniqueConstraint(fields=["load", name], name=f"official_words_{name}_once")
                for name in ("requirement", "outcome", "test")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.of}: {self.load}"

    @property
    def of(self) -> str:
        """Return what they are the words of: "PO1-T1-1", "PO1" for an outcome, "T1" for a test."""
        if self.requirement:
            return self.requirement.ref
        if self.outcome:
            return f"PO{self.outcome.number}"
        return f"T{self.test.number}" if self.test else ""
