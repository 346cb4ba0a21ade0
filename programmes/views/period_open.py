"""Open a reporting period: what its deadlines will be, then the confirmation."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.actions import Refused
from irp.pages import SignedIn, page
from irp.permissions import require
from programmes.actions import open_cycle
from programmes.forms import PeriodOpenForm


@require_http_methods(["GET", "HEAD", "POST"])
def period_open(request: SignedIn) -> HttpResponse:
    """Show the deadlines worked back from the TIB, and open the period once they are confirmed.

    What is confirmed names every deadline: dates edited after the preview are previewed again, and
    what is unusual about them needs its own tick (Rule 14).
    """
    at = timezone.now()
    require(request.user, "irp.run_cycle", at=at)
    form = PeriodOpenForm(request.POST if request.method == "POST" else None, at=at)
    context = {"form": form, "changed": False}
    if request.method != "POST":
        return page(request, "programmes/period_open.html", context)
    if not form.is_valid():
        return page(request, "programmes/period_open.html", context, status=422)
    if not form.is_confirmed:
        context["changed"] = bool(request.POST.get("confirmed"))
        # A tick was given to other dates.
        form.data = {**request.POST.dict(), "sure": ""}
        return page(request, "programmes/period_open.html", context)
    try:
        period = open_cycle(**form.period(), by=request.user, at=at)
    except Refused as refused:
        form.add_error(None, refused.reasons)
        return page(request, "programmes/period_open.html", context, status=422)
    messages.success(request, f"{period} is open. Every programme has its return, not started.")
    return redirect("dashboards:period", month=period.month)
