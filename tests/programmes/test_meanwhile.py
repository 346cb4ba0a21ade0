"""What was read before an act's locks decides nothing within it (Rules 15, 16, 18, 18a, 18d).

A page reads, somebody else acts, and then the act of the form begins: no refusal is passed by, and
nothing lands where it belonged before.

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

import re

import time_machine

from irp.history import record
from irp.readings import AsAt
from programmes.actions import submit_return
from programmes.actions.raid import add_entry
from programmes.models import (
    CompletionAct,
    Milestone,
    MilestoneReport,
    Occurrence,
    Preparer,
    Programme,
    Return,
    Risk,
    RowLead,
)
from programmes.words import RaidKind
from tests.programmes.steps import later, next_period, recurring, to_confirm
from tests.programmes.structure import BOXES, all_done, move
from tests.world import LOADER, NOW

REPORT = {
    "delivery": "green", "forecast": "Jun 2027", "actual_on": "", "narrative": "It goes on.",
    "reason": "", "period": "2026-10", "version": "0",
}  # fmt: skip
OCCURRENCE = {"turn": "held", "done_on": "29/10/2026", "reason": "", "period": "2026-10",
              "version": "0"}  # fmt: skip


def retire(ref):
    row = Milestone.objects.get(ref=ref)
    row.retired_on = NOW.date()
    record(row, by=LOADER, at=NOW)


def report(client, ref="HOU-01", **entered):
    return client.post(f"/milestones/{ref}/update", REPORT | entered)


class TestMoved:
    """A row that moves to another programme while it is reported (Rule 18d)."""

    def test_rule_18d_a_report_belongs_to_the_return_of_the_rows_programme_now(
        self, world, sign_in, meanwhile
    ):
        meanwhile(lambda: move(world, ["HOU-01"]))
        answer = report(sign_in("cpmo"))
        assert answer.status_code == 302
        made = MilestoneReport.objects.get()
        assert made.ret.programme.ref == "JOB"
        assert world.ret("HOU").state == "not_started"

    def test_rule_15_who_may_report_it_no_more_is_refused(self, world, sign_in, meanwhile):
        other = world.programmes["JOB"]
        other.rdl = None
        record(other, by=LOADER, at=NOW)
        meanwhile(lambda: move(world, ["HOU-01"]))
        assert report(sign_in("rdl")).status_code == 403
        assert not MilestoneReport.objects.exists()

    def test_rule_10_an_occurrence_belongs_to_the_return_of_the_rows_programme_now(
        self, world, sign_in, meanwhile
    ):
        recurring(world)
        meanwhile(lambda: move(world, ["HOU-20"]))
        address = "/milestones/HOU-20/occurrences/2026-10-31"
        answer = sign_in("cpmo").post(address, OCCURRENCE)
        assert answer.status_code == 302, answer.content.decode()
        assert Occurrence.objects.get().ret.programme.ref == "JOB"

    def test_rule_15_a_confirmation_belongs_to_the_return_of_the_rows_programme_now(
        self, world, sign_in, meanwhile
    ):
        to_confirm(world)
        next_period(world)
        meanwhile(lambda: move(world, ["HOU-01"]))
        answer = sign_in("cpmo").post(
            "/milestones/HOU-01/confirm", {"answer": "confirmed", "reason": "", "version": "1"}
        )
        assert answer.status_code == 302, answer.content.decode()
        assert CompletionAct.objects.get().ret.programme.ref == "JOB"

    def test_rule_15_who_answers_for_it_no_more_names_nobody_to_lead_it(
        self, world, sign_in, meanwhile
    ):
        other = world.programmes["JOB"]
        other.rdl = None
        record(other, by=LOADER, at=NOW)
        meanwhile(lambda: move(world, ["HOU-01"]))
        officer = world.posts["officer"].pk
        named = {"posts": [officer], "accountable": officer, "version": "0"}
        assert sign_in("rdl").post("/milestones/HOU-01/leads", named).status_code == 403
        assert not RowLead.objects.exists()


class TestRetired:
    def test_rule_18a_a_row_that_was_retired_meanwhile_is_reported_no_more(
        self, world, sign_in, meanwhile
    ):
        meanwhile(lambda: retire("HOU-01"))
        answer = report(sign_in("rdl"))
        assert "HOU-01 has been retired" in answer.content.decode()
        assert not MilestoneReport.objects.exists()


class TestClosed:
    """A programme that closes while another hands something over to it (Rule 18d)."""

    def closed(self, ref):
        programme = Programme.objects.get(ref=ref)
        programme.closed_on = NOW.date()
        record(programme, by=LOADER, at=NOW)

    def confirmed(self, client, address, boxes):
        page = client.post(address, boxes | {"act": "preview"}).content.decode()
        seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
        return client.post(address, boxes | {"act": "confirm", "seen": seen})

    def test_rule_18d_no_row_moves_to_a_programme_that_closed_meanwhile(
        self, world, sign_in, meanwhile
    ):
        boxes = BOXES | {"rows": ["HOU-02"], "target": "JOB"}
        meanwhile(lambda: self.closed("JOB"))
        answer = self.confirmed(sign_in("cpmo"), "/programmes/HOU/move-milestones", boxes)
        assert answer.status_code == 422
        assert "Job Evaluation Programme is closed" in answer.content.decode()
        assert Milestone.objects.get(ref="HOU-02").programme.ref == "HOU"

    def test_rule_18d_nobody_is_named_for_a_programme_that_closed_meanwhile(
        self, world, sign_in, meanwhile
    ):
        meanwhile(lambda: self.closed("HOU"))
        named = {"posts": [world.posts["officer"].pk], "version": "0"}
        answer = sign_in("rdl").post("/programmes/HOU/preparers", named)
        assert answer.status_code == 422
        assert "Housing Improvement is closed" in answer.content.decode()
        assert not Preparer.objects.exists()

    def test_rule_18d_no_risk_is_given_a_home_that_closed_meanwhile(
        self, world, sign_in, meanwhile
    ):
        all_done(world)
        given = {"by": world.user("cpmo"), "at": NOW}
        add_entry(RaidKind.RISK, world.programmes["HOU"], {"title": "Late"}, **given)
        meanwhile(lambda: self.closed("JOB"))
        boxes = BOXES | {"home_HOU-R-01": "JOB"}
        answer = self.confirmed(sign_in("cpmo"), "/programmes/HOU/close", boxes)
        assert answer.status_code == 422
        assert Risk.objects.get().programme.ref == "HOU"
        assert Programme.objects.get(ref="HOU").closed_on is None


class TestMoment:
    """An act that began first and lands second (DESIGN 4a.7)."""

    def test_rule_15_a_report_that_lands_after_the_submission_reopens_it_as_at_every_moment(
        self, world, sign_in, meanwhile
    ):
        world.report_all("HOU")
        moment = later(1)

        def submit():
            with time_machine.travel(later(2), tick=False):
                submit_return(world.ret("HOU"), by=world.user("cpmo"), at=later(2))

        meanwhile(submit)
        with time_machine.travel(moment, tick=False):
            assert report(sign_in("rdl"), version="1", narrative="More").status_code == 302
        ret = world.ret("HOU")
        assert ret.state == "draft"
        assert [step.to_state for step in ret.steps.all()][-2:] == ["submitted", "draft"]
        (then,) = [row for row in AsAt(later(3)).rows(Return) if row.id == ret.pk]
        assert then.state == "draft"
