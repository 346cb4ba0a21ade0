"""What the pages on which a change request is written share: its form, and its rows as they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from irp.attempts import Attempt
from irp.context import settings_of
from irp.models import PlanSettings
from irp.pages import SignedIn
from irp.readings import Now
from irp.rules.calendar import london_day
from programmes.forms.changes import ANOTHER, ChangeForm
from programmes.forms.request_links import requests_linked
from programmes.models import ChangeDraft, ChangeRequest, Milestone, Programme
from programmes.readings.change_basis import stands_of
from programmes.readings.change_gates import gate_ties
from programmes.readings.dependency_rows import dependencies_at
from programmes.rules.change_gates import GateOvertaken, GateTies, moves_asked, overtaken
from programmes.rules.change_parts import Part
from programmes.rules.change_requests import barred
from programmes.rules.changes import Stands, Tolerance, causes_of, why_of
from programmes.words import Cause, ChangeKind
from programmes.words.changes import kinds_said


@dataclass(frozen=True, kw_only=True)
class Writing:
    """A request that is being written, with the milestones it is about as they are now."""

    attempt: Attempt[ChangeForm]
    programme: Programme
    parts: Sequence[Part]
    stands: Mapping[str, Stands]
    settings: PlanSettings
    at: datetime

    def page(self, draft: ChangeDraft | None = None) -> HttpResponse:
        """Return the page with the form; of a draft it says when it was saved."""
        context: dict[str, Any] = {"programme": self.programme, "draft": draft}
        context |= {"what": kinds_said(part.kind for part in self.parts)}
        context |= {"stands": self.stands, "quarters": self.settings.irp_quarters}
        ties, gates = self._gates()
        context |= {"ties": ties, "gates": gates, "cap_quarters": self.settings.cap_quarters}
        context |= {"causes": self._causes(), "barred": self._barred()}
        return self.attempt.page("programmes/change_add.html", **context)

    def _barred(self) -> list[str]:
        """Return why it cannot be asked for as it is; a form that was sent says so as refused."""
        if self.attempt.form.is_bound:
            return []
        asked = [(part.kind, ref) for part in self.parts for ref in part.refs]
        found = barred((kind, self.stands[ref]) for kind, ref in asked if ref in self.stands)
        return [requests_linked(refusal) for refusal in found]

    def _causes(self) -> list[Cause]:
        """Return why what was typed needs whose decision, as far as it is typed."""
        if not self.attempt.checks:
            return []
        known, rows = self.settings, self.attempt.form.proposals
        tolerance = Tolerance(sao=known.change_sao_days, tib=known.change_tib_days)
        found = [causes_of(*row, tolerance=tolerance, on=london_day(self.at)) for row in rows]
        return why_of([cause for some in found for cause in some])

    def _gates(self) -> tuple[GateTies, tuple[GateOvertaken, ...]]:
        """Return what its milestones lead to, and the dates there that typed ones come after."""
        form = self.attempt.form
        keys = {row.pk: row.ref for part in form.parts for row in part.milestones}
        named = form.requirements_named if form.is_bound else []
        ties = gate_ties(Now(self.at), keys, dependencies_at(keys) if keys else [], named)
        if not form.is_bound:
            return ties, ()
        return ties, overtaken(moves_asked(form.proposals), named, ties)


def writing(
    request: SignedIn,
    programme: Programme,
    parts: Sequence[Part],
    initial: Mapping[str, Any],
    *,
    at: datetime,
) -> Writing:
    """Return the form for what is asked of some milestones of a programme.

    One that was moved to another programme meanwhile keeps its place, so that what was typed for it
    is nobody else's; the act refuses it.
    """
    rows = _named({ref for part in parts for ref in part.refs})
    adds = any(part.kind is ChangeKind.ADD for part in parts)
    stands = stands_of(rows, on=london_day(at)) if rows else {}
    settings = settings_of(request)
    attempt = Attempt(
        request,
        ChangeForm,
        parts=parts,
        milestones={row.ref: row for row in rows},
        stands=stands,
        on=london_day(at),
        workstreams=list(programme.workstreams.all()) if adds else (),
        quarters=settings.irp_quarters,
        initial=dict(initial),
    )
    return Writing(
        attempt=attempt,
        programme=programme,
        parts=parts,
        stands=stands,
        settings=settings,
        at=at,
    )


def draft_kept(
    request: SignedIn, draft: ChangeDraft, form: ChangeForm, *, at: datetime
) -> HttpResponse:
    """Say when a draft was saved, on its own page or where another kind of change is added."""
    messages.success(request, f"Draft saved at {timezone.localtime(at):%H:%M}")
    if form.act == ANOTHER:
        return redirect("programmes:change_draft_another", draft.pk)
    return redirect("programmes:change_draft", draft.pk)


def offered(programme: Programme, *, at: datetime) -> list[Stands]:
    """Return the milestones of a programme that a change may be asked of, as they are."""
    rows = Milestone.objects.in_force(on=london_day(at)).filter(programme=programme)
    return list(stands_of(list(rows.order_by("number")), on=london_day(at)).values())


def request_sent(request: SignedIn, asked: ChangeRequest) -> HttpResponse:
    """Say whom a request is with, on its own page."""
    messages.success(request, f"Change request {asked.ref} is now with the SAO.")
    return redirect("programmes:change", asked.ref)


def _named(refs: Collection[str]) -> list[Milestone]:
    """Return the milestones of references, in the plan's order."""
    return list(Milestone.objects.filter(ref__in=refs).order_by("number")) if refs else []
