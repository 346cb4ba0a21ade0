"""Benefits and disbenefits: what the programmes are for, and whether it comes (Rule 26)."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages
from programmes.figures.groups import count_of_each
from programmes.views.benefit_asking import asked_benefits
from programmes.words.benefits import BenefitGroup

A_PAGE = 50


@require_safe
def benefits(request: SignedIn) -> HttpResponse:
    """Show the benefits that the filters choose, now or as at a past date, 50 a page."""
    asked, user = asked_benefits(request, at=timezone.now()), request.user
    without = partial(querystring, request, page=None)
    context = {
        "past": asked.past,
        "every": asked.every,
        "shown": asked.shown,
        "page_of": Pages(asked.shown, A_PAGE).get_page(request.GET.get("page")),
        "counts": count_of_each(BenefitGroup, asked.shown),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
        "may_read": not asked.past.is_past and user.has_perm("programmes.read_benefits"),
        "may_add": not asked.past.is_past and user.has_perm("programmes.add_benefit"),
    }
    return page(request, "programmes/benefits.html", context)
