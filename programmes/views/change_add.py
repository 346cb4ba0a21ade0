"""Ask for a change of some milestones of a programme, or for new ones (Rules 10, 18 and 18a)."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from programmes.actions.change_drafts import begin_draft
from programmes.actions.changes import ask_change
from programmes.forms.changes import ChangeForm
from programmes.models import Programme
from programmes.rules.change_parts import Part
from programmes.views.change_writing import draft_kept, request_sent, writing
from programmes.words import ChangeKind

SCOPES = Programme.objects.select_related("sao", "rdl")


@takes(ChangeForm)
def change_add(request: SignedIn, ref: str, kind: str) -> HttpResponse:
    """Take what is asked for of each row, why, and what else it touches; or keep it as a draft."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    programme = get_object_or_404(SCOPES, ref=ref)
    require(user, "programmes.ask_change", programme, at=at)
    if kind not in set(ChangeKind):
        raise Http404(kind)
    of = ChangeKind(kind)
    refs = () if of is ChangeKind.ADD else tuple(dict.fromkeys(request.GET.getlist("rows")))
    parts = [Part(number=1, kind=of, refs=refs)]
    written = writing(request, programme, parts, {"version": 0}, at=at)
    attempt, form = written.attempt, written.attempt.form
    if form.is_draft:
        begun = attempt.take(
            lambda _: begin_draft(programme, written.parts, form.entered, by=user, at=at)
        )
        if begun:
            return draft_kept(request, begun, form, at=at)
        return written.page()
    asked = attempt.take(
        lambda _: ask_change(
            programme, form.wanted(), form.case(), by=user, at=at, settings=written.settings
        )
    )
    if asked:
        return request_sent(request, asked)
    return written.page()
