"""The agreed assumptions: what neither published document says."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from irp import presenters
from irp.actions import change_settings
from irp.context import settings_of
from irp.forms import SettingsForm
from irp.pages import SignedIn, page
from irp.permissions import require
from irp.views.acting import Attempt

A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def plan_settings(request: SignedIn) -> HttpResponse:
    """Show and change the settings of the plan, quarter conventions included (Rule 11)."""
    at = timezone.now()
    require(request.user, "irp.administer", at=at)
    kept = settings_of(request)
    now = model_to_dict(kept) | {"version": kept.version if kept.pk else 0}
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=now)
    attempt = Attempt(form)
    if form.is_valid():
        with attempt:
            said = {name: form.cleaned_data[name] for name in ("version", "reason")}
            change_settings(form.assumptions(), **said, by=request.user, at=at)
            messages.success(request, "The agreed assumptions were changed.")
            return redirect("administration:plan_settings")
    rows = list(kept.history.all()) if kept.pk else []
    entries = Paginator([*presenters.entries_of(rows, presenters.SETTINGS_FIELDS)], A_PAGE)
    context = {
        "form": form,
        "clash": attempt.clash,
        "entries": entries.get_page(request.GET.get("page")),
    }
    return page(request, "irp/plan_settings.html", context, status=attempt.status)
