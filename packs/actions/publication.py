"""What CPMO records of issued editions: received, cleared, published, taken down (24e, 30)."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from assurance.actions.withholding import one_at_a_time
from irp.actions import Faulty, Refused, hold_to_newest
from irp.history import enact
from irp.models import PostHolding, User
from irp.permissions import require
from irp.rules.calendar import london_day
from packs.facts.publication import ClearanceFacts
from packs.models import Pack, PackStep
from packs.permissions import right_to_step
from packs.readings.issue import withdrawn_since
from packs.readings.publication import issued_facts, own_clearing, pre_election_periods
from packs.readings.replaced import later_than
from packs.rules.pre_election import pre_election_on
from packs.rules.publication import blocked, corrected, overtaken, step_refusals
from packs.rules.publication_entry import entry_faults
from packs.snapshot import opened
from packs.snapshot.codec import pinned_in
from packs.snapshot.extract import concerning, for_committee
from packs.snapshot.published import to_withhold
from packs.snapshot.withhold import closed_since
from packs.words import Forum
from packs.words.publication import PublicationStep, clears


def record_step(
    pack: Pack,
    step: PublicationStep,
    *,
    on: date,
    words: str,
    holding: PostHolding | None = None,
    document: str = "",
    reason: str = "",
    version: int,
    by: User,
    at: datetime,
) -> PackStep:
    """Record what happened to an issued edition; a second act of a step corrects the first.

    A correction has its reason. A clearance is the Monitoring Officer's: they record it, or CPMO
    says who held the post (`holding`) and in which document. `version` is how many acts on it the
    person saw. Raises `Conflict`, `Faulty` by field, `Refused` with every reason: publication in a
    pre-election period without a clearance is one (Rule 30).
    """
    require(by, right_to_step(step), at=at)
    with transaction.atomic():
        one_at_a_time()
        rows = Pack.objects.select_for_update(of=("self",))
        row = rows.defer("manifest", "pinned").get(pk=pack.pk)
        newest = row.steps.order_by("number").last()
        hold_to_newest(newest, seen=version)
        edition = issued_facts(row, later_than(row))
        periods, today = pre_election_periods(), london_day(at)
        day = on if step is PublicationStep.PUBLISHED else today
        period = pre_election_on(periods, on=day)
        reasons = step_refusals(edition, step, period=period, on=day, by=by.pk)
        is_correction = corrected(edition.own, step) is not None
        if not reasons and step is PublicationStep.PUBLISHED and not is_correction:
            # What is published now is judged by today as well, whatever day is typed (Rule 30).
            now = blocked(edition, pre_election_on(periods, on=today), on=today)
            reasons = [now] if now else _overtaken(row, at=at)
        if reasons:
            raise Refused(*reasons)
        own = own_clearing(by) if step is PublicationStep.CLEARED else None
        cleared = own or holding if step is PublicationStep.CLEARED else None
        entered = {"step": step.value, "on": on, "words": words.strip(), **_cleared(cleared)}
        entered["document"] = document.strip() if cleared and not own else ""
        if newest and all(getattr(newest, name) == value for name, value in entered.items()):
            raise Refused("This is recorded already.")
        faults = entry_faults(
            edition, step, on=on, words=words, reason=reason, today=today, period=period,
            clearance=_clearance(own, cleared, document, on=on)
            if step is PublicationStep.CLEARED
            else None,
        )  # fmt: skip
        if faults:
            raise Faulty(faults)
        values = entered | {"reason": reason.strip() if is_correction else ""}
        return enact(PackStep, by=by, at=at, pack=row, number=version + 1, **values)


def _cleared(holding: PostHolding | None) -> dict[str, str]:
    """Return who cleared an edition, and as what, as it stays in the record (Rule 31)."""
    if holding is None:
        return {"officer": "", "officer_post": ""}
    return {"officer": holding.user.name, "officer_post": holding.title_as_held}


def _clearance(
    own: PostHolding | None, holding: PostHolding | None, document: str, *, on: date
) -> ClearanceFacts:
    return ClearanceFacts(
        by_themselves=own is not None,
        is_named=holding is not None,
        held_it=holding is not None and clears(holding.post.title) and holding.is_held_on(on),
        document=document,
    )


def _overtaken(row: Pack, *, at: datetime) -> list[str]:
    """Return what happened since an edition was asked for that it must not be without."""
    made_from, pinned = row.made_from, pinned_in(row.pinned)
    assert made_from and pinned  # what is to be published has both
    plan = opened(row.snapshot.body).plan
    classes, closed = to_withhold(at=row.snapshot.at if pinned.extract else pinned.at)
    now = replace(pinned, classes=classes, closed=closed)
    if pinned.extract:
        plan = for_committee(plan, pinned.extract)
        classes, closed = concerning(now)
    return overtaken(
        closed=closed_since(plan, pinned, classes, closed=closed, forum=Forum(row.forum)),
        withdrawn=withdrawn_since(made_from.requested_at, until=at),
    )
