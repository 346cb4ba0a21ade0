"""Evidence: pieces with versions, what they are for, who looked, who took them out (Rule 22)."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from assurance.models.plan import Requirement
from assurance.querysets import EvidenceQuerySet
from assurance.words.classification import Classification, Paragraph
from assurance.words.evidence import (
    Cadence,
    EvidenceKind,
    EvidenceType,
    LinkFound,
    RecordKind,
    SealStep,
)
from irp.fields import DayField, FlagField, LineField, Link, ProseField, WholeField, one_of
from irp.models import Act, Retirable, Tracked

MOST_BYTES = 1 << 30


class Evidence(Tracked, Retirable):
    """A piece of evidence: what it is and who may see it; its content stands in its versions."""

    ref = LineField(max_length=20, unique=True)
    number = WholeField(unique=True, least=1, most=999_999)
    kind = LineField("how it is kept", max_length=8, choices=EvidenceKind.choices())
    title = LineField("title", max_length=300)
    type = LineField("what it is", max_length=12, choices=EvidenceType.choices())
    council_wide = FlagField("council-wide", default=False)
    # As people write them: a council-wide piece covers the ones that it names, and no others.
    directorates = models.JSONField("directorates covered", default=list, blank=True)
    classification = LineField(max_length=20, choices=Classification.choices())
    paragraph = LineField(
        "paragraph of Schedule 12A",
        max_length=1,
        choices=Paragraph.choices(),
        blank=True,
        default="",
    )
    exempt_reason = ProseField("why it is exempt", max_length=1000, blank=True, default="")
    # Who may see a confidential piece besides commissioners and CPMO.
    added_by = Link("irp.User", models.PROTECT, null=True, related_name="+")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-number"]
        verbose_name_plural = "evidence"
        indexes: ClassVar = [
            models.Index(fields=["kind", "type", "retired_on"], name="evidence_alike")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("kind", EvidenceKind)
                & one_of("type", EvidenceType)
                & one_of("classification", Classification)
                & one_of("paragraph", Paragraph, blank=True),
                name="evidence_choices",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_a_title"),
            models.CheckConstraint(
                condition=Q(classification="exempt") & ~Q(paragraph="") & ~Q(exempt_reason="")
                | ~Q(classification="exempt") & Q(paragraph="", exempt_reason=""),
                name="exempt_evidence_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"


class EvidenceVersion(Act):
    """What a piece holds from then on: a file's hash, an address, or a record's value pinned."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="versions")
    number = WholeField(least=1, most=999)
    effective_from = DayField("effective from")
    effective_to = DayField("effective to", not_before="effective_from")
    expires_on = DayField("expires", null=True, blank=True, not_before="effective_from")
    prepared_by = Link(
        "irp.User",
        models.PROTECT,
        verbose_name="who prepared it",
        null=True,
        blank=True,
        related_name="+",
    )
    prepared_by_name = LineField("name of who prepared it", max_length=200)
    note = ProseField("what is new", max_length=1000, blank=True, default="")
    sha256 = LineField(max_length=64, blank=True, default="")
    size = WholeField(default=0, most=MOST_BYTES)  # bytes
    format = LineField(max_length=8, blank=True, default="")
    has_macros = FlagField(default=False)
    file_name = LineField(max_length=120, blank=True, default="")
    address = LineField("address", max_length=1000, blank=True, default="")
    record_kind = LineField(
        "which kind of record", max_length=10, choices=RecordKind.choices(), blank=True, default=""
    )
    record_ref = LineField("reference of the record", max_length=20, blank=True, default="")
    record_title = LineField(max_length=600, blank=True, default="")
    record_value = LineField(max_length=500, blank=True, default="")  # at issue

    class Meta:
        ordering: ClassVar = ["evidence", "number"]
        indexes: ClassVar = [
            models.Index(fields=["evidence", "at"]),  # the newest of each piece, without its row
            models.Index(fields=["expires_on"]),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evidence", "number"], name="evidence_version_number"),
            models.CheckConstraint(
                condition=~Q(sha256="") & Q(address="", record_ref="")
                | ~Q(address="") & Q(sha256="", record_ref="")
                | ~Q(record_ref="") & Q(sha256="", address=""),
                name="evidence_version_has_one_content",
            ),
            models.CheckConstraint(
                condition=one_of("record_kind", RecordKind, blank=True),
                name="evidence_version_choices",
            ),
            models.CheckConstraint(
                condition=Q(effective_from__lte=F("effective_to")), name="evidence_is_effective"
            ),
            models.CheckConstraint(
                condition=~Q(prepared_by_name=""), name="evidence_has_its_preparer"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence.ref}, version {self.number}"

    @property
    def version(self) -> int:
        """Return what tells it from the versions before it."""
        return self.number


class EvidenceUse(Tracked):
    """What a piece is for: a requirement, or one of its considerations; many to many (Rule 22)."""

    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="uses")
    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="evidence_uses")
    consideration = WholeField(default=0, most=99)  # its place in the list, 0 for all of it
    ended = FlagField("no longer for it", default=False)

    class Meta:
        ordering: ClassVar = ["requirement", "consideration", "evidence"]
        indexes: ClassVar = [
            models.Index(fields=["requirement", "ended", "evidence"], name="uses_of_requirement")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["evidence", "requirement", "consideration"], name="evidence_used_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.evidence.ref} for {self.requirement.ref}"


class LinkCheck(Act):
    """Somebody looked at a link on a day and says what was there; the product never opens it."""

    evidence_version = models.ForeignKey(EvidenceVersion, models.PROTECT, related_name="checks")
    looked_on = DayField("day you looked")
    found = LineField("what you found", max_length=8, choices=LinkFound.choices())
    note = ProseField(max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("found", LinkFound), name="link_check_choices")
        ]

    def __str__(self) -> str:
        return f"{self.evidence_version}: {self.found}"


class EvidenceDownload(Act):
    """Who took a held file out, and when."""

    evidence_version = models.ForeignKey(EvidenceVersion, models.PROTECT, related_name="downloads")

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.evidence_version} downloaded"


class EvidenceSeal(Act):
    """A step of taking a file's privileged or personal content away: asked, then confirmed."""

    evidence_version = models.ForeignKey(EvidenceVersion, models.PROTECT, related_name="seals")
    sha256 = LineField(max_length=64)  # of the version: the same bytes may be held elsewhere too
    step = LineField(max_length=10, choices=SealStep.choices())
    reason = ProseField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["sha256", "step"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("step", SealStep), name="seal_choices"),
            models.CheckConstraint(condition=~Q(reason=""), name="seal_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_version}: {self.step}"


class SustainedEvidence(Act):
    """How long a requirement is to be shown to work, as commissioners set it: the newest counts."""

    requirement = models.ForeignKey(Requirement, models.PROTECT, related_name="sustained")
    periods = WholeField("how many periods in a row", least=1, most=36)
    cadence = LineField("how often", max_length=8, choices=Cadence.choices())
    # [{"name": …, "since": day or null, "until": day or null}], as `rules.sustained` writes it
    directorates = models.JSONField("directorates it is asked of", default=list, blank=True)
    reason = ProseField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["requirement", "-at", "-id"])]
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("cadence", Cadence), name="sustained_choices"),
            models.CheckConstraint(condition=~Q(reason=""), name="sustained_has_its_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.requirement.ref}: {Cadence(self.cadence).counted(self.periods)}"

    @property
    def version(self) -> int:
        """Return what tells it from the ones before it: its key."""
        return self.pk or 0
