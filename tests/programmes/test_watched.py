"""What an act watches is read slim: what a return’s page makes of whole milestones (Rule 7)."""

from datetime import date

import pytest

from irp.history import record
from irp.readings import Now, plan_settings
from irp.rules.measuring import Measured
from programmes.actions.returns import mark_not_reported
from programmes.figures.milestones import milestone_line
from programmes.figures.watch import WatchedReport, months_watched, watched_reports
from programmes.models import Milestone
from programmes.readings.returned import returned
from programmes.readings.watched import months_before, watched_rows
from programmes.rules.withheld import OUTSIDER, Reader
from programmes.words import Delivery, ReturnState, Voice
from tests.programmes.steps import later, next_period
from tests.programmes.taking_over import take
from tests.world import LOADER, when

pytestmark = pytest.mark.django_db
MONTHS = [date(2026, 11, 1), date(2026, 12, 1), *(date(2027, month, 1) for month in range(1, 8))]
LATE = {"delivery": Delivery.AMBER, "reason": "The builder left."}
READERS = [Reader(is_cpmo=True), Reader(programmes=frozenset({"HOU"})), OUTSIDER]


def change(ref, at, **values):
    row = Milestone.objects.get(ref=ref)
    for name, value in values.items():
        setattr(row, name, value)
    record(row, by=LOADER, at=at)


def end_month(world, number, at):
    """Freeze a month, signed but for the seventh; the next begins."""
    ret = world.ret("HOU")
    if number == 7:
        mark_not_reported([ret], by=world.user("cpmo"), at=at)
    else:
        ret.state, ret.progress = ReturnState.SIGNED.value, f"Month {number}"
        record(ret, by=LOADER, at=at)
    next_period(world, month=MONTHS[number - 1], at=at)


@pytest.fixture
def long_kept(world, added):
    """Months of reports: rows taken over, silent since long, moved here, retired, complete."""
    take(world)
    change("JOB-01", later(1), programme=world.programmes["HOU"], number=9, workstream=None)
    for ref in ("HOU-51", "HOU-52"):
        world.milestones[ref] = added(ref, "Dec 2026")
    world.report("HOU-02", **LATE, forecast=when("Apr 2027"))
    world.report("HOU-51", **LATE, forecast=when("Apr 2027"))
    for number in range(1, len(MONTHS) + 1):
        at = later(24 * number)
        end_month(world, number, at)
        if number != 3:
            world.report("HOU-03", **LATE, forecast=when(f"{number} Aug 2027"), at=at)
    done = {"delivery": Delivery.COMPLETE, "actual_on": at.date(), "reason": "Handed over."}
    world.report("HOU-02", **done, at=at)
    change("HOU-52", at, retired_on=at.date())
    return world


@pytest.mark.parametrize("reader", READERS)
def test_rule_7_an_act_watches_what_the_page_shows(long_kept, reader, django_assert_num_queries):
    at, settings, ret = later(24 * len(MONTHS) + 1), plan_settings(), long_kept.ret("HOU")
    on = at.date()
    measured, month = Measured(on), ret.period.month
    shown = returned(Now(at), ret, on=on, watched=settings.periods_watched, reader=reader)
    lines = {
        facts.ref: milestone_line(facts, measured=measured, month=month)
        for facts in shown.milestones
    }
    assert {"JOB-01", "HOU-51"} < lines.keys() and "HOU-52" not in lines
    with django_assert_num_queries(1):
        before = months_before(ret, Voice.SAO)
    assert before.opened == shown.opened and before.progress == "Month 9"
    with django_assert_num_queries(1):
        rows = watched_rows(
            ret, months_watched(before.opened, settings=settings), reader=reader, measured=measured
        )
    assert rows.slips == {ref: line.slip for ref, line in lines.items()}
    whole = watched_reports(shown.milestones, months=shown.opened, settings=settings)
    assert rows.reports == {
        ref: [WatchedReport(row.delivery, row.forecast, row.no_change) for row in reports]
        for ref, reports in whole.items()
    }
    assert rows.slips["HOU-51"] and not rows.reports["HOU-51"]  # what it said is out of the watch
    assert len(rows.reports["HOU-03"]) == (4 if reader is not OUTSIDER else 3)
