"""Whose signatures many returns need, and who holds the posts they lie with (Rules 15 and 17)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q

from irp.models import Post, PostHolding, ReportingPeriod
from irp.words import PostKind
from programmes.models import Milestone, Programme, Return, ReturnStep, Signature
from programmes.readings.signing import still_to_sign
from programmes.rules.owners import vacant_at_freeze
from programmes.rules.returns import ReturnActor, submitted_at, who_acted
from programmes.rules.what_counts import signatures_in_force

ROWS = Milestone.objects.select_related("own_sao")
KINDS = (PostKind.SAO, PostKind.RDL, PostKind.CPMO)


def signed_by_several(*, on: date) -> dict[str, list[Post]]:
    """Return who signs each programme of a joint SAO, or of which all SAOs sign (Rule 17).

    Programmes are named by their references.

    Two statements; the other programmes' returns are signed by their own SAO.
    """
    joint = Post.objects.exclude(part_titles=[]).values("pk")
    several = Programme.objects.filter(Q(signatories="all") | Q(sao__in=joint))
    several = several.select_related("sao", "signing_lead")
    rows = several.prefetch_related(Prefetch("milestones", ROWS))
    return {programme.ref: programme.signing_posts(on=on) for programme in rows}


def still_unsigned(month: date, programmes: Collection[str], *, on: date) -> dict[str, list[Post]]:
    """Return who has still to sign the submitted returns of these programmes, by programme.

    Four statements however many there are, none for none.
    """
    if not programmes:
        return {}
    returns = (
        Return.objects.filter(period__month=month, programme__ref__in=programmes, state="submitted")
        .select_related("period", "programme__sao", "programme__signing_lead")
        .prefetch_related("steps", "signatures", Prefetch("programme__milestones", ROWS))
    )
    return {ret.programme.ref: still_to_sign(ret, on=on) for ret in returns}


@dataclass(frozen=True)
class Signed:
    """What was signed of a return: its signatures in force, and posts vacant at its freeze.

    `preparers` are the accounts of those who took steps that prepare it, without who reported its
    rows.
    """

    signatures: tuple[Signature, ...] = ()
    vacant: str = ""
    preparers: frozenset[int] = frozenset()


def signed_in(period: ReportingPeriod) -> dict[int, Signed]:
    """Return what was signed of a period's returns, by their keys, in two statements."""
    steps, given = defaultdict(list), defaultdict(list)
    for step in ReturnStep.objects.filter(period=period).order_by("at", "pk"):
        steps[step.ret_id].append(step)
    signatures = Signature.objects.filter(period=period).select_related("post", "reserve")
    for signature in signatures.order_by("at", "pk"):
        given[signature.ret_id].append(signature)
    found = {}
    for ret, taken in steps.items():
        in_force = signatures_in_force(given[ret], submitted=submitted_at(taken))
        acted = [ReturnActor(step.by_id, step.at, step.from_state, step.to_state) for step in taken]
        preparers = who_acted(acted, reporters=(), submitted=None).preparers
        found[ret] = Signed(tuple(in_force), vacant_at_freeze(taken), preparers)
    return found


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
