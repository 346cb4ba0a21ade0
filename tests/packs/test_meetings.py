"""Acts on boards' meetings: moved, arranged, decided, given and done (Rules 14, 24 and 31)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from irp.actions import Faulty, Refused
from irp.models import Conflict, PeriodStep, ReportingPeriod
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from packs.actions.agenda import Asked, change_item
from packs.actions.meetings import move_meetings, note_attendance
from packs.figures.meetings import action_line, meeting_lines
from packs.models import AgendaItem, Attendance, BoardAction, ItemEnd, Meeting
from packs.readings.meetings import boards
from packs.readings.owed import owed
from packs.words import Forum
from packs.words.meetings import ActionStage, Came, Decided, ItemFate
from programmes.models import Point
from programmes.words import PointStage
from tests.assurance import shelf
from tests.packs.meeting_steps import IRB_MET, TIB_MET, decide, give, seat, seek, step
from tests.programmes.steps import later, next_period
from tests.programmes.test_points import asked
from tests.world import NOW

SEEN = date(2026, 11, 24), date(2026, 12, 1)


def move(
    world, *, tib_on=SEEN[0], irb_on=SEEN[1], seen=SEEN, reason="The chair is away", by="cpmo"
):
    period = ReportingPeriod.objects.get(pk=world.period.pk)
    days = {"tib_on": tib_on, "irb_on": irb_on, "seen": seen, "reason": reason}
    return move_meetings(period, **days, by=world.user(by), at=NOW)


class TestMove:
    def test_rule_14_an_open_months_deadlines_are_worked_back_anew_and_the_old_days_stay(
        self, world
    ):
        before = ReportingPeriod.objects.get(pk=world.period.pk)
        moved = move(world, tib_on=date(2026, 11, 26))
        found = ReportingPeriod.objects.get(pk=world.period.pk)
        assert found.opens_on == before.opens_on  # it has been
        # Working days only: 26 Nov is a Thursday, six before it Wednesday 18 Nov.
        assert (found.issue_on, found.freeze_on) == (date(2026, 11, 18), date(2026, 11, 17))
        assert (before.return_due_on, found.return_due_on) == (date(2026, 11, 5), date(2026, 11, 9))
        assert (moved.tib_on, found.irb_on) == (date(2026, 11, 26), SEEN[1])
        was = found.history.order_by("-history_date", "-history_id")[1]
        assert (was.tib_on, was.freeze_on) == (SEEN[0], before.freeze_on)
        act = PeriodStep.objects.get(what="dates_changed")
        assert (act.reason, act.by_name) == ("The chair is away", "Person cpmo")

    def test_rule_14_bank_holidays_are_no_working_days(self, world):
        before = ReportingPeriod.objects.get(pk=world.period.pk)
        assert (before.issue_on, before.tib_on) == (date(2026, 11, 16), SEEN[0])
        found = move(world, tib_on=date(2026, 12, 29), irb_on=date(2026, 12, 30))
        # 25 and 28 December are bank holidays, 26 and 27 a weekend.
        assert found.issue_on == date(2026, 12, 17)

    def test_rule_14_the_irb_alone_moves_no_deadline(self, world):
        before = ReportingPeriod.objects.get(pk=world.period.pk)
        found = move(world, irb_on=date(2026, 12, 8))
        assert found.irb_on == date(2026, 12, 8)
        assert (found.freeze_on, found.issue_on) == (before.freeze_on, before.issue_on)

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({}, "Change the day"),
            ({"tib_on": date(2026, 12, 2)}, "The IRB meets after the TIB"),
            ({"tib_on": date(2026, 11, 26), "reason": " "}, "reason for moving"),
            ({"tib_on": date(2026, 11, 26), "seen": (SEEN[0], date(2026, 12, 2))}, "were moved"),
            ({"tib_on": date(2026, 11, 4)}, "before opening"),
            ({"tib_on": date(2027, 3, 2), "irb_on": date(2027, 3, 9)}, "months after"),
        ],
    )
    def test_what_cannot_be_moved_says_why_and_moves_nothing(self, world, changes, words):
        with pytest.raises(Refused) as refused:
            move(world, **changes)
        assert words in " ".join(refused.value.reasons)
        assert not PeriodStep.objects.filter(what="dates_changed").exists()

    def test_rule_16_of_a_frozen_month_the_meeting_moves_and_no_deadline(self, world):
        shelf.freeze(world)
        before = ReportingPeriod.objects.get(pk=world.period.pk)
        move(world, irb_on=date(2026, 12, 8))
        after = ReportingPeriod.objects.get(pk=world.period.pk)
        assert (after.irb_on, after.version) == (SEEN[1], before.version)
        line, *_ = boards(Now(later(1)), forums=[Forum.IRB]).meetings
        assert line.on == date(2026, 12, 8)
        earlier, *_ = boards(AsAt(NOW - timedelta(minutes=1)), forums=[Forum.IRB]).meetings
        assert earlier.on == SEEN[1]
        with pytest.raises(Faulty, match="day of the freeze"):
            move(world, tib_on=date(2026, 11, 2), seen=(SEEN[0], date(2026, 12, 8)))

    def test_a_meeting_that_is_on_record_keeps_its_day(self, world):
        give(world)
        with pytest.raises(Refused, match="meeting of the TIB is on record"):
            move(world, tib_on=date(2026, 11, 25))

    def test_others_than_cpmo_move_nothing(self, world):
        with pytest.raises(PermissionDenied):
            move(world, tib_on=date(2026, 11, 26), by="sao")


class TestAgenda:
    def test_an_saos_ask_is_taken_to_the_meeting_and_answered_by_its_decision(self, world):
        point = asked(world)
        item = seek(world, point=point, asked_by=world.posts["sao"], at=later(3))
        assert point.steps.get().stage == PointStage.TABLED
        assert point.steps.get().meeting_on == SEEN[0]
        decide(world, item, words="A second surveyor from January.", minute="5.1")
        answer = Point.objects.get(pk=point.pk).steps.order_by("number").last()
        assert (answer.stage, answer.minute) == (PointStage.ANSWERED, "5.1")
        assert answer.words == "A second surveyor from January."
        with pytest.raises(Faulty, match="on an agenda already"):
            seek(world, point=point, at=later(3))

    def test_a_decision_needs_its_minute_and_the_board_to_have_met(self, world):
        item = seek(world)
        with pytest.raises(Refused, match="The meeting is on 24 Nov 2026. Decisions are recorded"):
            decide(world, item, at=NOW)
        with pytest.raises(Faulty, match="reference of the minute"):
            decide(world, item, minute=" ")
        decide(world, item)
        assert ItemEnd.objects.get().minute == "4.2"

    def test_a_correction_stands_beside_the_decision_and_two_at_once_conflict(self, world):
        item = seek(world)
        decide(world, item)
        with pytest.raises(Conflict):
            decide(world, item, words="Not agreed after all.")
        decide(world, item, seen=1, decided=Decided.AGREED_IN_PART, words="In part.")
        assert list(item.ends.values_list("decided", flat=True)) == ["agreed", "agreed_in_part"]
        with pytest.raises(Refused, match="settled already"):
            decide(world, item, seen=2, fate=ItemFate.CARRIED)

    def test_one_minute_of_a_meeting_is_of_one_decision(self, world):
        first, second = seek(world), seek(world, "Agree a third supplier")
        decide(world, first, minute="4.2")
        with pytest.raises(Faulty, match="4.2. is the minute of item 1 of this meeting"):
            decide(world, second, minute="Minute  4.2.")
        decide(world, first, seen=1, minute="4.2", words="Agreed, from January.")  # its own
        decide(world, first, seen=2, minute="4.1")
        decide(world, second, minute="4.2")
        there = seek(world, forum=Forum.IRB)
        decide(world, there, minute="4.2", at=IRB_MET)  # of another meeting

    def test_a_board_is_not_asked_to_decide_before_it_meets(self, world):
        eve = SEEN[0] - timedelta(days=1)
        with pytest.raises(Faulty, match="Enter 24 Nov 2026, the day of the meeting, or a later"):
            seek(world, decide_by=eve)
        item = seek(world, decide_by=SEEN[0])
        move(world, tib_on=SEEN[0] + timedelta(days=2))
        act = {"version": 1, "by": world.user("cpmo"), "at": NOW}
        change_item(item, Asked(ask="Agree two", decide_by=SEEN[0]), **act)  # the day stood
        with pytest.raises(Faulty, match="Enter 26 Nov 2026"):
            change_item(item, Asked(ask="Agree two", decide_by=eve), **act | {"version": 2})

    def test_what_changes_nothing_is_refused(self, world):
        item = seek(world)
        same = {"version": 1, "by": world.user("cpmo"), "at": NOW}
        with pytest.raises(Refused, match="Change the decision sought"):
            change_item(item, Asked(ask="Agree a second supplier"), **same)
        seat(world, "sao", version=1)
        with pytest.raises(Refused, match="Change the time, the place or the members"):
            seat(world, "sao", version=3)

    def test_an_undecided_item_is_carried_by_an_act_to_the_next_meeting(self, world):
        item = seek(world, recommendation="Agree.")
        with pytest.raises(Refused, match="no later meeting"):
            decide(world, item, fate=ItemFate.CARRIED, words="No time.")
        next_period(world)
        decide(world, item, fate=ItemFate.CARRIED, words="No time.")
        carried = AgendaItem.objects.get(carried_from=item)
        assert (carried.meeting.cycle, carried.number) == (world.period, 1)
        assert carried.recommendation == "Agree."
        facts = boards(Now(TIB_MET), forums=[Forum.TIB], month=world.period.month)
        assert facts.meetings[0].items[0].carried_from == date(2026, 10, 1)

    def test_what_was_dealt_with_keeps_its_words(self, world):
        item = seek(world)
        decide(world, item)
        with pytest.raises(Refused, match="words stay"):
            change_item(item, Asked(ask="Or not"), version=1, by=world.user("cpmo"), at=TIB_MET)

    def test_the_members_go_on_to_the_next_meeting_and_who_came_is_kept(self, world):
        meeting = seat(world, "sao", "cpmo")
        came = {world.posts["sao"]: Came.PRESENT, world.posts["cpmo"]: Came.APOLOGIES}
        with pytest.raises(Refused, match="has not met yet"):
            note_attendance(meeting, came, seen=0, by=world.user("cpmo"), at=NOW)
        noted = note_attendance(meeting, came, seen=0, by=world.user("cpmo"), at=TIB_MET)
        came[world.posts["cpmo"]] = Came.DEPUTY
        seen = noted[-1].pk
        note_attendance(meeting, came, seen=seen, by=world.user("cpmo"), at=TIB_MET)
        assert Attendance.objects.count() == 3  # of the SAO nothing new was said
        assert Attendance.objects.filter(post=world.posts["sao"]).get().who == "Person sao"
        next_period(world)
        seek(world, at=TIB_MET)
        titles = {post.title for post in Meeting.objects.get(cycle=world.period).members.all()}
        assert titles == {world.posts["sao"].title, world.posts["cpmo"].title}


class TestActions:
    def test_its_owner_says_it_is_done_and_cpmo_accepts_or_sends_it_back(self, world):
        action = give(world)
        assert action.ref == "TIB-2026-10-A1"
        step(world, action, ActionStage.DONE)
        step(world, action, ActionStage.RETURNED, by="cpmo", words="The lot is missing.")
        step(world, action, ActionStage.DONE, words="Now with the lot.")
        step(world, action, ActionStage.ACCEPTED, by="cpmo", words="The signed paper.")
        assert owed().actions == ()
        with pytest.raises(Faulty, match="settled already"):
            step(world, action, ActionStage.CLOSED, by="cpmo")

    @pytest.mark.parametrize(
        ("to", "by"),
        [
            (ActionStage.DONE, "cpmo"),
            (ActionStage.DONE, "rdl"),
            (ActionStage.ACCEPTED, "sao"),
            (ActionStage.CLOSED, "sao"),
            (ActionStage.EXTENDED, "commissioner"),
        ],
    )
    def test_the_right_is_the_owners_or_cpmos(self, world, to, by):
        action = give(world)
        with pytest.raises(PermissionDenied):
            step(world, action, to, by=by)

    def test_it_is_overdue_after_its_day_until_its_owner_says_it_is_done(self, world):
        action = give(world)

        def days_over(on, *, is_over=False):
            (facts,) = boards(Now(TIB_MET)).actions
            return action_line(facts, measured=Measured(on, is_over=is_over)).days_over

        assert [days_over(date(2026, 12, day)) for day in (4, 5, 9)] == [0, 1, 5]
        assert days_over(date(2026, 12, 4), is_over=True) == 1  # at the end of that day (Rule 14)
        later_day = {"due_on": date(2026, 12, 8), "words": "The lot is late."}
        step(world, action, ActionStage.EXTENDED, by="cpmo", **later_day)
        assert days_over(date(2026, 12, 9)) == 1
        step(world, action, ActionStage.DONE)
        assert days_over(date(2026, 12, 9)) == 0

    def test_a_later_date_is_later_and_needs_its_reason(self, world):
        action = give(world)
        with pytest.raises(Faulty, match="a day after 4 Dec 2026"):
            step(world, action, ActionStage.EXTENDED, by="cpmo", due_on=date(2026, 12, 4))

    def test_nothing_is_given_before_the_board_has_met_or_due_before_it(self, world):
        with pytest.raises(Refused, match="has not met yet"):
            give(world, at=NOW)
        with pytest.raises(Faulty, match="day of the meeting"):
            give(world, due_on=date(2026, 11, 23))
        assert not BoardAction.objects.exists()

    def test_rule_31_as_at_a_past_moment_an_action_is_as_it_was(self, world):
        action = give(world)
        step(world, action, ActionStage.DONE, at=IRB_MET)
        for source, stage in ((Now(IRB_MET), "done"), (AsAt(TIB_MET), "open")):
            found = boards(source)
            on = date(2026, 12, 1)
            lines = meeting_lines(found, on=on, measured=Measured(on))
            (line,) = [meeting_line for meeting_line in lines if meeting_line.actions]
            assert line.actions[0].stage == stage
        assert boards(AsAt(NOW)).actions == ()
