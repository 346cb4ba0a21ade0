"""What delivery finds: received returns and their reports, and each row's newest (Rule 16)."""

from irp.history import record
from programmes.models import Milestone, MilestoneReport, Return
from programmes.words import ReturnState
from tests.programmes.steps import next_period
from tests.world import LOADER, NOW


def test_rule_16_received_is_the_twin_of_is_received(world):
    world.report("HOU-01")
    ret = world.ret("HOU")
    for state in ReturnState:
        ret.state = state.value
        record(ret, by=LOADER, at=NOW)
        received = Return.objects.received().filter(pk=ret.pk).exists()
        assert received is state.is_received
        assert MilestoneReport.objects.received().exists() is state.is_received


def test_the_latest_report_is_that_of_the_newest_period(world):
    world.report("HOU-01")
    rows = Milestone.objects.filter(ref="HOU-01").with_latest_report()
    period = next_period(world)
    newest = world.report("HOU-01", at=period.opened_at)
    assert rows.get().latest_report_id == newest.pk
    other = Milestone.objects.filter(ref="HOU-02").with_latest_report()
    assert other.get().latest_report_id is None
