"""How an indicator is read: its definition, owner, frequency and lag."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from kpis.actions import define_indicator
from kpis.forms import DefinitionForm
from kpis.models import Indicator


@takes(DefinitionForm)
def indicator_define(request: SignedIn, ref: str) -> HttpResponse:
    """Set how an indicator is read, with a reason; earlier definitions are kept (Rule 27)."""
    at = timezone.now()
    require(request.user, "kpis.define_indicator", at=at)
    indicator = get_object_or_404(Indicator.objects.select_related("owner"), ref=ref)
    is_read = indicator.readings.exists() or indicator.targets.exists()
    attempt = Attempt(request, DefinitionForm, indicator=indicator, is_read=is_read)
    defined = attempt.take(
        lambda cleaned: define_indicator(
            indicator,
            attempt.form.values(),
            reason=cleaned["reason"],
            version=cleaned["version"],
            by=request.user,
            at=at,
        )
    )
    if defined:
        messages.success(request, f"The definition of {indicator.ref} has been saved.")
        return redirect("kpis:indicator", indicator.ref)
    return attempt.page("kpis/indicator_define.html", indicator=indicator, is_read=is_read)
