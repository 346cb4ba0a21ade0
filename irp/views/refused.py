"""The refusals for which Django asks by itself: no right, not found, unreadable, a form too old.

They share a file although they are five pages, because each is one line. What a view refuses
stands in the view; a fault of ours (500) is drawn from a template that needs nothing.
"""

import sys

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import get_template
from django.utils import timezone

from irp.outages import is_outage, unavailable
from irp.pages import refusal
from irp.permissions import NotYet
from irp.presenters import without_post
from irp.readings.accounts import administrators
from irp.rules.calendar import london_day


def fault(request: HttpRequest) -> HttpResponse:
    """Say that the product is at fault, or that the database is out; Django logged which."""
    if is_outage(sys.exc_info()[1]):
        return unavailable(request)
    context = {"took_effect": getattr(request, "took_effect", False)}
    return HttpResponseServerError(get_template("500.html").render(context))


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request is none of this site's; what it sent is not read again to be shown.

    A session that could not be kept for want of its database is no fault of the request.
    """
    if is_outage(exception):
        return unavailable(request)
    return refusal(request, "400.html", status=400, shows_typed=False)


def no_right(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the person's posts do not give them the page or the act, and whom to ask.

    What they may have once it is made, they come back for.
    """
    user = getattr(request, "user", None)
    known = user if user is not None and user.is_authenticated else None
    on = london_day(timezone.now())
    context = {
        "reason": str(exception),
        "ask": administrators(on=on) if known else [],
        "without": without_post(known, on=on) if known else None,
        "is_to_come": isinstance(exception, NotYet),
    }
    return refusal(request, "403.html", context, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is nothing at the address."""
    return refusal(request, "404.html", status=404)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the form was opened before the present sign-in; `reason` is Django's, for its log.

    The same check stops a form that another site sent. Nothing of such a form is shown, or the
    other site could put its words on our page: the browser says where a form comes from.
    """
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    return refusal(request, "form_too_old.html", status=403, shows_typed=is_ours)
