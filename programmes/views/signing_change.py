"""Who is the SAO of a programme, who of several signs, and who signs in reserve (Rule 17)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.models import Post
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from irp.words import PostKind
from programmes.actions.owners import change_signing
from programmes.forms.who_signs import SigningForm
from programmes.models import Programme

PLAN = Programme.objects.select_related("sao", "rdl", "signing_lead", "reserve")


@takes(SigningForm)
def signing_change(request: SignedIn, ref: str) -> HttpResponse:
    """Take the SAOs of a programme and how they sign; several make a joint post of its parts."""
    at, user = timezone.now(), request.user
    require(user, "irp.administer", at=at)
    programme = get_object_or_404(PLAN, ref=ref)
    posts = list(Post.objects.filter(kind=PostKind.SAO).order_by("title"))
    offered = [post for post in posts if not post.part_titles]
    first = _now(programme, offered)
    attempt = Attempt(request, SigningForm, offered=offered, initial=first)
    saved = attempt.take(
        lambda _: change_signing(programme, **attempt.form.entered(), by=user, at=at)
    )
    if saved:
        messages.success(request, f"{saved.sao} is the SAO of {programme}.")
        return redirect("programmes:people", programme.ref)
    return attempt.page("programmes/signing_change.html", programme=programme)


def _now(programme: Programme, offered: list[Post]) -> dict[str, Any]:
    titles = programme.sao.part_titles or [programme.sao.title]
    return {
        "version": programme.version,
        "saos": [str(post.pk) for post in offered if post.title in titles],
        "signs_alone": str(programme.signing_lead_id or ""),
        "reserve": str(programme.reserve_id or ""),
    }
