"""Reports to the Secretary of State: commissioners see all, others what is published (24c)."""

from django.db.models import Exists, OuterRef, QuerySet

from assurance.models import SecretaryReport, SecretaryReportStep
from assurance.words.reports import ReportStep
from irp.models import User
from irp.prepared import Asker, rows_of


def reports_seen(user: User) -> list[tuple[SecretaryReport, list[SecretaryReportStep]]]:
    """Return each report that a person may see with its steps, the newest first, in two queries.

    For others than commissioners one that is not published is absent.
    """
    steps: dict[int, list[SecretaryReportStep]] = {}
    for step in SecretaryReportStep.objects.everything().order_by("report", "number"):
        steps.setdefault(step.report_id, []).append(step)
    rows = SecretaryReport.objects.everything().select_related("pinned", "by")
    is_commissioner = user.holds_kind("commissioner")
    return [
        (row, steps.get(row.pk, []))
        for row in rows.order_by("-number")
        if is_commissioner or is_published(steps.get(row.pk, []))
    ]


def reports_to_agree(user: User) -> list[SecretaryReport]:
    """Return the drafts of other commissioners that nobody has agreed, for a commissioner alone.

    In one statement.
    """
    if not user.holds_kind("commissioner"):
        return []
    return rows_of(_to_agree, frozenset(user.kinds()), by=user.pk)


def _to_agree(kinds: frozenset[str], *, by: int) -> QuerySet[SecretaryReport]:
    steps = SecretaryReportStep.objects.everything().filter(report=OuterRef("pk"))
    rows = SecretaryReport.objects.seen_by(Asker(kinds, by)).exclude(by=by)
    return rows.exclude(Exists(steps)).order_by("number")


def is_published(steps: list[SecretaryReportStep]) -> bool:
    """Tell whether a report is for everybody."""
    return any(step.step == ReportStep.PUBLISHED for step in steps)


def report_seen(
    user: User, number: int
) -> tuple[SecretaryReport, list[SecretaryReportStep]] | None:
    """Return one report with its steps, None where there is none that the person may see."""
    return next((seen for seen in reports_seen(user) if seen[0].number == number), None)
