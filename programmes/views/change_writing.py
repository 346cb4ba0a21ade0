"""What the pages on which a change request is written share: its form, and its rows as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.context import settings_of
from irp.pages import SignedIn
from irp.readings import Now
from irp.rules.calendar import london_day
from programmes.forms.changes import ChangeForm
from programmes.models import ChangeDraft, ChangeRequest, Milestone, Programme
from programmes.readings.change_basis import dependencies_at, stands_of
from programmes.readings.change_gates import gate_ties
from programmes.rules.change_gates import GateOvertaken, GateTies, moves_asked, overtaken
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
    cap_quarters: str
    at: datetime

    def page(self, draft: ChangeDraft | None = None) -> HttpResponse:
        """Return the page with the form; of a draft it says when it was saved."""
        context: dict[str, Any] = {"kind": self.kind, "programme": self.programme, "draft": draft}
        context |= {"stands": self.stands.values(), "quarters": self.quarters}
        ties, gates = self._gates()
        context |= {"ties": ties, "gates": gates, "cap_quarters": self.cap_quarters}
        return self.attempt.page("programmes/change_add.html", **context)

    def _gates(self) -> tuple[GateTies, tuple[GateOvertaken, ...]]:
        """Return what its milestones lead to, and the dates there that typed ones come after."""
        form = self.attempt.form
        keys = {row.pk: row.ref for row in form.milestones}
        named = form.requirements_named if form.is_bound else []
        ties = gate_ties(Now(self.at), keys, dependencies_at(keys) if keys else [], named)
        if not form.is_bound:
            return ties, ()
        return ties, overtaken(moves_asked(self.kind, form.proposals), named, ties)


def writing(
    request: SignedIn,
    programme: Programme,
    kind: ChangeKind,
    refs: Sequence[str],
    initial: Mapping[str, Any],
    *,
    at: datetime,
) -> Writing:
    """Return the form of a kind for some milestones of a programme.

    One that was moved to another programme meanwhile keeps its place, so that what was typed for it
    is nobody else's; the act refuses it.
    """
    rows = _named(refs) if kind is not ChangeKind.ADD else []
    stands = stands_of(rows, on=london_day(at)) if rows else {}
    settings = settings_of(request)
    attempt = Attempt(
        request,
        ChangeForm,
        change=kind,
        milestones=rows,
        stands=stands,
        on=london_day(at),
        workstreams=list(programme.workstreams.all()) if kind is ChangeKind.ADD else (),
        quarters=settings.irp_quarters,
        initial=dict(initial),
    )
    return Writing(
        attempt=attempt,
        programme=programme,
        kind=kind,
        stands=stands,
        quarters=settings.irp_quarters,
        cap_quarters=settings.cap_quarters,
        at=at,
    )


def draft_kept(request: SignedIn, draft: ChangeDraft, *, at: datetime) -> HttpResponse:
    """Say when a draft was saved, on its own page."""
    messages.success(request, f"Draft saved at {timezone.localtime(at):%H:%M}")
    return redirect("programmes:change_draft", draft.pk)


def request_sent(request: SignedIn, asked: ChangeRequest) -> HttpResponse:
    """Say whom a request is with, on its own page."""
    messages.success(request, f"Change request {asked.ref} is now with the SAO.")
    return redirect("programmes:change", asked.ref)


def _named(refs: Sequence[str]) -> list[Milestone]:
    """Return the milestones of references, each once and in their order."""
    found = {row.ref: row for row in Milestone.objects.filter(ref__in=refs)}
    return [found[ref] for ref in dict.fromkeys(refs) if ref in found]
