"""What the freeze looks at before it freezes."""

from datetime import datetime

from django.db.models import Max

from irp.models import ReportingPeriod
from programmes.models import Confidence, MilestoneReport, Return, ReturnStep, Signature


def last_written(period: ReportingPeriod) -> datetime | None:
    """Return when the period's returns were last written to, None where they never were."""
    acts = [
        model._default_manager.filter(period=period).aggregate(at=Max("at"))["at"]
        for model in (ReturnStep, Confidence, Signature)
    ]
    rows = [
        model.history.filter(period=period).aggregate(at=Max("history_date"))["at"]
        for model in (Return, MilestoneReport)
    ]
    return max((at for at in (*acts, *rows) if at), default=None)
