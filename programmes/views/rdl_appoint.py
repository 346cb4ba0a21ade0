"""The Responsible Delivery Lead of a programme, whom the plan does not name.

It is longer than other views by the two helpers that read its form: nothing else reads it.
"""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.forms import DeliveryLeadForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.typed import takes
from programmes.actions.appointments import FirstHolder, appoint_rdl
from programmes.models import Programme
from programmes.readings.delivery_leads import handover, holders_on


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
        change = _change(programme, attempt.form.cleaned_data, on=london_day(at))
        return attempt.page(f"programmes/{page}.html", **context, change=change)
    named = attempt.take(
        lambda entered: appoint_rdl(
            programme,
            title=entered["title"],
            version=entered["version"],
            holder=_holder(entered),
            by=request.user,
            at=at,
        )
    )
    if named:
        messages.success(request, _told(named, attempt.form.cleaned_data, on=london_day(at)))
        return redirect("programmes:people", named.ref)
    return attempt.page("programmes/rdl_appoint.html", **context)


def _told(programme: Programme, entered: dict[str, Any], *, on: date) -> str:
    """Return who leads the programme from now on, by name where anybody does."""
    if entered["user"]:
        since = printed_day(entered["starts_on"])
        return (
            f"{entered['user']} is the delivery lead of {programme} from {since}, as "
            f"{programme.rdl}."
        )
    now = "; ".join(holders_on(programme.rdl, on=on))
    return f"The delivery lead of {programme} is the post {programme.rdl}, " + (
        f"held today by {now}." if now else "which nobody holds today."
    )


def _holder(entered: dict[str, Any]) -> FirstHolder | None:
    if not entered["user"]:
        return None
    return FirstHolder(entered["user"], entered["starts_on"], entered["succeeds"])


def _change(programme: Programme, entered: dict[str, Any], **on: Any) -> Any:
    names = ("title", "user", "starts_on", "succeeds")
    return handover(programme, **{name: entered[name] for name in names}, **on)
