"""The Responsible Delivery Lead of a programme, whom the plan does not name."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.forms import DeliveryLeadForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes
from programmes.actions.appointments import FirstHolder, appoint_rdl
from programmes.models import Programme
from programmes.presenters.delivery_leads import lead_told
from programmes.readings.delivery_leads import handover


@takes(DeliveryLeadForm)
def rdl_appoint(request: SignedIn, ref: str) -> HttpResponse:
    """Name the post of a programme's delivery lead, and appoint somebody to it if known.

    Who leaves, who stays and who comes is shown before it is saved.
    """
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    programme = get_object_or_404(Programme.objects.select_related("rdl", "sao"), ref=ref)
    title = programme.rdl.title if programme.rdl else f"Responsible Delivery Lead, {programme}"
    first = {"version": programme.version, "title": title}
    attempt = Attempt(request, DeliveryLeadForm, initial=first)
    now = handover(
        programme, title=title, user=None, starts_on=None, succeeds=False, on=london_day(at)
    )
    context = {"programme": programme, "now": now}
    if request.method == "POST" and "confirmed" not in request.POST and attempt.form.is_valid():
        page = "rdl_appoint" if request.POST.get("act") == "change" else "rdl_check"
        names = ("title", "user", "starts_on", "succeeds")
        entered = {name: attempt.form.cleaned_data[name] for name in names}
        change = handover(programme, **entered, on=london_day(at))
        return attempt.page(f"programmes/{page}.html", **context, change=change)
    named = attempt.take(
        lambda entered: appoint_rdl(
            programme,
            title=entered["title"],
            version=entered["version"],
            holder=FirstHolder(entered["user"], entered["starts_on"], entered["succeeds"])
            if entered["user"]
            else None,
            by=request.user,
            at=at,
        )
    )
    if named:
        cleaned = attempt.form.cleaned_data
        told = lead_told(
            named, user=cleaned["user"], starts_on=cleaned["starts_on"], on=london_day(at)
        )
        messages.success(request, told)
        return redirect("programmes:people", named.ref)
    return attempt.page("programmes/rdl_appoint.html", **context)
