"""The register of risks, issues, actions, assumptions and decisions (Rule 28)."""

from functools import partial

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.addresses import address
from irp.jinja import querystring
from irp.pages import SignedIn, page
from irp.presenters import Pages
from programmes.figures.raid import raid_counts
from programmes.presenters.raid import scopes_of
from programmes.presenters.raid_matrix import matrix_picture
from programmes.views.raid_asking import asked_register
from programmes.words import RaidKind

A_PAGE = 20


@require_safe
def raid(request: SignedIn) -> HttpResponse:
    """Show the entries that the filters choose, now or as at a past date, 20 a page."""
    asked = asked_register(request, at=timezone.now())
    without, chosen = partial(querystring, request, page=None), asked.form.chosen()
    context = {
        "past": asked.past,
        "every": asked.found.lines,
        "shown": asked.shown,
        "page_of": Pages(asked.shown, A_PAGE).get_page(request.GET.get("page")),
        "programmes": asked.found.programmes,
        "counts": raid_counts(asked.shown),
        "changes": asked.found.changes_of(asked.shown),
        "picture": matrix_picture(
            asked.found.matrix_of(asked.shown),
            href=partial(asked.past.to, address("programmes:raid"), **_others(chosen)),
        ),
        "filter_form": asked.form,
        "chips": asked.form.chips(lambda name: without(**{name: None})),
        "kinds": list(RaidKind),
        "scopes": {}
        if asked.past.is_past
        else scopes_of(request.user, asked.past, asked=chosen.get("programme", "")),
    }
    return page(request, "programmes/raid.html", context)


def _others(chosen: dict[str, str]) -> dict[str, str]:
    """Return the filters that stay when a cell of the matrix is opened."""
    return {name: chosen[name] for name in ("programme", "owner", "among") if name in chosen}
