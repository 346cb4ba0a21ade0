"""Which requests a page or file is asked for, and the one that an address names."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404
from django.shortcuts import get_object_or_404

from assurance.figures.requests import RequestLine, request_lines
from assurance.forms.requests import RequestFilter
from assurance.models import CouncilRequest
from assurance.readings.requests import requests
from irp.pages import SignedIn
from irp.past import Past, past_of
from irp.permissions import require

READ = "assurance.read_outcomes"
REF = re.compile("REQ-0?([1-9][0-9]{0,3})", re.ASCII)


@dataclass(frozen=True)
class AskedRequests:
    """The requests now or as at the past, and what the address asks for."""

    past: Past
    form: RequestFilter
    every: list[RequestLine]
    shown: list[RequestLine]


def asked_requests(request: SignedIn, *, at: datetime) -> AskedRequests:
    """Return the requests as filtered."""
    require(request.user, READ, at=at)
    past, form = past_of(request, at=at), RequestFilter.of(request)
    every = request_lines(requests(past.source), measured=past.measured)
    return AskedRequests(past, form, every, [line for line in every if form.matches(line)])


def request_row(ref: str) -> CouncilRequest:
    """Return the request of a reference, 404 for none."""
    found = REF.fullmatch(ref)
    if found is None:
        raise Http404(ref)
    rows = CouncilRequest.objects.select_related("owner")
    return get_object_or_404(rows, number=int(found[1]))
