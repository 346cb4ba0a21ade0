"""What programmes and milestones give each other: the network, and the same as a table (28)."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages
from programmes.figures.dependencies import dependency_counts
from programmes.models import Dependency
from programmes.presenters.dependencies import network_picture
from programmes.views.dependency_asking import asked_dependencies
from programmes.words import DependencyGroup

A_PAGE = 50


@require_safe
def dependencies(request: SignedIn) -> HttpResponse:
    """Show the dependencies that the filters choose, now or as at a past date, 50 a page."""
    asked = asked_dependencies(request, at=timezone.now())
    without, past = partial(querystring, request, page=None), asked.past
    rows = sorted(past.source.rows(Dependency), key=lambda row: row.number)
    context = {
        "past": past,
        "every": asked.found.lines,
        "shown": asked.shown,
        "page_of": Pages(asked.shown, A_PAGE).get_page(request.GET.get("page")),
        "counts": dependency_counts(asked.shown),
        "groups": list(DependencyGroup),
        "picture": network_picture(asked.shown, past),
        "overarching": [row for row in rows if row.days_set_at is None],
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
        "may_add": not past.is_past and request.user.has_perm("programmes.add_dependency"),
    }
    return page(request, "programmes/dependencies.html", context)
