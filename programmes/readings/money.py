"""Savings and capital receipts as facts (Rules 25 and 26)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, DecimalField, Value

from irp.plan_date_columns import plan_date_of
from irp.readings import Source
from irp.rules.plan_dates import PlanDate, plan_date
from programmes.facts.plan_money import ReceiptFacts, SavingFacts
from programmes.models import Milestone, ReceiptTarget, Saving
from programmes.readings.savings import initiatives

NO_POST = Value(None, BigIntegerField())
NO_AMOUNT = Value(None, DecimalField(max_digits=14, decimal_places=2))
DAYS = tuple(
    f"{end}_{part}"
    for end in ("start", "end")
    for part in ("raw", "precision", "earliest", "latest")
)
# The columns of both, those of the other left empty: a saving has a reference.
OF_A_MILESTONE = (
    (Saving, ("ref", "title", "sao_id", "lead_member_id", NO_AMOUNT, NO_AMOUNT, *DAYS)),
    (ReceiptTarget, (Value(""), Value(""), NO_POST, NO_POST, "amount", "cumulative", *DAYS)),
)


def savings(source: Source) -> list[SavingFacts]:
    """Return the plan's top savings by reference, in four statements; the council's are no rows."""
    return [
        SavingFacts(
            ref=initiative.ref,
            milestone=initiative.milestone,
            title=initiative.title,
            sao=initiative.sao or "",
            lead_member=initiative.lead_member,
            start=initiative.start,
            end=initiative.end,
        )
        for initiative in initiatives(source).facts
        if initiative.milestone
    ]


def receipts(source: Source) -> list[ReceiptFacts]:
    """Return the steps of the asset sales programme as they were entered, in two statements."""
    return steps_of(source, dict(source.columns(Milestone, "id", "ref")))


def steps_of(source: Source, refs: Mapping[int, str]) -> list[ReceiptFacts]:
    """Return the same where the references of its milestones are known, in one statement."""
    return [_receipt(row, refs[row.milestone_id]) for row in source.rows(ReceiptTarget)]


def money_of(
    source: Source, milestone: Any, titles: dict[int, str]
) -> tuple[SavingFacts | None, ReceiptFacts | None]:
    """Return the saving and the capital receipts that are a milestone's row, in one statement."""
    saving, receipt = None, None
    for ref, title, sao, lead, amount, cumulative, *days in source.columns_of(
        OF_A_MILESTONE, milestone_id=milestone.id
    ):
        start, end = _day(*days[:4]), _day(*days[4:])
        if ref:
            saving = SavingFacts(
                ref=ref,
                milestone=milestone.ref,
                title=title,
                sao=titles[sao],
                lead_member=titles.get(lead),
                start=start,
                end=end,
            )
        else:
            receipt = ReceiptFacts(
                milestone=milestone.ref,
                amount=amount,
                cumulative=cumulative,
                start=start,
                end=end,
            )
    return saving, receipt


def _day(raw: str, precision: str, earliest: date | None, latest: date | None) -> PlanDate:
    return plan_date(raw, precision, earliest, latest)


def _receipt(row: Any, milestone: str) -> ReceiptFacts:
    return ReceiptFacts(
        milestone=milestone,
        amount=row.amount,
        cumulative=row.cumulative,
        start=plan_date_of(row, "start"),
        end=plan_date_of(row, "end"),
    )
