"""Packs on Your work of CPMO: those that it makes, corrects, issues and publishes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from dashboards.presenters.due import Due, due
from dashboards.presenters.home.parts import Task
from irp.addresses import address
from irp.heartbeat import NO_WORKER, no_worker
from irp.models import User
from irp.prepared import rows_of
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from packs.models import EditionText, Pack, PackConfirmation, PackStep, PreElectionPeriod
from packs.presenters.packs import STATE_WORDS
from packs.readings.issue import DRAFT, with_withdrawn
from packs.words import TO_PUBLISH, EditionStatus, Forum, PackState
from packs.words.publication import PublicationStep

TOLD_FOR = timedelta(days=3)  # for how long a pack that is ready is told to who asked for it
TELL = "tell the people who run this site"
WITHDREW = "commissioners withdrew a judgement since it was created"


def pack_tasks(user: User, *, on: date) -> tuple[Task, ...]:
    """Return the packs that are drawn or failed, what blocks some, and what came of theirs.

    With them those of which an act is to be recorded: that the IRB received one, that what was made
    from it was published. None that is replaced, and no failed one that was asked for again. Final
    ones that the person asked for are told once they are ready.
    """
    packs = rows_of(_packs_to_look_after, asked_by=user.pk, since=on - TOLD_FOR, on=on)
    stopped = Task(NO_WORKER, address("packs:packs"), TELL, warning=True)
    found = [one for pack in packs for one in _tasks(pack, user, on=on)]
    found.sort(key=lambda one: one[0])
    return ((stopped,) if no_worker() else ()) + tuple(task for _, task in found)


def _tasks(pack: Any, user: User, *, on: date) -> Iterator[tuple[int, Task]]:
    """Yield what is to be done with a pack, what somebody is to do before what is to be seen."""
    if pack.is_to_correct:
        yield (
            0,
            Task(
                f"Correct the {pack}",
                address("packs:pack", pack.pk) + "#correct",
                f"{WITHDREW}: no public edition or extract is made from it until then",
                warning=True,
            ),
        )
    waits = pack.audience in TO_PUBLISH and (
        pack.is_withdrawn or (pack.forum == Forum.IRB and not pack.is_received)
    )
    if pack.has_step_to_come:
        yield (3 if waits else 1), _step_task(pack)
    elif pack.state == PackState.FAILED:
        yield 0, _drawn_task(pack)
    elif pack.state != PackState.READY:
        yield 4, _drawn_task(pack)
    elif pack.standing == EditionStatus.DRAFT:
        yield 2, _draft_task(pack, user, on=on)
    elif pack.is_told:
        who = "whoever reads the whole edition" if pack.made_from_id else "its board"
        there = address("packs:pack", pack.pk)
        yield 5, Task(f"Look at the {pack}", there, f"final: it is ready, and {who} can read it")


def _packs_to_look_after(*, asked_by: int, since: date, on: date) -> QuerySet[Pack]:
    is_told = Q(state="ready", requested_by_id=asked_by, ready_at__date__gte=since)
    told = (
        is_told | Q(state__in=["queued", "running", "failed"]) | Q(state="ready", standing="draft")
    )
    asked_again = Pack.objects.asked_again().values("pk")
    rows = with_withdrawn(Pack.objects.with_superseded().with_step_to_come(on=on))
    rows = with_publication(rows, on=on)
    said = PackConfirmation.objects.filter(pack=OuterRef("pk")).order_by("-number")
    written = EditionText.objects.filter(
        month_of=OuterRef("snapshot__period"),
        forum=OuterRef("forum"),
        at__gt=OuterRef("requested_at"),
    ).exclude(stage=DRAFT)
    rows = rows.annotate(
        agreed=Subquery(said.values("agrees")[:1]),
        judged_by=Subquery(said.values("by_name")[:1]),
        is_rewritten=Exists(written),
        is_told=is_told,
    )
    rows = rows.filter(told | Q(has_step_to_come=True) | Q(is_to_correct=True))
    rows = rows.exclude(pk__in=asked_again).filter(superseded=False)
    return rows.with_period().order_by("-pk")[:10]


def with_publication(rows: Any, *, on: date) -> Any:
    """Annotate what the publication of an edition waits for: its receipt, a clearance."""
    steps = PackStep.objects.filter(pack=OuterRef("pk"))
    received = PackStep.objects.filter(step=PublicationStep.RECEIVED.value)
    later = PreElectionPeriod.objects.filter(
        series=OuterRef("series"), number__gt=OuterRef("number")
    )
    blocking = PreElectionPeriod.objects.filter(starts_on__lte=on, ends_on__gte=on, withdrawn=False)
    blocked_from = Subquery(blocking.filter(~Exists(later)).values("starts_on")[:1])
    cleared = steps.filter(step=PublicationStep.CLEARED.value, on__gte=OuterRef("blocked_from"))
    return rows.annotate(
        is_received=Exists(received.filter(pack=OuterRef("made_from"))), blocked_from=blocked_from
    ).annotate(is_cleared=Exists(cleared))


def _draft_task(pack: Any, user: User, *, on: date) -> Task:
    """Return what comes next of a draft: created again, confirmed, or issued by a second person."""
    there = address("packs:pack", pack.pk)
    issue_on = pack.snapshot.period.issue_on
    by: Due | None = due(issue_on, on=on) if london_day(pack.requested_at) <= issue_on else None
    blocked = (
        f"{pack.judged_by} did not confirm its pages of judgements"
        if pack.agreed is False
        else WITHDREW
        if pack.is_withdrawn
        else "what people write for it was changed since it was created"
        if pack.is_rewritten
        else ""
    )
    if blocked:
        words = f"draft: {blocked}, so it cannot be issued"
        return Task(f"Create the {pack} again", f"{there}#renew", words, by, warning=True)
    first = "" if pack.forum != Forum.IRB or pack.agreed else (
        "; a commissioner confirms its pages of judgements first"
    )  # fmt: skip
    if pack.requested_by_id == user.pk:
        words = f"ready: you asked for it, so a second person in CPMO issues it{first}"
        return Task(f"Have the {pack} issued", there, words, by)
    return Task(f"Read and issue the {pack}", there, f"draft created{first}", by)


def _drawn_task(pack: Pack) -> Task:
    there, failed = address("packs:pack", pack.pk), pack.state == PackState.FAILED
    words = STATE_WORDS[PackState(pack.state)].lower()
    return Task(str(pack), there, f"{words}: {pack.failure}" if failed else words, warning=failed)


def _step_task(pack: Any) -> Task:
    """Return the act that is to be recorded of an issued edition (Rule 24e)."""
    if pack.audience not in TO_PUBLISH:
        return Task(
            f"Record that the IRB received the {pack}",
            address("packs:pack_step", pack.pk, PublicationStep.RECEIVED.value),
            _receipt(pack),
        )
    there = address("packs:pack", pack.pk) + "#publication"
    if pack.is_withdrawn:
        return Task(f"Publish the {pack}", there, f"waits for a correction of the pack: {WITHDREW}")
    if pack.forum == Forum.IRB and not pack.is_received:
        return Task(
            f"Publish the {pack}", there, "ready to publish once the IRB has received the pack"
        )
    if pack.blocked_from and not pack.is_cleared:
        words = "a pre-election period is in force: the Monitoring Officer’s clearance comes first"
        return Task(f"Have the {pack} cleared", there, words)
    words = "ready: publish it, then record the day and the place"
    return Task(f"Publish the {pack}", there, words)


def _receipt(pack: Pack) -> str:
    """Return when the board met, and that it had another version where this one came later."""
    met_on, issued_on = pack.snapshot.period.irb_on, london_day(pack.requested_at)
    if issued_on <= met_on:
        return f"the board met on {printed_day(met_on)}"
    return (
        f"issued {printed_day(issued_on)}, after the board met on {printed_day(met_on)}: record "
        "the day on which the board was given it"
    )
