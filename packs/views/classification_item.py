"""How one item is classified, and every act on it (Rule 29)."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from irp.pages import SignedIn, page
from irp.permissions import require
from packs.figures.classification import item_lines
from packs.permissions import right_to_classify
from packs.presenters.classification import place_of_item, publication_of_item
from packs.presenters.gives_away import beside_item
from packs.presenters.words_begun import line_begun
from packs.snapshot.showing import editions_showing
from packs.views.classification_asking import SEES, item_of


@require_safe
def classification_item(request: SignedIn, kind: str, ref: str) -> HttpResponse:
    """Show the item's classification with its history."""
    at = timezone.now()
    require(request.user, SEES, at=at)
    item, acts = item_of(kind, ref)
    context = {
        "line": line_begun(item_lines([item], acts)[0], user=request.user),
        "acts": acts[::-1],
        "place": place_of_item(item.kind, ref),
        "published": publication_of_item(item.kind, ref, at=at),
        "beside": beside_item(item, at=at),
        "showing": editions_showing(item.kind, ref),
        "may_classify": request.user.has_perm(right_to_classify(item.kind)),
    }
    return page(request, "packs/classification_item.html", context)
