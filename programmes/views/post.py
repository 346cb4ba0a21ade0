"""One post: who holds it and held it, what it is named in, what waits for it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.models import Post
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.rules.calendar import london_day
from programmes.presenters.posts import post_page


@require_safe
def post(request: SignedIn, key: int) -> HttpResponse:
    """Show a post; an administrator is offered its handover here."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    row = get_object_or_404(Post.objects.select_related("committee"), pk=key)
    context = {
        "post": row,
        "sheet": post_page(row, on=london_day(at)),
        "may_administer": user.has_perm("irp.administer"),
    }
    return page(request, "programmes/post.html", context)
