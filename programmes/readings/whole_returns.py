"""Returns whole, with what is said in them, for the pages and acts of one return."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects

from irp.models import PeriodStep
from irp.prepared import rows_of
from irp.rules.texts import with_post
from irp.words import PeriodAct
from programmes.facts import RatingFacts, ReturnFacts, SignatureFacts, StepFacts
from programmes.models import (
    Confidence,
    MilestoneReport,
    Programme,
    Return,
    ReturnStep,
    Signature,
)
from programmes.readings.budgets import with_budgets
from programmes.readings.dimensions import dimensions_of
from programmes.words import BackBy, Rating, ReturnState, Voice

FROZEN_BY = {"frozen_by_name": "by_name", "frozen_by_post": "by_post"}
SIGNATURES = Prefetch("signatures", Signature.objects.select_related("post", "reserve"))
REPORTS = MilestoneReport.objects.select_related("milestone", "reported_by")
SAID = ("steps", "ratings", SIGNATURES, Prefetch("reports", REPORTS.order_by("milestone__number")))


def returns_to_show() -> QuerySet[Return]:
    """Return returns with everything said in them, in six statements."""
    return _with_posts().prefetch_related(*SAID)


def _with_posts() -> QuerySet[Return]:
    posts = ("sao", "rdl", "lead_member", "signing_lead")
    return Return.objects.select_related("period", *(f"programme__{post}" for post in posts))


def return_to_act_on(ref: str, month: date) -> Return | None:
    """Return a programme's return of a month with its posts, None where there is none."""
    return next(iter(rows_of(_to_act_on, ref=ref, month=month)), None)


def whole_return(ref: str, month: date) -> Return | None:
    """Return it with everything said in it and its budget, None where there is none."""
    found = return_to_step(ref, month)
    if found:
        read_what_is_said(found)
    return found


def return_to_step(ref: str, month: date) -> Return | None:
    """Return it with its posts and its budget, in one statement: a step reads the rest itself."""
    return next(iter(rows_of(_whole, ref=ref, month=month)), None)


def read_what_is_said(ret: Return) -> None:
    """Read with a return what is said in it, for its page; what is read already stays."""
    prefetch_related_objects([ret], *SAID)


def _to_act_on(*, ref: str, month: date) -> QuerySet[Return]:
    rows = Return.objects.select_related("period", "programme__sao", "programme__rdl")
    return rows.filter(programme__ref=ref, period__month=month)


def _whole(*, ref: str, month: date) -> QuerySet[Return]:
    steps = PeriodStep.objects.filter(period=OuterRef("period"), what=PeriodAct.FROZEN.value)
    freeze = steps.order_by("-at", "-pk")
    return (
        with_budgets(_with_posts())
        .filter(programme__ref=ref, period__month=month)
        .annotate(**{name: Subquery(freeze.values(of)[:1]) for name, of in FROZEN_BY.items()})
    )


def freezer_of(ret: Any) -> str:
    """Return who froze the month of a return read by `whole_return`, with their post then (31).

    Blank while it is not frozen.
    """
    name, post = (getattr(ret, column) for column in FROZEN_BY)
    return with_post(name, post) if name else ""


def returns_to_list(programme: Programme) -> QuerySet[Return]:
    """Return a programme's returns, the newest first, with their ratings and signatures."""
    return (
        Return.objects.filter(programme=programme)
        .select_related("period", "programme")
        .prefetch_related("steps", "ratings", SIGNATURES)
        .order_by("-period__month")
    )


def return_before(ret: Return) -> Return | None:
    """Return the programme's return of the period before, for "last time"."""
    return (
        Return.objects.filter(programme=ret.programme_id, period__month__lt=ret.period.month)
        .select_related("period")
        .order_by("-period__month")
        .first()
    )


def facts_of(ret: Return) -> ReturnFacts:
    """Return what a return says, from its acts as they were read with it."""
    return ReturnFacts(
        programme=ret.programme.ref,
        month=ret.period.month,
        state=ReturnState(ret.state),
        state_since=ret.state_since,
        progress=ret.progress,
        next_steps=ret.next_steps,
        path_to_green=ret.path_to_green,
        help_needed=ret.help_needed,
        steps=tuple(step_facts(step) for step in ret.steps.all()),
        ratings=tuple(rating_facts(rating) for rating in ret.ratings.all()),
        signatures=tuple(
            signature_facts(signature, post=signature.post.title)
            for signature in ret.signatures.all()
        ),
    )


def step_facts(step: ReturnStep) -> StepFacts:
    """Return a step as it was taken."""
    return StepFacts(
        from_state=ReturnState(step.from_state),
        to_state=ReturnState(step.to_state),
        back_by=BackBy(step.back_by) if step.back_by else None,
        reason=step.reason,
        vacant=step.vacant,
        by_name=step.by_name,
        by_post=step.by_post,
        at=step.at,
    )


def rating_facts(rating: Confidence) -> RatingFacts:
    """Return a rating as it was given."""
    return RatingFacts(
        voice=Voice(rating.voice),
        rating=Rating(rating.rating),
        reason=rating.reason,
        dimensions=dimensions_of(rating),
        by_name=rating.by_name,
        by_post=rating.by_post,
        at=rating.at,
    )


def signature_facts(signature: Signature, *, post: str) -> SignatureFacts:
    """Return a signature as it was given; `post` is the title of the post it was given in."""
    return SignatureFacts(
        post=post,
        sha256=signature.sha256,
        reserve=signature.reserve.title if signature.reserve else "",
        by_name=signature.by_name,
        by_post=signature.by_post,
        at=signature.at,
    )
