"""Begin a programme, as a board decided: preview, then confirm (Rule 18d)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes
from programmes.actions.restructuring import begin_programme
from programmes.forms.restructuring import BeginForm
from programmes.models import Programme
from programmes.presenters.restructuring import begin_foreseen
from programmes.views.restructuring_acting import previewed


@takes(BeginForm)
def programme_begin(request: SignedIn) -> HttpResponse:
    """Take what the programme is called, what it serves and who answers for it."""
    at, user = timezone.now(), request.user
    require(user, "programmes.restructure", at=at)
    known = list(Programme.objects.all())
    attempt = Attempt(request, BeginForm, on=london_day(at), known=known)
    form = attempt.form
    done, shown = previewed(
        attempt,
        lambda: begin_foreseen(form.new()),
        lambda: begin_programme(form.new(), form.decision(), by=user, at=at),
    )
    if done:
        messages.success(request, f"{done.name} begins with the next month that is opened.")
        return redirect("programmes:programme", done.ref)
    return attempt.page("programmes/programme_begin.html", foreseen=shown)
