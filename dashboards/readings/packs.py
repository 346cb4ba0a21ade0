"""Packs as Your work and the page of a month list them: to look after, clear, read."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from irp.models import ReportingPeriod, User
from packs.models import EditionText, Pack, PackConfirmation
from packs.readings.issue import DRAFT, with_withdrawn, with_written_by
from packs.readings.publication import with_publication
from packs.rules.issue import is_issued
from packs.words import TO_PUBLISH
from packs.words.edition import OWED_BY_CPMO, TextKind


def packs_to_look_after(*, asked_by: int, since: date, on: date) -> QuerySet[Pack]:
    """Return the packs that a member of CPMO looks after, the newest ten, with what is to be done.

    Those that are made or failed, drafts, what the person asked for since a day, and those of which
    an act is to be recorded; none that is replaced or was asked for again.
    """
    is_told = Q(state="ready", requested_by_id=asked_by, ready_at__date__gte=since)
    told = (
        is_told | Q(state__in=["queued", "running", "failed"]) | Q(state="ready", standing="draft")
    )
    asked_again = Pack.objects.asked_again().values("pk")
    rows = with_withdrawn(Pack.objects.with_superseded().with_step_to_come(on=on))
    rows = with_written_by(with_publication(rows, on=on), by=asked_by)
    confirmations = PackConfirmation.objects.filter(pack=OuterRef("pk")).order_by("-number")
    written = EditionText.objects.filter(
        month_of=OuterRef("snapshot__period"),
        forum=OuterRef("forum"),
        at__gt=OuterRef("requested_at"),
    ).exclude(stage=DRAFT)
    rows = rows.annotate(**{f"{kind.value}_stage": _stage(kind) for kind in OWED_BY_CPMO})
    rows = rows.annotate(
        agreed=Subquery(confirmations.values("agrees")[:1]),
        judged_by=Subquery(confirmations.values("by_name")[:1]),
        is_rewritten=Exists(written),
        is_told=is_told,
    )
    rows = rows.filter(told | Q(has_step_to_come=True) | Q(is_to_correct=True))
    rows = rows.exclude(pk__in=asked_again).filter(superseded=False)
    return rows.with_period().order_by("-pk")[:10]


def _stage(kind: TextKind) -> Subquery:
    """Return how far a text for a pack has come: the newest version, drafts left out."""
    rows = EditionText.objects.filter(
        month_of=OuterRef("snapshot__period"), forum=OuterRef("forum"), kind=kind.value
    )
    return Subquery(rows.exclude(stage=DRAFT).order_by("-number").values("stage")[:1])


def packs_to_clear(*, on: date) -> QuerySet[Pack]:
    """Return the editions that a pre-election period keeps back, the newest ten (Rule 30)."""
    ready = Pack.objects.with_superseded().with_step_to_come(on=on)
    rows = with_publication(ready.filter(audience__in=TO_PUBLISH, has_step_to_come=True), on=on)
    rows = rows.filter(superseded=False, blocked_from__isnull=False, is_cleared=False)
    return rows.with_period().order_by("-pk")[:10]


def packs_given(user: User, *, most: int) -> list[Pack]:
    """Return the newest editions made from a pack that a member may read, with their steps."""
    made = Pack.objects.visible_to(user).filter(state="ready").exclude(made_from=None)
    rows = made.with_period().with_superseded().filter(superseded=False).prefetch_related("steps")
    return list(rows.order_by("-requested_at", "-pk")[:most])


def packs_of(period: ReportingPeriod) -> list[Pack]:
    """Return every pack of a period: who may see which is for the page to ask (ADR 0006)."""
    packs = Pack.objects.filter(snapshot__period=period)
    known = packs.with_period().with_superseded().with_proof()
    return list(known.prefetch_related("steps"))


def packs_issued(month: date) -> bool:
    """Tell whether each board's final pack of a month is ready."""
    packs = Pack.objects.filter(snapshot__period__month=month)
    return is_issued(packs.only("forum", "standing", "state"))
