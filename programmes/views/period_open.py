"""Open a reporting period: what its deadlines will be, then the confirmation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from programmes.actions import open_cycle
from programmes.forms import PeriodOpenForm


@takes(PeriodOpenForm)
def period_open(request: SignedIn) -> HttpResponse:
    """Show the deadlines worked back from the TIB, and open the period once they are confirmed.

    What is confirmed names every deadline: dates edited after the preview are previewed again, and
    what is unusual about them needs its own tick (Rule 14).
    """
    at = timezone.now()
    require(request.user, "irp.run_cycle", at=at)
    attempt = Attempt(request, PeriodOpenForm, at=at)
    form, user, changed = attempt.form, request.user, False
    if form.is_valid() and not form.is_confirmed:
        changed = bool(request.POST.get("confirmed"))
        # A tick was given to other dates.
        form.data = {**request.POST.dict(), "sure": ""}
    elif period := attempt.take(lambda _: open_cycle(**form.period(), by=user, at=at)):
        words = f"{period} is open. Every programme now has a return to prepare."
        messages.success(request, words)
        return redirect("dashboards:period", month=period.month)
    return attempt.page("programmes/period_open.html", changed=changed)
