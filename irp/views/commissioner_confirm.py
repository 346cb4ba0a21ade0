"""Confirm a commissioner's post, so that it takes effect."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.actions import confirm_holding
from irp.actions.confirmations import RIGHT
from irp.attempts import Attempt
from irp.forms.confirmations import ConfirmationForm, LetterForm
from irp.models import PostHolding
from irp.pages import SignedIn
from irp.permissions import require
from irp.readings.commissioners import needs_letter
from irp.rules.calendar import london_day
from irp.typed import takes
from irp.words import PostKind


@takes(ConfirmationForm, LetterForm)
def commissioner_confirm(request: SignedIn, key: int) -> HttpResponse:
    """Show whose post waits, and let a serving commissioner confirm it (Rule 24b).

    While none serves, an administrator confirms the first by the appointment letter.
    """
    at, user = timezone.now(), request.user
    require(user, RIGHT, at=at)
    rows = PostHolding.objects.filter(post__kind=PostKind.COMMISSIONER)
    holding = get_object_or_404(rows.select_related("user", "post"), pk=key)
    by_letter = needs_letter(on=london_day(at))
    form = LetterForm if by_letter else ConfirmationForm
    attempt = Attempt(request, form, initial={"version": holding.version})
    made = attempt.take(
        lambda entered: confirm_holding(
            holding,
            by=user,
            at=at,
            **{name: value for name, value in entered.items() if name != "confirmed"},
        )
    )
    if made:
        messages.success(request, f"{holding.user} is confirmed as {holding.post}.")
        return redirect("dashboards:home")
    return attempt.page("irp/commissioner_confirm.html", holding=holding, by_letter=by_letter)
