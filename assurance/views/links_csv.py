"""The links from delivery as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from assurance.columns.links import LINK
from assurance.views.link_asking import asked_links
from irp.pages import SignedIn, csv_file


@require_safe
def links_csv(request: SignedIn) -> HttpResponse:
    """Hand over the links that the filters choose as a CSV file."""
    asked = asked_links(request, at=timezone.now())
    return csv_file(request, f"links{asked.past.in_name}", LINK, asked.shown)
