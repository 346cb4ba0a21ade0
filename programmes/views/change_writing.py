"""What the pages on which a change request is written share: its form, and its rows as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse

from irp.attempts import Attempt
from irp.context import settings_of
from irp.pages import SignedIn
from irp.rules.calendar import london_day
from programmes.forms.changes import ChangeForm
from programmes.models import ChangeDraft, Milestone, Programme
from programmes.readings.change_basis import stands_of
from programmes.rules.changes import Stands
from programmes.words import ChangeKind


@dataclass(frozen=True, kw_only=True)
class Writing:
    """A request that is being written, with the milestones it is about as they are now."""

    attempt: Attempt[ChangeForm]
    programme: Programme
    kind: ChangeKind
    stands: Mapping[str, Stands]
    quarters: str

    def page(self, draft: ChangeDraft | None = None) -> HttpResponse:
        """Return the page with the form; of a draft it says when it was saved."""
        context: dict[str, Any] = {"kind": self.kind, "programme": self.programme, "draft": draft}
        context |= {"stands": self.stands.values(), "quarters": self.quarters}
        return self.attempt.page("programmes/change_add.html", **context)


def writing(
    request: SignedIn,
    programme: Programme,
    kind: ChangeKind,
    refs: Sequence[str],
    initial: Mapping[str, Any],
    *,
    at: datetime,
) -> Writing:
    """Return the form of a kind for some milestones of a programme."""
    named = refs if kind is not ChangeKind.ADD else []
    rows = list(Milestone.objects.filter(programme=programme, ref__in=named).order_by("number"))
    stands = stands_of(rows, on=london_day(at)) if rows else {}
    quarters = settings_of(request).irp_quarters
    attempt = Attempt(
        request,
        ChangeForm,
        change=kind,
        milestones=rows,
        stands=stands,
        on=london_day(at),
        workstreams=list(programme.workstreams.all()) if kind is ChangeKind.ADD else (),
        quarters=quarters,
        initial=dict(initial),
    )
    return Writing(
        attempt=attempt, programme=programme, kind=kind, stands=stands, quarters=quarters
    )
