"""What the views of an entry of the register share: which row an address names, and the right."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from irp.pages import SignedIn
from irp.permissions import require
from programmes.readings.raid import MODELS
from programmes.words import RaidKind

View = Callable[[SignedIn, Any, datetime], HttpResponse]
Answer = Callable[..., HttpResponse]
BY_LETTERS = {kind.letters: kind for kind in RaidKind}


def entry_of(ref: str) -> tuple[Any, RaidKind]:
    """Return the row of a reference and its kind, or 404: HOU-R-01 is a risk by its letters."""
    kind = BY_LETTERS.get(ref.rpartition("-")[0].rpartition("-")[2])
    if kind is None:
        raise Http404(ref)
    rows: Any = MODELS[kind]._default_manager
    return get_object_or_404(rows.select_related("programme__sao", "programme__rdl"), ref=ref), kind


def on_entry(right: str, *kinds: RaidKind) -> Callable[[View], Answer]:
    """Give a view the entry of its address, of these kinds where any are named, and the moment."""

    def decorate(view: View) -> Answer:
        @wraps(view)
        def answer(request: SignedIn, ref: str) -> HttpResponse:
            at = timezone.now()
            require(request.user, "irp.read_plan", at=at)
            row, kind = entry_of(ref)
            require(request.user, right, row.programme, at=at)
            if kinds and kind not in kinds:
                raise Http404(ref)
            return view(request, row, at)

        return answer

    return decorate
