"""Load risks, issues or actions from a CSV file: previewed, then all or none (DESIGN 4a.10)."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from irp.forms.files import RowsFileForm
from irp.pages import SignedIn
from irp.permissions import DENIED, require
from irp.rules.numbers import counted
from irp.typed import takes
from programmes.attempts.files import RegisterAttempt
from programmes.forms.register_cells import LOADED
from programmes.words import RaidKind


def kind_loaded(request: SignedIn, kind: str, *, at: datetime) -> RaidKind:
    """Return the kind of an address, 404 for one that no file is loaded of; refuse others."""
    require(request.user, "irp.read_plan", at=at)
    if kind not in set(LOADED):
        raise Http404(kind)
    if not any(request.user.holds_kind(post) for post in ("cpmo", "sao", "rdl")):
        raise PermissionDenied(DENIED["programmes.keep_raid"])
    return RaidKind(kind)


@takes(RowsFileForm)
def register_load(request: SignedIn, kind: str) -> HttpResponse:
    """Show what a file would do; once confirmed, save all of it or nothing."""
    at = timezone.now()
    of = kind_loaded(request, kind, at=at)
    attempt = RegisterAttempt(request, of)
    if saved := attempt.load(at=at):
        number = counted(len(saved), of.label.lower(), of.plural.lower())
        messages.success(request, f"{number} loaded from the file.")
        return redirect(f"{reverse('programmes:raid')}?kind={of}")
    return attempt.sheet("programmes/register_load.html", kind=of)
