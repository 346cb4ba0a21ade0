"""The actions of the boards as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from packs.columns.meetings import BOARD_ACTION
from packs.views.board_actions_asking import asked_actions


@require_safe
def board_actions_csv(request: SignedIn) -> HttpResponse:
    """Hand over the actions that the filters choose as a CSV file."""
    asked = asked_actions(request, at=timezone.now())
    return csv_file(request, f"board-actions{asked.past.in_name}", BOARD_ACTION, asked.shown)
