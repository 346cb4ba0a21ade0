"""The agreed assumptions: what neither published document says."""

from django.contrib import messages
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.actions import change_settings, gates_to_move
from assurance.models import Gate
from irp import presenters
from irp.attempts import Attempt
from irp.context import settings_of
from irp.forms import SettingsForm
from irp.models import PlanSettings
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.plan_dates import QuarterConvention
from irp.typed import takes

A_PAGE = 50


@takes(SettingsForm)
def assumptions(request: SignedIn) -> HttpResponse:
    """Show and change the settings of the plan, quarter conventions included (Rule 11).

    A change that moves gates is saved once the person was shown how many (Rule 18).
    """
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    agreed = settings_of(request)
    now = model_to_dict(agreed) | {"version": agreed.version if agreed.pk else 0}
    attempt, moving, gates = Attempt(request, SettingsForm, initial=now), 0, Gate.objects.count()
    form = attempt.form
    if form.is_valid() and (entered := form.assumptions())["cap_quarters"] != agreed.cap_quarters:
        moving = len(gates_to_move(QuarterConvention(entered["cap_quarters"])))
    if not moving or request.POST.get("confirmed") == str(moving):
        moved = attempt.take(lambda _: change_settings(**form.entered(), by=request.user, at=at))
        if moved is not None:
            told = f" {moved} of {gates} assurance dates moved." if moved else ""
            if moved or _has_changed(agreed):
                messages.success(request, f"Settings saved.{told}")
            else:
                messages.info(request, "You made no changes.")
            return redirect("assurance:assumptions")
    rows = agreed.history.all() if agreed.pk else []
    entries = presenters.Pages(
        [*presenters.history_entries(rows, PlanSettings, presenters.SETTINGS_COLUMNS)], A_PAGE
    )
    return attempt.page(
        "assurance/assumptions.html",
        moving=moving,
        gates=gates,
        entries=entries.get_page(request.GET.get("page")),
    )


def _has_changed(seen: PlanSettings) -> bool:
    return seen.pk is None or PlanSettings.objects.get(pk=seen.pk).version != seen.version
