"""What of a page is withheld from public editions, said on the page itself (Rule 29).

The pages of items belong to apps that know no packs, so every page is given it, as its navigation:
only the pages of items ask for it, once, and only of who may see how items are classified. Those of
evidence, which classifies itself, ask which published editions show it.
"""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest

from irp.addresses import address
from packs.facts.publication import ShowingFacts
from packs.figures.classification import newest_acts, withheld_words
from packs.presenters.classification import PAGES
from packs.readings.classification import class_acts
from packs.rules.classification import pack_prefix
from packs.snapshot.showing import editions_showing
from packs.snapshot.words_of import cell_ref
from packs.words import Forum, ItemKind

OF_A_PAGE = {
    page: [kind for kind, shown_on in PAGES.items() if shown_on == page] for page in PAGES.values()
}
SEES = "packs.see_classification"
OF_EVIDENCE = {"assurance:evidence_piece", "assurance:evidence_edit"}
ON_AN_AGENDA = (ItemKind.ITEM, ItemKind.DECISION)


@dataclass(frozen=True, kw_only=True)
class ClassifiedHere:
    """One item of the page that is not public: what is said of it, and where it is classified."""

    words: str
    ref: str
    href: str


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Return what says what of the page is withheld, for the frame of every page."""
    return {
        "classified_here": partial(classified_here, request),
        "published_here": partial(published_here, request),
    }


def classified_here(request: HttpRequest) -> list[ClassifiedHere]:
    """Return what of the page is withheld now; nothing of another page, or at a past date."""
    scope = _scope(request)
    is_past = any(request.GET.get(name) for name in ("as_at", "month"))
    user = getattr(request, "user", None)
    may_see = user is not None and user.is_authenticated and user.has_perm(SEES)
    if not scope or is_past or not may_see:
        return []
    acts = newest_acts(class_acts(**scope))
    return [
        ClassifiedHere(
            words=words,
            ref=ref,
            href=address("packs:classification_item", kind.value, ref),
        )
        for (kind, ref), act in acts.items()
        if (words := withheld_words(act.classed))
    ]


def published_here(request: HttpRequest) -> list[ShowingFacts]:
    """Return the published editions that show the page's piece of evidence, which it classifies."""
    match, user = request.resolver_match, getattr(request, "user", None)
    if match is None or match.view_name not in OF_EVIDENCE or user is None:
        return []
    return editions_showing(None, match.kwargs["ref"]) if user.has_perm("packs.see_packs") else []


def _scope(request: HttpRequest) -> dict[str, Any]:
    """Return which acts are on items of the page; nothing where it shows none."""
    match = request.resolver_match
    if match is None:
        return {}
    name, given = match.view_name, match.kwargs
    if kinds := OF_A_PAGE.get(name):
        return {"kind__in": kinds, "ref": given["ref"]}
    if name == "assurance:cell":
        ref = cell_ref(outcome=given["number"], test=given["test"])
        return {"kind": ItemKind.TEST.value, "ref": ref}
    if name == "assurance:outcome":
        prefix = f"PO{given['number']}-"
        return {"kind": ItemKind.RESPONSE.value, "ref__startswith": prefix}
    if name in {"packs:meeting", "packs:edition"} and given["forum"] in set(Forum):
        kinds = [ItemKind.TEXT] if name == "packs:edition" else list(ON_AN_AGENDA)
        prefix = pack_prefix(Forum(given["forum"]), given["month"])
        return {"kind__in": kinds, "ref__startswith": prefix}
    return {}
