"""What the views of one change request share: the request of the address, and the moment."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from irp.pages import SignedIn, refusal
from irp.permissions import require
from programmes.models import ChangeRequest

View = Callable[[SignedIn, ChangeRequest, datetime], HttpResponse]
Answer = Callable[..., HttpResponse]
WHOLE = ChangeRequest.objects.select_related("programme__sao", "programme__rdl")


def on_change(*rights: str) -> Callable[[View], Answer]:
    """Give a view the request of its address.

    A form that was sent for a request that somebody else has decided since is a conflict for who
    may send it by one of these rights, whoever it is with by now. For others the view refuses.
    """

    def decorate(view: View) -> Answer:
        @wraps(view)
        def answer(request: SignedIn, ref: str) -> HttpResponse:
            at, user = timezone.now(), request.user
            require(user, "irp.read_plan", at=at)
            row = get_object_or_404(WHOLE, ref=ref)
            seen = request.POST.get("version", "")
            is_stale = seen.isascii() and seen.isdigit() and seen != str(row.version)
            if is_stale and any(user.has_perm(right, row.programme) for right in rights):
                return refusal(request, "programmes/change_conflict.html", {"row": row}, status=409)
            return view(request, row, at)

        return answer

    return decorate
