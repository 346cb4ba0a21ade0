"""Drafts of commissioners on tests: a reading of their own, for commissioners alone (Rule 23)."""

from django.db.models import QuerySet

from assurance.models import AssuranceTest, CellDraft, PriorityOutcome
from assurance.words.cells import Subject
from irp.models import User


def open_drafts(user: User) -> QuerySet[CellDraft]:
    """Return the drafts that await a second commissioner, the oldest first; none for others."""
    rows = CellDraft.objects.seen_by(user).filter(end__isnull=True)
    return rows.select_related("outcome", "test", "by").order_by("at", "pk")


def drafts_of_cell(
    user: User, outcome: PriorityOutcome, test: AssuranceTest, subject: Subject
) -> QuerySet[CellDraft]:
    """Return the drafts of one subject, ended ones too, for commissioners alone."""
    rows = CellDraft.objects.seen_by(user).filter(outcome=outcome, test=test, subject=subject)
    return rows.select_related("outcome", "test", "by", "end")
