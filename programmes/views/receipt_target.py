"""Record what receipts are to come to in all by a day (Rule 25)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.rules.date_spans import printed_day
from irp.typed import takes
from programmes.actions.receipt_targets import set_receipt_target
from programmes.forms.lots import ReceiptTargetForm
from programmes.models import ReceiptThreshold
from programmes.readings.receipts import threshold_facts


@takes(ReceiptTargetForm)
def receipt_target(request: SignedIn) -> HttpResponse:
    """Take a day, the amount, who decided it and why; versions before it are kept."""
    at, user = timezone.now(), request.user
    require(user, "irp.read_plan", at=at)
    require(user, "programmes.set_receipt_target", at=at)
    rows = list(ReceiptThreshold.objects.order_by("due_on", "number"))
    newest = max((row.pk for row in rows), default=0)
    attempt = Attempt(request, ReceiptTargetForm, initial={"version": newest})
    done = attempt.take(lambda _: set_receipt_target(**attempt.form.entered(), by=user, at=at))
    if done:
        what = "ended" if done.ends else "saved"
        messages.success(request, f"Target by {printed_day(done.due_on)} {what}.")
        return redirect("programmes:receipts")
    return attempt.page("programmes/receipt_target.html", versions=[*map(threshold_facts, rows)])
