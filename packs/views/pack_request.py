"""Ask for a pack again, as final, or corrected."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.actions import Refused
from irp.models import User
from irp.pages import SignedIn, page
from irp.permissions import require
from packs.actions import ask_again, request_pack
from packs.forms import PackRequestForm
from packs.models import Pack
from packs.presenters.packs import Offer, pack_sheet
from packs.words import Standing


@require_http_methods(["GET", "HEAD", "POST"])
def pack_request(request: SignedIn, key: int) -> HttpResponse:
    """Queue the next version and show its progress, or say why it cannot be asked for.

    Whoever opens the address, as after signing in again, is led to the pack, where the form is.
    """
    at = timezone.now()
    require(request.user, "packs.request_pack", at=at)
    row = get_object_or_404(Pack.objects.with_period(), pk=key)
    if request.method != "POST":
        return redirect("packs:pack", key=row.pk)
    form = PackRequestForm(request.POST)
    if form.is_valid():
        try:
            asked = _ask(row, form, by=request.user, at=at)
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            messages.success(request, f"{asked} is being drawn.")
            return redirect("packs:pack", key=asked.pk)
    context = {"sheet": pack_sheet(row, user=request.user), "form": form}
    return page(request, "packs/pack.html", context, status=422)


def _ask(row: Pack, form: PackRequestForm, *, by: User, at: datetime) -> Pack:
    if form.cleaned_data["offer"] == Offer.AGAIN:
        return ask_again(row, by=by, at=at)
    reason = form.cleaned_data["reason"]
    forum = Pack.Forum(row.forum)
    return request_pack(row.snapshot.period, forum, Standing.FINAL, reason=reason, by=by, at=at)
