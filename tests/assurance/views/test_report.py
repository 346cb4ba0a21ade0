"""The report to the Secretary of State: pinned, agreed by a second, sealed until published."""

from datetime import timedelta

import pytest
import time_machine

from assurance.models import SecretaryReport
from assurance.words import Judgement
from assurance.words.cells import Said
from assurance.words.reports import Limb, ReportStep
from irp.actions import Faulty, Refused
from irp.models import Conflict
from tests.assurance import shelf
from tests.assurance.test_cells import a_lead
from tests.assurance.views.test_outcome import text
from tests.standing import standing
from tests.world import NOW

SECRET = "Words for the Secretary of State"


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(NOW + timedelta(days=3), tick=False):
        yield


@standing
def frozen(world):
    """Return the frozen month in which test 1 of the only outcome counted as met."""
    shelf.judge(world, Judgement.MET, at=NOW - timedelta(hours=2))
    shelf.agreed(world, Said.MET, at=NOW - timedelta(hours=1))
    shelf.freeze(world)
    world.period.refresh_from_db()
    return world.period


def test_rule_24c_it_pins_one_frozen_position(sign_in, world, frozen):
    shelf.judge(world, Judgement.NOT_MET, at=NOW + timedelta(days=1))
    shelf.a_report(world, frozen)
    page = text(sign_in("commissioner").get("/reports/1"))
    assert "True: 1 of 1 met" in page and "Step-down position of October 2026" in page
    assert "Not true: 0 of 1 met" in text(sign_in("commissioner").get("/step-down"))


def test_rule_24b_who_drafted_it_is_not_offered_to_agree_it(sign_in, world, frozen):
    shelf.a_report(world, frozen)
    own = sign_in("commissioner").get("/reports/1").content.decode()
    other = sign_in("commissioner2").get("/reports/1").content.decode()
    assert "another commissioner has to agree it" in own and "/reports/1/agreed" not in own
    assert "/reports/1/ended" in own and "/reports/1/agreed" in other


def test_rule_24c_reasons_are_given_where_it_differs_from_the_clauses(world, frozen):
    for limb in (Limb.MEETING, Limb.PATH):
        with pytest.raises(Faulty, match="a clause is not true at the end of the month"):
            shelf.a_report(world, frozen, limb=limb)
    assert shelf.a_report(world, frozen, limb=Limb.PATH, differs="The path is plain.")
    assert shelf.a_report(world, frozen, limb=Limb.NEITHER)


def test_rule_24b_a_second_agrees_then_it_is_sent_published_and_answered(sign_in, world, frozen):
    row = shelf.a_report(world, frozen, words=SECRET)
    with pytest.raises(Refused, match="cannot be done now"):
        shelf.report_step(world, row, ReportStep.SENT)
    with pytest.raises(Refused, match="Ask another commissioner"):
        shelf.report_step(world, row, ReportStep.AGREED, by="commissioner")
    for step in (ReportStep.AGREED, ReportStep.SENT, ReportStep.PUBLISHED):
        shelf.report_step(world, row, step)
    with pytest.raises(Faulty, match="what was replied"):
        shelf.report_step(world, row, ReportStep.REPLIED)
    shelf.report_step(world, row, ReportStep.REPLIED, words="Thank you.")
    page = text(sign_in("committee").get("/reports/1"))
    assert SECRET in page and "Reply received" in page and "Thank you." in page
    with pytest.raises(Conflict):
        shelf.take_report_step(
            row, ReportStep.SENT, words="", version=1, by=world.user("commissioner"), at=NOW
        )


@pytest.mark.parametrize("name", ["administrator", "cpmo", "sao", "committee"])
def test_rule_23_until_it_is_published_it_is_absent_for_everybody_else(
    sign_in, world, frozen, name
):
    row = shelf.a_report(world, frozen, words=SECRET)
    shelf.report_step(world, row, ReportStep.AGREED)
    shelf.report_step(world, row, ReportStep.SENT)
    client = sign_in(name)
    assert client.get("/reports/1").status_code == 404
    assert "No report has been published." in text(client.get("/reports"))
    assert not SecretaryReport.objects.exists()  # nothing, unless it is said for whom
    assert SECRET in text(sign_in("commissioner2").get("/reports/1"))


def test_a_draft_that_is_not_agreed_ends_with_its_reason(world, frozen):
    row = shelf.a_report(world, frozen)
    with pytest.raises(Faulty, match="Enter the reason"):
        shelf.report_step(world, row, ReportStep.ENDED)
    shelf.report_step(world, row, ReportStep.ENDED, words="Too early.")
    with pytest.raises(Refused):
        shelf.report_step(world, row, ReportStep.AGREED)


def test_rule_24b_where_the_lead_agrees_a_report_is_agreed_by_the_lead_alone(world, frozen):
    a_lead(world, "commissioner3")
    row = shelf.a_report(world, frozen)
    with pytest.raises(Refused, match="The lead commissioner has to agree this"):
        shelf.report_step(world, row, ReportStep.AGREED)
    assert shelf.report_step(world, row, ReportStep.AGREED, by="commissioner3")
