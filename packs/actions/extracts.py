"""The extract of an issued pack for a committee, asked for (DOMAIN section 4, Rules 24e and 29)."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from irp.actions import Faulty, Refused
from irp.history import enact
from irp.models import Board, User
from irp.permissions import require
from irp.readings import Now
from irp.rules.date_spans import printed_day
from irp.words import Oversight
from packs.actions.packs import put_in_queue
from packs.actions.public import READ_AGAIN, hold_issued
from packs.context.exempt import exempt_in
from packs.facts.edition import ExtractFacts, PinnedFacts, TakenFacts
from packs.models import Pack, PlanSnapshot, WordsRead
from packs.readings.composites import composites_counting
from packs.snapshot import codec, opened
from packs.snapshot.beside import words_mark
from packs.snapshot.extract import for_committee
from packs.snapshot.published import to_withhold
from packs.words import FOR_A_COMMITTEE, Audience, EditionStatus, Forum, PackState
from programmes.figures.committees import CommitteeLine, committee_lines
from programmes.readings.committees import committees


def request_extract(
    pack: Pack, committee: Board, *, meets_on: date, seen: str, by: User, at: datetime
) -> Pack:
    """Ask for a committee's extract of an issued version of the IRB's pack.

    `seen` is the mark of the words that the person read: who read them and when is kept, as of a
    public edition, for a paper of a public agenda is published too.

    It is for the public agenda: what is withheld and which programmes the committee takes are fixed
    here. Where anything of theirs is exempt, the exempt part is asked for with it. Members are
    given assurance after the board has met, so the committee meets no earlier. Raises `Faulty` by
    field; refused for any other pack, and as `hold_issued` says.
    """
    require(by, "packs.request_pack", at=at)
    if pack.forum != Forum.IRB:
        raise Refused("Committees are given extracts of IRB packs only. Open one of those.")
    with transaction.atomic():
        snapshot = PlanSnapshot.objects.select_for_update().get(pk=pack.snapshot_id)
        row = hold_issued(pack, at=at)
        beside = beside_extract(row, committee, meets_on=meets_on, at=at)
        mine = snapshot.packs.filter(audience__in=FOR_A_COMMITTEE, committee=committee)
        if waiting := mine.filter(state__in=[PackState.QUEUED, PackState.RUNNING]).first():
            raise Refused(
                f"{waiting} is still being created. Try again when it is ready or has failed."
            )
        if seen != words_mark(beside):
            raise Refused(READ_AGAIN)
        assert beside.extract
        part = _next_part(row)
        if exempt_in(for_committee(opened(snapshot.body).plan, beside.extract), beside):
            _queue(row, committee, Audience.EXEMPT, beside=beside, part=part, by=by, at=at)
        made = _queue(row, committee, Audience.EXTRACT, beside=beside, part=part, by=by, at=at)
        enact(WordsRead, by=by, at=at, pack=made)
        return made


def beside_extract(row: Pack, committee: Board, *, meets_on: date, at: datetime) -> PinnedFacts:
    """Return what an extract of a version would keep beside the month, and what not.

    Raises `Faulty` by field.
    """
    period = row.snapshot.period
    if meets_on < period.irb_on:
        day = printed_day(period.irb_on)
        raise Faulty({"meets_on": f"Enter {day} or a later day: the IRB meets on {day}"})
    classes, closed = to_withhold(at=row.snapshot.at)
    pinned = codec.pinned_in(row.pinned)
    assert pinned  # `hold_issued` asks for it
    return replace(
        pinned,
        at=at,
        texts=(),
        items=(),
        since=(),
        classes=classes,
        closed=closed,
        composites=composites_counting(classes, at=row.snapshot.at),
        extract=extract_facts(committee, meets_on=meets_on, at=at),
    )


def extract_facts(committee: Board, *, meets_on: date, at: datetime) -> ExtractFacts:
    """Return what an extract keeps of its committee. Raises `Faulty` for one that is given none."""
    lines = committee_lines(committees(Now(at)), on=meets_on)
    line = next((line for line in lines if line.facts.key == committee.pk), None)
    if line is None:
        raise Faulty({"committee": "Choose a committee that is given extracts"})
    if line.takes_programmes and not line.taken:
        raise Faulty(
            {"committee": f"{committee} has no programme on that day. Add one under Committees"}
        )
    return ExtractFacts(
        committee=line.facts.name,
        oversight=Oversight(line.facts.oversight),
        meets_on=meets_on,
        programmes=_taken(line),
    )


def _taken(line: CommitteeLine) -> tuple[TakenFacts, ...]:
    return tuple(
        TakenFacts(ref=programme.ref, name=programme.name, words=programme.remit.words)
        for programme in line.taken
    )


def _next_part(row: Pack) -> int:
    made = row.editions.filter(audience__in=FOR_A_COMMITTEE).exclude(state=PackState.FAILED)
    return (made.aggregate(last=Max("part"))["last"] or 0) + 1


def _queue(
    row: Pack,
    committee: Board,
    audience: Audience,
    *,
    beside: PinnedFacts,
    part: int,
    by: User,
    at: datetime,
) -> Pack:
    assert beside.extract
    same = {"snapshot_id": row.snapshot_id, "committee": committee, "audience": audience}
    ready = Pack.objects.filter(**same, state=PackState.READY).order_by("-number", "-part")
    return put_in_queue(
        by=by,
        at=at,
        beside=beside,
        **same,
        compared_with_id=row.compared_with_id,
        forum=row.forum,
        number=row.number,
        label=row.label,
        standing=EditionStatus.FINAL,
        made_from=row,
        part=part,
        meets_on=beside.extract.meets_on,
        supersedes=ready.first(),
    )
