"""How a view is given the dependency that its address names."""

import re
from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from irp.pages import SignedIn, refusal
from irp.permissions import require
from programmes.models import Dependency
from programmes.readings.dependency_rows import of_two_ends

View = Callable[[SignedIn, Dependency, datetime], HttpResponse]
Answer = Callable[..., HttpResponse]
REF = re.compile(r"D-([0-9]{2,4})", re.ASCII)


def dependency_number(ref: str) -> int:
    """Return the number of a reference, or 404."""
    found = REF.fullmatch(ref)
    if found is None:
        raise Http404(ref)
    return int(found[1])


def refused_at_once(request: SignedIn, row: Dependency, reasons: list[str]) -> HttpResponse | None:
    """Answer why a form cannot be opened now; None where it can, or where it has been sent.

    What was sent is answered by the act, which keeps what was typed and shows what was saved since.
    """
    if request.method == "POST" or not reasons:
        return None
    context = {"row": row, "reasons": reasons}
    return refusal(request, "programmes/dependency_refused.html", context, status=200)


def on_dependency(right: str) -> Callable[[View], Answer]:
    """Give a view the dependency of its address, which names its ends, and the moment."""

    def decorate(view: View) -> Answer:
        @wraps(view)
        def answer(request: SignedIn, ref: str) -> HttpResponse:
            at = timezone.now()
            require(request.user, "irp.read_plan", at=at)
            row = get_object_or_404(of_two_ends(), number=dependency_number(ref))
            require(request.user, right, row, at=at)
            return view(request, row, at)

        return answer

    return decorate
