"""How a view is given the saving that its address names."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from irp.pages import SignedIn
from irp.permissions import require
from programmes.models import Saving
from programmes.readings.saving_rows import savings_with_posts

View = Callable[[SignedIn, Saving, datetime], HttpResponse]
Answer = Callable[..., HttpResponse]


def on_saving(right: str) -> Callable[[View], Answer]:
    """Give a view the saving of its address and the moment, to those alone who have a right."""

    def decorate(view: View) -> Answer:
        @wraps(view)
        def answer(request: SignedIn, ref: str) -> HttpResponse:
            at = timezone.now()
            require(request.user, "irp.read_plan", at=at)
            row = get_object_or_404(savings_with_posts(), ref=ref)
            require(request.user, right, row, at=at)
            return view(request, row, at)

        return answer

    return decorate
