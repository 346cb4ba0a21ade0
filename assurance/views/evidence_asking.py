"""Which evidence a page or a file is asked for, and the piece that an address names (Rule 22)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone

from assurance.figures.evidence import (
    EvidenceLine,
    EvidenceStanding,
    evidence_lines,
    in_order,
    standings,
)
from assurance.forms.evidence_list import EvidenceFilter
from assurance.models import Evidence
from assurance.readings.evidence import evidence
from assurance.readings.evidence_positions import Register, evidence_positions, register_read
from irp.models import User
from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from irp.rules.numbers import count_in

View = Callable[..., HttpResponseBase]  # of a request, a piece, a moment and what else is named
Answer = Callable[..., HttpResponseBase]


@dataclass(frozen=True)
class AskedEvidence:
    """The evidence now or as at the past that a person may see, and what the address asks for."""

    past: Past
    form: EvidenceFilter
    register: Register
    every: list[EvidenceStanding]  # alike ones together
    shown: list[int]  # keys, in the order of the list

    @property
    def number(self) -> int:
        """Return how many pieces there are."""
        return count_in(piece.position.keys for piece in self.every)


def asked_evidence(request: SignedIn, *, at: datetime) -> AskedEvidence:
    """Return the evidence as filtered, read as far as that goes."""
    require(request.user, "assurance.read_outcomes", at=at)
    past = past_of(request, at=at)
    register = register_read(past.source)
    positions = evidence_positions(past.source, user=request.user, register=register)
    every = standings(positions, measured=past.measured)
    form = EvidenceFilter.of(request, outcomes=register.titles)
    shown = in_order(piece for piece in every if form.matches(piece))
    return AskedEvidence(past, form, register, every, shown)


def lines_asked(asked: AskedEvidence, wanted: Iterable[int], *, user: User) -> list[EvidenceLine]:
    """Return some of the pieces asked for by their keys, a page or all, whole."""
    keys = set(wanted)
    among = keys if len(keys) < asked.number else None
    read = evidence(asked.past.source, user=user, among=among, register=asked.register)
    found = (piece for piece in read if piece.key in keys)
    return evidence_lines(found, measured=asked.past.measured)


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
