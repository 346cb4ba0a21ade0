"""Say that a saving no longer replaces another in a year (Rule 26)."""

from datetime import datetime
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.rules.financial_years import year_words
from irp.typed import takes
from programmes.actions.savings import end_replacement
from programmes.forms.savings import ReplacementEndForm
from programmes.models import Saving
from programmes.views.saving_acting import on_saving


@takes(ReplacementEndForm)
def replacement_end(request: SignedIn, ref: str, year: int, other: str) -> HttpResponse:
    """Take why it no longer does; the replacement stays in the history."""
    ended = on_saving("programmes.keep_saving")(partial(_end, year=year, other=other))
    return ended(request, ref)


def _end(request: SignedIn, row: Saving, at: datetime, *, year: int, other: str) -> HttpResponse:
    ever = row.replacements.filter(year=year, by_saving__ref=other).select_related("by_saving")
    last = ever.order_by("at", "pk").last()
    if last is None or (last.ends and request.method != "POST"):
        raise Http404(other)
    by_saving = last.by_saving
    attempt = Attempt(request, ReplacementEndForm, initial={"version": row.version})
    done = attempt.take(
        lambda entered: end_replacement(
            row, by_saving, year=year, reason=entered["reason"], by=request.user, at=at
        )
    )
    if done:
        messages.success(request, f"{other} no longer replaces {row.ref}.")
        return redirect("programmes:saving", row.ref)
    return attempt.page(
        "programmes/replacement_end.html", row=row, by_saving=by_saving, year=year_words(year)
    )
