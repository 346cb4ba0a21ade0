"""What assurance finds: issued judgements, drafts, and which of them a person may see."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber

from assurance.rules.accuracy import OFFICERS
from assurance.rules.evidence import SEES_ALL, SEES_EXEMPT
from irp.models import PostHolding


class AssessmentQuerySet(models.QuerySet):
    """Assessments of requirements."""

    def newest_issued(self, *, at: datetime) -> "AssessmentQuerySet":
        """Return each speaker's newest issued assessment of each requirement up to a moment.

        Rules 19 and 21. One that has been withdrawn is among them, with its withdrawal: it says
        that nothing before it is in force.
        """
        place = Window(
            RowNumber(),
            partition_by=[F("requirement"), F("speaker")],
            order_by=[F("at").desc(), F("pk").desc()],
        )
        rows = self.filter(issued=True, at__lte=at).select_related(
            "withdrawal", "answer", "words__load"
        )
        return rows.annotate(place=place).filter(place=1)


class CommissionersOnly(models.Manager):
    """What commissioners alone may know of: it finds nothing unless it is told who asks (23)."""

    def get_queryset(self) -> models.QuerySet:
        """Return nothing: whoever reads says for whom."""
        return super().get_queryset().none()

    def seen_by(self, user: Any) -> models.QuerySet:
        """Return the rows for a commissioner, none for anybody else."""
        rows: models.QuerySet = models.QuerySet(self.model, using=self._db)
        return rows if user.holds_kind("commissioner") else rows.none()

    def everything(self) -> models.QuerySet:
        """Return all rows, for a reading that itself decides who sees which."""
        return models.QuerySet(self.model, using=self._db)


class DraftsSeen(models.Manager):
    """Drafts of judgements: finds nothing unless it is told who asks (Rule 23)."""

    def get_queryset(self) -> models.QuerySet:
        """Return nothing: whoever reads says for whom."""
        return super().get_queryset().none()

    def seen_by(self, user: Any) -> models.QuerySet:
        """Return the drafts that a person may know of.

        A commissioner's own, and those that others have shared; for everyone else, one who is a
        commissioner no more among them, there is none: a leaver's private drafts are sealed so.
        `kept_back` marks what its author has saved again and shares no more: it still counts as
        read, so that a form opened before is told of a conflict, and is shown to nobody else.
        """
        rows: models.QuerySet = models.QuerySet(self.model, using=self._db)
        if not user.holds_kind("commissioner"):
            return rows.none()
        seen = rows.filter(Q(by=user.pk) | Q(shared=True)).select_related("end", "requirement")
        return seen.annotate(kept_back=_kept_back(self.model))


def _kept_back(drafts: Any, path: str = "") -> Exists:
    """Return whether a draft's author saved a later one of the requirement, and shares it not."""
    at, key = OuterRef(f"{path}at"), OuterRef(f"{path}pk")
    of = {"requirement": OuterRef(f"{path}requirement"), "by": OuterRef(f"{path}by")}
    later = Q(at__gt=at) | Q(at=at, pk__gt=key)
    return Exists(drafts._base_manager.filter(later, **of, shared=False))


class EndsSeen(models.Manager):
    """How drafts ended: read with its draft alone (Rule 23)."""

    def get_queryset(self) -> models.QuerySet:
        """Return nothing: a draft that a person may see has its end with it."""
        return super().get_queryset().none()


class AccuracySeen(models.Manager):
    """Shares of drafts for accuracy: finds nothing unless it is told who asks (Rule 23)."""

    def get_queryset(self) -> models.QuerySet:
        """Return nothing: whoever reads says for whom."""
        return super().get_queryset().none()

    def seen_by(self, user: Any, *, on: date) -> models.QuerySet:
        """Return the shares of drafts that a commissioner may know of, none for anybody else."""
        if not user.holds_kind("commissioner"):
            return self.none()
        kept_back = _kept_back(self.model._meta.get_field("draft").related_model, "draft__")
        shared = Q(draft__shared=True) & ~Q(kept_back)
        return self._rows(on).filter(Q(draft__by=user.pk) | shared)

    def open_to(self, user: Any, *, on: date) -> models.QuerySet:
        """Return the shares through which an officer sees a draft on a day: the one narrow door.

        Their own alone. Twin of `assurance.rules.accuracy.is_open`.
        """
        if not user.holds_kind(*OFFICERS):
            return self.none()
        rows = self._rows(on).filter(officer=user.pk, until__gte=on, end__isnull=True)
        return rows.filter(draft_ended=False, author_serves=True)

    def under_way(self, user: Any) -> models.QuerySet:
        """Return the shares of a commissioner's own drafts that have not ended."""
        if not user.holds_kind("commissioner"):
            return self.none()
        rows: models.QuerySet = models.QuerySet(self.model, using=self._db)
        return rows.filter(~self._ended(), draft__by=user.pk).order_by()

    def _ended(self) -> Exists:
        ends: Any = apps.get_model("assurance", "JudgementDraftEnd")
        return Exists(
            ends._base_manager.filter(
                draft__requirement=OuterRef("draft__requirement"),
                draft__by=OuterRef("draft__by"),
                at__gte=OuterRef("at"),
            )
        )

    def _rows(self, on: date) -> models.QuerySet:
        serves = PostHolding.objects.held(on=on).filter(
            user=OuterRef("draft__by"), user__is_active=True, post__kind="commissioner"
        )
        rows: models.QuerySet = models.QuerySet(self.model, using=self._db)
        rows = rows.annotate(draft_ended=self._ended(), author_serves=Exists(serves))
        return rows.select_related("end", "draft__requirement").order_by("at", "pk")


class CommentsSeen(models.Manager):
    """Comments on accuracy: read with the shares that a person may see alone (Rule 23)."""

    def get_queryset(self) -> models.QuerySet:
        """Return nothing: whoever reads says of which shares."""
        return super().get_queryset().none()

    def of(self, shares: models.QuerySet | Sequence[Any]) -> models.QuerySet:
        """Return the comments on shares that the person has been found to see, oldest first."""
        rows: models.QuerySet = models.QuerySet(self.model, using=self._db)
        keys = shares.values("pk") if isinstance(shares, models.QuerySet) else shares
        return rows.filter(share__in=keys).order_by("at", "pk")


class EvidenceQuerySet(models.QuerySet):
    """Pieces of evidence."""

    def visible_to(self, user: Any) -> "EvidenceQuerySet":
        """Return the pieces whose classification lets this person see them (Rule 29).

        Twin of `assurance.rules.evidence.is_seen`.
        """
        if user.holds_kind(*SEES_ALL):
            return self
        open_to_all = Q(classification__in=["public", "official_sensitive"])
        seen = open_to_all | Q(added_by=user.pk) | Q(versions__prepared_by=user.pk)
        if user.holds_kind(*SEES_EXEMPT):
            seen |= Q(classification="exempt")
        return self.filter(pk__in=self.model._base_manager.filter(seen).values("pk"))
