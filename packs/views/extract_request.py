"""Read what people wrote, then ask for a committee's extract of an issued pack of the IRB."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.actions import Faulty, Refused
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions import request_extract
from packs.actions.extracts import beside_extract
from packs.actions.public import hold_issued
from packs.forms.extracts import ExtractForm
from packs.models import Pack
from packs.presenters.written import words_to_publish
from packs.snapshot.beside import words_mark


@takes(ExtractForm)
def extract_request(request: SignedIn, key: int) -> HttpResponse:
    """Show the words once committee and day are known; queue the extract once they were read."""
    at = timezone.now()
    require(request.user, "packs.request_pack", at=at)
    row = get_object_or_404(Pack.objects.with_period(), pk=key)
    attempt = Attempt(request, ExtractForm, asked=request.GET)
    asked = attempt.take(
        lambda entered: request_extract(
            row, entered["committee"], meets_on=entered["meets_on"], seen=entered["seen"],
            by=request.user, at=at,
        )
    ) if request.method == "POST" else None  # fmt: skip
    if asked:
        messages.success(request, f"The extract for {asked.committee} is queued.")
        return redirect("packs:pack", key=asked.pk)
    return attempt.page("packs/extract_request.html", pack=row, **_words(attempt, row, at=at))


def _words(attempt: Attempt[ExtractForm], row: Pack, *, at: datetime) -> dict[str, Any]:
    """Return the words of the extract that is asked for, nothing before it is known which it is."""
    form = attempt.form
    if attempt.checks or not form.is_bound or {"committee", "meets_on"} & set(form.errors):
        return {}
    entered = form.cleaned_data
    try:
        hold_issued(row, at=at)
        beside = beside_extract(row, entered["committee"], meets_on=entered["meets_on"], at=at)
    except Faulty as faulty:
        for name, fault in faulty.faults.items():
            if name not in form.errors:
                form.add_error(name, fault)
        return {}
    except Refused as refused:
        if not form.non_field_errors():
            form.add_error(None, refused.reasons)
        return {}
    mark = words_mark(beside)
    if form.data.get("seen") != mark:
        names = ("committee", "meets_on")  # a tick was given to other words
        form.data = {name: form.data.get(name, "") for name in names}
    return {"mark": mark, "entered": entered, "groups": words_to_publish(row, beside)}
