"""A month's entry: many rows saved at once, each against its own version, nothing lost (4a.1)."""

import re
from html import unescape

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from irp.sent import TOKEN
from programmes.models import MilestoneReport, Occurrence, ReturnStep
from programmes.presenters import return_report
from programmes.words import Delivery, Turn
from tests.programmes.steps import later, met, more_rows, next_period, recurring, signed
from tests.programmes.views.test_programme import text

ROWS = "/returns/HOU/2026-10/milestones"
RET = "/returns/HOU/2026-10"
ROW = {
    "delivery": "green",
    "forecast": "Q3 2026",
    "actual_on": "",
    "narrative": "The boilers arrived.",
    "reason": "",
}
BLANK = dict.fromkeys(ROW, "")


def typed(**rows):
    """Return what is sent: a row's boxes by its reference, with 0 for the version it lacks."""
    sent = {}
    for ref, row in rows.items():
        boxes = {"version": "0"} | row
        sent |= {f"{ref.replace('_', '-')}-{name}": value for name, value in boxes.items()}
    return sent


def reports():
    return dict(MilestoneReport.objects.values_list("milestone__ref", "narrative"))


def test_who_may_open_it(refuses):
    refuses(
        ROWS,
        refused=["sao", "other_sao", "lead_member", "commissioner", "committee", "administrator"],
        unknown=["/returns/HOU/2027-10/milestones", "/returns/XYZ/2026-10/milestones"],
    )


def test_all_rows_are_saved_at_once_and_how_they_were_read_is_said(world, sign_in):
    sent = typed(HOU_01=ROW, HOU_02=ROW | {"narrative": "Second."}, HOU_03=BLANK)
    answer = sign_in("rdl").post(ROWS, sent, follow=True)
    assert answer.redirect_chain == [(RET, 302)]
    assert "2 reports saved." in text(answer)
    assert "HOU-01 Q3 2026 (Oct to Dec 2026), by 31 Dec 2026; HOU-02" in text(answer)
    assert reports() == {"HOU-01": "The boilers arrived.", "HOU-02": "Second."}
    step = ReturnStep.objects.get()
    assert (step.to_state, step.by) == ("draft", world.users["rdl"])


def test_rule_5_rows_that_nobody_touched_are_not_written(world, sign_in):
    for ref in ("HOU-01", "HOU-02"):
        world.report(ref, narrative="Two\nlines.")
    page = sign_in("rdl").get(ROWS)
    boxes = sent_by(page)
    assert boxes["HOU-01-narrative"].strip() == "Two\nlines." and boxes["HOU-01-version"] == "1"
    answer = sign_in("rdl").post(ROWS, boxes | {"HOU-02-narrative": "Another."}, follow=True)
    assert "1 report saved." in text(answer)
    versions = dict(MilestoneReport.objects.values_list("milestone__ref", "version"))
    assert versions == {"HOU-01": 1, "HOU-02": 2}
    assert "You made no changes." in text(sign_in("rdl").post(ROWS, sent_by(page), follow=True))


def sent_by(answer):
    """Return what a browser sends of the form as it was opened."""
    form = answer.content.decode().split("<main")[1]
    boxes = dict(re.findall(r'<input[^>]* name="([^"]+)"[^>]* value="([^"]*)"', form))
    boxes |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?([^<]*)<', form))
    for name, body in re.findall(r'<select[^>]* name="([^"]+)".*?>(.*?)</select>', form, re.S):
        boxes[name] = re.search(r'value="([^"]*)" selected', body)[1]
    unticked = [name for name in boxes if name.endswith("-no_change")]
    return {name: unescape(words) for name, words in boxes.items() if name not in unticked}


