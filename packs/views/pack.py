"""One version of a pack: its progress, its file, who downloaded it, what may be asked next."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from irp.pages import SignedIn, page
from irp.permissions import require
from packs.forms import PackRequestForm
from packs.models import Pack
from packs.presenters.packs import pack_sheet


@require_safe
def pack(request: SignedIn, key: int) -> HttpResponse:
    """Show the pack; while it is drawn the page asks for its progress every two seconds."""
    at = timezone.now()
    require(request.user, "packs.see_packs", at=at)
    row = get_object_or_404(Pack.objects.with_period(hashed=True), pk=key)
    require(request.user, "packs.see_pack", row, at=at)
    sheet = pack_sheet(row, user=request.user, at=at, page=request.GET.get("page"))
    if getattr(request, "htmx", False) and not sheet.is_waiting:
        return HttpResponseClientRefresh()
    context = {"sheet": sheet, "form": PackRequestForm()}
    return page(request, "packs/pack.html", context, fragment="progress")
