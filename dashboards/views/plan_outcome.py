"""One outcome of the Improvement and Recovery Plan: is it working, and what is done for it?"""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.presenters.plan_outcomes import outcome_page
from dashboards.presenters.portfolio_charts import milestones_bar, months_of, strip_of
from dashboards.words import NOT_SIGNED
from irp.pages import SignedIn, page
from irp.past import Past, past_of
from irp.permissions import require
from irp.readings import Now, outcomes
from kpis.words import Shown
from programmes.readings.readers import reader_of


@require_safe
def plan_outcome(request: SignedIn, aim: int, number: int) -> HttpResponse:
    """Show an outcome with its KPIs, programmes, savings and risks, now or as at a past date."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    sheet = outcome_page(past, aim=aim, number=number, reader=reader_of(request.user))
    name = sheet.row.facts.name if sheet else _name_today(past, aim, number, at=at)
    context = {
        "past": past,
        "sheet": sheet,
        "name": name,
        "place": f"Aim {aim}, outcome {number}",
        "groups": {group.value: group for group in Shown},
        "strip_of": strip_of,
        "milestones_bar": milestones_bar,
        "months": months_of(sheet.row.programmes) if sheet else "",
        "not_signed": NOT_SIGNED,
    }
    return page(request, "dashboards/plan_outcome.html", context)


def _name_today(past: Past, aim: int, number: int, *, at: datetime) -> str:
    """Return the name of an outcome that the record had not yet then; unknown where it has none."""
    every = outcomes(Now(at)) if past.is_past else []
    found = [outcome.name for outcome in every if (outcome.aim, outcome.number) == (aim, number)]
    if not found:
        raise Http404
    return found[0]
