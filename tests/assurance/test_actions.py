"""Acts of assurance: the cycle's ends, packs, assessments, and who may do them."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from assurance import actions
from assurance.models import Assessment, Pack, PackDownload, PlanSnapshot
from assurance.rules import Standing
from assurance.words import Judgement, Speaker
from irp.actions import Refused
from irp.history import record
from irp.models import Conflict, PeriodStep, ReportingPeriod
from programmes.actions import submit_return
from programmes.actions.returns import sign_return
from programmes.models import MilestoneReport, Return, ReturnStep
from programmes.words import Rating
from tests.assurance import shelf
from tests.world import NOW

OTHERS_THAN_CPMO = [
    "administrator",
    "sao",
    "rdl",
    "lead_member",
    "commissioner",
    "committee",
    "finance_validator",
    "nobody",
]
NOVEMBER = {
    "month": date(2026, 11, 1),
    "tib_on": date(2026, 12, 22),
    "irb_on": date(2027, 1, 5),
}


def sign(world, ref: str) -> Return:
    world.report_all(ref)
    submit_return(world.ret(ref), by=world.user("rdl"), at=NOW)
    return sign_return(
        world.ret(ref),
        post=world.posts["sao"],
        rating=Rating.AMBER,
        reason="The contractor is late.",
        by=world.user("sao"),
        at=NOW + timedelta(minutes=5),
    )


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
            actions.open_cycle(**NOVEMBER, by=world.user("cpmo"), at=NOW)
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
            actions.open_cycle(**(NOVEMBER | changes), by=world.user("cpmo"), at=NOW)
        assert ReportingPeriod.objects.count() == 1

    def test_opens_the_next_month_after_a_freeze(self, world):
        shelf.freeze(world)
        period = actions.open_cycle(**NOVEMBER, by=world.user("cpmo"), at=NOW)
        assert period.returns.count() == 2

    @pytest.mark.parametrize("name", OTHERS_THAN_CPMO)
    def test_only_the_cpmo_opens_a_period(self, world, name):
        shelf.freeze(world)
        with pytest.raises(PermissionDenied):
            actions.open_cycle(**NOVEMBER, by=world.user(name), at=NOW)


class TestFreezePeriod:
    def test_rule_16_missing_returns_become_not_reported(self, world):
        sign(world, "HOU")
        shelf.freeze(world)
        states = dict(Return.objects.values_list("programme__ref", "state"))
        assert states == {"HOU": "signed", "JOB": "not_reported"}
        step = ReturnStep.objects.get(ret__programme__ref="JOB")
        assert (step.from_state, step.to_state) == ("not_started", "not_reported")
        assert step.by_name == "Person cpmo"

    def test_a_submitted_return_without_a_signature_is_missing(self, world):
        world.report_all("JOB")
        submit_return(world.ret("JOB"), by=world.user("rdl"), at=NOW)
        assert [ret.programme.ref for ret in actions.missing_returns(world.period)] == [
            "HOU",
            "JOB",
        ]

    def test_the_snapshot_keeps_the_hash_of_what_it_holds(self, world):
        kept = shelf.freeze(world)
        kept = PlanSnapshot.objects.get(pk=kept.pk)
        assert kept.sha256 == hashlib.sha256(kept.body.encode()).hexdigest()
        body = json.loads(kept.body)
        assert body["schema"] == kept.schema
        assert body["period"]["month"] == "2026-10-01"

    def test_the_freeze_is_a_kept_step_with_its_reason(self, world):
        shelf.freeze(world)
        step = PeriodStep.objects.get(what="frozen")
        assert step.reason == "The board meets tomorrow."
        world.period.refresh_from_db()
        assert world.period.frozen_at == NOW
        assert world.period.frozen_by == "Person cpmo (Post of cpmo)"

    def test_a_draft_of_both_packs_is_queued_and_the_bell_rung_on_commit(
        self, world, monkeypatch, django_capture_on_commit_callbacks
    ):
        rung = []
        monkeypatch.setattr("assurance.actions.packs.ring", rung.append)
        with django_capture_on_commit_callbacks(execute=True):
            shelf.freeze(world)
            assert rung == []
        packs = Pack.objects.order_by("forum")
        assert [(p.forum, p.number, p.standing, p.state) for p in packs] == [
            ("irb", 1, "draft", "queued"),
            ("tib", 1, "draft", "queued"),
        ]
        assert sorted(rung) == sorted(p.pk for p in packs)

    def test_a_second_freeze_is_refused(self, world):
        shelf.freeze(world)
        with pytest.raises(Refused, match="frozen already"):
            shelf.freeze(world)
        assert PlanSnapshot.objects.count() == 1

    def test_a_stale_version_is_refused(self, world):
        with pytest.raises(Refused, match="changed since you opened this page"):
            shelf.freeze(world, version=99)
        assert not PlanSnapshot.objects.exists()

    def test_missing_returns_need_a_reason(self, world):
        with pytest.raises(Refused, match="Enter the reason"):
            shelf.freeze(world, reason="  ")
        assert Return.objects.filter(state="not_reported").count() == 0

    def test_no_reason_is_needed_when_nothing_is_missing(self, world):
        sign(world, "HOU")
        sign(world, "JOB")
        shelf.freeze(world, reason="")
        assert set(Return.objects.values_list("state", flat=True)) == {"signed"}

    def test_a_return_that_went_missing_after_the_page_was_read_stops_the_freeze(self, world):
        with pytest.raises(Refused, match="returns of JOB are now missing too"):
            shelf.freeze(world, seen={"HOU"})

    @pytest.mark.parametrize("name", OTHERS_THAN_CPMO)
    def test_only_the_cpmo_freezes(self, world, name):
        with pytest.raises(PermissionDenied):
            shelf.freeze(world, by=world.user(name))

    def test_rule_16_later_acts_on_the_period_are_refused(self, world):
        shelf.freeze(world)
        with pytest.raises(Refused, match="No reporting period is open"):
            world.report("HOU-01")

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE programmes_return SET progress = 'later'",
            "DELETE FROM programmes_return",
            "UPDATE programmes_milestonereport SET narrative = 'later'",
            "DELETE FROM programmes_milestonereport",
            "UPDATE irp_reportingperiod SET frozen_at = NULL",
            "DELETE FROM irp_reportingperiod",
            "UPDATE assurance_plansnapshot SET body = '{}'",
            "DELETE FROM assurance_plansnapshot",
        ],
    )
    def test_the_database_refuses_raw_sql_on_the_frozen_record(self, world, statement):
        """DESIGN 4a.4 and 4a.5: triggers, not the application, hold the frozen record."""
        sign(world, "HOU")
        shelf.freeze(world)
        with (
            pytest.raises(IntegrityError, match="frozen|append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert MilestoneReport.objects.exclude(narrative="later").count() == 3

    def test_the_database_refuses_a_row_added_to_a_frozen_period(self, world):
        sign(world, "HOU")
        shelf.freeze(world)
        columns = [column.column for column in ReturnStep._meta.concrete_fields]
        copied = ", ".join(name for name in columns if name != "id")
        with (
            pytest.raises(IntegrityError, match="frozen"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"INSERT INTO programmes_returnstep ({copied}) "
                f"SELECT {copied} FROM programmes_returnstep LIMIT 1"
            )


class TestRequestPack:
    def ask(self, world, standing=Standing.FINAL, *, reason="", by="cpmo"):
        return actions.request_pack(
            world.period, Pack.Forum.TIB, standing, reason=reason, by=world.user(by), at=NOW
        )

    @pytest.fixture
    def kept(self, world):
        kept = shelf.freeze(world)
        Pack.objects.update(
            state="ready", sha256="a" * 64, ready_at=NOW, sections_done=1, sections_all=1
        )
        return kept

    def test_a_final_version_supersedes_the_draft(self, world, kept):
        draft = kept.packs.get(forum="tib")
        final = self.ask(world)
        assert (final.number, final.standing, final.state) == (2, "final", "queued")
        assert final.supersedes == draft
        assert final.requested_by_name == "Person cpmo"

    def test_superseded_follows_only_once_the_later_version_is_ready(self, world, kept):
        final = self.ask(world)
        of_tib = Pack.objects.filter(forum="tib").with_superseded().order_by("number")
        assert [pack.superseded for pack in of_tib] == [False, False]
        Pack.objects.filter(pk=final.pk).update(state="ready", sha256="b" * 64, ready_at=NOW)
        assert [pack.superseded for pack in of_tib.all()] == [True, False]

    def test_refused_while_one_is_being_drawn(self, world, kept):
        self.ask(world)
        with pytest.raises(Refused, match="still being drawn"):
            self.ask(world)
        assert kept.packs.filter(forum="tib").count() == 2

    def test_a_correction_of_an_issued_pack_needs_its_reason(self, world, kept):
        final = self.ask(world)
        Pack.objects.filter(pk=final.pk).update(state="ready", sha256="b" * 64, ready_at=NOW)
        with pytest.raises(Refused, match="Enter the reason"):
            self.ask(world)
        with pytest.raises(Refused, match="issued as final"):
            self.ask(world, Standing.DRAFT, reason="Again")
        corrected = self.ask(world, reason="A page was blank.")
        assert (corrected.number, corrected.reason) == (3, "A page was blank.")
        assert corrected.supersedes == final

    def test_refused_for_a_period_that_is_not_frozen(self, world):
        with pytest.raises(Refused, match="not frozen"):
            self.ask(world)

    @pytest.mark.parametrize("name", OTHERS_THAN_CPMO)
    def test_only_the_cpmo_asks(self, world, kept, name):
        with pytest.raises(PermissionDenied):
            self.ask(world, by=name)


class TestAskAgain:
    @pytest.fixture
    def failed(self, world):
        kept = shelf.freeze(world)
        Pack.objects.update(state="failed", failure="A glyph is missing.")
        return kept.packs.get(forum="irb")

    def test_a_failed_pack_is_asked_for_as_a_new_version(self, world, failed):
        again = actions.ask_again(failed, by=world.user("cpmo"), at=NOW)
        assert (again.number, again.standing, again.state) == (2, "draft", "queued")
        assert again.supersedes is None
        failed.refresh_from_db()
        assert failed.failure == "A glyph is missing."

    def test_not_twice(self, world, failed):
        again = actions.ask_again(failed, by=world.user("cpmo"), at=NOW)
        Pack.objects.filter(pk=again.pk).update(state="failed", failure="Again.")
        with pytest.raises(Refused, match="asked for again already"):
            actions.ask_again(failed, by=world.user("cpmo"), at=NOW)

    def test_refused_for_a_pack_that_has_not_failed(self, world):
        queued = shelf.freeze(world).packs.first()
        with pytest.raises(Refused, match="has not failed"):
            actions.ask_again(queued, by=world.user("cpmo"), at=NOW)

    @pytest.mark.parametrize("name", OTHERS_THAN_CPMO)
    def test_only_the_cpmo_asks_again(self, world, failed, name):
        with pytest.raises(PermissionDenied):
            actions.ask_again(failed, by=world.user(name), at=NOW)


class TestNoteDownload:
    def test_who_and_when_are_noted_with_the_post_held_then(self, world):
        final = shelf.pack(world, shelf.freeze(world), standing="final")
        actions.note_download(final, by=world.user("commissioner"), at=NOW)
        noted = PackDownload.objects.get()
        assert (noted.by_name, noted.by_post, noted.at) == (
            "Person commissioner",
            "Post of commissioner",
            NOW,
        )

    def test_a_pack_that_is_not_ready_is_refused(self, world):
        queued = shelf.freeze(world).packs.first()
        with pytest.raises(Refused, match="not ready"):
            actions.note_download(queued, by=world.user("cpmo"), at=NOW)

    @pytest.mark.parametrize(
        ("standing", "forum", "readers"),
        [
            ("draft", "tib", {"administrator", "cpmo"}),
            ("draft", "irb", {"administrator", "cpmo"}),
            (
                "final",
                "tib",
                {"administrator", "cpmo", "sao", "rdl", "finance_validator", "commissioner"},
            ),
            (
                "final",
                "irb",
                {
                    "administrator",
                    "cpmo",
                    "sao",
                    "rdl",
                    "finance_validator",
                    "commissioner",
                    "lead_member",
                    "committee",
                },
            ),
        ],
    )
    def test_adr_0006_who_may_see_which_pack_in_rule_and_query(
        self, world, standing, forum, readers
    ):
        made = shelf.pack(world, shelf.freeze(world), standing=standing, forum=forum)
        for name in ["cpmo", *OTHERS_THAN_CPMO]:
            user = world.user(name)
            listed = Pack.objects.visible_to(user).filter(pk=made.pk).exists()
            assert listed == (name in readers), name
            assert user.has_perm("assurance.see_pack", made) == listed, name
            if not listed:
                with pytest.raises(PermissionDenied):
                    actions.note_download(made, by=user, at=NOW)
        assert not PackDownload.objects.exists()


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
        newest = Assessment.objects.newest_issued().get()
        assert newest.judgement == "not_met"
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            Assessment.objects.update(judgement="met")

    def test_rule_21_a_later_draft_does_not_replace_what_was_issued(self, world):
        shelf.judge(world, Judgement.MET)
        shelf.judge(world, Judgement.NOT_MET, issued=False, at=NOW + timedelta(days=1))
        assert Assessment.objects.newest_issued().get().judgement == "met"

    def test_each_voice_has_its_own_newest(self, world):
        shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL)
        shelf.judge(world, Judgement.NOT_MET)
        newest = dict(Assessment.objects.newest_issued().values_list("speaker", "judgement"))
        assert newest == {"council": "met", "commissioner": "not_met"}

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
        with pytest.raises(Refused, match="is retired"):
            shelf.judge(world, Judgement.MET)

    def test_rule_24_a_requirement_to_be_retired_later_is_assessed_until_then(self, world):
        world.requirement.retired_on = date(2027, 1, 8)
        record(world.requirement, by="test", at=NOW, reason="To be retired")
        assert shelf.judge(world, Judgement.MET).judgement == "met"

    def test_a_second_writer_is_told_of_the_first(self, world):
        first = shelf.judge(world, Judgement.MET, seen=0)
        with pytest.raises(Conflict) as conflict:
            shelf.judge(world, Judgement.NOT_MET, by=world.user("commissioner2"), seen=0)
        assert conflict.value.row == first
        shelf.judge(world, Judgement.NOT_MET, by=world.user("commissioner2"), seen=1)
        assert Assessment.objects.count() == 2

    @pytest.mark.parametrize("name", ["cpmo", "sao", "administrator", "committee", "lead_member"])
    def test_rule_23_commissioners_drafts_are_absent_for_everyone_else(self, world, name):
        shelf.judge(world, Judgement.NOT_MET, issued=False)
        shelf.judge(world, Judgement.PARTLY, speaker=Speaker.COUNCIL, issued=False)
        seen = Assessment.objects.visible_to(world.user(name))
        assert [row.speaker for row in seen] == ["council"]

    def test_rule_23_commissioners_see_each_others_drafts(self, world):
        shelf.judge(world, Judgement.NOT_MET, issued=False)
        assert Assessment.objects.visible_to(world.user("commissioner2")).count() == 1
