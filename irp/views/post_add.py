"""A post that the documents do not name: the CPMO's, an administrator's, a commissioner's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from irp.actions import add_post
from irp.attempts import Attempt
from irp.forms import PostForm
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes


@takes(PostForm)
def post_add(request: SignedIn) -> HttpResponse:
    """Add a post, then go on to appoint somebody to it."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    attempt = Attempt(request, PostForm)
    post = attempt.take(lambda entered: add_post(**entered, by=request.user, at=at))
    if post:
        messages.success(request, f"The post “{post}” has been added.")
        return redirect(f"{reverse('administration:appoint')}?post={post.pk}")
    return attempt.page("irp/post_add.html")
