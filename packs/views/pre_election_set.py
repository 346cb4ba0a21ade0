"""Enter a pre-election period, or change one with the reason (Rule 30)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.pre_election import KEEPS, set_pre_election
from packs.forms.publication import PreElectionForm
from packs.models import PreElectionPeriod


@takes(PreElectionForm)
def pre_election_set(request: SignedIn, series: int | None = None) -> HttpResponse:
    """Take the act; of a period that is changed the dates in force stand in the form."""
    at = timezone.now()
    require(request.user, KEEPS, at=at)
    newest = PreElectionPeriod.objects.filter(series=series or 0).order_by("number").last()
    if series is not None and newest is None:
        raise Http404(series)
    attempt = Attempt(request, PreElectionForm, is_new=newest is None, initial=_initial(newest))
    made = attempt.take(lambda entered: set_pre_election(series, **entered, by=request.user, at=at))
    if made:
        messages.success(request, f"{made}: saved.")
        return redirect("packs:pre_election")
    return attempt.page("packs/pre_election_set.html", newest=newest)


def _initial(newest: PreElectionPeriod | None) -> dict[str, object]:
    if newest is None:
        return {"version": 0}
    names = ("election", "starts_on", "ends_on", "withdrawn")
    return {"version": newest.number} | {name: getattr(newest, name) for name in names}
