"""Freezing and packs: refusals, rights, and what is kept."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from irp.actions import Refused
from irp.models import PeriodStep
from packs import actions
from packs.models import Pack, PackDownload, PlanSnapshot
from packs.readings import ACTS, ROWS
from packs.snapshot import SCHEMA, opened
from packs.words import EditionStatus, Forum
from programmes.actions import submit_return
from programmes.actions.returns import sign_return
from programmes.models import MilestoneReport, Return, ReturnStep
from programmes.readings.owed import missing_returns
from programmes.words import Rating
from tests.assurance import shelf
from tests.dashboards import months
from tests.programmes.budget_steps import enter
from tests.programmes.steps import met, recurring
from tests.programmes.test_points import challenged
from tests.standing import standing
from tests.world import NOW, OTHERS_THAN_CPMO


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


def an_occurrence(world, *, at) -> None:
    """Report an occurrence in a return that is a draft already, by who prepared it."""
    recurring(world)
    met(world, at=at)


@standing
def signed(world):
    """Return the return of HOU, signed five minutes after NOW."""
    return sign(world, "HOU")


@standing
def frozen(world, signed):
    """Return the snapshot of the period in which HOU alone was signed."""
    return shelf.freeze(world)


@standing
def two_months(world):
    """Return the snapshots of October and of November."""
    first = months.freeze(world)
    months.open_november(world)
    return first, shelf.freeze(world, at=NOW + timedelta(hours=3))


@standing
def drawn(world):
    """Return the frozen period's snapshot, its drafts ready."""
    snapshot = shelf.freeze(world)
    Pack.objects.update(
        state="ready", sha256="a" * 64, ready_at=NOW, sections_done=1, sections_all=1
    )
    return snapshot


@standing
def failed(world):
    """Return the draft of the IRB's pack, which could not be drawn."""
    snapshot = shelf.freeze(world)
    Pack.objects.update(state="failed", failure="A glyph is missing.")
    return snapshot.packs.get(forum="irb")


