"""What was read before an act's locks decides nothing within it (Rules 15, 16, 18, 18a, 18d).

A page reads, somebody else acts, and then the act of the form begins: no refusal is passed by, and
nothing lands where it belonged before.

Runs on whichever database the settings name: tests/services runs it on PostgreSQL as well.
"""

import re
from decimal import Decimal

import pytest
import time_machine

from irp.history import record
from irp.models import Conflict
from irp.readings import AsAt
from programmes.actions import submit_return
from programmes.actions.benefit_month import ReadingEntry, read_benefits
from programmes.actions.benefits import read_benefit
from programmes.actions.lots import enter_progress
from programmes.actions.raid import add_entry
from programmes.actions.saving_month import ValidationEntry, enter_amounts, validate_amounts
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
from tests.programmes.benefit_steps import add, read
from tests.programmes.budget_steps import enter as enter_budget
from tests.programmes.lot_steps import lot, sell, sold
from tests.programmes.saving_steps import enter, entry, save, validate
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


@pytest.mark.django_db
class TestBegunFirst:
    """Whose act began first and waited while another's landed is told of it (DESIGN 4a.1)."""

    def test_rule_26_amounts_are_not_entered_over_those_that_landed_meanwhile(self, world):
        row = save(world)
        other = enter(world, row, 5, at=later(1))
        mine = enter_amounts({row.ref: entry(7)}, year=2026, by=world.user("rdl"), at=NOW)
        assert (mine.saved, mine.clashes) == ([], {row.ref: row})
        assert row.amounts.get() == other

    def test_rule_26_what_was_delivered_is_not_validated_twice(self, world):
        row = save(world)
        amounts = enter(world, row, 5, at=later(-1))
        validate(world, row, 4, at=later(1))
        typed = ValidationEntry(
            version=amounts.pk, checked=0, in_year=Decimal(5), full_year=None, evidence="Ledger"
        )
        by = world.user("finance_validator")
        mine = validate_amounts({row.ref: typed}, year=2026, by=by, at=NOW)
        assert (mine.saved, mine.clashes) == ([], {row.ref: row})

    def test_rule_25_a_sale_is_not_entered_over_one_that_landed_meanwhile(self, world):
        row = lot(world)
        sell(world, row, 5, at=later(1))
        mine = enter_progress({row.ref: sold(7)}, by=world.user("rdl"), at=NOW)
        assert (mine.saved, mine.clashes) == ([], {row.ref: row})

    def test_rule_26_a_benefit_is_not_read_over_a_reading_that_landed_meanwhile(self, world):
        row, rdl = add(world), world.user("rdl")
        read(world, row, 50, at=later(1))
        mine = read_benefits({row.ref: ReadingEntry(version=0, value=Decimal(40))}, by=rdl, at=NOW)
        assert (mine.saved, mine.clashes) == ([], {row.ref: row})
        with pytest.raises(Conflict):
            read_benefit(row, value=Decimal(40), note="", version=0, by=rdl, at=NOW)

    def test_a_budget_is_not_entered_over_one_that_landed_meanwhile(self, world):
        enter_budget(world, at=later(1))
        with pytest.raises(Conflict):
            enter_budget(world, at=NOW, version=0, needed=30)
