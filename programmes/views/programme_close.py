"""Close a programme whose work is done: what is still open, new homes, preview, confirm (18d)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.models import Post
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.calendar import london_day
from irp.typed import takes
from programmes.actions.closing import close_programme
from programmes.forms.closing import CloseForm
from programmes.models import Programme
from programmes.presenters.restructuring import close_foreseen
from programmes.readings.restructuring import closing_of
from programmes.rules.restructuring import closing_hindrances
from programmes.views.restructuring_acting import previewed


@takes(CloseForm)
def programme_close(request: SignedIn, ref: str) -> HttpResponse:
    """Show what keeps the programme open, or take where its open entries go and the decision."""
    at, user = timezone.now(), request.user
    require(user, "programmes.restructure", at=at)
    every, on = {row.ref: row for row in Programme.objects.all()}, london_day(at)
    if ref not in every:
        raise Http404
    programme = every[ref]
    read = closing_of(programme, on=on)
    places = [row for row in every.values() if row.closed_on is None and row != programme]
    posts = list(Post.objects.order_by("title")) if read.benefits else []
    attempt = Attempt(request, CloseForm, on=on, read=read, places=places, posts=posts)
    form = attempt.form
    done, shown = previewed(
        attempt,
        lambda: close_foreseen(programme, read, form.homes(), form.benefits()),
        lambda: close_programme(
            programme, form.homes(), form.decision(), benefits=form.benefits(), by=user, at=at
        ),
    )
    if done:
        messages.success(request, f"{programme.name} is closed.")
        return redirect("programmes:programme", ref)
    return attempt.page(
        "programmes/programme_close.html",
        programme=programme,
        hindrances=closing_hindrances(read.closing),
        foreseen=shown,
    )
