"""Same form, same effect once: a form that is sent again is "Already saved" (DESIGN 4a.1).

A form is known by everything that was sent with it. Its token is written anew each time that a page
is drawn (Django's guard against BREACH), so two openings of a page never send the same, and a form
that was sent twice, by a double click or the browser's "back", does.
"""

import logging
from collections.abc import Callable

from django.contrib import messages
from django.db import DatabaseError, connection
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac

from irp.models import SentForm
from irp.prepared import rows_of

log = logging.getLogger(__name__)

TOKEN = "csrfmiddlewaretoken"
ALREADY = "Already saved"
LONGEST_PLACE = 500  # characters
# One statement on both databases, and the transaction goes on where there is such a number.
NOTE = (
    f"INSERT INTO {SentForm._meta.db_table} (number, place) VALUES (%s, '') ON CONFLICT DO NOTHING"
)


class AlreadySent(Exception):
    """The same form has taken effect, or takes effect at this moment; nothing more was done."""


def form_number(request: HttpRequest) -> str:
    """Return the number of the form that was sent, "" where nothing tells it from another's.

    A program that sends no token is told by the version that it read, and by who it is. The number
    is keyed with the site's secret, for a form may hold a password.
    """
    sent = request.POST
    if request.method != "POST" or not (TOKEN in sent or "version" in sent):
        return ""
    user = request.user.pk if request.user.is_authenticated else None
    if TOKEN not in sent and user is None:
        return ""
    who = "" if TOKEN in sent else user
    content = repr(
        (request.get_full_path(), who, sorted((name, *values) for name, values in sent.lists()))
    )
    return salted_hmac("irp.sent", content, algorithm="sha256").hexdigest()


def take_effect(request: HttpRequest) -> None:
    """Note within an act's transaction that its form takes effect; raises `AlreadySent`.

    Of two at once the second waits here for the first, and goes on where that was refused.
    """
    if number := form_number(request):
        with connection.cursor() as cursor:
            cursor.execute(NOTE, [number])
            if not cursor.rowcount:
                raise AlreadySent


def may_come_again(request: HttpRequest) -> None:
    """Let a form be sent again of which its act kept a part alone, within that act's transaction.

    What it kept by then is stored as it was typed: the act finds nothing to change in it.
    """
    SentForm.objects.filter(number=form_number(request)).delete()


class SentOnce:
    """Lead whoever sent a form again to where it led, and say "Already saved"."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and keep where a form led that took effect.

        Of a form that took no effect it is asked whether it had taken it before: its page may have
        found that it no longer can. A save is not asked that in advance, nor a page that failed.
        """
        response = self.get_response(request)
        if response.status_code >= 500:
            return response
        if not getattr(request, "took_effect", False):
            return already_saved(request) or response
        place = response.headers.get("Location", "")
        if 0 < len(place) <= LONGEST_PLACE:
            try:
                SentForm.objects.filter(number=form_number(request)).update(place=place)
            except DatabaseError:  # what was done is done, and the answer to it stands
                log.exception("Where a form led could not be saved")
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Leave a form to `__call__` that took effect while this one, its double, was tried."""
        return HttpResponse(status=409) if isinstance(error, AlreadySent) else None


def already_saved(request: HttpRequest) -> HttpResponse | None:
    """Lead to where the form led, its own page where that is not kept; None for a new form."""
    number = form_number(request)
    for sent in rows_of(_numbered, number=number) if number else ():
        list(messages.get_messages(request))  # nothing is said of the answer that is given up
        messages.success(request, ALREADY)
        return redirect(sent.place or request.path)
    return None


def _numbered(*, number: str) -> QuerySet[SentForm]:
    return SentForm.objects.filter(number=number)
