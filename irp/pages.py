"""Render a page, or only the part of it that htmx asked for, from one template."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails
from jinja2_fragments import render_block

from irp.models import User

ENGINE = "jinja2"


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
    link or a return through the browser's history always gets the whole page. The answer varies by
    htmx's headers, so that no cache mistakes one for the other. Raises BlockNotFoundError for a
    block that the template does not hold.
    """
    if fragment and _wants_fragment(request):
        response = HttpResponse(_block(request, template, fragment, context or {}), status=status)
    else:
        response = render(request, template, context or {}, status=status, using=ENGINE)
    if fragment:
        patch_vary_headers(response, ("HX-Request", "HX-Boosted", "HX-History-Restore-Request"))
    return response


def _wants_fragment(request: HttpRequest) -> bool:
    htmx = cast(SignedIn, request).htmx
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request


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
