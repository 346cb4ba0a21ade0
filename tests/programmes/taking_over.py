"""An opening position of the small council, as its file says it (Rule 18c)."""

from datetime import date

from django.db import transaction

from irp.readings import plan_settings
from irp.rules.calendar import london_day
from programmes.actions.takeover import Tracker, take_over
from programmes.readings.openings import ground_of, next_opening_number
from programmes.rules.takeover import read_opening_file
from programmes.rules.takeover_plan import opening_mark
from tests.world import NOW

HEADS = (
    "Ref,Status,Date completed,Forecast,What it said,Approved date,Decided by,Day of the decision,"
    "Minute,Reason"
)
FILE = f"""{HEADS}
HOU-01,Complete,14/9/2026,,Signed off,,,,,
HOU-02,Amber,,Mar 2027,One of two sites,Jan 2027,TIB,12/5/2026,4.2,The supplier
HOU-02,,,,,Feb 2027,Cabinet,8/9/2026,9,
"""
TRACKER = Tracker(tracker="Excel tracker", position_on=date(2026, 10, 31), note="Checked by SAOs")
BOXES = {"tracker": "Excel tracker", "position_on": "31/10/2026", "note": ""}


def mark(text=FILE, at=NOW, tracker=TRACKER):
    """Return the mark of a preview of a file."""
    position_on = tracker.position_on
    ground = ground_of(plan_settings(), position_on=position_on, on=london_day(at))
    return opening_mark(
        next_opening_number(), position_on, read_opening_file(text.encode(), ground)[0]
    )


def take(world, text=FILE, *, by="cpmo", at=NOW, seen=None, tracker=TRACKER):
    """Take a file's position over."""
    seen = mark(text, at, tracker) if seen is None else seen
    with transaction.atomic():
        return take_over(text.encode(), tracker, seen=seen, by=world.user(by), at=at)
