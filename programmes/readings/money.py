"""Savings and capital receipts as facts (Rules 25 and 26)."""

from irp.fields import plan_date_of
from irp.models import Post
from irp.readings import Source
from programmes.facts import ReceiptFacts, SavingFacts
from programmes.models import Milestone, ReceiptTarget, Saving


def savings(source: Source) -> list[SavingFacts]:
    """Return the top savings by reference, in three statements."""
    refs = dict(source.columns(Milestone, "id", "ref"))
    posts = dict(source.columns(Post, "id", "title"))
    rows = sorted(source.rows(Saving), key=lambda row: row.ref)
    return [
        SavingFacts(
            ref=row.ref,
            milestone=refs[row.milestone_id],
            title=row.title,
            sao=posts[row.sao_id],
            lead_member=posts.get(row.lead_member_id),
            start=plan_date_of(row, "start"),
            end=plan_date_of(row, "end"),
        )
        for row in rows
    ]


def receipts(source: Source) -> list[ReceiptFacts]:
    """Return the steps of the asset sales programme as they were entered, in two statements."""
    refs = dict(source.columns(Milestone, "id", "ref"))
    return [
        ReceiptFacts(
            milestone=refs[row.milestone_id],
            amount=row.amount,
            cumulative=row.cumulative,
            start=plan_date_of(row, "start"),
            end=plan_date_of(row, "end"),
        )
        for row in source.rows(ReceiptTarget)
    ]
