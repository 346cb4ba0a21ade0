"""Programmes of the small council that begin, close or hand rows over (Rule 18d)."""

from datetime import date

from django.db import transaction

from programmes.actions import save_return, submit_return
from programmes.actions.closing import close_programme
from programmes.actions.restructuring import NewProgramme, begin_programme, move_rows
from programmes.models import Milestone, Programme
from programmes.rules.restructuring import CitedDecision
from programmes.words import Delivery
from tests.programmes.steps import later, signed
from tests.world import NOW

SAID = CitedDecision(
    decided_by="Cabinet", decided_on=NOW.date(), minute="7.2", reason="The work is done."
)
BOXES = {"decided_by": "Cabinet", "decided_on": "9/11/2026", "minute": "7.2", "reason": "Why not"}


def begin(world, *, ref="LEI", name="Leisure", by="cpmo", at=NOW, decision=SAID):
    """Begin a programme."""
    new = NewProgramme(
        ref=ref, name=name, aim=world.programmes["HOU"].aim, sao=world.posts["other_sao"]
    )
    with transaction.atomic():
        return begin_programme(new, decision, by=world.user(by), at=at)


def close(world, ref="HOU", homes=None, *, benefits=None, by="cpmo", at=None, decision=SAID):
    """Close a programme."""
    with transaction.atomic():
        programme = Programme.objects.get(ref=ref)
        at = at or later(5)
        return close_programme(
            programme, homes or {}, decision, benefits=benefits, by=world.user(by), at=at
        )


def move(world, refs, target="JOB", origin="HOU", *, by="cpmo", at=NOW, decision=SAID):
    """Move rows to another programme."""
    rows = list(Milestone.objects.filter(ref__in=refs))
    found = {row.ref: row for row in Programme.objects.all()}
    with transaction.atomic():
        return move_rows(rows, found[origin], found[target], decision, by=world.user(by), at=at)


def all_done(world):
    """Complete every row of HOU, and sign its return."""
    for ref in ("HOU-01", "HOU-02", "HOU-03"):
        world.report(
            ref, delivery=Delivery.COMPLETE, actual_on=date(2026, 11, 2), reason="Done.",
            evidence="Minute 7",
        )  # fmt: skip
    _submit(world)
    return signed(world)


def _submit(world):
    ret = world.ret("HOU")
    texts = {"progress": "All done.", "next_steps": "", "path_to_green": "", "help_needed": ""}
    save_return(ret, texts, version=ret.version, by=world.user("rdl"), at=later(1))
    return submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1))
