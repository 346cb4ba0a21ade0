"""What is recorded of issued editions, and when publication is blocked (Rules 24e and 30)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, FlagField, LineField, ProseField, WholeField, one_of
from irp.models import Act
from packs.models.packs import Pack
from packs.words.publication import PublicationStep

IS_CLEARED = Q(step=PublicationStep.CLEARED.value)


class PackStep(Act):
    """An edition was received, cleared, published or taken down; `number` counts the acts on it."""

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="steps")
    number = WholeField(least=1, most=999)
    step = LineField(max_length=10, choices=PublicationStep.choices())
    on = DayField("day")
    # Of a clearance: who held the post on its day, the post, and what CPMO read it in.
    officer = LineField("Monitoring Officer", max_length=200, blank=True, default="")
    officer_post = LineField("post", max_length=400, blank=True, default="")
    document = LineField("reference of the document", max_length=200, blank=True, default="")
    words = ProseField(max_length=1000)
    reason = ProseField("reason for the correction", max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["pack", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["pack", "number"], name="pack_step_number"),
            models.CheckConstraint(
                condition=one_of("step", PublicationStep), name="pack_step_choices"
            ),
            models.CheckConstraint(
                condition=(IS_CLEARED & ~Q(officer=""))
                | (~IS_CLEARED & Q(officer="", officer_post="", document="")),
                name="clearance_names_the_officer",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="pack_step_has_words"),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.pack}"


class PreElectionPeriod(Act):
    """A pre-election period as entered or as changed; `number` counts the acts on it."""

    series = WholeField(least=1, most=9999)  # which period it is
    number = WholeField(least=1, most=999)
    election = LineField("election", max_length=200)
    starts_on = DayField("first day")
    ends_on = DayField("last day", not_before="starts_on")
    withdrawn = FlagField("it does not apply", default=False)
    reason = ProseField("reason for the change", max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["series", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "number"], name="pre_election_number"),
            models.CheckConstraint(condition=~Q(election=""), name="pre_election_names_it"),
            models.CheckConstraint(
                condition=Q(number=1, withdrawn=False, reason="")
                | (Q(number__gt=1) & ~Q(reason="")),
                name="pre_election_change_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Pre-election period of the {self.election}"
