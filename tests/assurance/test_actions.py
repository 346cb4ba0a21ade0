"""The three voices' assessments: refusals, rights, and what is kept."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from assurance.actions import answer_judgement, assess_requirement, discard_draft, name_owners
from assurance.actions.accuracy import share_for_accuracy
from assurance.models import Assessment, AssessmentWithdrawal, JudgementDraft
from assurance.readings.accuracy import shares_of
from assurance.readings.drafts import drafts_of, own_drafts, taken_over
from assurance.readings.given import assessments_of
from assurance.readings.owners import owners
from assurance.readings.requirements import requirement
from assurance.words import Judgement, Speaker
from assurance.words.evidence import Strength
from assurance.words.gates import Ruling
from assurance.words.owners import Answer
from irp.actions import Refused
from irp.history import enact, record
from irp.models import Conflict, Post, PostHolding
from irp.readings import AsAt, Now
from tests.assurance import shelf
from tests.world import NOW


class TestAssessRequirement:
    @pytest.mark.parametrize("speaker", list(Speaker))
    def test_rule_19_each_voice_is_kept_apart_with_author_and_post(self, world, speaker):
        row = shelf.judge(world, Judgement.PARTLY, speaker=speaker)
        name = shelf.SPEAKS[speaker]
        assert (row.by_name, row.by_post) == (f"Person {name}", f"Post of {name}")
        assert (row.speaker, row.judgement, row.issued) == (speaker.value, "partly_met", True)

    def test_rule_19_nothing_is_overwritten(self, world):
        shelf.judge(world, Judgement.MET)
        shelf.judge(world, Judgement.NOT_MET, at=NOW + timedelta(days=1))
        assert list(Assessment.objects.values_list("judgement", flat=True)) == ["met", "not_met"]
        newest = Assessment.objects.newest_issued(at=NOW + timedelta(days=1)).get()
        assert newest.judgement == "not_met"
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Assessment.objects.update(judgement="met")

    def test_rule_21_a_later_draft_does_not_replace_what_was_issued(self, world):
        shelf.judge(world, Judgement.MET)
        shelf.judge(world, Judgement.NOT_MET, issued=False, at=NOW + timedelta(days=1))
        newest = Assessment.objects.newest_issued(at=NOW + timedelta(days=1)).get()
        assert newest.judgement == "met"

    def test_each_voice_has_its_own_newest(self, world):
        shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL)
        shelf.judge(world, Judgement.NOT_MET)
        newest = Assessment.objects.newest_issued(at=NOW).values_list("speaker", "judgement")
        assert dict(newest) == {"council": "met", "commissioner": "not_met"}

    @pytest.mark.parametrize("judgement", list(Judgement))
    def test_every_judgement_needs_its_rationale(self, world, judgement):
        """Rule 19: "not applicable" most of all."""
        with pytest.raises(Refused, match="Enter the rationale"):
            shelf.judge(world, judgement, rationale=" \n")

    @pytest.mark.parametrize("speaker", list(Speaker))
    def test_nobody_speaks_in_another_voice(self, world, speaker):
        others = {"administrator", "cpmo", "sao", "rdl", "commissioner", "committee", "nobody"}
        for name in sorted(others - {shelf.SPEAKS[speaker]}):
            with pytest.raises(PermissionDenied):
                shelf.judge(world, Judgement.MET, speaker=speaker, by=world.user(name))
        assert not Assessment.objects.exists()

    def test_rule_24_a_retired_requirement_is_not_assessed(self, world):
        world.requirement.retired_on = date(2026, 11, 1)
        record(world.requirement, by="test", at=NOW, reason="Retired")
        with pytest.raises(Refused, match="PO8-T1-1 has been retired. You cannot assess it."):
            shelf.judge(world, Judgement.MET)

    def test_rule_24_a_requirement_to_be_retired_later_is_assessed_until_then(self, world):
        world.requirement.retired_on = date(2027, 1, 8)
        record(world.requirement, by="test", at=NOW, reason="To be retired")
        assert shelf.judge(world, Judgement.MET).judgement == "met"

    def test_a_second_writer_is_told_of_the_first(self, world):
        first = shelf.judge(world, Judgement.MET, version=0)
        with pytest.raises(Conflict) as conflict:
            shelf.judge(world, Judgement.NOT_MET, by=world.user("commissioner2"), version=0)
        assert conflict.value.row == first
        shelf.judge(world, Judgement.NOT_MET, by=world.user("commissioner2"), version=1)
        assert Assessment.objects.count() == 2

    def test_4a1_a_version_that_was_never_shown_walks_past_no_conflict(self, world):
        with pytest.raises(Refused, match="Open this page again"):
            shelf.judge(world, Judgement.MET, version=999_999)
        shelf.judge(world, Judgement.MET, version=0)
        with pytest.raises(Conflict):
            shelf.judge(world, Judgement.NOT_MET, version=999_999)
        assert Assessment.objects.count() == 1

    def test_rule_23_a_commissioners_draft_is_in_no_table_that_all_may_read(self, world):
        draft = shelf.judge(world, Judgement.NOT_MET, issued=False)
        of_council = {"speaker": Speaker.COUNCIL, "issued": False}
        given = shelf.judge(world, Judgement.MET, **of_council)
        assert list(Assessment.objects.all()) == [given]
        assert isinstance(draft, JudgementDraft) and draft.by == world.user("commissioner")
        with (
            pytest.raises(IntegrityError, match="commissioners_draft_elsewhere"),
            transaction.atomic(),
        ):
            enact(
                Assessment, by=world.user("commissioner"), at=NOW, judgement="met",
                requirement=world.requirement, speaker="commissioner", rationale="So it is.",
            )  # fmt: skip

    def test_rule_23_the_manager_finds_nothing_unless_it_is_told_for_whom(self, world):
        draft = shelf.judge(world, Judgement.NOT_MET, issued=False)
        assert not JudgementDraft.objects.exists() and not JudgementDraft.objects.filter(
            pk=draft.pk
        )
        for name in set(world.users) - {"commissioner"}:
            assert not JudgementDraft.objects.seen_by(world.user(name)).exists()

    def test_rule_23_a_draft_is_its_authors_alone_until_it_is_shared(self, world):
        author, other = world.user("commissioner"), world.user("commissioner2")
        private = shelf.judge(world, Judgement.NOT_MET, issued=False)
        assert list(JudgementDraft.objects.seen_by(author)) == [private]
        assert not JudgementDraft.objects.seen_by(other).exists()
        shared = shelf.judge(world, Judgement.PARTLY, issued=False, shared=True)
        assert list(JudgementDraft.objects.seen_by(other)) == [shared]
        for name in ("cpmo", "sao", "committee", "administrator", "nobody"):
            assert not JudgementDraft.objects.seen_by(world.user(name)).exists()

    @pytest.mark.parametrize("then", ["goes on", "discards", "issues"])
    def test_rule_23_a_draft_that_is_shared_no_more_is_shown_to_nobody_else(self, world, then):
        author, other = world.user("commissioner"), world.user("commissioner2")
        until = (NOW + timedelta(days=14)).date()
        shelf.shared_for_accuracy(world)
        shelf.judge(world, Judgement.NOT_MET, issued=False, shared=True, rationale="Between us")
        share_for_accuracy(
            world.requirement, officer=world.user("rdl"), until=until, by=author, at=NOW
        )
        assert len(drafts_of("PO8-T1-1", assessments=(), user=other)[Speaker.COMMISSIONER]) == 1
        assert len(shares_of(world.requirement, user=other, at=NOW)) == 1
        later = NOW + timedelta(hours=1)
        read = len(assessments_of(world.requirement, Speaker.COMMISSIONER, seen_by=other))
        shelf.judge(world, Judgement.NOT_MET, issued=False, rationale="Mine again", at=later)
        if then == "discards":
            discard_draft(world.requirement, by=author, at=later)
        if then == "issues":
            shelf.judge(world, Judgement.PARTLY, at=later + timedelta(minutes=1))
            with pytest.raises(Conflict):
                shelf.judge(world, Judgement.PARTLY, by=other, version=read, at=later)
        assert drafts_of("PO8-T1-1", assessments=(), user=other) == {}
        assert shares_of(world.requirement, user=other, at=later) == []
        assert len(drafts_of("PO8-T1-1", assessments=(), user=author)) == (then == "goes on")
        assert len(shares_of(world.requirement, user=author, at=later)) == 2

    def test_rule_23_a_draft_ends_with_what_its_author_issues_and_others_keep_theirs(self, world):
        other = world.user("commissioner2")
        draft = shelf.judge(world, Judgement.NOT_MET, issued=False)
        theirs = shelf.judge(world, Judgement.PARTLY, issued=False, by=other)
        issued = shelf.judge(world, Judgement.PARTLY, at=NOW + timedelta(minutes=1))
        draft = JudgementDraft.objects.seen_by(world.user("commissioner")).get(pk=draft.pk)
        assert (draft.end.how, draft.end.became) == ("issued", issued)
        assert own_drafts(world.user("commissioner")) == [] and own_drafts(other) == [theirs]

    def test_rule_23_a_draft_is_discarded_by_its_author_alone(self, world):
        shelf.judge(world, Judgement.NOT_MET, issued=False, shared=True)
        for name in ("cpmo", "sao", "administrator", "committee"):
            with pytest.raises(PermissionDenied):
                discard_draft(world.requirement, by=world.user(name), at=NOW)
        with pytest.raises(Refused, match="You have no draft"):
            discard_draft(world.requirement, by=world.user("commissioner2"), at=NOW)
        discard_draft(world.requirement, by=world.user("commissioner"), at=NOW)
        assert own_drafts(world.user("commissioner")) == []
        assert shelf.judge(world, Judgement.MET, issued=False, at=NOW + timedelta(minutes=1)).pk
        assert len(own_drafts(world.user("commissioner"))) == 1

    def test_rule_23_a_leavers_private_draft_is_sealed_and_a_shared_one_passes_to_the_lead(
        self, world
    ):
        lead = Post(title="Lead Commissioner", kind="commissioner")
        record(lead, by="test", at=NOW)
        user = world.users["commissioner2"]
        held = PostHolding(user=user, post=lead, starts_on=date(2024, 4, 1))
        record(held, by="test", at=NOW)
        row = shelf.outcomes(1)[0]
        shelf.judge(world, Judgement.NOT_MET, issued=False, rationale="Sealed")
        shared = {"issued": False, "shared": True}
        passed = shelf.judge(world, Judgement.PARTLY, row=row, rationale="Passed on", **shared)
        successor, at = world.user("commissioner2"), NOW + timedelta(days=2)
        assert taken_over(row, user=successor, at=NOW) == []
        holding = world.users["commissioner"].holdings.get()
        holding.ends_on = NOW.date() + timedelta(days=1)
        record(holding, by="test", at=NOW, reason="Left")
        leaver = world.user("commissioner")
        leaver.acting_on = successor.acting_on = at.date()
        assert not JudgementDraft.objects.seen_by(leaver).exists()
        assert list(JudgementDraft.objects.seen_by(successor)) == [passed]
        assert taken_over(row, user=successor, at=at) == [passed]
        shelf.judge(world, Judgement.MET, row=row, issued=False, by=successor, at=at)
        assert taken_over(row, user=successor, at=at) == []
        (own,) = own_drafts(successor)
        assert own.judgement == "met"

    def test_rule_23_anothers_private_draft_is_no_conflict_and_what_is_issued_is(self, world):
        shelf.judge(world, Judgement.NOT_MET, issued=False, version=0)
        other = {"by": world.user("commissioner2")}
        shelf.judge(world, Judgement.MET, issued=False, version=0, **other)
        with pytest.raises(Conflict):  # of one's own in another tab
            shelf.judge(world, Judgement.MET, version=0, **other)
        issued = shelf.judge(world, Judgement.MET, version=1, **other)
        with pytest.raises(Conflict) as conflict:
            shelf.judge(world, Judgement.NOT_MET, version=1)
        assert conflict.value.row == issued


class TestJudgeGate:
    def test_rule_13_what_is_said_of_a_date_is_kept_with_author_and_post(self, world):
        gate = world.requirement.gates.get()
        for ruling in (Ruling.SATISFIED, Ruling.SET_ASIDE, Ruling.WITHDRAWN, Ruling.SATISFIED):
            act = shelf.say_of_gate(world, gate, ruling)
            assert (act.ruling, act.by_name) == (ruling.value, "Person commissioner")
            assert act.by_post == "Post of commissioner"
        assert gate.acts.count() == 4
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            gate.acts.update(reason="Nothing")

    def test_commissioners_alone_say_it(self, world):
        gate = world.requirement.gates.get()
        for name in ("administrator", "cpmo", "sao", "rdl", "committee", "nobody"):
            with pytest.raises(PermissionDenied):
                shelf.say_of_gate(world, gate, by=world.user(name))

    @pytest.mark.parametrize(
        ("ruling", "changes", "message"),
        [
            (Ruling.SATISFIED, {"reason": " "}, "Enter the reason"),
            (Ruling.SATISFIED, {"evidence_cited": ""}, "Enter the evidence that it is satisfied"),
            (Ruling.WITHDRAWN, {}, "there is nothing to withdraw"),
        ],
    )
    def test_rule_13_it_needs_a_reason_and_evidence(self, world, ruling, changes, message):
        with pytest.raises(Refused, match=message):
            shelf.say_of_gate(world, world.requirement.gates.get(), ruling, **changes)

    def test_rule_24_no_date_of_a_retired_requirement_is_judged(self, world):
        world.requirement.retired_on = date(2026, 11, 1)
        record(world.requirement, by="test", at=NOW, reason="Retired")
        with pytest.raises(Refused, match="has been retired"):
            shelf.say_of_gate(world, world.requirement.gates.get())

    def test_4a1_two_commissioners_at_once(self, world):
        gate = world.requirement.gates.get()
        first = shelf.say_of_gate(world, gate, version=0)
        with pytest.raises(Conflict) as conflict:
            shelf.say_of_gate(world, gate, by=world.user("commissioner2"), version=0)
        assert conflict.value.row == first
        with pytest.raises(Conflict):
            shelf.say_of_gate(world, gate, Ruling.SET_ASIDE, version=7)
        assert gate.acts.count() == 1

    def test_rule_20_met_is_issued_once_each_date_is_satisfied_or_set_aside(self, world):
        row = world.requirement
        begin = shelf.add_gate(row, "Q1 2026", purpose="begin")
        review = shelf.add_gate(row, "Annually", purpose="review", ongoing=True)
        met = {
            "speaker": Speaker.COMMISSIONER, "judgement": Judgement.MET, "rationale": "So it is.",
            "evidence_cited": "Report 14", "issued": True, "by": world.user("commissioner"),
            "at": NOW, "cites": {shelf.a_record(row).pk: Strength.STRONG},
        }  # fmt: skip
        with pytest.raises(Refused, match="Assurance: Q2 2026; Review: Annually"):
            assess_requirement(row, **met)
        shelf.say_of_gate(world, row.gates.get(number=1))
        shelf.say_of_gate(world, review, Ruling.SET_ASIDE)
        assert assess_requirement(row, **met).issued and not begin.acts.exists()
        shelf.say_of_gate(world, review, Ruling.WITHDRAWN)
        with pytest.raises(Refused, match="satisfied or set aside: Review: Annually"):
            assess_requirement(row, **met)


class TestWithdrawAssessment:
    @pytest.mark.parametrize("speaker", list(Speaker))
    def test_rule_19_a_withdrawal_is_an_act_with_reason_author_and_post(self, world, speaker):
        assessment = shelf.judge(world, Judgement.MET, speaker=speaker)
        gone = shelf.withdraw(world, speaker=speaker)
        name = shelf.SPEAKS[speaker]
        assert (gone.assessment, gone.at) == (assessment, NOW)
        assert (gone.by_name, gone.by_post) == (f"Person {name}", f"Post of {name}")
        assert gone.reason == "The audit was of another year."
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            AssessmentWithdrawal.objects.update(reason="Nothing")

    def test_rule_19_only_who_may_issue_it_withdraws_it(self, world):
        shelf.judge(world, Judgement.MET)
        for name in ("cpmo", "sao", "administrator", "committee", "nobody"):
            with pytest.raises(PermissionDenied):
                shelf.withdraw(world, by=world.user(name))
        assert shelf.withdraw(world, by=world.user("commissioner2")).pk

    def test_it_needs_a_reason(self, world):
        shelf.judge(world, Judgement.MET)
        with pytest.raises(Refused, match="Enter the reason for withdrawing it"):
            shelf.withdraw(world, reason=" \n")

    def test_what_is_not_issued_is_not_withdrawn_and_nothing_twice(self, world):
        shelf.judge(world, Judgement.MET, speaker=Speaker.CPMO, issued=False)
        with pytest.raises(Refused, match="Nothing is issued"):
            shelf.withdraw(world, speaker=Speaker.CPMO)
        shelf.judge(world, Judgement.MET)
        shelf.withdraw(world)
        with pytest.raises(Refused, match="Person commissioner has withdrawn it already"):
            shelf.withdraw(world, by=world.user("commissioner2"))

    def test_4a1_whoever_did_not_see_the_newest_is_told_of_it(self, world):
        shelf.judge(world, Judgement.MET)
        newest = shelf.judge(world, Judgement.NOT_MET, at=NOW + timedelta(minutes=1))
        with pytest.raises(Conflict) as conflict:
            shelf.withdraw(world, version=1, at=NOW + timedelta(minutes=2))
        assert conflict.value.row == newest
        assert not AssessmentWithdrawal.objects.exists()


class TestOwners:
    def test_rule_24a_only_the_owner_issues_the_councils_assessment(self, world):
        council = {"speaker": Speaker.COUNCIL}
        with pytest.raises(PermissionDenied, match="only the owner"):
            assess_requirement(
                world.requirement, judgement=Judgement.MET, rationale="So.", evidence_cited="",
                issued=True, by=world.user("sao"), at=NOW, **council,
            )  # fmt: skip
        assert not shelf.judge(world, Judgement.MET, issued=False, **council).issued
        shelf.own(world, post="other_sao")
        for issued in (True, False):
            with pytest.raises(PermissionDenied):
                shelf.judge(world, Judgement.MET, issued=issued, **council)
        owner = {"by": world.user("other_sao")}
        assert shelf.judge(world, Judgement.MET, **council, **owner).by_name == "Person other_sao"
        with pytest.raises(PermissionDenied):
            shelf.withdraw(world, **council)
        assert shelf.withdraw(world, **council, **owner).pk

    def test_rule_24a_an_owner_is_named_from_a_day_on_and_replaced(self, world):
        row = world.requirement
        name = {"reason": "Decided.", "by": world.user("cpmo"), "at": NOW}
        first = {"starts_on": date(2026, 10, 1), "ends_on": date(2027, 3, 31)}
        name_owners([row], post=world.posts["sao"], **first, **name)
        later = NOW + timedelta(hours=1)
        name_owners(
            [row], post=world.posts["rdl"], starts_on=date(2027, 1, 1), **name | {"at": later}
        )
        found = [
            owners(Now(datetime(*day, 12, tzinfo=UTC)), None).get(row.pk)
            for day in ((2026, 12, 31), (2027, 1, 1), (2027, 6, 1))
        ]
        assert [naming.post for naming in found] == ["Post of sao", "Post of rdl", "Post of rdl"]
        assert owners(AsAt(NOW - timedelta(days=1)), None) == {}
        name_owners([row], post=None, starts_on=date(2026, 10, 1), **name | {"at": later})
        assert owners(Now(NOW + timedelta(days=1)), None) == {}

    @pytest.mark.parametrize("name", ["sao", "rdl", "commissioner", "administrator", "committee"])
    def test_rule_24a_the_cpmo_and_the_chief_executive_name_owners(self, world, name):
        naming = {
            "starts_on": NOW.date(),
            "reason": "Decided.",
            "at": NOW,
            "post": world.posts["sao"],
        }
        with pytest.raises(PermissionDenied, match="Only CPMO"):
            name_owners([world.requirement], by=world.user(name), **naming)
        if name == "commissioner":  # nobody holds a council post beside that of a commissioner
            return
        chief = record(Post(title="Chief Executive", kind="sao"), by="test", at=NOW)
        held = PostHolding(user=world.users[name], post=chief, starts_on=date(2024, 4, 1))
        record(held, by="test", at=NOW)
        assert name_owners([world.requirement], by=world.user(name), **naming)

    def test_rule_24b_a_commissioners_post_owns_nothing(self, world):
        with pytest.raises(Refused, match="commissioners own no requirement"):
            shelf.own(world, post="commissioner")

    def test_rule_24a_the_owner_answers_a_judgement_once_and_it_alters_nothing(self, world):
        shelf.own(world)
        answer = {
            "answer": Answer.DISAGREE, "reasons": "It is in use.", "evidence_cited": "",
            "by": world.user("sao"), "at": NOW,
        }  # fmt: skip
        with pytest.raises(Refused, match="Commissioners have issued nothing"):
            answer_judgement(world.requirement, **answer)
        shelf.judge(world, Judgement.NOT_MET)
        for name in ("other_sao", "cpmo", "commissioner", "administrator"):
            with pytest.raises(PermissionDenied):
                answer_judgement(world.requirement, **answer | {"by": world.user(name)})
        with pytest.raises(Refused, match="Enter the reasons"):
            answer_judgement(world.requirement, **answer | {"reasons": " "})
        given = answer_judgement(world.requirement, **answer)
        assert (given.by_name, given.by_post) == ("Person sao", "Post of sao")
        with pytest.raises(Refused, match="not answered yet"):
            answer_judgement(world.requirement, **answer)
        facts = requirement(Now(NOW), "PO8-T1-1").facts
        (judged,) = facts.assessments
        assert (judged.judgement, judged.answer.answer) == ("not_met", "disagree")
        shelf.judge(world, Judgement.PARTLY, at=NOW + timedelta(minutes=1))
        assert answer_judgement(world.requirement, **answer | {"at": NOW + timedelta(minutes=2)}).pk
