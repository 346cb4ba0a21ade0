"""An officer reads a draft that was shared with them for accuracy, and comments on it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions.accuracy import comment_on_accuracy
from assurance.forms.accuracy import CommentForm
from assurance.presenters.assess import said_line
from assurance.readings.accuracy import comments_on, share_of
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(CommentForm)
def accuracy(request: SignedIn, ref: str, author: int) -> HttpResponse:
    """Show the draft to the officer it is shared with, to nobody else and no longer (Rule 23).

    For everybody else there is no such page: 404, whatever posts they hold.
    """
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    share = share_of(user, ref, author, at=at)
    if share is None:
        raise Http404
    attempt = Attempt(request, CommentForm)
    if attempt.take(lambda entered: comment_on_accuracy(share, **entered, by=user, at=at)):
        messages.success(request, "Your comment has been sent.")
        return redirect("assurance:accuracy", ref, author)
    return attempt.page(
        "assurance/accuracy.html",
        requirement=share.draft.requirement,
        share=share,
        draft=share.draft,
        drafted=said_line(share.draft),
        comments=comments_on([share])[share.pk],
    )
