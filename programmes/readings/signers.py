"""Whose signatures many returns need, and who holds the posts they lie with (Rules 15 and 17)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Prefetch

from irp.models import Post, PostHolding
from irp.words import PostKind
from programmes.models import Milestone, Programme, Return
from programmes.readings.signing import still_to_sign

ROWS = Milestone.objects.select_related("own_sao")
KINDS = (PostKind.SAO, PostKind.RDL, PostKind.CPMO)


def signed_by_all(*, on: date) -> dict[str, list[Post]]:
    """Return who signs each programme where every SAO named in its rows does (Rule 17).

    Programmes are named by their references.

    Two statements; the other programmes' returns are signed by their own SAO.
    """
    several = Programme.objects.filter(signatories="all").select_related("sao")
    rows = several.prefetch_related(Prefetch("milestones", ROWS))
    return {programme.ref: programme.signing_posts(on=on) for programme in rows}


def unsigned(month: date, programmes: Collection[str], *, on: date) -> dict[str, list[Post]]:
    """Return who has still to sign the submitted returns of these programmes, by programme.

    Four statements however many there are, none for none.
    """
    if not programmes:
        return {}
    returns = (
        Return.objects.filter(period__month=month, programme__ref__in=programmes, state="submitted")
        .select_related("period", "programme__sao")
        .prefetch_related("steps", "signatures", Prefetch("programme__milestones", ROWS))
    )
    return {ret.programme.ref: still_to_sign(ret, on=on) for ret in returns}


def people_in_posts(*, on: date) -> dict[str, list[str]]:
    """Return who holds each SAO's, RDL's and CPMO's post on a day, by its title.

    Everyone of the CPMO stands under "CPMO" too.
    """
    held = PostHolding.objects.held(on=on).filter(post__kind__in=KINDS, user__is_active=True)
    found: dict[str, list[str]] = defaultdict(list)
    for title, kind, name in held.order_by("user__name").values_list(
        "post__title", "post__kind", "user__name"
    ):
        found[title].append(name)
        if kind == PostKind.CPMO:
            found["CPMO"].append(name)
    return found