def test_rule_5_nothing_is_filled_in_and_no_change_is_an_act_for_each_row(world, sign_in):
    world.report("HOU-01", delivery=Delivery.AMBER, reason="Vacancies.", narrative="Slow month.")
    next_period(world)
    with time_machine.travel(later(30), tick=False):
        client, address = sign_in("rdl"), ROWS.replace("10", "11")
        opened = client.get(address)
        page, boxes = text(opened), sent_by(opened)
        assert "Slow month." in page
        assert set(boxes.values()) - {boxes[TOKEN], boxes["draft"]} == {"0", ""}
        assert page.count("Report no change") == 1  # of the one row that was reported before
        sent = typed(HOU_01=BLANK | {"no_change": "on"}, HOU_02=ROW)
        answer = client.post(address, sent, follow=True)
    assert "1 report saved; no change reported for 1." in text(answer)
    report = MilestoneReport.objects.get(milestone__ref="HOU-01", period=world.period)
    assert (report.no_change, report.delivery, report.reason) == (True, "amber", "Vacancies.")
    assert report.reported_by == world.users["rdl"]


def test_every_fault_of_every_row_is_told_in_one_round_and_nothing_is_saved(sign_in):
    sent = typed(
        HOU_01=ROW | {"forecast": "soonish", "narrative": " "},
        HOU_02=ROW | {"delivery": "red"},
        HOU_03=ROW | {"narrative": "Kept words.", "no_change": "on"},
    )
    answer = sign_in("rdl").post(ROWS, sent)
    page = text(answer)
    assert answer.status_code == 422 and "<title>Error: " in page
    summary = page.split("govuk-error-summary__list")[1].split("</ul>")[0]
    links = re.findall(r'href="#id_([\w-]+)"', summary)
    assert links == ["HOU-01-forecast", "HOU-01-narrative", "HOU-02-reason", "HOU-03-no_change"]
    assert "HOU-02: Enter the reason for Red" in summary
    assert "Kept words." in page and "soonish" in page
    assert reports() == {}


def test_no_change_of_a_row_never_reported_is_refused(sign_in):
    answer = sign_in("rdl").post(ROWS, typed(HOU_01=BLANK | {"no_change": "on"}, HOU_02=ROW))
    assert answer.status_code == 422
    assert "HOU-01: Report no change: there is no earlier report to repeat." in text(answer)
    assert reports() == {}


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"delivery": "paused", "reason": "x"}, "Only an approved change makes it paused"),
        ({"delivery": "purple"}, "Delivery status"),
        ({"delivery": "complete", "forecast": ""}, "Enter the date completed"),
        ({"delivery": "complete", "forecast": ""}, "Enter what shows that it is complete"),
        ({"handed_to": "Housing Repairs"}, "Remove the service, or choose Complete"),
        ({"narrative": "x" * 2001}, "2000"),
        ({"narrative": "a\x00b"}, "HOU-01"),
        ({"forecast": "Oct 2026"}, "Enter 9 Nov 2026 or a later date"),
        ({"forecast": "Dec 2043"}, "Enter a date from 9 Nov 2026 to 31 Oct 2043"),
    ],
)
def test_bad_input_is_said_with_its_row(sign_in, changes, fault):
    answer = sign_in("rdl").post(ROWS, typed(HOU_01=ROW | changes))
    assert answer.status_code == 422 and fault in text(answer)
    assert reports() == {}


def test_4a1_a_conflict_on_one_row_keeps_the_rest_and_shows_both_texts(world, sign_in):
    world.report("HOU-02", narrative="Theirs.", by="cpmo")
    client = sign_in("rdl")
    sent = typed(HOU_01=ROW, HOU_02=ROW | {"narrative": "Mine."}, HOU_03=BLANK)
    answer = client.post(ROWS, sent)
    page = text(answer)
    assert answer.status_code == 409
    assert "1 report saved." in page and "HOU-02 was saved by Person cpmo" in page
    for label, words in (("Saved now", "Theirs."), ("You typed", "Mine.")):
        assert f"<dt>{label}</dt><dd>{words}</dd>" in page
    assert reports() == {"HOU-01": "The boilers arrived.", "HOU-02": "Theirs."}
    # What the page now holds goes on from what it shows: the next press saves the other row.
    again = client.post(ROWS, sent_by(answer), follow=True)
    assert again.redirect_chain == [(RET, 302)]
    assert reports() == {"HOU-01": "The boilers arrived.", "HOU-02": "Mine."}
    assert MilestoneReport.objects.get(milestone__ref="HOU-01").version == 1


