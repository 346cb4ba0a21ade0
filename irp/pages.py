"""Render a page, or only the part of it that htmx asked for, from one template; and refusals."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.template.backends.utils import csrf_input_lazy, csrf_token_lazy
from django.utils.cache import patch_vary_headers
from django_htmx.http import reswap, retarget
from django_htmx.middleware import HtmxDetails
from jinja2_fragments import render_block

from irp.asked import left_out, note_unknown
from irp.columns import Column, Row, as_csv
from irp.models import ReportingPeriod, User
from irp.rules.plan_dates import QuarterConvention
from irp.typed import typed_in

ENGINE = "jinja2"
# A view may choose by any of them: a cache must not give a part of a page for the whole of it.
CHOSEN_BY = ("HX-Request", "HX-Target", "HX-Boosted", "HX-History-Restore-Request")


class SignedIn(HttpRequest):
    """A request as views see it: the middleware lets nobody through who has not signed in."""

    user: User
    htmx: HtmxDetails
    form: forms.BaseForm  # the one that the view tries an act with (irp.attempts)
    took_effect: bool  # set once that act is whole and kept


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
    failed = status == 409  # an act was tried: the title says "Error", as a form's does
    given = {**(context or {}), "in_notice": in_notice, "typed": typed, "failed": failed}
    response = page(request, template, given, status=status)
    if in_notice:
        reswap(retarget(response, "#app-notice"), "innerHTML")
    return response


def not_open(request: HttpRequest, period: ReportingPeriod | None) -> HttpResponse:
    """Answer that nothing can be written: who froze the period and when, or that none is open."""
    status = 409 if request.method == "POST" else 200
    if period is None or not period.is_frozen:
        return refusal(request, "not_open.html", {"period": period}, status=status)
    frozen = {"period": period, "frozen_by": period.frozen_by}
    return refusal(request, "frozen.html", frozen, status=status)


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


def csv_file(
    request: HttpRequest,
    name: str,
    columns: Sequence[Column[Row]],
    rows: Iterable[Row],
    *,
    quarters: str = QuarterConvention.FINANCIAL,
) -> HttpResponse:
    """Hand over rows as a CSV file of this name, its ending left out.

    Refused (400) where the address asks for what the list does not have.
    """
    note_unknown(request)
    if left_out(request):
        return refusal(request, "file_refused.html", status=400)
    text = as_csv(columns, rows, quarters=quarters)
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(text, "text/csv; charset=utf-8", headers=headers)
