"""Snapshots and packs. The pack row is the queue, the broker only the doorbell (ADR 0002)."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from irp.fields import DayField, LineField, ProseField, WholeField, one_of
from irp.models import Act
from packs.querysets import PackQuerySet, SnapshotQuerySet
from packs.rules import edition_name, version_said
from packs.words import FOR_A_COMMITTEE, Audience, EditionStatus, Forum, PackFile, PackState

OF_A_COMMITTEE = [audience.value for audience in FOR_A_COMMITTEE]


class PlanSnapshot(Act):
    """The whole plan as it stood at freeze; every pack of the period is drawn from it."""

    period = models.OneToOneField("irp.ReportingPeriod", models.PROTECT, related_name="snapshot")
    schema = WholeField(least=1, most=999)
    body = models.TextField()  # canonical JSON
    sha256 = LineField(max_length=64)

    objects = SnapshotQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Snapshot of {self.period}"


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """One file of an edition, as it lies in the store."""

    file: PackFile
    sha256: str
    size: int  # bytes
    pages: int
    drawn_sha256: str = ""  # of what was drawn, before its seal; "" for a file that is not sealed
    drawn_size: int = 0

    @property
    def redrawn_sha256(self) -> str:
        """Return the SHA-256 that it has when it is drawn again, which puts no seal."""
        return self.drawn_sha256 or self.sha256


class Pack(models.Model):
    """A TIB or IRB pack of a frozen period: a place in the queue, then its stored PDFs."""

    snapshot = models.ForeignKey(PlanSnapshot, models.PROTECT, related_name="packs")
    compared_with = models.ForeignKey(  # fixed when it is asked for; none for the first month
        PlanSnapshot, models.PROTECT, null=True, blank=True, related_name="+"
    )
    forum = LineField(max_length=3, choices=Forum.choices())
    number = WholeField(least=1, most=999)  # its place in the month's sequence, unless it failed
    # What it is called, fixed when it is asked for; "" of a pack from before, which has its number.
    label = LineField(max_length=30, blank=True, default="")
    standing = LineField(max_length=5, choices=EditionStatus.choices())
    # An issued edition for its board has others made from it, for the public for one: they carry
    # its number and label, and are told apart by `part` where one replaces another.
    audience = LineField(max_length=6, choices=Audience.choices(), default=Audience.WHOLE.value)
    made_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="editions"
    )
    part = WholeField(default=1, least=1, most=999)
    # Of an extract and its exempt part: the committee that it is for, and the day it meets.
    committee = models.ForeignKey(
        "irp.Board", models.PROTECT, null=True, blank=True, related_name="+"
    )
    meets_on = DayField(null=True, blank=True)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="successors"
    )
    reason = ProseField(max_length=1000, blank=True, default="")
    requested_by = models.ForeignKey("irp.User", models.PROTECT, related_name="+")
    requested_by_name = LineField(max_length=200)
    requested_at = models.DateTimeField()

    state = LineField(
        max_length=8,
        choices=PackState.choices(),
        default=PackState.QUEUED.value,
    )
    claim = LineField(max_length=40, blank=True, default="")  # the claimant's own mark
    lease_until = models.DateTimeField(null=True, blank=True)
    tries = WholeField(default=0, least=0, most=99)
    stage = LineField(max_length=120, blank=True, default="")
    sections_done = WholeField(default=0, least=0, most=999)
    sections_all = WholeField(default=0, least=0, most=999)
    failure = ProseField(max_length=2000, blank=True, default="")
    ready_at = models.DateTimeField(null=True, blank=True)
    sha256 = LineField(max_length=64, blank=True, default="")
    size = WholeField(default=0, least=0, most=2_000_000_000)  # bytes
    pages = WholeField(default=0, least=0, most=100_000)
    annex_sha256 = LineField(max_length=64, blank=True, default="")  # "" where it has no such file
    annex_size = WholeField(default=0, least=0, most=2_000_000_000)
    annex_pages = WholeField(default=0, least=0, most=100_000)
    # Of what was drawn, which a sealed file begins with; "" and 0 where it is not sealed.
    drawn_sha256 = LineField(max_length=64, blank=True, default="")
    drawn_size = WholeField(default=0, least=0, most=2_000_000_000)
    annex_drawn_sha256 = LineField(max_length=64, blank=True, default="")
    annex_drawn_size = WholeField(default=0, least=0, most=2_000_000_000)
    # What proves the file (`packs.proof`); none of a pack from before manifests were kept.
    manifest = ProseField(max_length=16_000, blank=True, default="")

    # What it prints beside its snapshot, fixed when it is asked for: none of a pack from before.
    pinned = ProseField(max_length=400_000, blank=True, default="")

    objects = PackQuerySet.as_manager()

    superseded: bool  # annotated by `with_superseded`
    has_manifest: bool  # annotated by `with_proof`
    has_step_to_come: bool  # annotated by `with_step_to_come`
    is_received: bool  # annotated for Your work: the IRB received what it is made from
    is_judged: bool  # a commissioner has said whether its pages of judgements are right
    blocked_from: date | None  # the first day of the pre-election period in force
    is_cleared: bool  # since then

    class Meta:
        ordering: ClassVar = ["-snapshot__period__month", "forum", "-number", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["snapshot", "forum", "number", "audience", "part"],
                condition=~Q(state="failed"),  # its number is the next one's
                name="pack_version",
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | (~Q(sha256="") & Q(ready_at__isnull=False)),
                name="ready_pack_has_its_file",
            ),
            models.CheckConstraint(
                condition=Q(compared_with__isnull=True) | ~Q(compared_with=F("snapshot")),
                name="pack_compared_with_another",
            ),
            models.CheckConstraint(
                condition=Q(supersedes__isnull=True) | ~Q(supersedes=F("id")),
                name="pack_supersedes_another",
            ),
            models.CheckConstraint(
                condition=one_of("forum", Forum)
                & one_of("standing", EditionStatus)
                & one_of("state", PackState)
                & one_of("audience", Audience),
                name="pack_choices",
            ),
            models.CheckConstraint(
                condition=Q(audience="whole") | Q(made_from__isnull=False, standing="final"),
                name="public_pack_is_made_from_another",
            ),
            models.CheckConstraint(
                condition=Q(audience__in=OF_A_COMMITTEE, forum="irb", committee__isnull=False)
                & Q(meets_on__isnull=False)
                | ~Q(audience__in=OF_A_COMMITTEE)
                & Q(committee__isnull=True, meets_on__isnull=True),
                name="extract_has_its_committee",
            ),
            models.CheckConstraint(
                condition=Q(made_from__isnull=True) | ~Q(made_from=F("id")),
                name="pack_made_from_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.snapshot.period}, {self.own_version}"

    @property
    def name(self) -> str:
        """Return what it is: "IRB pack", "Public edition of the IRB pack"."""
        return edition_name(
            forum=self.forum,
            audience=Audience(self.audience),
            part=self.part,
            committee=str(self.committee or ""),
        )

    @property
    def version(self) -> str:
        """Return what tells it from every other pack of its board and month."""
        which = Audience(self.audience)
        return version_said(label=self._label, number=self.number, audience=which, part=self.part)

    @property
    def own_version(self) -> str:
        """Return the version alone: of what is made from another, that one's."""
        return version_said(label=self._label, number=self.number)

    @property
    def _label(self) -> str:
        return "failed try" if self.state == PackState.FAILED else self.label  # it takes no version

    @property
    def stored(self) -> tuple[StoredFile, ...]:
        """Return the files of a ready pack: the pack, and its annexes where they are a file."""
        found = [
            StoredFile(
                file=PackFile.PACK,
                sha256=self.sha256,
                size=self.size,
                pages=self.pages,
                drawn_sha256=self.drawn_sha256,
                drawn_size=self.drawn_size,
            ),
            StoredFile(
                file=PackFile.ANNEX,
                sha256=self.annex_sha256,
                size=self.annex_size,
                pages=self.annex_pages,
                drawn_sha256=self.annex_drawn_sha256,
                drawn_size=self.annex_drawn_size,
            ),
        ]
        return tuple(file for file in found if file.sha256)


class PackDownload(Act):
    """Who downloaded which file of a pack and when."""

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="downloads")
    file = LineField(max_length=5, choices=PackFile.choices(), default=PackFile.PACK.value)

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("file", PackFile), name="download_choices")
        ]

    def __str__(self) -> str:
        return f"{self.pack} by {self.by_name}"
