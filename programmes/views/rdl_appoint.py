"""The Responsible Delivery Lead of a programme, whom the plan does not name."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.forms import DeliveryLeadForm
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.views.acting import Attempt
from programmes.actions.appointments import FirstHolder, appoint_rdl
from programmes.models import Programme


@require_http_methods(["GET", "HEAD", "POST"])
def rdl_appoint(request: SignedIn, ref: str) -> HttpResponse:
    """Name the post of a programme's delivery lead, and appoint somebody to it if known."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    programme = get_object_or_404(Programme.objects.select_related("rdl", "sao"), ref=ref)
    title = programme.rdl.title if programme.rdl else f"Responsible Delivery Lead, {programme}"
    form = DeliveryLeadForm(
        request.POST if request.method == "POST" else None,
        initial={"version": programme.version, "title": title},
    )
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            entered = form.cleaned_data
            person, starts_on = entered["user"], entered["starts_on"]
            named = appoint_rdl(
                programme,
                title=entered["title"],
                version=entered["version"],
                holder=FirstHolder(person, starts_on) if person else None,
                by=request.user,
                at=at,
            )
            messages.success(request, f"{named}: the delivery lead is {named.rdl}.")
            return redirect("dashboards:home")
    context = {"form": form, "programme": programme, "clash": attempt.clash}
    return page(request, "programmes/rdl_appoint.html", context, status=attempt.status)
