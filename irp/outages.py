"""What is answered while the database is down, hangs, is full, locked or cannot be written to.

503 in plain words with what was typed, as a page or in htmx's notice, drawn without asking the
database anything. It may fail anywhere: under a view, under the middleware that asks who is signed
in, or after all of that; each way comes here.
"""

import sqlite3
from collections.abc import Callable, Iterator
from typing import cast

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers
from django_htmx.http import reswap, retarget

from irp.pages import CHOSEN_BY, ENGINE, asks_for_part
from irp.typed import typed_in

RETRY_SECONDS = 60
# By SQLite's own codes: a statement that it cannot read is an "operational" error there as well.
SQLITE_OUTAGES = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}
READ_ONLY = "25006"  # PostgreSQL's code, as of a server that stands by for another


def is_outage(error: BaseException | None) -> bool:
    """Tell whether an error is the database's state, in itself or in what it arose from."""
    return any(_is_outage(each) for each in _chain(error))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _is_outage(error: BaseException) -> bool:
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    if code is not None:
        return code & 0xFF in SQLITE_OUTAGES  # the higher bits say more of the same
    if isinstance(error, OperationalError | InterfaceError):
        return True
    return getattr(error, "sqlstate", None) == READ_ONLY


class Outages:
    """Answer an outage that is met when it is asked who is signed in, or by a view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; who asks is read first, for all that comes after asks for it."""
        try:
            _ = request.user.is_authenticated
        except Exception as error:
            if is_outage(error):
                return unavailable(request)
            raise
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer an outage that a view met."""
        return unavailable(request) if is_outage(error) else None


def unavailable(request: HttpRequest) -> HttpResponse:
    """Say that the service is unavailable, whether anything was saved, and what was typed."""
    in_notice = asks_for_part(request)
    given = {
        "request": request,
        "in_notice": in_notice,
        "took_effect": getattr(request, "took_effect", False),
        "typed": [] if in_notice else _typed(request),
    }
    engine = cast(Jinja2, engines[ENGINE])
    shown = engine.env.get_template("503.html").render(given)
    response = HttpResponse(shown, status=503, headers={"Retry-After": str(RETRY_SECONDS)})
    patch_vary_headers(response, CHOSEN_BY)
    if in_notice:
        reswap(retarget(response, "#app-notice"), "innerHTML")
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what was typed; no choice among rows is named, for that would read them."""
    vars(request).pop("form", None)
    try:
        request.resolver_match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return []
    return typed_in(request)
