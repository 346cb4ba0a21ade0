"""Pages of boards' meetings: moved with a preview, an agenda, decisions, actions and their file."""

import csv
import re
from datetime import date, timedelta

import pytest
import time_machine

from irp.models import PeriodStep, ReportingPeriod
from packs.models import AgendaItem, Attendance, BoardAction
from packs.words import Forum
from packs.words.meetings import ActionStage
from tests.assurance import shelf
from tests.dashboards import months
from tests.packs.meeting_steps import IRB_MET, TIB_MET, decide, give, seat, seek, step
from tests.packs.views.test_packs import text
from tests.statements import texts_sent
from tests.world import NOW

MOVE = "/periods/2026-10/meetings/move"
TIB = "/meetings/tib/2026-10"


@pytest.fixture
def at():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock.move_to


def entered(**changes):
    typed = {"tib_on": "26 11 2026", "irb_on": "1 12 2026", "reason": "The chair is away"}
    return typed | {"seen": "2026-11-24 2026-12-01"} | changes


def confirmed(answer) -> str:
    return answer.content.decode().partition('name="confirmed" value="')[2].partition('"')[0]


class TestMove:
    def test_rule_14_what_moves_is_shown_before_it_is_published(self, world, sign_in, at):
        client = sign_in("cpmo")
        answer = client.post(MOVE, entered())
        page = text(answer)
        assert answer.status_code == 200 and "5 deadlines of 6 move with the meetings" in page
        assert "Freeze Friday 13 Nov 2026 Tuesday 17 Nov 2026" in page
        assert "IRB meets Tuesday 1 Dec 2026 Stays" in page
        assert not PeriodStep.objects.filter(what="dates_changed").exists()
        answer = client.post(MOVE, entered(confirmed=confirmed(answer)), follow=True)
        assert answer.redirect_chain == [("/meetings", 302)]
        assert "Saved for October 2026: TIB moved, 5 deadlines changed" in text(answer)
        assert ReportingPeriod.objects.get(pk=world.period.pk).freeze_on == date(2026, 11, 17)

    def test_a_commissioners_home_asks_for_the_earlier_days_once_there_are_some(
        self, world, sign_in, at
    ):
        def asks() -> bool:
            client = sign_in("commissioner")
            with texts_sent() as texts:
                assert client.get("/").status_code == 200
            return any("historicalreportingperiod" in sent for sent in texts)

        assert not asks()
        client = sign_in("cpmo")
        client.post(MOVE, entered(confirmed=confirmed(client.post(MOVE, entered()))))
        assert asks()

    def test_rule_14_those_concerned_see_it_and_the_earlier_days_stay(self, world, sign_in, at):
        client = sign_in("cpmo")
        fingerprint = confirmed(client.post(MOVE, entered()))
        assert "TIB moved" not in text(client.get("/"))
        client.post(MOVE, entered(confirmed=fingerprint))
        for name in ("sao", "rdl", "cpmo", "commissioner"):
            home = text(sign_in(name).get("/"))
            assert "TIB moved, 5 deadlines changed on 9 Nov 2026 by Person cpmo" in home
            assert "Reason: The chair is away" in home
            assert "Freeze: from 13 Nov 2026 to 17 Nov 2026" in home
            assert "TIB meets: from 24 Nov 2026 to 26 Nov 2026" in home
            assert "IRB meets: from" not in home
        page = text(sign_in("rdl").get("/periods/2026-10"))
        assert "Dates changed 1 time, the last on 9 Nov 2026" in page
        assert "TIB moved, 5 deadlines changed" in page
        assert "Freeze from 13 Nov 2026 → to 17 Nov 2026" in page

    def test_rule_14_where_the_irb_alone_moves_no_deadline_is_said_to(self, world, sign_in, at):
        client = sign_in("cpmo")
        typed = entered(tib_on="24 11 2026", irb_on="2 12 2026")
        answer = client.post(MOVE, typed)
        assert "No deadline moves: deadlines are worked back from the TIB" in text(answer)
        answer = client.post(MOVE, typed | {"confirmed": confirmed(answer)}, follow=True)
        assert "Saved for October 2026: IRB moved, no deadline changed" in text(answer)
        home = text(sign_in("sao").get("/"))
        assert "IRB moved, no deadline changed on 9 Nov 2026 by Person cpmo" in home
        assert "IRB meets: from 1 Dec 2026 to 2 Dec 2026" in home
        assert "Freeze: from" not in home
        page = text(sign_in("rdl").get("/periods/2026-10"))
        assert "IRB moved, no deadline changed" in page and "published anew" not in page

    def test_rule_14_a_move_after_the_freeze_is_published_with_its_reason(self, world, sign_in, at):
        shelf.freeze(world)
        client, typed = sign_in("cpmo"), entered(tib_on="25 11 2026", irb_on="2 12 2026")
        there = confirmed(client.post(MOVE, typed))
        client.post(MOVE, typed | {"confirmed": there})
        again = typed | {"seen": "2026-11-25 2026-12-02", "irb_on": "3 12 2026", "reason": "Ill"}
        at(NOW + timedelta(hours=1))
        client.post(MOVE, again | {"confirmed": confirmed(client.post(MOVE, again))})
        page = text(sign_in("rdl").get("/periods/2026-10"))
        assert "Dates changed 2 times" in page and "TIB and IRB moved, no deadline changed" in page
        assert "IRB meets from 2 Dec 2026 → to 3 Dec 2026" in page and "Why: Ill" in page
        assert page.index("3 Dec 2026 Why") < page.index("TIB meets from 24 Nov 2026")
        reason = "Moved from 24 Nov 2026 on 9 Nov 2026 by Person cpmo: The chair is away"
        assert reason in text(client.get(TIB))

    def test_rule_14_without_a_reason_what_moves_is_shown_all_the_same(self, world, sign_in, at):
        answer = sign_in("cpmo").post(MOVE, entered(reason=""))
        page = text(answer)
        assert answer.status_code == 422 and "Enter the reason for moving" in page
        assert "5 deadlines of 6 move with the meetings" in page and "No deadline moves" not in page

    def test_rule_14_days_that_cannot_be_show_no_move(self, world, sign_in, at):
        answer = sign_in("cpmo").post(MOVE, entered(irb_on="25 11 2026"))
        page = text(answer)
        assert answer.status_code == 422 and "enter a day on or after it" in page
        assert "What moves" not in page and "Publish the new dates" not in page

    def test_dates_edited_after_the_preview_are_previewed_again(self, world, sign_in, at):
        client = sign_in("cpmo")
        fingerprint = confirmed(client.post(MOVE, entered()))
        answer = client.post(MOVE, entered(tib_on="27 11 2026", confirmed=fingerprint))
        assert "The dates have changed since you saw them" in text(answer)
        assert not PeriodStep.objects.filter(what="dates_changed").exists()

    def test_a_weekend_needs_its_own_tick(self, world, sign_in, at):
        client = sign_in("cpmo")
        typed = entered(tib_on="28 11 2026")
        answer = client.post(MOVE, typed)
        assert "The TIB meets on 28 Nov 2026, which is a Saturday." in text(answer)
        answer = client.post(MOVE, typed | {"confirmed": confirmed(answer)})
        assert answer.status_code == 422 and "Tick “These dates are correct”" in text(answer)
        answer = client.post(MOVE, typed | {"confirmed": confirmed(answer), "sure": "on"})
        assert answer.status_code == 302

    @pytest.mark.parametrize(
        ("changes", "fault"),
        [
            ({"tib_on": "24 11 2026"}, "Change the day of the TIB or of the IRB"),
            ({"tib_on": "4 11 2026"}, "Enter a later day for the TIB"),
            ({"tib_on": "soon"}, "Enter a day such as"),
            ({"reason": ""}, "Reason for moving"),
            ({"seen": "x"}, "Open this page again"),
        ],
    )
    def test_what_cannot_be_moved_says_what_to_type(self, world, sign_in, at, changes, fault):
        answer = sign_in("cpmo").post(MOVE, entered(**changes))
        assert answer.status_code == 422 and fault in text(answer)


