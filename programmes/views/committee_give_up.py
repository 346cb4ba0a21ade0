"""Have a committee take a programme no more from a day on."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.models import Board
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from irp.words import Oversight
from programmes.actions.committees import KEEPS, give_up_programme
from programmes.forms.committees import GiveUpForm
from programmes.models import Programme


@takes(GiveUpForm)
def committee_give_up(request: SignedIn, key: int, ref: str) -> HttpResponse:
    """Take the day and the reason; what was said before stays in the record."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    require(user, KEEPS, at=at)
    board = get_object_or_404(Board, pk=key, oversight=Oversight.PROGRAMMES)
    programme = get_object_or_404(Programme, ref=ref)
    remits = list(board.remits.filter(programme=programme).order_by("number"))
    if not remits:
        raise Http404(ref)
    attempt = Attempt(request, GiveUpForm, initial={"version": remits[-1].number})
    if attempt.take(lambda entered: give_up_programme(board, programme, **entered, by=user, at=at)):
        messages.success(request, f"Saved: the programmes of {board}.")
        return redirect("programmes:committees")
    return attempt.page(
        "programmes/committee_give_up.html", board=board, programme=programme, remits=remits
    )
