"""Propose links from a CSV file: previewed, then all or none (Rule 28, DESIGN 4a.10)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.attempts.files import LinksAttempt
from assurance.columns.links import LINK
from irp.forms.files import RowsFileForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.numbers import counted
from irp.typed import takes


@takes(RowsFileForm)
def links_load(request: SignedIn) -> HttpResponse:
    """Show what a file would propose; once confirmed, propose all of it or nothing."""
    at = timezone.now()
    require(request.user, "assurance.load_links", at=at)
    attempt = LinksAttempt(request, at=at)
    if made := attempt.load():
        message = (
            f"{counted(len(made), 'link')} proposed from the file. Another person can now confirm"
        )
        messages.success(request, f"{message} {'them' if made[1:] else 'it'}.")
        return redirect("assurance:links")
    return attempt.sheet("assurance/links_load.html", columns=LINK)
