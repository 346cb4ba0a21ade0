"""The items that can be classified as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from packs.columns.classification import CLASSIFIED_ITEM
from packs.presenters.words_begun import lines_begun
from packs.views.classification_asking import asked_items


@require_safe
def classification_csv(request: SignedIn) -> HttpResponse:
    """Hand over the items that the filters choose as a CSV file."""
    at = timezone.now()
    shown = asked_items(request, at=at).shown
    return csv_file(
        request, "classification", CLASSIFIED_ITEM, lines_begun(shown, user=request.user)
    )
