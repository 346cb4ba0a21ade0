"""The committee that a lead member's or committee's post sits on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.actions import seat_post
from irp.attempts import Attempt
from irp.forms import PostCommitteeForm
from irp.models import Post
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from irp.words import MEMBERS


@takes(PostCommitteeForm)
def post_committee(request: SignedIn, key: int) -> HttpResponse:
    """Say whose exempt parts the holder reads (ADR 0006); there is no such page of other posts."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    posts = Post.objects.filter(kind__in=MEMBERS).select_related("committee")
    post = get_object_or_404(posts, pk=key)
    now = {"version": post.version, "committee": post.committee_id}
    attempt = Attempt(request, PostCommitteeForm, initial=now)
    seated = attempt.take(lambda entered: seat_post(post, **entered, by=request.user, at=at))
    if seated:
        where = f"sits on {seated.committee}" if seated.committee else "sits on no committee"
        messages.success(request, f"{seated} {where}.")
        return redirect("programmes:post", post.pk)
    return attempt.page("irp/post_committee.html", post=post)
