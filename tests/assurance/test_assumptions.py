"""The agreed assumptions: their rules, and what is not theirs to change."""

import pytest
from django.core.exceptions import PermissionDenied

from assurance.actions import change_settings
from irp.actions import Refused
from irp.models import Conflict, PlanSettings
from tests.world import NOW, when


def change(world, *, version=1, reason="Agreed with X", by="administrator", **assumptions):
    return change_settings(assumptions, version=version, reason=reason, by=world.user(by), at=NOW)


@pytest.mark.parametrize("name", ["cpmo", "sao", "rdl", "commissioner", "nobody"])
def test_only_administrators_change_them(world, name):
    with pytest.raises(PermissionDenied):
        change(world, by=name, council="Another")


def test_rule_14_settings_keep_to_their_rules_and_their_version(world):
    with pytest.raises(Refused, match="cannot come before"):
        change(world, freeze_days=12)
    change(world, irp_quarters="calendar")
    settings = PlanSettings.objects.get()
    assert (settings.version, settings.irp_quarters) == (2, "calendar")
    assert settings.history.first().history_change_reason == "Agreed with X"
    with pytest.raises(Conflict):
        change(world, council="Stale")


@pytest.mark.django_db
def test_settings_that_were_never_stored_are_stored_by_the_first_change():
    change_settings({"council": "First"}, version=0, reason="", by="test", at=NOW)
    assert PlanSettings.objects.get().council == "First"


def test_rule_11_a_forecast_keeps_the_days_its_author_meant(world):
    report = world.report("HOU-01", forecast=when("Q3 2027"))
    change(world, irp_quarters="calendar")
    report.refresh_from_db()
    assert (report.version, str(report.forecast_latest)) == (1, "2027-12-31")


@pytest.mark.parametrize("name", ["cap_quarters", "cap_confirmed_on", "cap_confirmed_by"])
def test_rule_11_the_quarters_of_the_assurance_plan_are_for_commissioners(world, name):
    with pytest.raises(Refused, match="Commissioners confirm the quarters"):
        change(world, **{name: "financial"})
    assert PlanSettings.objects.get().version == 1
