"""Packs on Your work: those to read, and those that CPMO makes, issues and publishes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from dashboards.presenters.due import due
from dashboards.presenters.home.parts import Part, Task
from irp.addresses import address
from irp.heartbeat import NO_WORKER, no_worker
from irp.models import User
from irp.prepared import rows_of
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.words import MEMBERS, PostKind
from packs.figures.publication import publication_words
from packs.models import Pack, PackConfirmation, PackStep, PreElectionPeriod
from packs.presenters.packs import STATE_WORDS
from packs.readings.newest import newest_packs
from packs.readings.publication import steps_in
from packs.words import TO_PUBLISH, Forum, PackState
from packs.words.publication import PublicationStep

SHOWN = 4
TOLD_FOR = timedelta(days=3)  # for how long a pack that is ready is told to who asked for it
TELL = "tell the people who run this site"


def packs_parts(user: User, *, on: date) -> list[Part]:
    """Return the newest final packs this person may read (ADR 0006), and first what they confirm.

    Members have what was published for them first, that of their own committee before the rest.
    """
    rows = newest_packs(user, most=SHOWN)
    to_confirm = tuple(
        Task(
            f"Confirm the pages of judgements in the {pack}",
            address("packs:pack_confirm", pack.pk),
            "draft: CPMO cannot issue it before a commissioner has confirmed them",
        )
        for pack in rows
        if pack.standing == "draft" and not pack.is_judged
    )
    found = [_packs_part(rows, user, on=on)]
    if to_confirm:
        found.insert(0, Part("confirm", "Packs that wait for a commissioner", to_confirm, ""))
    return found


def _packs_part(rows: list[Any], user: User, *, on: date) -> Part:
    tasks: tuple[Task, ...] = ()
    if user.holds_kind(*MEMBERS):
        tasks += tuple(_given(user, on=on))
    tasks += tuple(_changes(pack) for pack in rows if pack.standing == "final")[:1]
    tasks += tuple(
        Task(
            str(pack),
            address("packs:pack", pack.pk),
            f"final; ready {printed_day(london_day(pack.ready_at))}; {pack.pages} pages",
        )
        for pack in rows
        if pack.standing == "final"
    )
    empty = (
        "No final pack has been issued to you yet. CPMO issues them after a month is frozen. "
        "You can then see them here."
    )
    more, title = tuple(_unlinked(user, on=on)), "Exempt parts"
    return Part("packs", "Latest final packs", tasks, empty, more=more, more_title=title)


def _unlinked(user: User, *, on: date) -> Iterator[Task]:
    """Yield that a committee's post sits on none: its holder is told whom to ask (ADR 0006)."""
    held = [one.post for one in user.holdings_on(on) if one.post.kind == PostKind.COMMITTEE]
    if held and not user.sits_on():
        yield Task(
            "Your post is not linked to a committee",
            address("programmes:post", held[0].pk),
            "so you can read no exempt part: ask an administrator to link it",
        )


def _given(user: User, *, on: date) -> Iterator[Task]:
    """Yield what a member is given: extracts with their exempt parts, and public editions."""
    made = Pack.objects.visible_to(user).filter(state="ready").exclude(made_from=None)
    rows = made.with_period().with_superseded().filter(superseded=False).prefetch_related("steps")
    newest = list(rows.order_by("-requested_at", "-pk")[:SHOWN])
    for pack in sorted(newest, key=lambda one: one.committee_id not in user.sits_on()):
        came = publication_words(steps_in(pack.steps.all())) or "Not for publication"
        meets = f"; for the meeting of {printed_day(pack.meets_on)}" if pack.meets_on else ""
        yield Task(str(pack), address("packs:pack", pack.pk), f"{came}{meets}; {pack.pages} pages")


def _changes(pack: Pack) -> Task:
    """Return the way to what changed since the pack before the newest one."""
    on_screen = address("packs:pack_read", pack.pk) + "#changes"
    return Task(
        "Read what changed since the last pack",
        on_screen if pack.has_manifest else address("packs:pack", pack.pk),
        f"in the {pack}, bad news first",
    )


def pack_tasks(user: User, *, on: date) -> tuple[Task, ...]:
    """Return the packs that are drawn or failed, the drafts to issue, and what came of theirs.

    With them those of which an act is to be recorded: that the IRB received one, that what was made
    from it was published. None that is replaced, and no failed one that was asked for again. Final
    ones that the person asked for are told once they are ready.
    """
    packs = rows_of(_packs_to_look_after, asked_by=user.pk, since=on - TOLD_FOR, on=on)
    stopped = Task(NO_WORKER, address("packs:packs"), TELL, warning=True)
    packs.sort(key=_urgency)
    return ((stopped,) if no_worker() else ()) + tuple(
        _pack_task(pack, user, on=on) for pack in packs
    )


