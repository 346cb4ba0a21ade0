"""Check a pack: whether a PDF, or a hash, is one of ours, unaltered and current."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from irp.pages import SignedIn, page
from irp.permissions import require
from irp.typed import takes
from packs.forms import PackCheckForm
from packs.presenters.checks import Checked, checked_file, checked_hash


@takes(PackCheckForm)
def pack_check(request: SignedIn) -> HttpResponse:
    """Say what a file or a hash is; nothing is kept of either, and no file is opened."""
    require(request.user, "packs.see_packs", at=timezone.now())
    form = PackCheckForm(initial={"begins": request.GET.get("hash", "")[:100]})
    checked = None
    if request.method == "POST":
        form = PackCheckForm(request.POST, request.FILES)
        if form.is_valid():
            checked = _checked(form.cleaned_data, user=request.user)
    context = {"form": form, "checked": checked}
    return page(request, "packs/pack_check.html", context, status=422 if form.errors else 200)


def _checked(entered: dict[str, Any], *, user: Any) -> Checked:
    if file := entered["file"]:
        return checked_file(file, name=file.name or "", user=user)
    return checked_hash(entered["begins"], user=user)
