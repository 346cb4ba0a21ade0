"""What the views of dependencies share: which rows an address asks for, which row it names."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require
from programmes.figures.dependencies import DependencyLine
from programmes.figures.dependency_chains import Network
from programmes.forms.dependency_filter import DependencyFilter
from programmes.models import Dependency
from programmes.readings.dependencies import network
from programmes.readings.dependency_rows import of_two_ends
from programmes.readings.readers import reader_of

View = Callable[[SignedIn, Dependency, datetime], HttpResponse]
Answer = Callable[..., HttpResponse]
REF = re.compile(r"D-([0-9]{2,4})", re.ASCII)


@dataclass(frozen=True)
class AskedDependencies:
    """The dependencies now or as at the past, and which of them the address asks for."""

    past: Past
    found: Network
    form: DependencyFilter
    shown: list[DependencyLine]


def asked_dependencies(request: SignedIn, *, at: datetime) -> AskedDependencies:
    """Return the dependencies as filtered."""
    require(request.user, "irp.read_plan", at=at)
    past = past_of(request, at=at)
    found = network(past.source, measured=past.measured, reader=reader_of(request.user))
    form = DependencyFilter(request.GET, programmes=dict(found.basis.programmes))
    return AskedDependencies(
        past, found, form, [line for line in found.lines if form.matches(line)]
    )


def dependency_number(ref: str) -> int:
    """Return the number of a reference, or 404."""
    found = REF.fullmatch(ref)
    if found is None:
        raise Http404(ref)
    return int(found[1])


def on_dependency(right: str) -> Callable[[View], Answer]:
    """Give a view the dependency of its address, which names its ends, and the moment."""

    def decorate(view: View) -> Answer:
        @wraps(view)
        def answer(request: SignedIn, ref: str) -> HttpResponse:
            at = timezone.now()
            require(request.user, "irp.read_plan", at=at)
            row = get_object_or_404(of_two_ends(), number=dependency_number(ref))
            require(request.user, right, row, at=at)
            return view(request, row, at)

        return answer

    return decorate
