"""Commissioners judge tests: drafted, agreed by a second, withdrawn; who may and what is kept."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assurance.actions import withdraw_assessment
from assurance.actions.cell_drafts import agree_draft, end_draft
from assurance.actions.cells import judge_test
from assurance.models import CellAct, CellDraft, CellDraftEnd, Requirement
from assurance.readings.cell_drafts import open_drafts
from assurance.readings.cells import standing_of
from assurance.words import Judgement, Speaker
from assurance.words.cells import Said
from irp.actions import Faulty, Refused
from irp.history import record
from irp.models import Conflict, PlanSettings, Post, PostHolding, User
from irp.words import Agrees
from tests.assurance import shelf
from tests.standing import standing
from tests.world import NOW

LATER = NOW + timedelta(days=3)
OTHERS = ("administrator", "cpmo", "sao", "rdl", "lead_member", "committee", "officer", "nobody")


@standing
def ready(world):
    """Return the council where the one requirement of outcome 8's test 1 is issued as met."""
    shelf.judge(world, Judgement.MET, at=NOW - timedelta(days=1))
    return world


def standing(world, *, at=LATER, **of):
    row = shelf.judged(of.pop("said", Said.MET), **of)
    return standing_of(row.outcome, row.test, at=at)


def a_lead(world, name, **changes):
    """Let a person serve as lead commissioner, made where they are not there; the lead agrees."""
    settings = PlanSettings.objects.get()
    settings.agreed_by = Agrees.LEAD.value
    record(settings, by="test", at=NOW)
    post = record(Post(title="Lead Commissioner", kind="commissioner"), by="test", at=NOW)
    if name not in world.users:
        user = User(email=f"{name}@council.example", name=f"Person {name}")
        world.users[name] = record(user, by="test", at=NOW)
    held = PostHolding(user=world.users[name], post=post, starts_on=date(2024, 4, 1), **changes)
    record(held, by="test", at=NOW)


