"""Ask for the first pack of a board from a frozen period that has none."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.actions import Refused
from irp.pages import SignedIn, page
from irp.permissions import require
from packs.actions import request_pack
from packs.forms import PackDrawForm
from packs.presenters.packs import undrawn_packs
from packs.words import Standing

WHY = "No pack was drawn at the freeze"


@require_http_methods(["GET", "HEAD", "POST"])
def pack_draw(request: SignedIn) -> HttpResponse:
    """Queue a draft of the pack that was chosen, drawn from the period's frozen data."""
    at = timezone.now()
    require(request.user, "packs.request_pack", at=at)
    undrawn = {one.key: one for one in undrawn_packs()}
    form = PackDrawForm(
        request.POST if request.method == "POST" else None,
        initial={"pack": request.GET.get("pack", "")},
        offered=[(key, str(one)) for key, one in undrawn.items()],
    )
    context = {"form": form, "undrawn": undrawn}
    if request.method != "POST":
        return page(request, "packs/pack_draw.html", context)
    if form.is_valid():
        one = undrawn[form.cleaned_data["pack"]]
        draft = Standing.DRAFT
        try:
            asked = request_pack(one.period, one.forum, draft, reason=WHY, by=request.user, at=at)
        except Refused as refused:
            form.add_error(None, refused.reasons)
        else:
            messages.success(request, f"{asked} is being drawn.")
            return redirect("packs:pack", key=asked.pk)
    return page(request, "packs/pack_draw.html", context, status=422)