def test_4a1_the_page_sent_again_after_a_conflict_loses_nothing(world, sign_in):
    world.report("HOU-02", narrative="Theirs.", by="cpmo")
    client = sign_in("rdl")
    sent = typed(HOU_01=ROW, HOU_02=ROW | {"narrative": "Mine."})
    for _ in range(2):  # "reload" sends the same once more
        answer = client.post(ROWS, sent)
        assert answer.status_code == 409 and "Mine." in text(answer)
    assert MilestoneReport.objects.get(milestone__ref="HOU-01").version == 1


def test_4a1_a_row_that_others_changed_and_the_person_did_not_touch_is_no_conflict(world, sign_in):
    world.report("HOU-01")
    client = sign_in("rdl")
    sent = sent_by(client.get(ROWS))
    world.report("HOU-01", by="cpmo", narrative="Theirs.", version=1)
    answer = client.post(ROWS, sent | typed(HOU_02=ROW), follow=True)
    assert answer.redirect_chain == [(RET, 302)]
    assert reports() == {"HOU-01": "Theirs.", "HOU-02": "The boilers arrived."}


def test_rule_8_how_dates_are_read_is_shown_before_anything_is_saved(sign_in):
    sent = typed(HOU_01=BLANK | {"forecast": "May ’27"}, HOU_02=BLANK | {"forecast": "soonish"})
    page = text(sign_in("rdl").post(ROWS, sent | {"check": "dates"}))
    assert "Read as May 2027, by 31 May 2027" in page and "Nothing has been saved yet." in page
    assert "Enter what happened" not in page
    htmx = {"HX-Request": "true", "HX-Target": "id_HOU-01-forecast-read"}
    part = sign_in("rdl").post(ROWS, sent | {"check": "HOU-01-forecast"}, headers=htmx)
    assert text(part).strip() == '<p class="govuk-hint">Read as May 2027, by 31 May 2027</p>'
    part = sign_in("rdl").post(ROWS, sent | {"check": "HOU-02-forecast"}, headers=htmx)
    assert "govuk-error-message" in text(part)
    assert reports() == {}


def test_rule_15_saving_after_signing_voids_it_and_the_page_says_so(world, sign_in):
    signed(world)
    with time_machine.travel(later(3), tick=False):
        client = sign_in("rdl")
        page = client.get(ROWS)
        assert "The return was signed. If you save a report" in text(page)
        client.post(ROWS, sent_by(page))
        assert world.ret("HOU").state == "signed"  # nothing was touched
        client.post(ROWS, sent_by(page) | {"HOU-01-narrative": "New."})
    assert world.ret("HOU").state == "draft"


def test_what_is_closed_or_frozen_takes_nothing(world, sign_in):
    world.report("HOU-01", delivery=Delivery.COMPLETE, actual_on=later(-24).date(), reason="Done.")
    next_period(world)
    with time_machine.travel(later(30), tick=False):
        client = sign_in("rdl")
        page = text(client.get(ROWS.replace("10", "11")))
        assert "HOU-02-delivery" in page and "HOU-01-delivery" not in page
        lost = client.post(ROWS.replace("10", "11"), typed(HOU_01=ROW, HOU_02=ROW))
        assert lost.status_code == 422
        assert "HOU-01 is not among the rows to report any more." in text(lost)
        frozen = client.post(ROWS, typed(HOU_02=ROW))
        assert frozen.status_code == 409 and "The boilers arrived." in text(frozen)
        assert "HOU-02 What happened this month" in text(frozen)
    assert set(reports()) == {"HOU-01"}