class TestAgreement:
    def test_rule_24b_one_drafts_and_a_second_agrees(self, ready):
        draft = shelf.draft(ready, Said.MET)
        assert not CellAct.objects.exists() and not standing(ready)[0].counts
        made = agree_draft(draft, version=0, by=ready.user("commissioner2"), at=LATER)
        assert (made.by_name, made.drafted_name) == ("Person commissioner2", "Person commissioner")
        assert (made.by_post, made.drafted_post) == (
            "Post of commissioner2",
            "Post of commissioner",
        )
        assert standing(ready)[0].counts and made.at == LATER
        assert not open_drafts(ready.user("commissioner")).exists()

    def test_rule_24b_nobody_agrees_their_own_draft(self, ready):
        draft = shelf.draft(ready, Said.MET)
        with pytest.raises(Refused, match="Ask another commissioner"):
            agree_draft(draft, version=0, by=ready.user("commissioner"), at=NOW)
        assert not CellAct.objects.exists()

    def test_rule_24b_where_the_lead_agrees_no_other_commissioner_does(self, ready):
        a_lead(ready, "commissioner3")
        draft = shelf.draft(ready, Said.MET)
        with pytest.raises(Refused, match="The lead commissioner has to agree this"):
            agree_draft(draft, version=0, by=ready.user("commissioner2"), at=NOW)
        assert not CellAct.objects.exists()
        made = agree_draft(draft, version=0, by=ready.user("commissioner3"), at=NOW)
        assert (made.by_name, made.drafted_name) == ("Person commissioner3", "Person commissioner")

    def test_rule_24b_what_the_lead_drafted_is_for_another_commissioner(self, ready):
        a_lead(ready, "commissioner")
        draft = shelf.draft(ready, Said.MET)
        with pytest.raises(Refused, match="Ask another commissioner"):
            agree_draft(draft, version=0, by=ready.user("commissioner"), at=NOW)
        assert agree_draft(draft, version=0, by=ready.user("commissioner2"), at=NOW)

    def test_rule_24b_a_lead_with_an_interest_there_keeps_nobody_from_agreeing(self, ready):
        a_lead(ready, "commissioner3")
        shelf.an_interest(ready, by="commissioner3")
        assert shelf.agreed(ready, Said.MET)

    def test_rule_24b_a_lead_whose_post_waits_to_be_confirmed_does_not_lead_yet(self, ready):
        a_lead(ready, "commissioner3", awaits=True)
        assert shelf.agreed(ready, Said.MET)

    def test_a_draft_that_is_not_agreed_ends_with_its_reason(self, ready):
        draft = shelf.draft(ready, Said.MET)
        with pytest.raises(Faulty):
            end_draft(draft, reason=" ", by=ready.user("commissioner2"), at=NOW)
        end_draft(draft, reason="Too early.", by=ready.user("commissioner2"), at=NOW)
        with pytest.raises(Refused, match="has ended"):
            agree_draft(draft, version=0, by=ready.user("commissioner2"), at=NOW)
        assert shelf.draft(ready, Said.MET).pk != draft.pk  # another may follow

    def test_a_second_draft_is_not_begun_beside_one(self, ready):
        shelf.draft(ready, Said.MET)
        with pytest.raises(Refused, match="A draft by Person commissioner is waiting to be agreed"):
            shelf.draft(ready, Said.MET, by="commissioner2")

    def test_rule_20_what_fell_meanwhile_is_agreed_no_more(self, ready):
        draft = shelf.draft(ready, Said.MET)
        shelf.judge(ready, Judgement.PARTLY, at=LATER)
        with pytest.raises(Refused, match="1 requirement is not yet met: PO8-T1-1 .partly met."):
            agree_draft(draft, version=0, by=ready.user("commissioner2"), at=LATER)

    def test_two_at_once(self, ready):
        shelf.agreed(ready, Said.NOT_CONFIDENT)
        with pytest.raises(Conflict) as conflict:
            judge_test(
                shelf.judged(Said.CONFIDENT), version=0, by=ready.user("commissioner"), at=NOW
            )
        assert conflict.value.row == CellAct.objects.get()


class TestRights:
    @pytest.mark.parametrize("name", OTHERS)
    def test_only_commissioners_judge_and_withdraw(self, ready, name):
        draft = shelf.draft(ready, Said.NOT_CONFIDENT)
        by = ready.user(name)
        with pytest.raises(PermissionDenied):
            shelf.draft(ready, Said.MET, by=name)
        with pytest.raises(PermissionDenied):
            agree_draft(draft, version=0, by=by, at=NOW)
        with pytest.raises(PermissionDenied):
            end_draft(draft, reason="x", by=by, at=NOW)
        with pytest.raises(PermissionDenied):
            shelf.withdrawn(ready, Said.MET, by=name)

    @pytest.mark.parametrize("name", OTHERS)
    def test_rule_23_a_draft_is_absent_for_everybody_else(self, ready, name):
        shelf.draft(ready, Said.MET)
        assert not open_drafts(ready.user(name)).exists()
        assert not CellDraft.objects.seen_by(ready.user(name)).exists()

    def test_rule_23_a_table_of_drafts_tells_nothing_unless_asked_for_whom(self, ready):
        shelf.draft(ready, Said.MET)
        assert CellDraft.objects.count() == 0 and not CellDraft.objects.all()
        assert not CellDraftEnd.objects.exists()
        assert CellDraft.objects.seen_by(ready.user("commissioner2")).count() == 1


