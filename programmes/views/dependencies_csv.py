"""The dependencies as a file."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, csv_file
from programmes.columns.dependencies import DEPENDENCY
from programmes.views.dependency_asking import asked_dependencies


@require_safe
def dependencies_csv(request: SignedIn) -> HttpResponse:
    """Hand over every dependency that the filters choose as a CSV file."""
    asked = asked_dependencies(request, at=timezone.now())
    return csv_file(request, f"dependencies{asked.past.in_name}", DEPENDENCY, asked.shown)
