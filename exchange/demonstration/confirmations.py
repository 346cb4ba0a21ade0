"""Some programmes ask a second person to confirm completions; the SAO does, mostly in time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from exchange.demonstration.months import dice
from exchange.demonstration.stories import Story
from exchange.demonstration.timetables import Timetable
from irp.models import ReportingPeriod, User
from programmes.actions.completions import confirm_completion, set_confirmation
from programmes.models import MilestoneReport

ASK = ("COL", "ERP", "PPR")
CONFIRMED = 0.6


def ask_for_confirmation(stories: Iterable[Story], *, by: User, at: datetime) -> None:
    """Set it for the programmes that ask, once, before the first month that is acted out."""
    for story in stories:
        programme = story.programme
        if programme.ref in ASK and not programme.confirms_completion:
            now = set_confirmation(
                programme, confirms=True, version=programme.version, by=by, at=at
            )
            programme.confirms_completion, programme.version = True, now.version


def confirm_completions(story: Story, period: ReportingPeriod, timetable: Timetable) -> None:
    """Let the SAO confirm most of what the month reported complete, an hour after signing."""
    if timetable.signed_at is None:
        return
    rows = MilestoneReport.objects.filter(ret__programme=story.programme, period=period)
    for row in rows.filter(to_confirm=True).select_related("milestone"):
        row.milestone.programme = story.programme
        if dice("confirmed", row.milestone.ref).random() < CONFIRMED:
            confirm_completion(
                row.milestone,
                confirms=True,
                reason="",
                version=row.version,
                by=story.officer,
                at=timetable.signed_at + timedelta(hours=1),
            )
