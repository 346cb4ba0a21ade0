"""Drafts of commissioners on tests: a reading of their own, for commissioners alone (Rule 23)."""

from datetime import datetime

from django.db.models import QuerySet

from assurance.models import AssuranceTest, CellDraft, PriorityOutcome
from assurance.readings.leads import leads
from assurance.words.cells import Subject
from irp.models import User
from irp.prepared import Asker, rows_of
from irp.readings import plan_settings
from irp.rules.agreement import agreement_faults
from irp.words import Agrees


def open_drafts(user: User | Asker) -> QuerySet[CellDraft]:
    """Return the drafts that await a second commissioner, the oldest first; none for others."""
    rows = CellDraft.objects.seen_by(user).filter(end__isnull=True)
    return rows.select_related("outcome", "test", "by").order_by("at", "pk")


def drafts_to_agree(user: User) -> list[CellDraft]:
    """Return what other commissioners drafted and this one can agree or end; none for others."""
    if not user.holds_kind("commissioner"):
        return []
    return rows_of(_of_others, frozenset(user.kinds()), by=user.pk)


def _of_others(kinds: frozenset[str], *, by: int) -> QuerySet[CellDraft]:
    return open_drafts(Asker(kinds, by)).exclude(by=by)


def drafts_of_cell(
    user: User, outcome: PriorityOutcome, test: AssuranceTest, subject: Subject
) -> QuerySet[CellDraft]:
    """Return the drafts of one subject, ended ones too, for commissioners alone."""
    rows = CellDraft.objects.seen_by(user).filter(outcome=outcome, test=test, subject=subject)
    return rows.select_related("outcome", "test", "by", "end")


def not_to_agree(draft: CellDraft, *, by: User, at: datetime) -> list[str]:
    """Return why a commissioner cannot agree a draft, nothing where they can (Rule 24b)."""
    return agreement_faults(
        Agrees(plan_settings().agreed_by),
        drafted_by=draft.by_id or 0,
        agreed_by=by.pk,
        leads=leads(at=at, outcome=draft.outcome.number),
    )
