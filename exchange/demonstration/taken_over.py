"""The opening position of the demonstration: what was done before its first month (Rule 18c).

The programme office's spreadsheet said which milestones were complete; CPMO takes that over in one
act before April 2024 is opened, so that no return says it again.
"""

import csv
from datetime import datetime, timedelta
from io import StringIO

from exchange.demonstration.council import Council
from exchange.demonstration.courses import state_in
from exchange.demonstration.months import FIRST, index
from irp.readings import plan_settings
from irp.rules.calendar import london_day
from programmes.actions.takeover import Tracker, take_over
from programmes.readings.openings import ground_of, next_opening_number
from programmes.rules.takeover import read_opening_file
from programmes.rules.takeover_plan import opening_mark
from programmes.words import Delivery

TRACKER = Tracker(
    tracker="Spreadsheet of the programme office",
    position_on=FIRST - timedelta(days=1),
    note="What was complete when returns began. The spreadsheet was closed on that day.",
)
SAID = "Closed in the spreadsheet"


def take_over_what_was_done(council: Council, *, at: datetime) -> None:
    """Take over each milestone that was complete before the first return."""
    lines = []
    for story in council.stories:
        for ref, course in story.courses.items():
            state = state_in(course, index(FIRST))
            if state.ended_on is not None and state.ended_on < FIRST:
                lines.append((ref, Delivery.COMPLETE.label, f"{state.ended_on:%d/%m/%Y}", SAID))
                story.taken_over.add(ref)
    if not lines:
        return
    written = StringIO()
    csv.writer(written).writerows([("Ref", "Status", "Date completed", "What it said"), *lines])
    content = written.getvalue().encode()
    ground = ground_of(plan_settings(), position_on=TRACKER.position_on, on=london_day(at))
    planned, _ = read_opening_file(content, ground)
    seen = opening_mark(next_opening_number(), TRACKER.position_on, planned)
    take_over(content, TRACKER, seen=seen, by=council.cast.head, at=at)
