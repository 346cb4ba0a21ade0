"""What delivery finds: received returns and their reports (Rule 16)."""

from irp.history import record
from programmes.models import MilestoneReport, Return
from programmes.words import ReturnState
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
