"""What the views of reports and returns share: where a record can no longer be changed."""

from datetime import date
from types import TracebackType
from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from irp.models import ReportingPeriod, User
from irp.pages import SignedIn, page
from irp.views.acting import Attempt
from programmes.actions.milestones import Faulty
from programmes.models import Return


class ReportAttempt(Attempt):
    """An attempt whose faults belong to the fields of a milestone's report."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Put each fault beside its field; a refusal or conflict as any attempt does."""
        if isinstance(error, Faulty):
            for name, fault in error.faults.items():
                self.form.add_error(name, fault)
            return True
        return super().__exit__(kind, error, trace)


def person(request: HttpRequest) -> User:
    """Return who is signed in; the middleware lets nobody else through."""
    return cast(SignedIn, request).user


def not_open(request: HttpRequest, period: ReportingPeriod | None) -> HttpResponse:
    """Answer that nothing can be written: who froze the period and when, or that none is open."""
    status = 409 if request.method == "POST" else 200
    if period is None or not period.is_frozen:
        return page(request, "programmes/not_open.html", {"period": period}, status=status)
    frozen = {"period": period, "frozen_by": period.frozen_by}
    return page(request, "frozen.html", frozen, status=status)


def return_of(ref: str, month: date, rows: QuerySet[Return] | None = None) -> Return:
    """Return the programme's return for the month, with its period and posts, or 404."""
    if rows is None:
        rows = Return.objects.select_related("period", "programme__sao", "programme__rdl")
    return get_object_or_404(rows, programme__ref=ref, period__month=month)