def test_a_long_return_is_entered_page_by_page(world, sign_in, monkeypatch):
    monkeypatch.setattr(return_report, "ROWS", 2)
    monkeypatch.setattr("programmes.attempts.rows.ROWS", 2)
    client = sign_in("rdl")
    assert "HOU-03-delivery" not in text(client.get(ROWS))
    answer = client.post(ROWS, typed(HOU_01=ROW) | {"next": "2"})
    assert answer.url == f"{ROWS}?page=2"
    assert "HOU-03-delivery" in text(client.get(answer.url))


DUE = "due-2026-10-31-HOU-20"
HELD = {"turn": "held", "done_on": "29/10/2026", "reason": ""}
MISSED = {"turn": "missed", "done_on": "", "reason": "No quorum."}


def told(boxes, prefix=DUE, version="0"):
    """Return what is sent of an occurrence."""
    return {f"{prefix}-{name}": value for name, value in ({"version": version} | boxes).items()}


def occurrences():
    rows = Occurrence.objects.order_by("milestone__ref", "due_on")
    return [(row.milestone.ref, f"{row.due_on}", row.turn, row.reason, row.version) for row in rows]


def test_rule_10_a_due_occurrence_is_reported_with_the_rows_and_an_untouched_one_is_not(
    world, sign_in
):
    recurring(world)
    client = sign_in("rdl")
    page = client.get(ROWS)
    assert "Occurrence due 31 Oct 2026" in text(page)
    boxes = sent_by(page)
    assert boxes[f"{DUE}-turn"] == boxes[f"{DUE}-done_on"] == "" and boxes[f"{DUE}-version"] == "0"
    assert "You made no changes." in text(client.post(ROWS, boxes, follow=True))
    answer = client.post(ROWS, boxes | typed(HOU_01=ROW) | told(HELD), follow=True)
    assert answer.redirect_chain == [(RET, 302)]
    assert "1 report saved; 1 occurrence reported." in text(answer)
    assert occurrences() == [("HOU-20", "2026-10-31", "held", "", 1)]
    history = Occurrence.history.get()
    assert history.request_number == MilestoneReport.history.get().request_number  # one act
    page = client.get(ROWS)
    assert sent_by(page)[f"{DUE}-done_on"] == "29/10/2026"
    again = client.post(ROWS, sent_by(page) | told(MISSED, version="1"), follow=True)
    assert "1 occurrence reported." in text(again)
    assert occurrences() == [("HOU-20", "2026-10-31", "missed", "No quorum.", 2)]


@pytest.mark.parametrize(
    ("boxes", "box", "fault"),
    [
        ({"turn": "", "done_on": "29/10/2026", "reason": ""}, "turn", "Choose what became of it"),
        (HELD | {"done_on": ""}, "done_on", "Enter the day it was held"),
        (HELD | {"done_on": "10/11/2026"}, "done_on", "The day is in the future"),
        (HELD | {"done_on": "soonish"}, "done_on", "enter a day such as"),
        (MISSED | {"reason": ""}, "reason", "enter why it was missed"),
        (HELD | {"turn": "not_needed"}, "done_on", "remove the day, or choose Held"),
    ],
)
def test_rule_10_faults_of_occurrences_come_in_the_same_round_and_nothing_is_saved(
    world, sign_in, boxes, box, fault
):
    recurring(world)
    sent = typed(HOU_01=ROW, HOU_02=ROW | {"delivery": "red"}) | told(boxes)
    answer = sign_in("rdl").post(ROWS, sent)
    summary = text(answer).split("govuk-error-summary__list")[1].split("</ul>")[0]
    assert answer.status_code == 422
    assert "HOU-02: Enter the reason for Red" in summary
    assert f'href="#id_{DUE}-{box}"' in summary
    assert "HOU-20, due 31 Oct 2026: " in summary and fault in summary
    assert reports() == {} and occurrences() == []


