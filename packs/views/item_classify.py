"""One item is classified: a result of commissioners by them, all else by CPMO (Rule 29)."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from assurance.words.classification import Classification
from irp.attempts import Attempt
from irp.pages import SignedIn
from irp.permissions import require
from irp.typed import takes
from packs.actions.classification import classify_item
from packs.facts.classification import ClassActFacts
from packs.figures.classification import item_lines
from packs.forms.classification import ClassifyForm
from packs.permissions import right_to_classify
from packs.presenters.classification import publication_of_item, still_published
from packs.presenters.gives_away import beside_item
from packs.presenters.words_begun import line_begun
from packs.snapshot.showing import editions_showing
from packs.views.classification_asking import SEES, item_of


@takes(ClassifyForm)
def item_classify(request: SignedIn, kind: str, ref: str) -> HttpResponse:
    """Take how the item is classified; what it is now stands in the form, but for the reason."""
    at = timezone.now()
    require(request.user, SEES, at=at)
    item, acts = item_of(kind, ref)
    require(request.user, right_to_classify(item.kind), at=at)
    attempt = Attempt(request, ClassifyForm, initial=_initial(acts))
    form = attempt.form
    made = attempt.take(
        lambda entered: classify_item(
            item.kind, ref, form.classed(), version=entered["version"], by=request.user, at=at
        )
    )
    if made:
        classified = f"{ref} is classified: {made.get_classification_display()}."
        is_withheld = made.classification != Classification.PUBLIC
        showing = editions_showing(item.kind, ref) if is_withheld else []
        messages.success(request, f"{classified} {still_published(showing)}".strip())
        return redirect("packs:classification_item", kind, ref)
    return attempt.page(
        "packs/item_classify.html",
        line=line_begun(item_lines([item], acts)[0], user=request.user),
        published=publication_of_item(item.kind, ref, at=at),
        showing=editions_showing(item.kind, ref),
        beside=beside_item(item, at=at),
    )


def _initial(acts: Sequence[ClassActFacts]) -> dict[str, object]:
    if not acts:
        return {"version": 0}
    classed = acts[-1].classed
    return {
        "version": acts[-1].number,
        "classification": classed.classification.value,
        "paragraph": classed.paragraph.value if classed.paragraph else "",
    }