class TestMeeting:
    def test_nothing_recorded_says_so(self, world, sign_in, at):
        page = text(sign_in("sao").get(TIB))
        assert "Status To come" in page and "No decision is sought yet." in page
        assert "No earlier meeting of this board gave an action." in page
        at(TIB_MET)
        page = text(sign_in("sao").get(TIB))
        assert "Nothing is recorded of it yet" in page
        assert "Add a decision sought" not in page

    def test_an_item_is_asked_decided_and_followed_by_an_action(self, world, sign_in, at):
        client = sign_in("cpmo")
        typed = {"ask": "Agree a second supplier", "decide_by": "4 12 2026", "options": "Wait."}
        assert "is on the agenda" in text(client.post(f"{TIB}/items/add", typed, follow=True))
        at(TIB_MET)
        sent = {"version": "0", "decided": "agreed", "words": "Agreed.", "minute": ""}
        answer = client.post(f"{TIB}/items/1/decide", sent)
        assert answer.status_code == 422 and "Enter the minute reference" in text(answer)
        answer = client.post(f"{TIB}/items/1/decide", sent | {"minute": "4.2"}, follow=True)
        assert "Agreed (minute 4.2)" in text(answer)
        sao = world.posts["sao"].pk
        typed = {"item": "1", "words": "Sign the supplier", "owner": sao, "due_on": "4 12 2026"}
        page = text(client.post(f"{TIB}/actions/add", typed, follow=True))
        assert "TIB-2026-10-A1" in page and "1, 1 still open" in page
        assert BoardAction.objects.get().item == AgendaItem.objects.get()

    def test_before_the_meeting_its_page_says_from_when_decisions_are_recorded(
        self, world, sign_in, at
    ):
        seek(world)
        client, there = sign_in("cpmo"), f"{TIB}/items/1/decide"
        message = "The meeting is on 24 Nov 2026. Decisions are recorded from that day."
        page = client.get(there)
        assert message in text(page) and "<textarea" not in page.content.decode()
        sent = {"version": "0", "decided": "agreed", "words": "Agreed.", "minute": "4.2"}
        answer = client.post(there, sent)
        assert answer.status_code == 422 and message in text(answer)
        at(TIB_MET)
        assert "<textarea" in client.get(there).content.decode()

    def test_a_meeting_on_record_offers_no_move(self, world, sign_in, at):
        client, link = sign_in("cpmo"), f'href="{MOVE}"'
        assert link in client.get(TIB).content.decode()
        give(world)
        at(TIB_MET)
        assert link not in client.get(TIB).content.decode()

    def test_two_who_change_an_item_at_once_see_both_texts(self, world, sign_in, at):
        seek(world)
        client = sign_in("cpmo")
        typed = {"ask": "Agree a third supplier", "version": "1"}
        assert client.post(f"{TIB}/items/1/change", typed).status_code == 302
        answer = client.post(f"{TIB}/items/1/change", typed | {"ask": "Agree none"})
        page = text(answer)
        assert answer.status_code == 409
        assert "Agree a third supplier" in page and "Agree none" in page

    def test_who_came_is_noted_by_post(self, world, sign_in, at):
        client = sign_in("cpmo")
        page = text(client.get(f"{TIB}/attendance"))
        assert "This meeting has no members yet." in page
        seat(world, "sao", "cpmo")
        at(TIB_MET)
        assert client.post(f"{TIB}/attendance", {}).status_code == 422
        sent = {f"came_{world.posts['sao'].pk}": "apologies", "version": "0"}
        page = text(client.post(f"{TIB}/attendance", sent, follow=True))
        assert f"Sent apologies {world.posts['sao'].title}: Person sao" in page
        assert f"Not noted {world.posts['cpmo'].title}" in page

    def test_4a1_who_notes_over_what_another_noted_meanwhile_sees_both(
        self, world, sign_in, at, meanwhile
    ):
        seat(world, "sao", "cpmo")
        at(TIB_MET)
        sao, cpmo = (f"came_{world.posts[name].pk}" for name in ("sao", "cpmo"))
        other = sign_in("cpmo2")
        typed = {sao: "present", cpmo: "present", "version": "0"}
        absent = {sao: "absent", cpmo: "", "version": "0"}
        meanwhile(lambda: other.post(f"{TIB}/attendance", absent))
        answer = sign_in("cpmo").post(f"{TIB}/attendance", typed)
        page = text(answer)
        assert answer.status_code == 409
        assert "Saved now Absent without apologies You typed Present" in page
        assert Attendance.objects.count() == 1
        again = typed | {"version": str(Attendance.objects.get().pk)}
        assert sign_in("cpmo").post(f"{TIB}/attendance", again).status_code == 302
        assert Attendance.objects.count() == 3

    def test_the_next_meeting_begins_with_the_members_of_the_one_before(self, world, sign_in, at):
        seat(world, "sao", "cpmo")
        months.freeze(world)
        months.open_november(world)
        client, there = sign_in("cpmo"), "/meetings/tib/2026-11/arrange"
        before = text(client.get("/meetings/tib/2026-11"))
        assert "Members are not entered yet" in before
        assert "is filled in with the 2 members of the meeting before" in before
        assert "The meeting before had 2 members" in text(
            sign_in("sao").get("/meetings/tib/2026-11")
        )
        page = client.get(there).content.decode()
        assert "Filled in from the TIB meeting on the October 2026 pack." in " ".join(page.split())
        assert page.count("checked") == 2 and 'value="Council House"' in page
        posts = [world.posts[name].pk for name in ("sao", "rdl")]
        typed = {"version": "0", "starts": "3pm", "venue": "", "members": posts}
        assert client.post(there, typed).status_code == 302
        page = client.get(there).content.decode()
        assert "Filled in from" not in page and 'value="3pm"' in page

    def test_members_are_chosen_by_kind_of_post_those_chosen_first(self, world, sign_in, at):
        client, there = sign_in("cpmo"), f"{TIB}/arrange"
        page = client.get(there).content.decode()
        assert "checked" not in page and "<details open" not in page
        groups = re.findall(r'summary-text">([^<]+)<', page)
        assert groups[0] == "CPMO (2)" and "Commissioner (2)" in groups
        seat(world, "sao", "commissioner")
        page = client.get(there).content.decode()
        head = page.partition("<details")[0]
        for name in ("sao", "commissioner"):
            assert f'value="{world.posts[name].pk}" checked' in " ".join(head.split())
        assert page.count("checked") == 2 and "Commissioner (1)" in page
        wrong = {
            "version": "1",
            "starts": "x" * 41,
            "venue": "",
            "members": [world.posts["rdl"].pk],
        }
        answer = client.post(there, wrong)
        head = answer.content.decode().partition("<details")[0]
        assert answer.status_code == 422
        assert f'value="{world.posts["rdl"].pk}" checked' in " ".join(head.split())

    def test_meetings_of_which_nothing_is_recorded_are_folded(self, world, sign_in, at):
        client = sign_in("cpmo")
        at(TIB_MET)
        page = " ".join(client.get("/meetings").content.decode().split())
        table, folded = page.partition("1 meeting with nothing recorded")[::2]
        assert 'href="/meetings/irb/2026-10"' in table, "it is to come"
        assert f'href="{TIB}"' in folded and f'href="{TIB}"' not in table
        at(NOW)
        seek(world)
        at(TIB_MET)
        page = " ".join(client.get("/meetings").content.decode().split())
        assert "nothing recorded" not in page and f'href="{TIB}"' in page

    def test_as_at_a_past_date_it_is_as_it_was(self, world, sign_in, at):
        seek(world)
        decide(world, AgendaItem.objects.get())
        at(IRB_MET)
        client = sign_in("commissioner")
        assert "Agreed (minute 4.2)" in text(client.get(TIB))
        page = text(client.get(f"{TIB}?as_at=2026-11-10"))
        assert "To be decided" in page and "Agreed (" not in page

    @pytest.mark.parametrize(("name", "seen"), [("committee", {"IRB"}), ("sao", {"IRB", "TIB"})])
    def test_whoever_sees_a_boards_packs_sees_its_meetings(self, world, sign_in, at, name, seen):
        give(world)
        give(world, forum=Forum.IRB, at=IRB_MET)
        at(IRB_MET)
        client = sign_in(name)
        for address in ("/meetings", "/meetings/actions"):
            page = text(client.get(address))
            assert {board for board in ("TIB", "IRB") if f"{board}-2026-10-A1" in page} <= seen
        rows = list(
            csv.DictReader(
                client.get("/meetings/actions.csv").content.decode("utf-8-sig").splitlines()
            )
        )
        assert {row["Board"] for row in rows} == seen
        assert client.get("/meetings/actions/TIB-2026-10-A1").status_code == (
            200 if "TIB" in seen else 403
        )


