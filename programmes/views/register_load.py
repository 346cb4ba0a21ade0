"""Load risks, issues or actions from a CSV file: previewed, then all or none (DESIGN 4a.10)."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from irp.attempts import Attempt
from irp.context import settings_of
from irp.models import Conflict
from irp.pages import SignedIn
from irp.permissions import DENIED, require
from irp.rules.numbers import counted
from irp.typed import takes
from programmes.actions.register_load import load_register
from programmes.forms.register_cells import LOADED
from programmes.forms.register_file import read_register_file
from programmes.forms.register_preview import FileRead, RegisterFileForm
from programmes.models import Programme
from programmes.rules.csv_rows import MOST_ROWS, CellFault, decoded
from programmes.words import RaidKind

FileAttempt = Attempt[RegisterFileForm]


def kind_loaded(request: SignedIn, kind: str, *, at: datetime) -> RaidKind:
    """Return the kind of an address, 404 for one that no file is loaded of; refuse others."""
    require(request.user, "irp.read_plan", at=at)
    if kind not in set(LOADED):
        raise Http404(kind)
    if not any(request.user.holds_kind(post) for post in ("cpmo", "sao", "rdl")):
        raise PermissionDenied(DENIED["programmes.keep_raid"])
    return RaidKind(kind)


@takes(RegisterFileForm)
def register_load(request: SignedIn, kind: str) -> HttpResponse:
    """Show what a file would do; once confirmed, save all of it or nothing."""
    at = timezone.now()
    of = kind_loaded(request, kind, at=at)
    attempt = FileAttempt(request, RegisterFileForm, files=request.FILES or None)
    read, text = _read(request, attempt, of)
    saved: list[Any] | None = None
    if read and read.may_load and "confirmed" in request.POST:
        try:
            loads = read.loads
            saved = attempt.take(lambda _: load_register(of, loads, by=request.user, at=at))
        except Conflict:  # somebody saved one of them between the reading and the act
            read, text = _read(request, attempt, of)
        if saved:
            number = counted(len(saved), of.label.lower(), of.plural.lower())
            messages.success(request, f"{number} loaded from the file.")
            return redirect(f"{reverse('programmes:raid')}?kind={of}")
    if read and attempt.form.errors:  # an act's own refusal: of several rows together
        read.faults += [
            CellFault(line=0, label="", what=str(what))
            for faults in attempt.form.errors.values()
            for what in faults
        ]
        attempt.form.errors.clear()
    return _page(request, attempt, of, read, text)


def _read(request: SignedIn, attempt: FileAttempt, kind: RaidKind) -> tuple[FileRead | None, str]:
    """Return what the file that was sent, or its text, would do; None where nothing was sent."""
    if request.method != "POST" or not attempt.form.is_valid():
        return None, ""
    sent, text = attempt.form.cleaned_data["file"], attempt.form.cleaned_data["file_text"]
    content = sent.read() if sent else text.encode()
    if not content:
        attempt.form.add_error("file", "Choose a CSV file that is not empty")
        return None, ""
    text, faults = decoded(content)
    if faults:
        return FileRead(faults=faults), ""
    user = request.user

    def may_keep(programme: Programme | None) -> bool:
        return bool(user.has_perm("programmes.keep_raid", programme))

    window = settings_of(request).window
    return read_register_file(kind, text, may_keep=may_keep, window=window), text


def _page(
    request: SignedIn,
    attempt: FileAttempt,
    kind: RaidKind,
    read: FileRead | None,
    text: str,
) -> HttpResponse:
    context = {
        "form": attempt.form,
        "kind": kind,
        "read": read,
        "text": text,
        "most": MOST_ROWS,
    }
    response = attempt.page("programmes/register_load.html", **context)
    if read and read.faults:
        response.status_code = 422
    elif read and read.stale:
        response.status_code = 409
    return response