class TestWhatCounts:
    def test_rule_20_met_is_offered_only_when_every_requirement_is_met(self, world):
        with pytest.raises(Refused, match="PO8-T1-1 .not assessed."):
            shelf.draft(world, Said.MET)

    def test_rule_20_a_cell_without_applicable_requirement_needs_an_act_with_a_reason(self, world):
        shelf.a_test(3)
        assert not standing(world, test=3)[0].counts
        with pytest.raises(Faulty, match="Enter the reason"):
            shelf.draft(world, Said.MET, test=3, reason=" ")
        shelf.agreed(world, Said.MET, test=3)
        assert standing(world, test=3)[0].counts

    def test_rule_20_a_later_judgement_breaks_it_and_a_new_act_brings_it_back(self, ready):
        shelf.agreed(ready, Said.MET)
        shelf.judge(ready, Judgement.PARTLY, at=LATER)
        met, _ = standing(ready)
        assert met.words.endswith("12 Nov 2026: PO8-T1-1 judged partly met")
        assert standing(ready, at=LATER - timedelta(days=1))[0].counts
        shelf.judge(ready, Judgement.MET, at=LATER + timedelta(hours=1))
        later = LATER + timedelta(hours=2)
        assert not standing(ready, at=later)[0].counts
        shelf.agreed(ready, Said.MET, at=later)
        met, _ = standing(ready, at=later)
        assert met.counts and len(met.regressions) == 1

    def test_rule_20_a_withdrawn_requirement_breaks_it_from_that_day(self, ready):
        shelf.agreed(ready, Said.MET)
        withdraw_assessment(
            ready.requirement, speaker=Speaker.COMMISSIONER, reason="Another year's report.",
            by=ready.user("commissioner2"), at=LATER,
        )  # fmt: skip
        assert standing(ready, at=LATER - timedelta(days=1))[0].counts
        assert standing(ready)[0].words.endswith("since 12 Nov 2026: PO8-T1-1 withdrawn")

    def test_rule_20_an_amendment_that_adds_a_requirement_breaks_it(self, ready):
        shelf.agreed(ready, Said.MET)
        old = ready.requirement
        added = Requirement(
            ref="PO8-T1-2", outcome=old.outcome, test=old.test, number=2, title="More",
            added_on=date(2026, 11, 11),
        )  # fmt: skip
        record(added, by="test", at=LATER)
        assert standing(ready)[0].words.endswith("11 Nov 2026: PO8-T1-2 added")

    def test_rule_21_confidence_falls_with_met_until_it_is_repeated(self, world):
        row = shelf.outcomes(1, requirements=1)[1]  # outcome 9, test 2
        of = {"outcome": 9, "test": 2}
        shelf.agreed(world, Said.CONFIDENT, **of)
        shelf.judge(world, Judgement.MET, row=row)
        shelf.agreed(world, Said.MET, at=NOW + timedelta(hours=1), **of)
        shelf.judge(world, Judgement.NOT_MET, row=row, at=LATER)
        assert not standing(world, **of)[1].counts
        shelf.agreed(world, Said.CONFIDENT, at=LATER + timedelta(hours=1), **of)
        assert standing(world, at=LATER + timedelta(hours=1), **of)[1].counts

    def test_a_withdrawal_is_in_force_at_once_and_needs_its_reason(self, ready):
        shelf.agreed(ready, Said.MET)
        with pytest.raises(Faulty, match="reason for the withdrawal"):
            shelf.withdrawn(ready, Said.MET, reason=" ", at=LATER)
        shelf.withdrawn(ready, Said.MET, at=LATER)
        met, _ = standing(ready)
        assert met.words == "Declared met 9 Nov 2026; withdrawn 12 Nov 2026"
        with pytest.raises(Refused, match="nothing here"):
            shelf.withdrawn(ready, Said.MET, at=LATER)

    def test_acts_are_kept_as_they_were_written(self, ready):
        shelf.agreed(ready, Said.MET)
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            CellAct.objects.update(said="withdrawn")
        with pytest.raises(IntegrityError), transaction.atomic():
            shelf.judge(ready, Judgement.MET) and CellAct.objects.create(
                outcome=ready.requirement.outcome, test=ready.requirement.test, subject="met",
                said="confident", reason="x", evidence_cited="y", number=9, at=NOW, by_name="x",
            )  # fmt: skip
