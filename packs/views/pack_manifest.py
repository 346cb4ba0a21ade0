"""The manifest of a pack, to keep beside its PDF."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn
from irp.permissions import require
from packs.models import Pack
from packs.presenters.checks import manifest_name


@require_safe
def pack_manifest(request: SignedIn, key: int) -> HttpResponse:
    """Hand over the manifest as it was kept; 404 for a pack that has none."""
    at = timezone.now()
    require(request.user, "packs.see_packs", at=at)
    row = get_object_or_404(Pack.objects.with_period(), pk=key)
    require(request.user, "packs.see_pack", row, at=at)
    if not row.manifest:
        raise Http404("This pack has no manifest")
    answer = HttpResponse(row.manifest, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{manifest_name(row)}"'
    return answer
