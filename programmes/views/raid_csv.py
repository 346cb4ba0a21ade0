"""The register as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from programmes.columns import RAID
from programmes.views.raid_asking import asked_register


@require_safe
def raid_csv(request: SignedIn) -> HttpResponse:
    """Hand over every entry that the filters choose as a CSV file."""
    asked = asked_register(request, at=timezone.now())
    return csv_file(request, f"raid{asked.past.in_name}", RAID, asked.shown)
