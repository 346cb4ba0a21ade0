"""A post that the documents do not name: the CPMO's, an administrator's, a commissioner's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp.actions import add_post
from irp.forms import PostForm
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.views.acting import Attempt


@require_http_methods(["GET", "HEAD", "POST"])
def post_add(request: SignedIn) -> HttpResponse:
    """Add a post, then go on to appoint somebody to it."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    form = PostForm(request.POST if request.method == "POST" else None)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            post = add_post(**form.cleaned_data, by=request.user, at=at)
            messages.success(request, f"The post “{post}” was added.")
            return redirect(f"{reverse('administration:appoint')}?post={post.pk}")
    return page(request, "irp/post_add.html", {"form": form}, status=attempt.status)
