"""Which benefits a page or a file is asked for, and the one that an address names."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from programmes.figures.benefits import BenefitLine, benefit_lines
from programmes.forms.benefits import BenefitFilter
from programmes.models import Benefit, Programme
from programmes.readings.benefits import benefits, benefits_with_posts

View = Callable[[SignedIn, Benefit, datetime], HttpResponse]
Answer = Callable[..., HttpResponse]


@dataclass(frozen=True)
class AskedBenefits:
    """The benefits now or as at the past, and which of them the address asks for."""

    past: Past
    form: BenefitFilter
    every: list[BenefitLine]
    shown: list[BenefitLine]


def asked_benefits(request: SignedIn, *, at: datetime) -> AskedBenefits:
    """Return the benefits as filtered."""
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    every = benefit_lines(benefits(past.source), measured=past.measured)
    programmes = {row.ref: row.name for row in past.source.rows(Programme)}
    form = BenefitFilter.of(request, programmes=programmes)
    return AskedBenefits(past, form, every, [line for line in every if form.matches(line)])


def on_benefit(right: str) -> Callable[[View], Answer]:
    """Give a view the benefit of its address and the moment, to those alone who have a right."""

    def decorate(view: View) -> Answer:
        @wraps(view)
        def answer(request: SignedIn, ref: str) -> HttpResponse:
            at = timezone.now()
            require(request.user, "irp.read_plan", at=at)
            row = get_object_or_404(benefits_with_posts(), ref=ref)
            require(request.user, right, row, at=at)
            return view(request, row, at)

        return answer

    return decorate
