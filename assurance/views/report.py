"""One report to the Secretary of State."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.readings.interests import declared_by
from assurance.readings.reports import report_seen
from assurance.readings.step_down import pinned_position
from assurance.rules.reports import next_steps
from assurance.words.reports import ReportStep
from irp.pages import SignedIn, page
from irp.permissions import require


@require_safe
def report(request: SignedIn, number: int) -> HttpResponse:
    """Show its words, the position that it pins, and what became of it (Rule 24c).

    A report is of the whole plan, so an interest in one outcome keeps nobody from it: it names the
    interests that who drafted it and who agreed it had declared by then (Rule 24b).
    """
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    found = report_seen(request.user, number)
    if found is None:
        raise Http404
    row, steps = found
    agreed = [step for step in steps if step.step == ReportStep.AGREED]
    may = request.user.has_perm("assurance.judge_tests")
    ways = next_steps([ReportStep(step.step) for step in steps]) if may else ()
    if row.by_id == request.user.pk:  # nobody agrees what they drafted
        ways = tuple(way for way in ways if way is not ReportStep.AGREED)
    context = {
        "row": row,
        "steps": steps,
        "interests": declared_by((act.by_id, act.at) for act in (row, *agreed)),
        "position": pinned_position(row.pinned),
        "ways": ways,
    }
    return page(request, "assurance/report.html", context)
