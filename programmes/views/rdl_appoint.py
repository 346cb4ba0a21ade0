"""The Responsible Delivery Lead of a programme, whom the plan does not name."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.forms import DeliveryLeadForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from programmes.actions.appointments import FirstHolder, appoint_rdl
from programmes.models import Programme


@takes(DeliveryLeadForm)
def rdl_appoint(request: SignedIn, ref: str) -> HttpResponse:
    """Name the post of a programme's delivery lead, and appoint somebody to it if known."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    programme = get_object_or_404(Programme.objects.select_related("rdl", "sao"), ref=ref)
    title = programme.rdl.title if programme.rdl else f"Responsible Delivery Lead, {programme}"
    attempt = Attempt(
        request, DeliveryLeadForm, initial={"version": programme.version, "title": title}
    )
    named = attempt.take(
        lambda entered: appoint_rdl(
            programme,
            title=entered["title"],
            version=entered["version"],
            holder=FirstHolder(entered["user"], entered["starts_on"]) if entered["user"] else None,
            by=request.user,
            at=at,
        )
    )
    if named:
        messages.success(request, f"{named}: the delivery lead is {named.rdl}.")
        return redirect("dashboards:home")
    return attempt.page("programmes/rdl_appoint.html", programme=programme)
