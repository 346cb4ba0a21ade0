"""A second edition of the small council's plan, as its file says it (Rule 18b)."""

from django.db import transaction

from irp.readings import plan_settings
from irp.rules.calendar import london_day
from programmes.actions.editions import Approval, renew_plan
from programmes.readings.editions import before_edition, next_edition_number
from programmes.rules.editions import preview_mark, read_edition_file
from tests.world import NOW

HEADS = "Ref,Programme,Milestone,Date now,Fate,New date,Replaced by,Reason"
FILE = f"""{HEADS}
HOU-01,,,,carried,,,
HOU-02,,,,carried,,,
HOU-03,,,,new dates,Mar 2027,,The review
JOB-01,,,,carried,,,
JOB-02,,,,replaced,,"NEW-1, NEW-2",
JOB-03,,,,dropped,,,No longer needed
NEW-1,JOB,Train the panel,,new,Jun 2027,,
NEW-2,JOB,Publish the scheme,,new,TBC,,
"""
APPROVAL = Approval(
    name="Plan of 2026", approver="Cabinet", approved_on=NOW.date(), minute="4.2", note="A review"
)
BOXES = {"name": "Plan of 2026", "approver": "Cabinet", "approved_on": "9/11/2026",
         "minute": "4.2", "note": ""}  # fmt: skip


def mark(text=FILE, at=NOW):
    """Return the mark of a preview of a file."""
    planned, _ = read_edition_file(
        text.encode(), before_edition(plan_settings(), on=london_day(at))
    )
    return preview_mark(next_edition_number(), planned)


def renew(world, text=FILE, *, by="cpmo", at=NOW, seen=None, approval=APPROVAL):
    """Put a file's edition into effect."""
    seen = mark(text, at) if seen is None else seen
    with transaction.atomic():
        return renew_plan(text.encode(), approval, seen=seen, by=world.user(by), at=at)