class TestActions:
    def test_overdue_is_counted_and_stands_on_its_owners_work(self, world, sign_in, at):
        give(world)
        at(TIB_MET.replace(day=30))
        assert "Do action TIB-2026-10-A1 and say so" in text(sign_in("sao").get("/"))
        assert "TIB-2026-10-A1" not in text(sign_in("rdl").get("/"))
        at(TIB_MET.replace(month=12, day=7))
        home = text(sign_in("sao").get("/"))
        assert "due 4 Dec 2026: 3 days past" in home
        assert "Actions of the boards open" in text(sign_in("cpmo").get("/"))
        page = text(sign_in("sao").get("/meetings/actions?show=overdue"))
        assert "Open, 3 days overdue" in page

    def test_the_owner_says_it_is_done_and_cpmo_accepts_it(self, world, sign_in, at):
        give(world)
        at(IRB_MET)
        client = sign_in("sao")
        page = text(client.get("/meetings/actions/TIB-2026-10-A1"))
        assert "Say that it is done" in page and "Accept" not in page
        sent = {"version": "0", "words": ""}
        answer = client.post("/meetings/actions/TIB-2026-10-A1/done", sent)
        assert answer.status_code == 422
        client.post("/meetings/actions/TIB-2026-10-A1/done", sent | {"words": "Signed."})
        cpmo = sign_in("cpmo")
        assert "Accept action TIB-2026-10-A1, or send it back" in text(cpmo.get("/"))
        sent = {"version": "1", "words": "Seen the paper."}
        answer = cpmo.post("/meetings/actions/TIB-2026-10-A1/accept", sent, follow=True)
        assert "Done, accepted by CPMO" in text(answer) and "Signed." in text(answer)

    def test_of_two_steps_at_once_one_alone_is_taken(self, world, sign_in, at):
        action = give(world)
        step(world, action, ActionStage.DONE)
        at(IRB_MET)
        sent = {"version": "0", "words": "Not needed."}
        answer = sign_in("cpmo").post("/meetings/actions/TIB-2026-10-A1/close", sent)
        assert answer.status_code == 409 and "Not needed." in text(answer)

    def test_unknown_ones_are_not_found(self, world, sign_in, at):
        give(world)
        client = sign_in("cpmo")
        for address in (
            "/meetings/emt/2026-10", "/meetings/tib/2026-12", f"{TIB}/items/9/decide",
            f"{TIB}/items/1/agree", "/meetings/actions/TIB-2026-10-A9",
            "/meetings/actions/TIB-2026-10-A1/lose",
        ):  # fmt: skip
            assert client.get(address).status_code == 404, address
