"""What an edition did with each open milestone, as a file."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.context import settings_of
from irp.pages import SignedIn, csv_file
from irp.past import past_of
from irp.permissions import require
from programmes.columns.structure import EDITION_ROW
from programmes.presenters.editions import edition_rows
from programmes.readings.editions import editions


@require_safe
def edition_csv(request: SignedIn, number: int) -> HttpResponse:
    """Hand over the rows of an edition as a CSV file."""
    at = timezone.now()
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    facts = editions(past.source)
    if number not in {edition.number for edition in facts.editions}:
        raise Http404(number)
    rows = edition_rows(past.source, [fate for fate in facts.fates if fate.edition == number])
    name = f"edition-{number}{past.in_name}"
    return csv_file(request, name, EDITION_ROW, rows, quarters=settings_of(request).irp_quarters)
