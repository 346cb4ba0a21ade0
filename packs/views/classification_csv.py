"""The items that can be classified as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from packs.columns.classification import CLASSIFIED_ITEM
from packs.views.classification_asking import asked_items


@require_safe
def classification_csv(request: SignedIn) -> HttpResponse:
    """Hand over the items that the filters choose as a CSV file."""
    asked = asked_items(request, at=timezone.now())
    return csv_file(request, "classification", CLASSIFIED_ITEM, asked.shown)
