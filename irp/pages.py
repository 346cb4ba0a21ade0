"""Render a page, or only the part of it that htmx asked for, from one template; and refusals."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.utils.cache import patch_vary_headers
from django_htmx.http import reswap, retarget
from django_htmx.middleware import HtmxDetails
from jinja2_fragments import render_block

from irp.models import User

ENGINE = "jinja2"
# A view may choose by any of them: a cache must not give a part of a page for the whole of it.
CHOSEN_BY = ("HX-Request", "HX-Target", "HX-Boosted", "HX-History-Restore-Request")
# What forms carry beside what a person enters: tokens, versions, and which button was pressed.
NOT_TYPED = {"csrfmiddlewaretoken", "version", "period", "seen", "next"}
NOT_TYPED |= {"act", "confirmed", "no_change", "offer"}


class SignedIn(HttpRequest):
    """A request as views see it: the middleware lets nobody through who has not signed in."""

    user: User
    htmx: HtmxDetails


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    fragment: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the whole page, or the block named `fragment` alone when htmx asks for a part.

    The same view, template and context serve both, so a page works without JavaScript. A boosted
    link or a return through the browser's history always gets the whole page. Raises
    BlockNotFoundError for a block that the template does not hold.
    """
    if fragment and asks_for_part(request):
        response = HttpResponse(_block(request, template, fragment, context or {}), status=status)
    else:
        response = render(request, template, context or {}, status=status, using=ENGINE)
    patch_vary_headers(response, CHOSEN_BY)
    return response


def refusal(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    status: int,
    shows_typed: bool = True,
) -> HttpResponse:
    """Say why nothing can be done here, from a template that extends `refusal.html`.

    Nothing typed is lost by it: htmx puts the words into the page's notice and leaves the form as
    it is, and the whole page shows what the form sent. `shows_typed` is false where somebody
    else's page may have sent it.
    """
    in_notice = asks_for_part(request)
    typed = typed_in(request) if shows_typed and not in_notice else []
    given = {**(context or {}), "in_notice": in_notice, "typed": typed}
    response = page(request, template, given, status=status)
    if in_notice:
        reswap(retarget(response, "#app-notice"), "innerHTML")
    return response


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a person typed or chose in the form that was sent, by field; no password."""
    return [
        (name.replace("_", " ").capitalize(), value)
        for name, values in request.POST.lists()
        if name not in NOT_TYPED and "password" not in name
        for value in values
        if value.strip()
    ]


def asks_for_part(request: HttpRequest) -> bool:
    """Tell whether htmx asks, and will put the answer somewhere into the page that is shown."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    if htmx is None or htmx.boosted or htmx.history_restore_request:
        return False
    return bool(htmx)


def _block(request: HttpRequest, template: str, block: str, context: dict[str, Any]) -> str:
    """Return one block with the context that Django's backend gives a whole page."""
    engine = cast(Jinja2, engines[ENGINE])
    whole: dict[str, Any] = {
        **context,
        "request": request,
        "csrf_input": csrf_input_lazy(request),
        "csrf_token": csrf_token_lazy(request),
    }
    for processor in engine.template_context_processors:
        whole.update(processor(request))
    return render_block(engine.env, template, block, whole)
