"""The only reading of the database for packs: one period's whole plan as plain JSON (Rule 16).

Everything after this stage works from what is returned here, so that a pack drawn a year later
from the stored snapshot is the same. Days are ISO text, dates of the plan keep their words.
"""

from datetime import datetime
from typing import Any

from irp.models import Aim, Erratum, PlanSettings, ReportingPeriod
from packs.snapshot import assurance, before, delivery, figures

__all__ = ["read"]


def read(period: ReportingPeriod, *, at: datetime) -> dict[str, Any]:
    """Return the plan as it stands at the moment a period is frozen (Rules 16 and 23).

    Only signed or assured returns speak; commissioners' drafts never enter. The number of
    queries does not grow with the plan. Raises ValueError for a moment without a time zone.
    """
    if at.utcoffset() is None:
        raise ValueError("The moment must have a time zone")
    settings = PlanSettings.objects.first() or PlanSettings()
    return {
        "schema": 1,
        "council": settings.council,
        "demonstration": settings.demonstration,
        "quarters": {"irp": settings.irp_quarters, "cap": settings.cap_quarters},
        "intervention_ends_on": settings.intervention_ends_on.isoformat(),
        "taken_at": at.isoformat(),
        "period": _period(period),
        "aims": [{"number": aim.number, "name": aim.name} for aim in Aim.objects.all()],
        "programmes": delivery.programmes(period, at=at),
        "savings": figures.savings(),
        "receipts": figures.receipts(),
        "indicators": figures.indicators(),
        "tests": assurance.tests(),
        "outcomes": assurance.outcomes(at=at),
        "questions": assurance.questions(),
        "timeline": assurance.timeline(),
        "errata": [
            {"subject": erratum.subject, "says": erratum.says, "note": erratum.note}
            for erratum in Erratum.objects.all()
        ],
        "previous": before.previous(period),
    }


def _period(period: ReportingPeriod) -> dict[str, str]:
    days = (
        "month", "opens_on", "return_due_on", "sign_off_on", "challenge_on",
        "freeze_on", "issue_on", "tib_on", "irb_on",
    )  # fmt: skip
    return {name: getattr(period, name).isoformat() for name in days}
