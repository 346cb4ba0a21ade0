"""Of which indicators a composite is made, and what it counts of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.readings import Now
from irp.typed import takes
from kpis.actions import compose
from kpis.forms.compositions import CompositionForm
from kpis.models import Indicator
from kpis.readings import compositions


@takes(CompositionForm)
def composite_edit(request: SignedIn, ref: str) -> HttpResponse:
    """Set the members of a composite, with a reason; earlier versions are kept (Rule 27)."""
    at = timezone.now()
    require(request.user, "kpis.define_indicator", at=at)
    indicator = get_object_or_404(Indicator, ref=ref)
    newest = indicator.compositions.order_by("-pk").first()
    own = compositions(Now(at)).get(ref)
    initial: dict[str, Any] = {"version": newest.pk if newest else 0}
    if own:
        keys = Indicator.objects.filter(ref__in=own.members).values_list("pk", flat=True)
        initial |= {"counts": own.counts.value, "members": list(keys)}
    attempt = Attempt(request, CompositionForm, indicator=indicator, initial=initial)
    made = attempt.take(
        lambda cleaned: compose(
            indicator,
            list(cleaned["members"]),
            counts=cleaned["counts"],
            reason=cleaned["reason"],
            by=request.user,
            at=at,
            seen=cleaned["version"],
        )
    )
    if made:
        messages.success(request, f"The members of {indicator.ref} have been set.")
        return redirect("kpis:indicator", indicator.ref)
    return attempt.page("kpis/composite_edit.html", indicator=indicator)
