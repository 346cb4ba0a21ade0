"""What the views of one draft of a change request share: the one of the address, its author."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from irp.pages import SignedIn, refusal
from irp.permissions import require
from programmes.models import ChangeDraft
from programmes.rules.change_requests import draft_refusal

View = Callable[[SignedIn, ChangeDraft, datetime], HttpResponse]
Answer = Callable[..., HttpResponse]
WHOLE = ChangeDraft.objects.select_related("programme__sao", "programme__rdl", "request")


def on_draft(view: View) -> Answer:
    """Give a view the draft of its address, for its author alone; of one that ended, say how."""

    @wraps(view)
    def answer(request: SignedIn, key: int) -> HttpResponse:
        at = timezone.now()
        require(request.user, "irp.read_plan", at=at)
        draft = get_object_or_404(WHOLE, pk=key)
        require(request.user, "programmes.keep_draft", draft, at=at)
        if draft.is_open:
            return view(request, draft, at)
        sent = draft.request.ref if draft.request else ""
        context = {"draft": draft, "sent": sent, "reason": draft_refusal(sent)}
        status = 409 if request.method == "POST" else 200
        return refusal(request, "programmes/change_draft_ended.html", context, status=status)

    return answer
