"""Packs on Your work of CPMO: those that it makes, corrects, issues and publishes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dashboards.presenters.home.parts import Task
from dashboards.readings.packs import packs_to_look_after
from irp.addresses import address
from irp.heartbeat import NO_WORKER, no_worker
from irp.models import User
from irp.prepared import rows_of
from irp.rules.calendar import london_day
from irp.rules.date_spans import printed_day
from irp.rules.due import Due, due
from packs.models import Pack
from packs.presenters.classification import twice_in
from packs.presenters.packs import STATE_WORDS
from packs.rules import told_since
from packs.words import TO_PUBLISH, Audience, EditionStatus, Forum, PackState
from packs.words.edition import OWED_BY_CPMO, TextKind, TextStage
from packs.words.publication import PublicationStep

TELL = "tell the people who run this site"
WITHHELD_THERE = "the other board’s public edition withholds the same words"
WITHDREW = "commissioners have withdrawn something that it prints"


def pack_tasks(user: User, *, on: date) -> tuple[Task, ...]:
    """Return the packs that are drawn or failed, what blocks some, and what came of theirs.

    With them those of which an act is to be recorded: that the IRB received one, that what was made
    from it was published. None that is replaced, and no failed one that was asked for again. Final
    ones that the person asked for are told once they are ready.
    """
    packs = rows_of(packs_to_look_after, asked_by=user.pk, since=told_since(on), on=on)
    stopped = Task(NO_WORKER, address("packs:packs"), TELL, warning=True)
    coming = [
        pack.pk for pack in packs if pack.has_step_to_come and pack.audience == Audience.PUBLIC
    ]
    twice = {key: ", ".join(refs) for key, refs in twice_in(coming).items()}
    found = [task for pack in packs for task in _tasks(pack, user, twice.get(pack.pk, ""), on=on)]
    found.sort(key=lambda task: task[0])
    return ((stopped,) if no_worker() else ()) + tuple(task for _, task in found)


def _tasks(pack: Any, user: User, twice: str, *, on: date) -> Iterator[tuple[int, Task]]:
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
        task = _step_task(pack, user)
        if twice:
            detail = f"{task.detail}; first see {twice}: {WITHHELD_THERE}"
            task = replace(task, detail=detail, warning=True)
        yield (3 if waits else 1), task
    elif pack.state == PackState.FAILED:
        yield 0, _drawn_task(pack)
    elif pack.state != PackState.READY:
        yield 4, _drawn_task(pack)
    elif pack.standing == EditionStatus.DRAFT:
        if missing := [kind.label for kind in OWED_BY_CPMO if _is_missing(pack, kind)]:
            yield 2, _words_task(pack, missing, on=on)
        yield 2, _draft_task(pack, user, on=on)
    elif pack.is_told:
        who = "whoever reads the whole edition" if pack.made_from_id else "its board"
        there = address("packs:pack", pack.pk)
        yield (
            5,
            Task(f"Look at {the_pack(pack)}", there, f"final: it is ready, and {who} can read it"),
        )


def _is_missing(pack: Any, kind: TextKind) -> bool:
    return getattr(pack, f"{kind.value}_stage") != TextStage.IN


def _words_task(pack: Any, missing: Sequence[str], *, on: date) -> Task:
    """Return that CPMO owes a pack its words: without them it says that there are none."""
    period = pack.snapshot.period
    return Task(
        f"Write {' and '.join(missing)} for the {pack.name}, {period}",
        address("packs:edition", pack.forum, period.month),
        "nobody has, and the pack will say so; whoever writes cannot issue it",
        _issue_by(pack, on=on),
    )


def _issue_by(pack: Any, *, on: date) -> Due | None:
    """Return by when a draft is to be issued, None for one that was asked for after that day."""
    issue_on = pack.snapshot.period.issue_on
    return due(issue_on, on=on) if london_day(pack.requested_at) <= issue_on else None


def _draft_task(pack: Any, user: User, *, on: date) -> Task:
    """Return what comes next of a draft: created again, confirmed, or issued by a second person."""
    there = address("packs:pack", pack.pk)
    by = _issue_by(pack, on=on)
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
    if pack.requested_by_id == user.pk or pack.is_written:
        did = "asked for it" if pack.requested_by_id == user.pk else "wrote in it"
        words = f"ready: you {did}, so a second person in CPMO issues it{first}"
        return Task(f"Have the {pack} issued", there, words, by)
    return Task(f"Read and issue the {pack}", there, f"draft created{first}", by)


def _drawn_task(pack: Pack) -> Task:
    there, failed = address("packs:pack", pack.pk), pack.state == PackState.FAILED
    words = STATE_WORDS[PackState(pack.state)].lower()
    return Task(str(pack), there, f"{words}: {pack.failure}" if failed else words, warning=failed)


def _step_task(pack: Any, user: User) -> Task:
    """Return the act that is to be recorded of an issued edition (Rule 24e)."""
    if pack.audience not in TO_PUBLISH:
        return Task(
            f"Record that the IRB received the {pack}",
            address("packs:pack_step", pack.pk, PublicationStep.RECEIVED.value),
            _receipt(pack),
        )
    there = address("packs:pack", pack.pk) + "#publication"
    if pack.is_withdrawn:
        return Task(f"Publish {the_pack(pack)}", there, f"correct the pack first: {WITHDREW}")
    if pack.forum == Forum.IRB and not pack.is_received:
        return Task(
            f"Publish {the_pack(pack)}",
            there,
            "ready to publish once the IRB has received the pack",
        )
    if pack.blocked_from and not pack.is_cleared:
        words = "a pre-election period is in force: the Monitoring Officer’s clearance comes first"
        return Task(f"Have {the_pack(pack)} cleared", there, words)
    if pack.requested_by_id == user.pk:
        words = "ready: you created it, so a second person in CPMO publishes it"
        return Task(f"Have {the_pack(pack)} published", there, words)
    words = "ready: publish it, then record the day and the place"
    return Task(f"Publish {the_pack(pack)}", there, words)


def the_pack(pack: Pack) -> str:
    """Return a pack's name within a sentence: "the public edition of the TIB pack", "Extract 1"."""
    named = str(pack)
    return named if pack.committee_id else f"the {named.replace('Public', 'public', 1)}"


def _receipt(pack: Pack) -> str:
    """Return when the board met, and that it had another version where this one came later."""
    met_on, issued_on = pack.snapshot.period.irb_on, london_day(pack.requested_at)
    if issued_on <= met_on:
        return f"the board met on {printed_day(met_on)}"
    return (
        f"issued {printed_day(issued_on)}, after the board met on {printed_day(met_on)}: record "
        "the day on which the board was given it"
    )
