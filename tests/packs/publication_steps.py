"""Editions of the small council's October, issued and made public, and what happens to them."""

from datetime import date, timedelta

from irp.history import record
from irp.models import Post, PostHolding
from packs.actions.pre_election import set_pre_election
from packs.actions.public import request_public
from packs.actions.publication import record_step
from packs.models import Pack, PlanSnapshot
from packs.snapshot.beside import words_mark
from packs.snapshot.codec import text_of
from packs.snapshot.pinning import beside_public, pinned
from packs.words import Forum
from packs.words.publication import PublicationStep
from tests.assurance import shelf
from tests.world import NOW

TODAY = NOW.date()
LATER = NOW + timedelta(hours=3)
RECEIPT = "Meeting of 9 November 2026, minute 4.2"
PLACE = "https://www.birmingham.gov.uk/improvement-packs"
SOLICITOR = "City Solicitor and Monitoring Officer"
DOCUMENT = "Letter MO/26/114"
ELECTION = "Kings Heath by-election"


def issued(world, *, forum="irb", **changes) -> Pack:
    """Put the issued edition of a board on the shelf."""
    snapshot = PlanSnapshot.objects.first() or shelf.freeze(world, drafts=False)
    values = {"forum": forum, "standing": "final", "ready_at": NOW}
    return shelf.pack(world, snapshot, **values | changes)


def public(world, whole: Pack | None = None, **changes) -> Pack:
    """Put the public edition of an issued one on the shelf."""
    whole = whole or issued(world)
    values = {"audience": "public", "made_from": whole, "number": whole.number, "ready_at": NOW}
    values["pinned"] = text_of(pinned(whole.snapshot, Forum(whole.forum), at=NOW))
    return shelf.pack(world, whole.snapshot, forum=whole.forum, standing="final",
                      **values | changes)  # fmt: skip


def ask_public(world, whole: Pack, **entered) -> Pack:
    """Read the words of an issued edition and ask for its public one, as CPMO."""
    row = Pack.objects.get(pk=whole.pk)
    seen = words_mark(beside_public(row)) if row.pinned else "nothing to read"
    return request_public(row, **{"seen": seen, "by": world.user("cpmo"), "at": LATER} | entered)


def step(world, pack: Pack, which: PublicationStep, **changes):
    """Record a step of today, as CPMO; publication as somebody who did not create the edition."""
    words = {PublicationStep.RECEIVED: RECEIPT, PublicationStep.PUBLISHED: PLACE}
    entered = {
        "on": TODAY, "words": words.get(which, "As the Monitoring Officer wrote"), "at": LATER,
        "by": "cpmo2" if which is PublicationStep.PUBLISHED else "cpmo",
        "version": pack.steps.count(),
    } | changes  # fmt: skip
    if which is PublicationStep.CLEARED and entered["by"] == "cpmo":
        entered = {"holding": monitoring_officer(world), "document": DOCUMENT} | entered
    return record_step(pack, which, **entered | {"by": world.user(entered["by"])})


def monitoring_officer(world, *, starts_on=date(2024, 4, 1), ends_on=None) -> PostHolding:
    """Return who holds the post that clears in a pre-election period."""
    post = Post.objects.filter(title=SOLICITOR).first()
    if post is None:
        row = Post(title=SOLICITOR, kind="officer")
        post = record(row, by="The plan", at=NOW, reason="Loaded")
    held = PostHolding.objects.filter(post=post, starts_on=starts_on).first()
    if held is None:
        row = PostHolding(
            user=world.users["nobody"], post=post, starts_on=starts_on, ends_on=ends_on
        )
        held = record(row, by="The plan", at=NOW, reason="Appointed")
    return held


def received(world, pack: Pack, **entered):
    return step(world, pack, PublicationStep.RECEIVED, **entered)


def published(world, pack: Pack, **entered):
    return step(world, pack, PublicationStep.PUBLISHED, **entered)


def pre_election(world, period=None, **changes):
    """Enter a pre-election period around today, or change one."""
    entered = {
        "election": ELECTION, "starts_on": date(2026, 11, 2), "ends_on": date(2026, 11, 26),
        "by": "cpmo", "at": NOW,
    } | changes  # fmt: skip
    return set_pre_election(period, **entered | {"by": world.user(entered["by"])})
