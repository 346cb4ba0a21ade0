"""What every request passes: a number for its history rows, and refusals shown as pages."""

from collections.abc import Callable
from uuid import uuid4

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from irp.history import request_number
from irp.models import Conflict, PeriodStep
from irp.triggers import FROZEN

Answer = Callable[[HttpRequest], HttpResponse]


class RequestNumber:
    """Give each request a number that its history rows carry, and its user the day they act."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Number the request while it is answered."""
        token = request_number.set(uuid4().hex)
        if request.user.is_authenticated:
            request.user.acting_on = timezone.localdate()
        try:
            return self.get_response(request)
        finally:
            request_number.reset(token)


class RefusalPages:
    """Show a conflict and a frozen period as pages wherever a view lets them through."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a stale write into 409 and a write to a frozen period into its page."""
        if isinstance(error, Conflict):
            return render(request, "409.html", {"row": error.row}, status=409)
        if isinstance(error, IntegrityError) and FROZEN.split(":")[0] in str(error):
            return render(request, "frozen.html", last_freeze(), status=409)
        return None


def last_freeze() -> dict[str, object]:
    """Return the newest freeze for its page: a save that came too late met this one."""
    step = (
        PeriodStep.objects.filter(what=PeriodStep.What.FROZEN)
        .select_related("period")
        .order_by("-at")
        .first()
    )
    return {"period": step and step.period, "frozen_by": step and step.by_name}