def test_rule_10_one_meeting_is_not_two_among_those_typed_together(world, sign_in):
    recurring(world, end="Weekly", start="1 Oct 2026")
    days = ("2026-10-01", "2026-10-08")
    boxes = HELD | {"done_on": "8/10/2026"}
    sent = {name: value for day in days for name, value in
            told(boxes, f"due-{day}-HOU-20").items()}  # fmt: skip
    answer = sign_in("rdl").post(ROWS, sent)
    assert answer.status_code == 422 and occurrences() == []
    assert "The occurrence due 1 Oct 2026 was held on 8 Oct 2026" in text(answer)
    answer = sign_in("rdl").post(ROWS, sent | {"due-2026-10-01-HOU-20-done_on": "2/10/2026"})
    assert answer.status_code == 302 and len(occurrences()) == 2


def test_4a1_a_conflict_on_an_occurrence_keeps_the_rest_and_shows_both(world, sign_in):
    recurring(world)
    client = sign_in("rdl")
    sent = sent_by(client.get(ROWS)) | typed(HOU_01=ROW) | told(MISSED)
    met(world, by="cpmo")
    answer = client.post(ROWS, sent)
    page = text(answer)
    assert answer.status_code == 409 and "1 report saved." in page
    assert "HOU-20, due 31 Oct 2026 was saved by Person cpmo" in page
    assert "<dt>Saved now</dt><dd>Held</dd>" in page and "<dt>You typed</dt><dd>Missed</dd>" in page
    assert occurrences() == [("HOU-20", "2026-10-31", "held", "", 1)]
    assert set(reports()) == {"HOU-01"}
    again = client.post(ROWS, sent_by(answer), follow=True)
    assert again.redirect_chain == [(RET, 302)]
    assert occurrences() == [("HOU-20", "2026-10-31", "missed", "No quorum.", 2)]


def test_4a1_a_conflict_on_a_row_keeps_what_is_typed_of_an_occurrence(world, sign_in):
    recurring(world)
    world.report("HOU-02", narrative="Theirs.", by="cpmo")
    answer = sign_in("rdl").post(ROWS, typed(HOU_02=ROW) | told(HELD))
    assert answer.status_code == 409 and "1 occurrence reported." in text(answer)
    assert [row[2] for row in occurrences()] == ["held"]


def test_4a1_an_occurrence_that_others_changed_and_the_person_did_not_touch_is_no_conflict(
    world, sign_in
):
    recurring(world)
    met(world)
    client = sign_in("rdl")
    sent = sent_by(client.get(ROWS))
    met(world, by="cpmo", turn=Turn.MISSED, done_on=None, reason="No quorum.", version=1)
    answer = client.post(ROWS, sent | typed(HOU_02=ROW), follow=True)
    assert answer.redirect_chain == [(RET, 302)]
    assert [row[2] for row in occurrences()] == ["missed"]


def test_rule_10_an_occurrence_that_no_month_owes_is_refused_with_what_was_typed(world, sign_in):
    recurring(world)
    sent = typed(HOU_01=ROW) | told(HELD, "due-2027-10-31-HOU-20")
    answer = sign_in("rdl").post(ROWS, sent)
    assert answer.status_code == 422 and reports() == {}
    assert "HOU-20, due 31 Oct 2027 is not among the occurrences to report" in text(answer)


def test_a_row_with_many_occurrences_shows_the_newest_and_leads_to_the_others(
    world, sign_in, monkeypatch
):
    monkeypatch.setattr("programmes.attempts.due.MOST_DUE", 2)
    recurring(world, end="Weekly", start="1 Oct 2026")
    page = text(sign_in("rdl").get(ROWS))
    assert page.count("Occurrence due") == 2 and "Occurrence due 29 Oct 2026" in page
    assert 'href="/milestones/HOU-20">3 older occurrences of HOU-20 to report</a>' in page


