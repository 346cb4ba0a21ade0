"""Which evidence a page or a file is asked for, and the piece that an address names (Rule 22)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assurance.figures.evidence import EvidenceLine, evidence_lines
from assurance.forms.evidence import EvidenceFilter
from assurance.models import Evidence
from assurance.readings.evidence import evidence
from assurance.readings.outcomes import outcome_titles
from irp.models import User
from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require

View = Callable[..., HttpResponseBase]  # of a request, a piece, a moment and what else is named
Answer = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class AskedEvidence:
    """The evidence now or as at the past that a person may see, and what the address asks for."""

    past: Past
    form: EvidenceFilter
    every: list[EvidenceLine]
    shown: list[EvidenceLine]


def asked_evidence(request: SignedIn, *, at: datetime) -> AskedEvidence:
    """Return the evidence as filtered."""
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    every = evidence_lines(evidence(past.source, user=request.user), on=past.measured.on)
    form = EvidenceFilter.of(request, outcomes=outcome_titles(past.source))
    return AskedEvidence(past, form, every, [line for line in every if form.matches(line)])


def seen_piece(ref: str, *, user: User) -> Evidence:
    """Return the piece of a reference, or 404 where there is none that the person may see."""
    return get_object_or_404(Evidence.objects.visible_to(user), ref=ref)


def on_evidence(right: str) -> Callable[[View], Answer]:
    """Give a view the piece of its address and the moment, to those alone who have a right."""

    def decorate(view: View) -> Answer:
        @wraps(view)
        def answer(request: SignedIn, ref: str, **rest: int) -> HttpResponseBase:
            at = timezone.now()
            require(request.user, "assurance.read_outcomes", at=at)
            row = seen_piece(ref, user=request.user)
            require(request.user, right, row, at=at)
            return view(request, row, at, **rest)

        return answer

    return decorate
