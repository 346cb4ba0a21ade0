"""What is found of packs: those that wait, those on the shelf, what a person may see."""

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    Max,
    OuterRef,
    Q,
    Subquery,
)

from irp.words import MEMBERS
from packs.proof import OWN
from packs.rules import edition_label
from packs.words import OFFICERS, TO_PUBLISH

OF_ITS_COMMITTEE = Q(committee=None) | Q(committee=OuterRef("committee"))


class SnapshotQuerySet(models.QuerySet):
    """Snapshots of frozen months."""

    def newest_before(self, month: date) -> Any:
        """Return the snapshot of the newest month before one, or None: what a pack compares with.

        It comes without its text.
        """
        earlier = self.filter(period__month__lt=month).defer("body")
        return earlier.order_by("-period__month").first()


class PackQuerySet(models.QuerySet):
    """Packs in the queue and on the shelf."""

    def claimable(self, *, at: datetime) -> "PackQuerySet":
        """Return what a worker may take: it waits, or its holder has gone quiet."""
        return self.filter(Q(state="queued") | Q(state="running", lease_until__lt=at))

    def visible_to(self, user: Any) -> "PackQuerySet":
        """Return the packs this person may see (ADR 0006): drafts are CPMO's and administrators'.

        Commissioners see drafts of the IRB pack that are ready: they confirm their judgements in
        them. What is final goes to officers, auditors and commissioners. Members read what the IRB
        reads, what is published (Rule 24e), and the exempt parts of the committees they sit on.
        """
        if user.holds_kind("administrator", "cpmo"):
            return self
        final = self.filter(standing="final", state="ready")
        if user.holds_kind("commissioner"):
            return self.filter(Q(standing="final") | Q(forum="irb"), state="ready")
        if user.holds_kind(*OFFICERS):
            return final
        if user.holds_kind(*MEMBERS):
            steps = self.model._meta.get_field("steps").related_model._default_manager
            of_it = steps.filter(pack=OuterRef("pk"), step__in=("published", "taken_down"))
            newest = Subquery(of_it.order_by("-number").values("step")[:1])
            to_publish = Q(audience__in=TO_PUBLISH)
            theirs = final.alias(came=newest)
            return theirs.filter(
                Q(audience="whole", forum="irb")
                | to_publish & Q(came="published")
                | Q(audience="exempt", committee__in=user.sits_on())
            )
        return self.none()

    def versions(self, forum: str) -> "PackQuerySet":
        """Return a board's own versions, without what is made from one: it carries its number."""
        return self.filter(forum=forum, made_from=None)

    def next_number(self) -> int:
        """Return the number of the next version: what failed has taken none."""
        drawn = self.exclude(state="failed").aggregate(last=Max("number"))
        return (drawn["last"] or 0) + 1

    def next_label(self, *, is_final: bool) -> str:
        """Return what the next version is called, of a board's packs of one month."""
        drawn = self.exclude(state="failed")
        final = drawn.filter(standing="final")
        issued = final.aggregate(all=Count("number", distinct=True), last=Max("number"))
        drafts = drawn.filter(number__gt=issued["last"] or 0).count()
        return edition_label(is_final=is_final, issued=issued["all"], drafts=drafts)

    def asked_again(self) -> "PackQuerySet":
        """Return the packs that failed and were asked for again."""
        later = self.model._default_manager.filter(
            OF_ITS_COMMITTEE,
            snapshot=OuterRef("snapshot"),
            forum=OuterRef("forum"),
            audience=OuterRef("audience"),
            pk__gt=OuterRef("pk"),
        )
        return self.filter(Exists(later), state="failed")

    def with_period(self, *, hashed: bool = False) -> "PackQuerySet":
        """Read each pack's period and committee with it, but neither manifest nor long texts.

        The hash of the data is read for who shows it: SQLite goes through the plan to reach it.
        """
        rows = self.select_related("snapshot__period", "committee")
        rows = rows.defer("snapshot__body", "manifest", "pinned")
        return rows if hashed else rows.defer("snapshot__sha256")

    def with_hash(self, begins: str) -> "PackQuerySet":
        """Return ready packs of which a SHA-256 begins so: a file's, its data's, its manifest's.

        `begins` is hexadecimal in small letters.
        """
        own = Q(sha256__startswith=begins) | Q(snapshot__sha256__startswith=begins)
        own |= Q(annex_sha256__startswith=begins)
        return self.filter(own | Q(manifest__contains=f'"{OWN}": "{begins}'), state="ready")

    def sealed(self) -> "PackQuerySet":
        """Return ready packs that were sealed."""
        return self.filter(state="ready").exclude(drawn_sha256="")

    def with_superseded(self) -> "PackQuerySet":
        """Annotate `superseded`: a later version of the pack was drawn and is ready.

        A draft is replaced by any version, an issued one by an issued one alone: a correction that
        is not issued yet replaces nothing. A public edition is replaced by a later one made from
        the same version, an extract by a later one for its committee, and both by the correction
        of that version.
        """
        drawn = self.model._default_manager.filter(
            snapshot=OuterRef("snapshot"), forum=OuterRef("forum"), state="ready"
        )
        later = drawn.filter(made_from=None, number__gt=OuterRef("number"))
        same = {"made_from": OuterRef("made_from"), "audience": OuterRef("audience")}
        made = drawn.filter(OF_ITS_COMMITTEE, **same)
        replaced = (
            Exists(later.filter(standing="final"))
            | Q(Exists(later), standing="draft")
            | Exists(made.filter(part__gt=OuterRef("part")))
        )
        return self.annotate(
            superseded=ExpressionWrapper(Q(replaced, state="ready"), BooleanField())
        )

    def with_step_to_come(self, *, on: date) -> "PackQuerySet":
        """Annotate `has_step_to_come`: what comes next of a ready edition is not recorded (24e).

        The IRB received its pack, once it has met; what is made to be published was published.
        """
        steps = self.model._meta.get_field("steps").related_model._default_manager
        of_it = steps.filter(pack=OuterRef("pk"))
        is_received = Exists(of_it.filter(step="received"))
        came = Exists(of_it.filter(step__in=("published", "taken_down")))
        whole = Q(forum="irb", audience="whole", snapshot__period__irb_on__lte=on) & ~is_received
        waits = whole | Q(audience__in=TO_PUBLISH) & ~came
        return self.annotate(
            has_step_to_come=ExpressionWrapper(
                Q(waits, state="ready", standing="final"), BooleanField()
            )
        )

    def with_proof(self) -> "PackQuerySet":
        """Annotate `has_manifest`: one was kept, so that it can be handed over."""
        return self.annotate(has_manifest=~Q(manifest=""))