def test_rule_15_an_occurrence_alone_starts_the_return(world, sign_in):
    recurring(world)
    assert sign_in("rdl").post(ROWS, told(HELD)).status_code == 302
    assert (world.ret("HOU").state, len(occurrences())) == ("draft", 1)


def test_thirty_rows_and_their_occurrences_are_saved_in_one_act_of_few_statements(world, sign_in):
    more_rows(world, rows=24)
    recurrent = [recurring(world, ref=f"HOU-{number}").ref for number in (50, 51, 52)]
    next_period(world)
    rows = {ref: ROW for ref in world.milestones if ref.startswith("HOU")}
    sent = typed(**rows)
    for ref in recurrent:
        sent |= told(HELD, f"due-2026-10-31-{ref}")
    with time_machine.travel(later(30), tick=False):
        client = sign_in("rdl")
        with CaptureQueriesContext(connection) as caught:
            answer = client.post(ROWS.replace("10", "11"), sent)
    assert answer.status_code == 302
    assert (len(rows), len(occurrences())) == (30, 3)
    assert len(caught) <= 31, len(caught)


def test_the_page_with_occurrences_takes_at_most_20_statements(world, sign_in):
    client, counts = sign_in("rdl"), []
    for numbers in ((20,), range(21, 29)):
        for number in numbers:
            recurring(world, ref=f"HOU-{number}")
        with CaptureQueriesContext(connection) as caught:
            assert client.get(ROWS).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 20


def test_thirty_rows_are_saved_in_one_act_of_few_statements_and_changed_in_twenty(world, sign_in):
    more_rows(world, rows=27)
    next_period(world)
    rows = {ref: ROW for ref in world.milestones if ref.startswith("HOU")}
    with time_machine.travel(later(30), tick=False):
        client, sent = sign_in("rdl"), typed(**rows)
        with CaptureQueriesContext(connection) as caught:
            answer = client.post(ROWS.replace("10", "11"), sent)
        again = {f"{ref}-narrative": f"Word of {ref}." for ref in rows}
        again |= {f"{ref}-version": "1" for ref in rows}
        with CaptureQueriesContext(connection) as changed:
            assert client.post(ROWS.replace("10", "11"), sent | again).status_code == 302
    assert answer.status_code == 302
    assert len(caught) <= 24 and len(changed) <= 20, (len(caught), len(changed))
    assert {row.version for row in MilestoneReport.objects.filter(period=world.period)} == {2}
    saved = MilestoneReport.history.filter(period=world.period)
    assert len(rows) * 2 == 60 == saved.count()
    assert saved.values("request_number").distinct().count() == 2


def test_the_page_takes_at_most_20_statements_however_many_its_rows(world, sign_in):
    client, counts = sign_in("rdl"), []
    for rows in (1, 9):
        more_rows(world, rows=rows) if rows > 1 else world.report("HOU-01")
        with CaptureQueriesContext(connection) as caught:
            assert client.get(ROWS).status_code == 200
        counts.append(len(caught))
    assert counts[0] == counts[1] <= 20


def test_rule_10_a_row_that_recurs_has_no_boxes_of_completion(world, sign_in):
    recurring(world)
    page = sign_in("rdl").get(ROWS).content.decode()
    for box in ("actual_on", "evidence", "no_evidence", "handed_to"):
        assert f'name="HOU-01-{box}"' in page and f'name="HOU-20-{box}"' not in page
    assert "When you now expect to complete it" not in page, "the page says the hint once"
    sent = typed(HOU_20={n: ROW[n] for n in ("delivery", "narrative", "reason")} | {"forecast": ""})
    assert sign_in("rdl").post(ROWS, sent).status_code == 302
    assert reports() == {"HOU-20": "The boilers arrived."}
