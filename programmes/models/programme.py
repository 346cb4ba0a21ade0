"""The 16 programmes with their workstreams and notes."""

from datetime import date
from typing import ClassVar

from django.db import models

from irp.fields import DayField, FlagField, LineField, Link, ProseField, WholeField, one_of
from irp.models import Post, Sourced, Tracked
from programmes.rules.owners import posts_that_sign
from programmes.words import RDL_NOT_NAMED, Signatories


class Programme(Tracked, Sourced):
    """A programme of the plan: one official name, the rest aliases that search understands."""

    _history_m2m_fields: ClassVar = ["outcomes"]

    number = WholeField(unique=True, least=1, most=999)
    ref = LineField(max_length=10, unique=True)
    name = LineField(max_length=200, unique=True)
    aliases = models.JSONField(default=list, blank=True)
    aim = models.ForeignKey("irp.Aim", models.PROTECT, related_name="programmes")
    outcomes = models.ManyToManyField("irp.Outcome", blank=True, related_name="programmes")
    summary = ProseField(max_length=2000, blank=True, default="")
    purpose = ProseField(max_length=4000, blank=True, default="")
    sao = Link("irp.Post", models.PROTECT, verbose_name="SAO", related_name="programmes_as_sao")
    rdl = Link(
        "irp.Post",
        models.PROTECT,
        verbose_name="RDL",
        null=True,
        blank=True,
        related_name="programmes_as_rdl",
    )
    lead_member = models.ForeignKey(
        "irp.Post", models.PROTECT, null=True, blank=True, related_name="programmes_as_lead_member"
    )
    signatories = LineField(
        max_length=4, choices=Signatories.choices(), default=Signatories.LEAD.value
    )

    # Whether a second person confirms each completion; the CPMO sets it.
    confirms_completion = FlagField("completions are confirmed", default=False)

    # Of a joint SAO's parts the one that signs alone; without it all of them sign (Rule 17).
    signing_lead = Link(
        "irp.Post",
        models.PROTECT,
        verbose_name="signs for all",
        null=True,
        blank=True,
        related_name="+",
    )
    # Signs where everybody who holds the SAO's post prepared the return; else the Chief Executive.
    reserve = Link(
        "irp.Post",
        models.PROTECT,
        verbose_name="reserve signatory",
        null=True,
        blank=True,
        related_name="+",
    )

    # From its final return on it owes none (Rule 18d).
    closed_on = DayField("closed", null=True, blank=True)

    known_signers: list[Post] | None = None  # set where a page has read them already

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("signatories", Signatories), name="programme_choices"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def rdl_named(self) -> str:
        """Return the RDL's post, or that the plan names none."""
        return str(self.rdl) if self.rdl else RDL_NOT_NAMED

    @property
    def signs_jointly(self) -> bool:
        """Tell whether several posts may have to sign: a joint SAO's, or every row's (Rule 17)."""
        return self.signatories == Signatories.ALL or bool(self.sao.part_titles)

    def signing_posts(self, *, on: date) -> list[Post]:
        """Return the posts whose signatures a return needs, first the one that rates (Rule 17).

        Rows that are retired on that day name nobody any more.
        """
        if not self.signs_jointly:
            return [self.sao]
        if self.known_signers is not None:
            return self.known_signers
        all_sign = self.signatories == Signatories.ALL
        own = self._own_saos(on=on) if all_sign else set()
        named = self.signing_lead if self.signing_lead_id else None
        posts = {post.title: post for post in [*own, *self._parts(), self.sao]}
        titles = posts_that_sign(
            all_sign=all_sign,
            lead=self.sao.title,
            own=[post.title for post in own],
            parts=[title for title in self.sao.part_titles if title in posts],
            named=named.title if named else None,
        )
        return [posts[title] for title in titles]

    def _parts(self) -> list[Post]:
        titles = self.sao.part_titles
        return list(Post.objects.filter(title__in=titles)) if titles else []

    def _own_saos(self, *, on: date) -> set[Post]:
        rows = self.milestones.all()
        if "milestones" not in getattr(self, "_prefetched_objects_cache", {}):
            rows = rows.select_related("own_sao")
        return {row.own_sao for row in rows if row.own_sao_id and row.is_in_force(on=on)}


class Workstream(Tracked):
    """A heading under which a programme groups its activities."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="workstreams")
    number = WholeField(least=1, most=99)
    name = LineField(max_length=200)

    class Meta:
        ordering: ClassVar = ["programme__number", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="workstream_number"),
            models.UniqueConstraint(fields=["programme", "name"], name="workstream_name"),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeNote(Tracked, Sourced):
    """What the plan says of a programme or workstream beside its activities."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="notes")
    workstream = models.ForeignKey(
        Workstream, models.PROTECT, null=True, blank=True, related_name="notes"
    )
    number = WholeField(least=1, most=99)
    text = ProseField(max_length=2000)

    class Meta:
        ordering: ClassVar = ["programme__number", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="note_number")
        ]

    def __str__(self) -> str:
        return self.text[:80]
