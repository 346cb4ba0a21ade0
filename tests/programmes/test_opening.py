"""Opening a period: refusals, and what is kept."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from irp.actions import Refused
from irp.models import ReportingPeriod
from programmes.actions import open_cycle
from tests.assurance import shelf
from tests.world import NOW, OTHERS_THAN_CPMO

NOVEMBER = {
    "month": date(2026, 11, 1),
    "tib_on": date(2026, 12, 22),
    "irb_on": date(2027, 1, 5),
}


class TestOpenCycle:
    def test_every_programme_gets_its_return_not_started(self, world):
        """Rule 15: a return begins as not started, held by nobody's draft."""
        states = world.period.returns.values_list("programme__ref", "state")
        assert sorted(states) == [("HOU", "not_started"), ("JOB", "not_started")]

    def test_the_opening_is_a_kept_step_with_name_and_post(self, world):
        step = world.period.steps.get()
        assert (step.what, step.by_name, step.by_post) == ("opened", "Person cpmo", "Post of cpmo")

    def test_rule_14_deadlines_are_worked_back_from_the_tib(self, world):
        period = world.period
        assert period.tib_on == date(2026, 11, 24)
        assert period.issue_on == date(2026, 11, 16)
        assert period.freeze_on == date(2026, 11, 13)
        assert period.return_due_on == date(2026, 11, 5)
        assert period.opens_on == date(2026, 10, 29)

    def test_refused_while_another_is_open(self, world):
        with pytest.raises(Refused, match="October 2026 is still open"):
            open_cycle(**NOVEMBER, by=world.user("cpmo"), at=NOW)
        assert ReportingPeriod.objects.count() == 1

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"irb_on": date(2026, 12, 21)}, "IRB meets after the TIB"),
            ({"tib_on": date(2026, 11, 10)}, "too early to report on November 2026"),
            ({"month": date(2026, 10, 1)}, "Enter a month after October 2026"),
            ({"month": date(2026, 1, 1)}, "Enter a month after October 2026"),
        ],
    )
    def test_refused_with_what_to_enter(self, world, changes, reason):
        shelf.freeze(world)
        with pytest.raises(Refused, match=reason):
            open_cycle(**(NOVEMBER | changes), by=world.user("cpmo"), at=NOW)
        assert ReportingPeriod.objects.count() == 1

    def test_opens_the_next_month_after_a_freeze(self, world):
        shelf.freeze(world)
        period = open_cycle(**NOVEMBER, by=world.user("cpmo"), at=NOW)
        assert period.returns.count() == 2

    @pytest.mark.parametrize("name", OTHERS_THAN_CPMO)
    def test_only_the_cpmo_opens_a_period(self, world, name):
        shelf.freeze(world)
        with pytest.raises(PermissionDenied):
            open_cycle(**NOVEMBER, by=world.user(name), at=NOW)
