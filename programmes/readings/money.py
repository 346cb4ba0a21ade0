"""Savings and capital receipts as facts (Rules 25 and 26)."""

from collections.abc import Mapping
from typing import Any

from irp.fields import plan_date_of
from irp.readings import Source
from programmes.facts.plan_money import ReceiptFacts, SavingFacts
from programmes.models import Milestone, ReceiptTarget, Saving
from programmes.readings.savings import initiatives


def savings(source: Source) -> list[SavingFacts]:
    """Return the plan's top savings by reference, in four statements; the council's are no rows."""
    return [
        SavingFacts(
            ref=one.ref,
            milestone=one.milestone,
            title=one.title,
            sao=one.sao or "",
            lead_member=one.lead_member,
            start=one.start,
            end=one.end,
        )
        for one in initiatives(source).facts
        if one.milestone
    ]


def receipts(source: Source) -> list[ReceiptFacts]:
    """Return the steps of the asset sales programme as they were entered, in two statements."""
    return steps_of(source, dict(source.columns(Milestone, "id", "ref")))


def steps_of(source: Source, refs: Mapping[int, str]) -> list[ReceiptFacts]:
    """Return the same where the references of its milestones are known, in one statement."""
    return [_receipt(row, refs[row.milestone_id]) for row in source.rows(ReceiptTarget)]


def saving_of(source: Source, milestone: Any, titles: dict[int, str]) -> SavingFacts | None:
    """Return the saving that is a milestone's row, if there is one."""
    rows = source.rows(Saving, milestone_id=milestone.id)
    return _saving(rows[0], milestone.ref, titles) if rows else None


def receipt_of(source: Source, milestone: Any) -> ReceiptFacts | None:
    """Return the capital receipts that are a milestone's row, if there are any."""
    rows = source.rows(ReceiptTarget, milestone_id=milestone.id)
    return _receipt(rows[0], milestone.ref) if rows else None


def _saving(row: Any, milestone: str, titles: dict[int, str]) -> SavingFacts:
    return SavingFacts(
        ref=row.ref,
        milestone=milestone,
        title=row.title,
        sao=titles[row.sao_id],
        lead_member=titles.get(row.lead_member_id),
        start=plan_date_of(row, "start"),
        end=plan_date_of(row, "end"),
    )


def _receipt(row: Any, milestone: str) -> ReceiptFacts:
    return ReceiptFacts(
        milestone=milestone,
        amount=row.amount,
        cumulative=row.cumulative,
        start=plan_date_of(row, "start"),
        end=plan_date_of(row, "end"),
    )
