"""The pre-election periods, in which publication is blocked and reporting is not (Rule 30)."""

from itertools import groupby

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.calendar import london_day
from packs.readings.publication import period_acts
from packs.rules.pre_election import pre_election_on, pre_election_state


@require_safe
def pre_election(request: SignedIn) -> HttpResponse:
    """Show every period with the acts on it, the latest first."""
    at = timezone.now()
    require(request.user, "packs.see_packs", at=at)
    acts = [tuple(series) for _, series in groupby(period_acts(), key=lambda act: act.series)]
    today = london_day(at)
    context = {
        "periods": sorted(acts, key=lambda series: series[-1].starts_on, reverse=True),
        "now": pre_election_on((series[-1] for series in acts), on=today),
        "states": {period.series: pre_election_state(period, on=today) for *_, period in acts},
        "may_keep": request.user.has_perm("packs.keep_pre_election"),
    }
    return page(request, "packs/pre_election.html", context)
