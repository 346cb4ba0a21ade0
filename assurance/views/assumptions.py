"""The agreed assumptions: what neither published document says."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions import change_settings
from irp import presenters
from irp.attempts import Attempt
from irp.context import settings_of
from irp.forms import SettingsForm
from irp.models import PlanSettings
from irp.pages import SignedIn
from irp.permissions import require
from irp.readings import settings_facts
from irp.typed import takes

A_PAGE = 50


@takes(SettingsForm)
def assumptions(request: SignedIn) -> HttpResponse:
    """Show and change the settings of the plan; commissioners confirm its quarters (Rule 11)."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    agreed = settings_of(request)
    now = model_to_dict(agreed) | {"version": agreed.version if agreed.pk else 0}
    attempt = Attempt(request, SettingsForm, initial=now)
    form = attempt.form
    if attempt.take(lambda _: change_settings(**form.entered(), by=request.user, at=at)):
        if _has_changed(agreed):
            messages.success(request, "Settings saved.")
        else:
            messages.info(request, "You made no changes.")
        return redirect("assurance:assumptions")
    rows = agreed.history.all() if agreed.pk else []
    entries = presenters.Pages(
        [*presenters.history_entries(rows, PlanSettings, presenters.SETTINGS_COLUMNS)], A_PAGE
    )
    return attempt.page(
        "assurance/assumptions.html",
        cap_note=settings_facts(agreed).cap_note,
        entries=entries.get_page(request.GET.get("page")),
    )


def _has_changed(seen: PlanSettings) -> bool:
    return seen.pk is None or PlanSettings.objects.get(pk=seen.pk).version != seen.version
