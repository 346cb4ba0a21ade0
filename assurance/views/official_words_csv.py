"""Official words as a file, which is also the template that is filled in and loaded (Rule 24d)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns.official import OFFICIAL
from assurance.presenters.official import official_sheet
from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require


@require_safe
def official_words_csv(request: SignedIn) -> HttpResponse:
    """Hand over every requirement, outcome and test with its official words beside ours."""
    at = timezone.now()
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    lines = official_sheet(past.source).lines
    return csv_file(request, f"official-words{past.in_name}", OFFICIAL, lines)
