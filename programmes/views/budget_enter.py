"""Enter a programme's budget and people for the open month."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.models import ReportingPeriod
from irp.pages import SignedIn, not_open
from irp.permissions import require
from irp.readings import period_now_open
from irp.typed import takes
from programmes.actions.budgets import enter_budget
from programmes.forms.budgets import BudgetForm
from programmes.models import Programme
from programmes.readings.budgets import newest_budgets


@takes(BudgetForm)
def budget_enter(request: SignedIn, ref: str) -> HttpResponse:
    """Take the amounts and posts; what others entered meanwhile stands beside what was typed."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    programme = get_object_or_404(Programme.objects.select_related("sao", "rdl"), ref=ref)
    require(user, "programmes.enter_budget", programme, at=at)
    period = period_now_open()
    if period is None:
        return not_open(request, ReportingPeriod.objects.order_by("-month").first())
    newest = newest_budgets(at=at, among=[programme.pk]).get(programme.pk)
    attempt = Attempt(request, BudgetForm, initial=BudgetForm.initial_of(newest))
    done = attempt.take(
        lambda _: (enter_budget(programme, attempt.form.entered(), by=user, at=at),)
    )
    if done:
        message = f"Budget and people of {programme} entered for {period}."
        messages.success(request, message if done[0] else "You made no changes.")
        return redirect("programmes:budget", ref)
    return attempt.page(
        "programmes/budget_enter.html", programme=programme, period=period, newest=newest
    )
