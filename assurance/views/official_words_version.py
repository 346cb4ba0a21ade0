"""One version of the official words: who loaded it, why, and what it changed (Rule 24d)."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.presenters.official import changes_of
from assurance.readings.official import load_of
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.readings import Now


@require_safe
def official_words_version(request: SignedIn, number: int) -> HttpResponse:
    """Show each text before and after; what a version says is never changed."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    load = load_of(Now(at), number)
    if load is None:
        raise Http404
    context = {"load": load, "changes": changes_of(load)}
    return page(request, "assurance/official_words_version.html", context)
