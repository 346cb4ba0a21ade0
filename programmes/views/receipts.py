"""Capital receipts: what came in against the targets, asset by asset (Rule 25)."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages
from programmes.charts.receipts import receipts_chart
from programmes.figures.groups import count_of_each
from programmes.figures.receipt_chart import chart_rows
from programmes.views.receipt_asking import asked_receipts
from programmes.words import LotGroup

A_PAGE = 50


@require_safe
def receipts(request: SignedIn) -> HttpResponse:
    """Show the lots that the filters choose, now or as at a past date, 50 a page."""
    asked, user = asked_receipts(request, at=timezone.now()), request.user
    without, past = partial(querystring, request, page=None), asked.past
    may = {} if past.is_past else {
        name: user.has_perm(f"programmes.{name}")
        for name in ("add_lot", "enter_lots", "set_receipt_target")
    }  # fmt: skip
    groups = [group for group in LotGroup if group != LotGroup.NOT_ENTERED or not past.is_past]
    leaf = Pages(asked.shown, A_PAGE).get_page(request.GET.get("page"))
    chips = asked.form.chips(lambda name: without(**{name: None}))
    # What is over is a line that opens, unless a filter asks for it.
    ended = [] if chips else [line for line in leaf if not line.is_open]
    context = {
        "past": past,
        "every": asked.every,
        "shown": asked.shown,
        "page_of": leaf,
        "lines": [line for line in leaf if chips or line.is_open],
        "ended": ended,
        "position": asked.position,
        "drawing": receipts_chart(asked.position),
        "chart_rows": chart_rows(asked.position),
        "counts": count_of_each(groups, asked.shown),
        "filter_form": asked.form,
        "chips": chips,
        "may": may,
    }
    return page(request, "programmes/receipts.html", context)