class TestFreezePeriod:
    def test_a_submitted_return_without_a_signature_is_missing(self, world):
        world.report_all("JOB")
        submit_return(world.ret("JOB"), by=world.user("rdl"), at=NOW)
        assert [ret.programme.ref for ret in missing_returns(world.period)] == [
            "HOU",
            "JOB",
        ]

    def test_a_draft_of_both_packs_is_queued_and_the_bell_rung_on_commit(
        self, world, monkeypatch, django_capture_on_commit_callbacks
    ):
        rung = []
        monkeypatch.setattr("packs.actions.packs.ring", rung.append)
        with django_capture_on_commit_callbacks(execute=True):
            shelf.freeze(world)
            assert rung == []
        packs = Pack.objects.order_by("forum")
        assert [(p.forum, p.number, p.standing, p.state) for p in packs] == [
            ("irb", 1, "draft", "queued"),
            ("tib", 1, "draft", "queued"),
        ]
        assert sorted(rung) == sorted(p.pk for p in packs)

    def test_a_stale_version_is_refused(self, world):
        with pytest.raises(Refused, match="changed after you opened this page"):
            shelf.freeze(world, version=99)
        assert not PlanSnapshot.objects.exists()

    def test_missing_returns_need_a_reason(self, world):
        with pytest.raises(Refused, match="Enter the reason"):
            shelf.freeze(world, reason="  ")
        assert Return.objects.filter(state="not_reported").count() == 0

    def test_a_return_that_went_missing_after_the_page_was_read_stops_the_freeze(self, world):
        with pytest.raises(Refused, match="returns of JOB are now missing too"):
            shelf.freeze(world, seen={"HOU"})

    @pytest.mark.parametrize("name", OTHERS_THAN_CPMO)
    def test_only_the_cpmo_freezes(self, world, name):
        with pytest.raises(PermissionDenied):
            shelf.freeze(world, by=world.user(name))

    def test_no_reason_is_needed_when_nothing_is_missing(self, world, signed):
        sign(world, "JOB")
        shelf.freeze(world, reason="")
        assert set(Return.objects.values_list("state", flat=True)) == {"signed"}

    def test_rule_16_missing_returns_become_not_reported(self, frozen):
        states = dict(Return.objects.values_list("programme__ref", "state"))
        assert states == {"HOU": "signed", "JOB": "not_reported"}
        step = ReturnStep.objects.get(ret__programme__ref="JOB")
        assert (step.from_state, step.to_state) == ("not_started", "not_reported")
        assert step.by_name == "Person cpmo"

    def test_a_save_that_landed_while_the_freeze_waited_is_in_the_snapshot(self, world, frozen):
        """The freeze's own moment, NOW, was read before it waited for the lock."""
        snapshot = frozen
        ret = next(
            programme.ret
            for programme in opened(snapshot.body).plan.programmes
            if programme.ref == "HOU"
        )
        assert ret.state == "signed" and ret.signatures and ret.ratings
        world.period.refresh_from_db()
        assert world.period.frozen_at == snapshot.at == NOW + timedelta(minutes=5)

    @pytest.mark.parametrize("write", [an_occurrence, enter, challenged])
    def test_rule_16_whatever_landed_in_the_month_moves_the_freeze_to_its_own_moment(
        self, world, write
    ):
        """It was begun a moment after the freeze, and held the month before it."""
        world.report_all("HOU")
        if write is challenged:
            submit_return(world.ret("HOU"), by=world.user("rdl"), at=NOW)
        landed = NOW + timedelta(minutes=6)
        write(world, at=landed)
        assert shelf.freeze(world).at == landed

    def test_rule_16_the_freeze_looks_at_all_that_is_written_into_a_month(self):
        written = {
            model
            for model in apps.get_models()
            if any(field.name == "period" for field in model._meta.concrete_fields)
            and model.__module__.startswith("programmes")
            and not hasattr(model, "history_date")
        }
        assert written == {*ACTS, *ROWS}

    def test_a_second_freeze_is_refused(self, world, frozen):
        with pytest.raises(Refused, match="already frozen"):
            shelf.freeze(world)
        assert PlanSnapshot.objects.count() == 1

    def test_rule_16_later_acts_on_the_period_are_refused(self, world, frozen):
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
            "UPDATE packs_plansnapshot SET body = '{}'",
            "DELETE FROM packs_plansnapshot",
        ],
    )
    def test_the_database_refuses_raw_sql_on_the_frozen_record(self, frozen, statement):
        """DESIGN 4a.4 and 4a.5: triggers, not the application, hold the frozen record."""
        with (
            pytest.raises(IntegrityError, match="frozen|append-only"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
        assert MilestoneReport.objects.exclude(narrative="later").count() == 3

    def test_the_database_refuses_a_row_added_to_a_frozen_period(self, frozen):
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

    def test_a_pack_names_both_its_snapshots_from_when_it_is_asked_for(self, two_months):
        """DESIGN 4: the newest earlier one stays, whatever is frozen later."""
        first, second = two_months
        october, november = Pack.objects.filter(forum="tib").order_by("snapshot__period__month")
        assert (october.snapshot, october.compared_with) == (first, None)
        assert (november.snapshot, november.compared_with) == (second, first)

    @pytest.mark.parametrize("column", ["snapshot", "compared_with"])
    def test_4a5_no_raw_sql_draws_a_queued_pack_from_another_snapshot(self, two_months, column):
        _, second = two_months
        october = Pack.objects.filter(forum="tib").order_by("snapshot__period__month")[0]
        with (
            pytest.raises(IntegrityError, match="append-only:"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"UPDATE packs_pack SET {column}_id = {second.pk} WHERE id = {october.pk}"
            )

    def test_a_public_edition_is_made_from_another_and_issued(self, two_months):
        """Rule 29: there is none by itself, none of a draft, none of itself, no two of a number."""
        pack = Pack.objects.get(forum="irb", snapshot=two_months[0])

        def made(**more):
            edition = {"audience": "public", "made_from": pack, "standing": "final"} | more
            asked = {"forum": pack.forum, "number": pack.number, "requested_by": pack.requested_by}
            at = {"requested_by_name": pack.requested_by_name, "requested_at": pack.requested_at}
            return Pack.objects.create(snapshot=pack.snapshot, **asked, **at, **edition)

        for wrong in ({"made_from": None}, {"standing": "draft"}, {"audience": "nobody"}):
            with pytest.raises(IntegrityError), transaction.atomic():
                made(**wrong)
        found = made()
        assert made(part=2).number == found.number == pack.number
        with pytest.raises(IntegrityError, match=r"pack_version|UNIQUE"), transaction.atomic():
            made(part=2)
        for moved in ({"made_from": found}, {"made_from": None}, {"audience": "whole"}):
            with pytest.raises(IntegrityError, match="append-only:"), transaction.atomic():
                Pack.objects.filter(pk=found.pk).update(**moved)

    def test_the_snapshot_keeps_the_hash_of_what_it_holds(self, drawn):
        snapshot = PlanSnapshot.objects.get(pk=drawn.pk)
        assert snapshot.sha256 == hashlib.sha256(snapshot.body.encode()).hexdigest()
        body = json.loads(snapshot.body)
        assert body["schema"] == snapshot.schema == SCHEMA
        assert body["plan"]["period"]["month"] == "2026-10-01"

    def test_the_freeze_is_a_kept_step_with_its_reason(self, world, drawn):
        step = PeriodStep.objects.get(what="frozen")
        assert step.reason == "The board meets tomorrow."
        world.period.refresh_from_db()
        assert world.period.frozen_at == NOW
        assert world.period.frozen_by == "Person cpmo (Post of cpmo)"


class TestRequestPack:
    def ask(self, world, standing=EditionStatus.FINAL, *, reason="", by="cpmo"):
        return actions.request_pack(
            world.period, Forum.TIB, standing, reason=reason, by=world.user(by), at=NOW
        )

    def test_a_final_version_supersedes_the_draft(self, world, drawn):
        draft = drawn.packs.get(forum="tib")
        final = self.ask(world)
        assert (final.number, final.standing, final.state) == (2, "final", "queued")
        assert final.supersedes == draft
        assert final.requested_by_name == "Person cpmo"

    def test_superseded_follows_only_once_the_later_version_is_ready(self, world, drawn):
        final = self.ask(world)
        of_tib = Pack.objects.filter(forum="tib").with_superseded().order_by("number")
        assert [pack.superseded for pack in of_tib] == [False, False]
        Pack.objects.filter(pk=final.pk).update(state="ready", sha256="b" * 64, ready_at=NOW)
        assert [pack.superseded for pack in of_tib.all()] == [True, False]

    def test_refused_while_one_is_being_drawn(self, world, drawn):
        self.ask(world)
        with pytest.raises(Refused, match="still being created"):
            self.ask(world)
        assert drawn.packs.filter(forum="tib").count() == 2

    def test_a_correction_of_an_issued_pack_needs_its_reason(self, world, drawn):
        final = self.ask(world)
        Pack.objects.filter(pk=final.pk).update(state="ready", sha256="b" * 64, ready_at=NOW)
        with pytest.raises(Refused, match="Enter the reason"):
            self.ask(world)
        with pytest.raises(Refused, match="Enter the reason"):
            self.ask(world, EditionStatus.DRAFT)
        corrected = self.ask(world, reason="A page was blank.")
        assert (corrected.number, corrected.reason) == (3, "A page was blank.")
        assert corrected.supersedes == final

    def test_refused_for_a_period_that_is_not_frozen(self, world):
        with pytest.raises(Refused, match="not frozen"):
            self.ask(world)

    @pytest.mark.parametrize("name", OTHERS_THAN_CPMO)
    def test_only_the_cpmo_asks(self, world, drawn, name):
        with pytest.raises(PermissionDenied):
            self.ask(world, by=name)


class TestAskAgain:
    def test_a_failed_try_takes_no_version_number(self, world, failed):
        """The pack that is asked for again has the number that the failed one did not take."""
        again = actions.ask_again(failed, by=world.user("cpmo"), at=NOW)
        assert (again.number, again.standing, again.state) == (1, "draft", "queued")
        assert again.supersedes is None
        failed.refresh_from_db()
        assert failed.failure == "A glyph is missing."
        assert [str(failed), str(again)] == [
            "IRB pack, October 2026, failed try",
            "IRB pack, October 2026, v0.1",
        ]
        with pytest.raises(IntegrityError), transaction.atomic():
            shelf.pack(world, failed.snapshot, forum="irb", number=1)

    def test_not_twice(self, world, failed):
        again = actions.ask_again(failed, by=world.user("cpmo"), at=NOW)
        Pack.objects.filter(pk=again.pk).update(state="failed", failure="Again.")
        with pytest.raises(Refused, match="already been asked for again"):
            actions.ask_again(failed, by=world.user("cpmo"), at=NOW)

    def test_refused_for_a_pack_that_has_not_failed(self, world, frozen):
        queued = frozen.packs.first()
        with pytest.raises(Refused, match="has not failed"):
            actions.ask_again(queued, by=world.user("cpmo"), at=NOW)

    @pytest.mark.parametrize("name", OTHERS_THAN_CPMO)
    def test_only_the_cpmo_asks_again(self, world, failed, name):
        with pytest.raises(PermissionDenied):
            actions.ask_again(failed, by=world.user(name), at=NOW)


class TestNoteDownload:
    def test_who_and_when_are_noted_with_the_post_held_then(self, world, drawn):
        final = shelf.pack(world, drawn, standing="final")
        actions.note_download(final, by=world.user("commissioner"), at=NOW)
        noted = PackDownload.objects.get()
        assert (noted.by_name, noted.by_post, noted.at) == (
            "Person commissioner",
            "Post of commissioner",
            NOW,
        )

    def test_a_pack_that_is_not_ready_is_refused(self, world, frozen):
        queued = frozen.packs.first()
        with pytest.raises(Refused, match="not ready"):
            actions.note_download(queued, by=world.user("cpmo"), at=NOW)

    @pytest.mark.parametrize(
        ("standing", "forum", "readers"),
        [
            ("draft", "tib", {"administrator", "cpmo"}),
            ("draft", "irb", {"administrator", "cpmo", "commissioner"}),
            (
                "final",
                "tib",
                {
                    "administrator",
                    "cpmo",
                    "sao",
                    "rdl",
                    "officer",
                    "finance_validator",
                    "commissioner",
                },
            ),
            (
                "final",
                "irb",
                {
                    "administrator",
                    "cpmo",
                    "sao",
                    "rdl",
                    "officer",
                    "finance_validator",
                    "commissioner",
                    "lead_member",
                    "committee",
                },
            ),
        ],
    )
    def test_adr_0006_who_may_see_which_pack_in_rule_and_query(
        self, world, drawn, standing, forum, readers
    ):
        made = shelf.pack(world, drawn, standing=standing, forum=forum)
        for name in ["cpmo", *OTHERS_THAN_CPMO]:
            user = world.user(name)
            listed = Pack.objects.visible_to(user).filter(pk=made.pk).exists()
            assert listed == (name in readers), name
            assert user.has_perm("packs.see_pack", made) == listed, name
            if not listed:
                with pytest.raises(PermissionDenied):
                    actions.note_download(made, by=user, at=NOW)
        assert not PackDownload.objects.exists()
