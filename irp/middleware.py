"""What every request passes: no cache, compression, what can be read at all, a sign-in, its number,
words for a refusal.
"""

import logging
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from irp.actions import NotOpen
from irp.guards import FROZEN
from irp.history import request_number
from irp.models import Conflict, PeriodStep
from irp.pages import asks_for_part, not_open, refusal
from irp.typed import typed_in
from irp.words import PeriodAct

log = logging.getLogger(__name__)

Answer = Callable[[HttpRequest], HttpResponse]

METHODS = ("GET", "HEAD", "POST")  # no page takes another
BESIDE_A_FILE = 1 << 20  # bytes: what a form holds besides its file
NUL = "\0"  # no database keeps it, and PostgreSQL refuses to look for it
# What reading a form or a query can end in: too long, too many, cut short, in no character set.
UNREADABLE = (
    BadRequest,
    SuspiciousOperation,
    MultiPartParserError,
    UnreadablePostError,
    LookupError,
    ValueError,
)


class CompressedPages(GZipMiddleware):
    """Send pages compressed, with Django's guard against BREACH (a random length)."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Compress a page; a file that is handed over is a PDF, which is compressed in itself."""
        if response.streaming:
            return response
        return super().process_response(request, response)


class KeptNowhere:
    """Keep every answer out of caches: after signing out, "back" must show nothing of the plan."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with `Cache-Control: no-store`, files that are handed over too."""
        response = self.get_response(request)
        add_never_cache_headers(response)
        return response


class OnlyReadable:
    """Let through only what can be read, before anything reads it.

    What is behind may then read address, cookies, query and form without a guard of its own: also
    the page that refuses a form and shows what was typed in it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; 405, 404 or 400 as a page where nothing can be made of it."""
        if request.method not in METHODS:
            return wrong_method(request, HttpResponseNotAllowed(METHODS))
        request.COOKIES = {n: value for n, value in request.COOKIES.items() if NUL not in value}
        if _is_too_long(request):  # told by its head: not a byte of it is read
            return refusal(request, "413.html", _limit(), status=413, shows_typed=False)
        if NUL in request.path_info:
            return refusal(request, "404.html", status=404, shows_typed=False)
        if not _is_readable(request):
            return refusal(request, "400.html", status=400, shows_typed=False)
        return self.get_response(request)


def _is_too_long(request: HttpRequest) -> bool:
    """Tell whether a body is longer than a file and its form may be (DESIGN 4a.9)."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return length.isdigit() and int(length) > settings.LARGEST_UPLOAD + BESIDE_A_FILE


def _limit() -> dict[str, int]:
    return {"most": settings.LARGEST_UPLOAD >> 20}


def _is_readable(request: HttpRequest) -> bool:
    """Tell whether the query and the form can be read; both are kept as read."""
    try:
        query, _ = request.GET, request.POST
    except UNREADABLE as fault:
        log.warning("Cannot be read: %s %r: %r", request.method, request.path, fault)
        return False
    return not any(NUL in text for name, values in query.lists() for text in (name, *values))


class SignInRequired(LoginRequiredMiddleware):
    """Let nobody through who has not signed in, and lose nothing of what they typed."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Send a browser to sign in; tell htmx, or one who sent a form, that they were signed out.

        htmx would follow a redirect and put the sign-in page into the middle of theirs.
        """
        redirect = super().process_view(request, view_func, view_args, view_kwargs)
        if redirect and (asks_for_part(request) or typed_in(request)):
            came_from = {"came_from": request.headers.get("Referer", "/")}
            return refusal(request, "signed_out.html", came_from, status=401)
        return redirect


class RequestNumber:
    """Give each request a number that its history rows carry, and its user the day they act."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Number the request while it is answered."""
        token = request_number.set(uuid4().hex)
        if request.user.is_authenticated:
            request.user.acting_on = timezone.localdate()
        try:
            return self.get_response(request)
        finally:
            request_number.reset(token)


class RefusalPages:
    """Show a conflict, a frozen period and a wrong method as pages wherever they arise."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; Django's own answer to a wrong method is an empty page."""
        response = self.get_response(request)
        return wrong_method(request, response) if response.status_code == 405 else response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a stale write into 409 and a write where nothing is open into the page of that."""
        if isinstance(error, NotOpen):
            return not_open(request, error.period)
        if isinstance(error, Conflict):
            return refusal(request, "409.html", {"row": error.row}, status=409)
        # The trigger's whole words: a CHECK's name may hold the word "frozen" too.
        if isinstance(error, IntegrityError) and FROZEN in str(error):
            return refusal(request, "frozen.html", freeze_met(), status=409)
        return None


def wrong_method(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Return the page that says so, with the methods that the address takes."""
    shown = refusal(request, "405.html", status=405)
    shown["Allow"] = response["Allow"]
    return shown


def freeze_met() -> dict[str, object]:
    """Return the newest freeze for its page: a save that came too late met this one."""
    step = (
        PeriodStep.objects.filter(what=PeriodAct.FROZEN)
        .select_related("period")
        .order_by("-at")
        .first()
    )
    return {"period": step and step.period, "frozen_by": step and step.by_name}