def _urgency(pack: Pack) -> int:
    """Return where a pack comes among others: what somebody is to do before what is to be seen."""
    waits = pack.audience in TO_PUBLISH and pack.forum == Forum.IRB and not pack.is_received
    return (
        0 if pack.state == "failed"
        else 1 if pack.has_step_to_come and not waits
        else 2 if pack.state == "ready" and pack.standing == "draft"
        else 3 if pack.has_step_to_come
        else 4 if pack.state != "ready"
        else 5
    )  # fmt: skip


def _packs_to_look_after(*, asked_by: int, since: date, on: date) -> QuerySet[Pack]:
    told = Q(state__in=["queued", "running", "failed"]) | Q(state="ready", standing="draft")
    told |= Q(state="ready", requested_by_id=asked_by, ready_at__date__gte=since)
    asked_again = Pack.objects.asked_again().values("pk")
    steps = PackStep.objects.filter(pack=OuterRef("pk"))
    received = PackStep.objects.filter(step=PublicationStep.RECEIVED.value)
    later = PreElectionPeriod.objects.filter(
        series=OuterRef("series"), number__gt=OuterRef("number")
    )
    blocking = PreElectionPeriod.objects.filter(starts_on__lte=on, ends_on__gte=on, withdrawn=False)
    blocked_from = Subquery(blocking.filter(~Exists(later)).values("starts_on")[:1])
    cleared = steps.filter(step=PublicationStep.CLEARED.value, on__gte=OuterRef("blocked_from"))
    rows = Pack.objects.with_superseded().with_step_to_come(on=on)
    rows = rows.filter(told | Q(has_step_to_come=True)).exclude(pk__in=asked_again)
    rows = rows.annotate(
        is_received=Exists(received.filter(pack=OuterRef("made_from"))),
        is_judged=Exists(PackConfirmation.objects.filter(pack=OuterRef("pk"))),
        blocked_from=blocked_from,
    ).annotate(is_cleared=Exists(cleared))
    return rows.filter(superseded=False).with_period().order_by("-pk")[:10]


def _pack_task(pack: Pack, user: User, *, on: date) -> Task:
    there = address("packs:pack", pack.pk)
    if pack.has_step_to_come:
        return _step_task(pack)
    if pack.state == "ready" and pack.standing == "final":
        who = "whoever reads the whole edition" if pack.made_from_id else "its board"
        return Task(f"Look at the {pack}", there, f"final: it is ready, and {who} can read it")
    if pack.state == "ready":
        issue_on = pack.snapshot.period.issue_on
        by = due(issue_on, on=on) if london_day(pack.requested_at) <= issue_on else None
        first = "" if pack.forum != Forum.IRB or pack.is_judged else (
            "; a commissioner confirms its pages of judgements first"
        )  # fmt: skip
        if pack.requested_by_id == user.pk:
            words = f"ready: you asked for it, so a second person in CPMO issues it{first}"
            return Task(f"Have the {pack} issued", there, words, by)
        return Task(f"Read and issue the {pack}", there, f"draft created{first}", by)
    failed = pack.state == "failed"
    words = STATE_WORDS[PackState(pack.state)].lower()
    return Task(str(pack), there, f"{words}: {pack.failure}" if failed else words, warning=failed)


def _step_task(pack: Pack) -> Task:
    """Return the act that is to be recorded of an issued edition (Rule 24e)."""
    if pack.audience not in TO_PUBLISH:
        return Task(
            f"Record that the IRB received the {pack}",
            address("packs:pack_step", pack.pk, PublicationStep.RECEIVED.value),
            f"the board met on {printed_day(pack.snapshot.period.irb_on)}",
        )
    there = address("packs:pack", pack.pk) + "#publication"
    if pack.forum == Forum.IRB and not pack.is_received:
        return Task(
            f"Publish the {pack}", there, "ready, and waits for the IRB’s receipt of the pack"
        )
    if pack.blocked_from and not pack.is_cleared:
        words = "a pre-election period is in force: the Monitoring Officer’s clearance comes first"
        return Task(f"Have the {pack} cleared", there, words)
    words = "ready: publish it, then record the day and the place"
    return Task(f"Publish the {pack}", there, words)
