"""What the freeze looks at before it freezes."""

from datetime import datetime

from django.db.models import Max

from irp.models import ReportingPeriod
from irp.readings.statements import together
from programmes.models import (
    BenefitReading,
    BudgetEntry,
    CompletionAct,
    Confidence,
    LotProgress,
    MilestoneReport,
    Occurrence,
    Point,
    Return,
    ReturnStep,
    SavingAmounts,
    SavingValidation,
    Signature,
)

# Whatever is written into an open month: acts, and rows with their history.
ACTS = (
    BenefitReading,
    BudgetEntry,
    CompletionAct,
    Confidence,
    LotProgress,
    Point,
    ReturnStep,
    SavingAmounts,
    SavingValidation,
    Signature,
)
ROWS = (MilestoneReport, Occurrence, Return)


def last_written(period: ReportingPeriod) -> datetime | None:
    """Return when anything was last written into a period, None where nothing was."""
    written = [(model._default_manager, "at") for model in ACTS]
    written += [(model.history, "history_date") for model in ROWS]
    newest = together(
        rows.filter(period=period).order_by().values("period").values_list(Max(moment))
        for rows, moment in written
    )
    return max((at for (at,) in newest), default=None)
