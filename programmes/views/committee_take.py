"""Have a committee take a programme from a day on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.models import Board
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from irp.words import Oversight
from programmes.actions.committees import KEEPS, take_programme
from programmes.forms.committees import TakeForm


@takes(TakeForm)
def committee_take(request: SignedIn, key: int) -> HttpResponse:
    """Take the programme, the day and the reason."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    require(user, KEEPS, at=at)
    board = get_object_or_404(Board, pk=key, oversight=Oversight.PROGRAMMES)
    attempt = Attempt(request, TakeForm)
    if attempt.take(lambda entered: take_programme(board, **entered, by=user, at=at)):
        messages.success(request, f"Saved: the programmes of {board}.")
        return redirect("programmes:committees")
    return attempt.page("programmes/committee_take.html", board=board)
