"""The update page: in place and as a page, nothing prefilled, nothing lost."""

import re
from datetime import timedelta

import pytest
import time_machine

from irp.history import enact, record
from irp.models import PeriodStep
from programmes.actions.owners import name_leads
from programmes.models import Milestone, MilestoneReport
from programmes.readings.signing import signed_content
from programmes.rules.reports import MONTHLY
from programmes.words import Delivery
from tests.programmes.steps import (
    done_last_month,
    held,
    later,
    more_rows,
    next_period,
    rebaselined,
    signed,
    submitted,
)
from tests.programmes.views.test_programme import text
from tests.world import LOADER, NOW, build, freeze

ADDRESS = "/milestones/HOU-01/update"
ENTERED = {
    "delivery": "green",
    "forecast": "Q3 2026",
    "actual_on": "",
    "narrative": "The boilers arrived.",
    "reason": "",
    "period": "2026-10",
    "version": "0",
}
REPEAT = {"no_change": "yes", "period": "2026-11", "version": "0"}
IN_ROW = {"HX-Request": "true", "HX-Target": "row-HOU-01"}


def test_who_may_open_it(refuses):
    refuses(
        ADDRESS,
        refused=["sao", "other_sao", "lead_member", "commissioner", "committee", "administrator"],
        unknown=["/milestones/HOU-99/update"],
    )


@pytest.mark.parametrize("name", ["rdl", "cpmo"])
def test_a_report_is_saved_and_said(world, sign_in, name):
    answer = sign_in(name).post(ADDRESS, ENTERED, follow=True)
    assert answer.redirect_chain == [("/programmes/HOU?row=HOU-01", 302)]
    message = "Report saved for HOU-01. Forecast read as Q3 2026 (Oct to Dec 2026), by 31 Dec 2026."
    assert message in text(answer)
    report = MilestoneReport.objects.get()
    assert (report.delivery, report.forecast_raw) == ("green", "Q3 2026")
    assert report.forecast_latest.isoformat() == "2026-12-31"  # the plan's financial quarters
    assert (report.reported_by, report.reported_at) == (world.users[name], NOW)


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("May ’27", "Forecast read as May 2027, by 31 May 2027."),
        ("Apr – Jun 2027", "Forecast read as 1 Apr to 30 Jun 2027, by 30 Jun 2027."),
        ("30-Jun-27", "Forecast read as 30 Jun 2027."),
        ("FY27/28", "Forecast read as 2027/28 (Apr 2027 to Mar 2028), by 31 Mar 2028."),
        ("t.b.c.", "Forecast read as To be confirmed."),
    ],
)
def test_rule_8_who_typed_a_forecast_is_told_how_it_was_read(world, sign_in, typed, reading):
    answer = sign_in("rdl").post(ADDRESS, ENTERED | {"forecast": typed}, follow=True)
    assert reading in text(answer)
    assert MilestoneReport.objects.get().forecast_raw == typed


def test_rule_8_where_no_forecast_was_typed_none_was_read(sign_in):
    answer = sign_in("rdl").post(ADDRESS, ENTERED | {"forecast": ""}, follow=True)
    assert "Report saved for HOU-01." in text(answer)
    assert "Forecast read as" not in text(answer)


@pytest.mark.parametrize("typed", ["31/02/2027", "Friday 30 June 2026", "1999", "when ready"])
def test_rule_8_every_refusal_of_a_forecast_names_ongoing_and_tbc(sign_in, typed):
    page = text(sign_in("rdl").post(ADDRESS, ENTERED | {"forecast": typed}))
    assert "or enter Ongoing or TBC" in page


def test_rule_5_nothing_is_filled_in_from_last_time_which_stands_beside(world, sign_in):
    world.report("HOU-01", delivery=Delivery.AMBER, reason="Vacancies.", narrative="Slow month.")
    next_period(world)
    with time_machine.travel(later(30), tick=False):
        page = text(sign_in("rdl").get(ADDRESS))
    form, beside = page.split("<aside")
    assert "checked" not in form
    assert "Slow month." not in form
    assert 'value="Jun 2027"' not in form
    for words in ("Last time, October 2026", "Slow month.", "Vacancies.", "Jun 2027", "Amber"):
        assert words in beside


def test_this_months_own_report_is_gone_on_with(world, sign_in):
    world.report("HOU-01", narrative="First words.")
    page = text(sign_in("rdl").get(ADDRESS))
    assert "First words." in page
    assert 'value="Jun 2027"' in page
    assert 'name="version" value="1"' in page


def test_rule_3_each_delivery_status_has_its_hint(sign_in):
    page = text(sign_in("rdl").get(ADDRESS))
    offered = re.findall(r'name="delivery"[^>]* value="(\w+)"', page)
    assert offered == [delivery.value for delivery in MONTHLY]
    assert "At risk or late, with agreed steps to recover" in page


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"delivery": ""}, "Choose the delivery status"),
        ({"delivery": "purple"}, "Delivery status"),
        ({"forecast": "soonish"}, "30 June 2026"),
        ({"forecast": "31/02/2027"}, "does not exist"),
        ({"narrative": " "}, "Enter what happened this month"),
        ({"narrative": "x" * 2001}, "2000"),
        ({"delivery": "red"}, "Enter the reason for Red"),
        ({"forecast": "TBC", "version": "0", "delivery": "red"}, "Enter the reason for Red"),
        ({"delivery": "paused", "reason": "x"}, "Only an approved change makes it paused"),
        ({"delivery": "descoped", "reason": "x"}, "Only an approved change makes it descoped"),
        ({"forecast": "Dec 2043"}, "Enter a date from 9 Nov 2026 to 31 Oct 2043"),
        ({"forecast": "Oct 2026"}, "Enter 9 Nov 2026 or a later date"),
        ({"delivery": "complete", "reason": "Done"}, "Enter the day it was completed"),
        ({"delivery": "complete", "actual_on": "10/11/2026", "reason": "x"}, "in the future"),
        ({"actual_on": "01/11/2026"}, "Remove the date completed"),
        ({"actual_on": "Nov 2026"}, "Enter a day such as"),
        ({"version": "none"}, "There is a problem"),
    ],
)
def test_bad_input_is_said_beside_its_field_and_kept(sign_in, changes, fault):
    typed = ENTERED | changes
    answer = sign_in("rdl").post(ADDRESS, typed)
    page = text(answer)
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert fault in page
    assert "<title>Error: " in page
    assert typed["narrative"].strip() in page
    assert not MilestoneReport.objects.exists()


def test_rule_4_a_late_row_is_not_reported_green(world, sign_in):
    rebaselined(world, "HOU-01", "Oct 2026")
    answer = sign_in("rdl").post(ADDRESS, ENTERED)
    assert answer.status_code == 422
    assert "Choose Amber or Red. It is late: its date in the plan, Oct 2026, has passed" in text(
        answer
    )
    late = ENTERED | {"delivery": "amber", "reason": "Rain"}
    assert sign_in("rdl").post(ADDRESS, late).status_code == 302


def test_all_faults_are_told_in_one_round(sign_in):
    """Those of the form beside those of the rule."""
    typed = ENTERED | {"delivery": "red", "forecast": "Oct 2026", "narrative": "x" * 2001}
    page = text(sign_in("rdl").post(ADDRESS, typed))
    summary = page.split("There is a problem")[1].split("</ul>")[0]
    for fault in ("Shorten", "enter 9 Nov 2026 or a later date", "Enter the reason for Red"):
        assert fault in summary


def test_rule_4_the_form_of_a_paused_row_offers_no_way_back(world, sign_in):
    held(world)
    client = sign_in("rdl")
    page = text(client.get(ADDRESS))
    assert re.findall(r'name="delivery"[^>]* value="(\w+)"', page) == ["complete", "paused"]
    assert "This milestone is paused. Only an approved change alters that" in " ".join(page.split())
    assert 'href="/changes/start/HOU?rows=HOU-01"' in page
    answer = client.post(ADDRESS, ENTERED | {"version": "1", "reason": "We go on"})
    assert answer.status_code == 422
    assert "It is paused, so only an approved change alters that" in text(answer)
    row, officer = world.milestones["HOU-01"], world.posts["officer"]
    name_leads(row, [officer], accountable=officer, version=0, by=world.user("rdl"), at=NOW)
    led = text(sign_in("officer").get(ADDRESS))
    assert "ask the RDL, the SAO or CPMO to request one" in led and "/changes/start/" not in led


@pytest.mark.parametrize(("name", "links"), [("rdl", False), ("cpmo", True)])
def test_rule_4_the_form_of_a_completed_row_leads_cpmo_alone_to_its_reopening(
    world, sign_in, name, links
):
    done_last_month(world)
    with time_machine.travel(later(30), tick=False):
        assert ("/milestones/HOU-01/decision" in text(sign_in(name).get(ADDRESS))) == links


def test_4a1_a_conflict_shows_both_texts_and_keeps_what_was_typed(world, sign_in):
    world.report("HOU-01", by="cpmo", narrative="Theirs.", at=NOW - timedelta(hours=1))
    client = sign_in("rdl")
    answer = client.post(ADDRESS, ENTERED | {"narrative": "Mine."})
    page = text(answer)
    assert answer.status_code == 409
    assert "<dt>Saved now</dt><dd>Theirs.</dd>" in page
    assert "<dt>You typed</dt><dd>Mine.</dd>" in page
    assert "by Person cpmo" in page
    assert "9 Nov 2026 at 09:00" in page
    assert MilestoneReport.objects.get().narrative == "Theirs."
    assert 'name="version" value="1"' in page
    client.post(ADDRESS, ENTERED | {"narrative": "Both.", "version": "1"})
    assert MilestoneReport.objects.get().narrative == "Both."


def test_4a1_a_conflict_lists_only_what_differs_and_knows_ones_own_save(world, sign_in):
    world.report("HOU-01", narrative="Mine of before.", at=NOW - timedelta(hours=1))
    typed = ENTERED | {"forecast": "Jun 2027", "narrative": "Mine."}
    page = text(sign_in("rdl").post(ADDRESS, typed))
    assert "You already saved this on another page" in page
    assert page.count("<dt>Saved now</dt>") == 1  # the completion day is blank in both
    assert 'app-conflict__field">What happened this month</h3>' in page


def test_4a1_a_form_sent_twice_is_already_saved(sign_in):
    client = sign_in("rdl")
    client.post(ADDRESS, ENTERED)
    assert "Already saved" in text(client.post(ADDRESS, ENTERED, follow=True))
    assert MilestoneReport.objects.get().version == 1


def test_4a1_the_same_text_from_another_opening_is_already_saved_too(sign_in):
    client = sign_in("rdl")
    client.post(ADDRESS, ENTERED | {"csrfmiddlewaretoken": "one opening"})
    again = client.post(ADDRESS, ENTERED | {"csrfmiddlewaretoken": "another"})
    assert again.status_code == 409
    assert "Already saved" in text(again) and "Nothing from this page was saved" not in text(again)
    assert MilestoneReport.objects.get().version == 1


def test_each_row_has_ids_of_its_own(sign_in):
    page = text(sign_in("rdl").get(ADDRESS, headers=IN_ROW))
    assert 'id="id_HOU-01_narrative"' in page
    assert 'id="id_narrative"' not in page
    assert 'aria-label="Baseline and last time, HOU-01"' in page


def test_rule_9_the_baselines_and_lateness_stand_beside_the_form(world, sign_in):
    rebaselined(world, "HOU-01", "Oct 2026")
    beside = text(sign_in("rdl").get(ADDRESS)).split("<aside")[1]
    assert "<dt>Original date (B0)</dt>" in beside
    assert "Dec 2026" in beside
    assert "<dt>Current baseline, B1</dt>" in beside
    assert (
        "9 against the current baseline, 0 against the original date (B0)" in beside
    )  # 31 October to 9 November


def test_rule_9_a_forecast_typed_for_complete_is_refused_and_stays_in_its_box(world, sign_in):
    done = {"delivery": "complete", "actual_on": "01/11/2026", "forecast": "Jun 2027"}
    done |= {"evidence": "Minute 12"}
    answer = sign_in("rdl").post(ADDRESS, ENTERED | done)
    assert answer.status_code == 422
    assert "Remove the forecast, or choose another status." in text(answer)
    assert 'value="Jun 2027"' in text(answer)
    answer = sign_in("rdl").post(ADDRESS, ENTERED | done | {"forecast": ""})
    assert answer.status_code == 302
    assert MilestoneReport.objects.get().forecast_raw == ""


def test_a_completion_says_what_shows_it_and_which_service_runs_the_work_now(world, sign_in):
    client, done = sign_in("rdl"), {"delivery": "complete", "actual_on": "01/11/2026"}
    answer = client.post(ADDRESS, ENTERED | done | {"forecast": ""})
    assert answer.status_code == 422
    assert "Enter what shows that it is complete" in text(answer)
    assert client.post(ADDRESS, ENTERED | {"handed_to": "Repairs"}).status_code == 422
    done |= {"forecast": "", "evidence": "Minute 12", "handed_to": "Housing Repairs"}
    assert client.post(ADDRESS, ENTERED | done).status_code == 302
    report = MilestoneReport.objects.get()
    assert (report.evidence, report.no_evidence, report.handed_to) == (
        "Minute 12",
        "",
        "Housing Repairs",
    )
    for address in ("/milestones/HOU-01", "/returns/HOU/2026-10", "/programmes/HOU"):
        assert "Handed to business as usual: Housing Repairs runs it now" in text(
            client.get(address)
        )
    assert "Minute 12" in text(client.get("/milestones/HOU-01/history"))
    assert "Housing Repairs" in client.get("/programmes/HOU/milestones.csv").content.decode()
    content = signed_content(world.ret("HOU"), post=world.posts["sao"], rating=None, reason="")
    assert content["milestones"][0]["evidence"] == "Minute 12"


def test_a_box_says_for_what_it_is_asked(world, sign_in):
    """A script shows it then; without one it stands, with its condition in words."""
    page = text(sign_in("rdl").get(ADDRESS))
    assert 'data-asked-for="complete"' in page and "For Complete only." in page
    assert 'data-asked-for="amber red paused descoped"' in page
    assert "(needed for Amber, Red, a change of status or a later forecast)" in page
    assert "data-moved-from" not in page
    world.report("HOU-01")
    next_period(world)
    with time_machine.travel(later(30), tick=False):
        page = text(sign_in("rdl").get(ADDRESS))
    asked = "amber red paused descoped not_started complete"
    assert f'data-asked-for="{asked}" data-moved-from="Jun 2027"' in page


def test_the_row_that_was_saved_says_so_and_takes_the_focus(sign_in):
    page = text(sign_in("rdl").post(ADDRESS, ENTERED, follow=True))
    row = page.split('id="row-HOU-01"')[1].split("</tr>")[0]
    assert "Report saved for HOU-01." in row
    assert "autofocus" in row
    assert page.count("Report saved for HOU-01.") == 1
    assert page.count("autofocus") == 1


def test_rule_5_no_change_is_an_act_of_its_own(world, sign_in):
    world.report("HOU-01")
    next_period(world)
    with time_machine.travel(later(30), tick=False):
        client = sign_in("rdl")
        answer = client.post(ADDRESS, REPEAT, follow=True)
    assert "No change reported for HOU-01." in text(answer)
    report = MilestoneReport.objects.get(period=world.period)
    assert (report.no_change, report.delivery, report.forecast_raw) == (True, "green", "Jun 2027")
    assert (report.reported_by, report.reported_at) == (world.users["rdl"], later(30))


def test_rule_5_no_change_is_offered_only_after_a_report(world, sign_in):
    client = sign_in("rdl")
    assert 'name="no_change"' not in text(client.get(ADDRESS))
    answer = client.post(ADDRESS, REPEAT | {"period": "2026-10"})
    assert answer.status_code == 422
    assert "There is no earlier report to repeat." in text(answer)


def test_4a1_no_change_over_somebody_elses_report_is_a_conflict(world, sign_in):
    world.report("HOU-01")
    next_period(world)
    world.report("HOU-01", by="cpmo", narrative="Theirs.", at=later(30))
    with time_machine.travel(later(31), tick=False):
        answer = sign_in("rdl").post(ADDRESS, REPEAT)
    assert answer.status_code == 409
    assert "Someone else saved this first" in text(answer)
    assert "What is saved now is below" in text(answer)
    assert MilestoneReport.objects.get(period=world.period).narrative == "Theirs."


def test_rule_16_a_form_of_a_frozen_month_is_not_saved_into_the_next(world, sign_in):
    next_period(world)
    with time_machine.travel(later(30), tick=False):
        client = sign_in("rdl")
        answer = client.post(ADDRESS, ENTERED)
        page = text(answer)
        assert answer.status_code == 422
        assert "You wrote this for October 2026, which is not open." in page
        assert ENTERED["narrative"] in page
        assert not MilestoneReport.objects.exists()
        assert 'name="period" value="2026-11"' in page
        client.post(ADDRESS, ENTERED | {"period": "2026-11"})
    assert MilestoneReport.objects.get().period == world.period


@pytest.mark.parametrize("form", [ENTERED, REPEAT])
@pytest.mark.parametrize("period", ["", "October", "2026-13"])
def test_a_form_without_its_month_says_so(world, sign_in, form, period):
    answer = sign_in("rdl").post(ADDRESS, form | {"period": period})
    assert answer.status_code == 422
    assert "Open this page again. It does not say which month it is for" in text(answer)
    assert not MilestoneReport.objects.exists()


@pytest.mark.parametrize("state", ["submitted", "signed"])
def test_rule_15_it_warns_that_saving_voids_what_was_signed(world, sign_in, state):
    submitted(world)
    if state == "signed":
        signed(world)
    with time_machine.travel(later(3), tick=False):
        client = sign_in("rdl")
        page = text(client.get(ADDRESS))
        assert f"The return was {state}. If you save, it becomes a draft again" in page
        client.post(ADDRESS, ENTERED | {"version": "1"})
    assert world.ret("HOU").state == "draft"


def test_htmx_draws_the_form_in_its_row(sign_in):
    page = text(sign_in("rdl").get(ADDRESS, headers=IN_ROW))
    assert "<html" not in page
    assert '<tr id="row-HOU-01"' in page
    assert 'hx-target="#row-HOU-01"' in page


def test_htmx_gets_the_row_back_after_saving(world, sign_in):
    answer = sign_in("rdl").post(ADDRESS, ENTERED, headers=IN_ROW, follow=True)
    assert answer.redirect_chain == [("/programmes/HOU?row=HOU-01", 302)]
    page = text(answer)
    assert page.startswith('<tr id="row-HOU-01"')
    assert "Report saved for HOU-01." in page


@pytest.mark.parametrize(("version", "status"), [("0", 422), ("7", 409)])
def test_htmx_gets_refusals_and_conflicts_in_the_row(world, sign_in, version, status):
    typed = ENTERED | {"version": version, "delivery": "red"}
    answer = sign_in("rdl").post(ADDRESS, typed, headers=IN_ROW)
    assert answer.status_code == status
    assert '<tr id="row-HOU-01"' in text(answer)
    assert "The boilers arrived." in text(answer)


def test_rule_8_the_dates_are_read_before_anything_is_saved(world, sign_in):
    """Without JavaScript: the button reads the dates; nothing typed is lost, or asked for yet."""
    typed = {**ENTERED, "forecast": "Apr – Jun 2027", "actual_on": "1/2/26", "narrative": ""}
    answer = sign_in("rdl").post(ADDRESS, {**typed, "delivery": "", "check": "dates"})
    page = text(answer)
    assert answer.status_code == 200
    assert "Forecast read as 1 Apr to 30 Jun 2027, by 30 Jun 2027." in page
    assert "Date completed read as 1 Feb 2026." in page
    assert "Nothing has been saved yet." in page
    assert "There is a problem" not in page
    assert 'value="Apr – Jun 2027"' in page and 'value="1/2/26"' in page
    assert 'name="version" value="0"' in page
    assert not MilestoneReport.objects.exists()


def test_rule_8_a_check_says_what_to_type_and_nothing_of_the_other_boxes(world, sign_in):
    typed = {**ENTERED, "forecast": "March 31", "narrative": "", "check": "dates"}
    answer = sign_in("rdl").post(ADDRESS, typed)
    assert answer.status_code == 422
    assert "31 could be a day or a year." in text(answer)
    assert "Enter what happened" not in text(answer)
    assert not MilestoneReport.objects.exists()


@pytest.mark.parametrize("narrative", ["", "Written."])
def test_rule_8_a_check_reads_the_dates_and_judges_none(sign_in, narrative):
    """Whatever else is missing: what the rule says of a date that can be read waits for saving."""
    typed = {**ENTERED, "delivery": "complete", "forecast": "1 Jun 2025", "narrative": narrative}
    answer = sign_in("rdl").post(ADDRESS, typed | {"check": "dates"})
    assert answer.status_code == 200
    assert "Forecast read as 1 Jun 2025." in text(answer)


@pytest.mark.parametrize(
    ("name", "typed", "message"),
    [
        ("forecast", "FY27/28", "Read as 2027/28 (Apr 2027 to Mar 2028), by 31 Mar 2028"),
        ("forecast", "early 2027", "(1 Jan to 30 Apr 2027, its first third), by 30 Apr 2027"),
        ("forecast", "tbc", "Read as To be confirmed"),
        ("forecast", "Complete – BAU", "Complete is a status, not a date."),
        ("actual_on", "1/2/26", "Read as 1 Feb 2026"),
        ("actual_on", "26-03-31", "26-03-31 could be 26 March 2031 or 31 March 2026."),
        ("forecast", "", ""),
    ],
)
def test_rule_8_htmx_is_told_of_one_box_as_it_is_left(world, sign_in, name, typed, message):
    entered = {**ENTERED, "delivery": "", name: typed, "check": name}
    headers = {"HX-Request": "true", "HX-Target": f"id_HOU-01_{name}-read"}
    answer = sign_in("rdl").post(ADDRESS, entered, headers=headers)
    assert answer.status_code == 200
    assert message in text(answer) and bool(message) == bool(text(answer).strip())
    assert "<html" not in text(answer) and "<form" not in text(answer)
    assert not MilestoneReport.objects.exists()


def test_rule_8_htmx_draws_the_whole_row_for_the_button(sign_in):
    typed = {**ENTERED, "check": "dates"}
    page = text(sign_in("rdl").post(ADDRESS, typed, headers=IN_ROW))
    assert page.startswith('<tr id="row-HOU-01"')
    assert "Forecast read as Q3 2026 (Oct to Dec 2026), by 31 Dec 2026." in page
    assert 'id="id_HOU-01_forecast-read"' in page


def test_rule_16_a_frozen_period_says_who_froze_it_and_when(world, sign_in):
    period = world.period
    period.refresh_from_db()
    enact(PeriodStep, by=world.user("cpmo"), at=later(1), period=period, what="frozen")
    freeze(period, by=world.user("cpmo"), at=later(1))
    with time_machine.travel(later(2), tick=False):
        client = sign_in("rdl")
        for answer, status in ((client.get(ADDRESS), 200), (client.post(ADDRESS, ENTERED), 409)):
            assert answer.status_code == status
            assert "October 2026 was frozen by Person cpmo" in text(answer)
            assert "9 Nov 2026 at 11:00" in text(answer)


def test_without_any_period_it_says_who_opens_one(db, client):
    world = build(with_period=False)
    client.force_login(world.users["rdl"])
    assert "No period has been opened yet." in text(client.get(ADDRESS))
    answer = client.post(ADDRESS, ENTERED)
    assert answer.status_code == 409
    assert "Nothing was saved." in text(answer)


def test_a_save_with_its_history_takes_seventeen_statements_and_fifteen_once_it_is_reported(
    world, sign_in, django_assert_num_queries
):
    """Begin and commit among them, and four that let the form take effect once.

    One reads the row again under the locks, and one looks for what an earlier tracker said of a row
    that no month before has reported.
    """
    world.report("HOU-02")
    client = sign_in("rdl")
    for again in (0, 1):
        if again:
            more_rows(world)
        typed = ENTERED | {"version": str(again), "narrative": f"Word {again}."}
        with django_assert_num_queries(15 if again else 17):
            assert client.post(ADDRESS, typed).status_code == 302
    assert MilestoneReport.objects.get(milestone__ref="HOU-01").history.count() == 2
    next_period(world)
    with time_machine.travel(later(30), tick=False):
        client = sign_in("rdl")
        client.post("/milestones/HOU-02/update", REPEAT)
        with django_assert_num_queries(18):
            answer = client.post(ADDRESS, REPEAT)
    assert answer.status_code == 302
    assert MilestoneReport.objects.get(milestone__ref="HOU-01", period=world.period).no_change


@pytest.mark.parametrize(("before", "statements"), [(None, 19), (submitted, 19), (signed, 19)])
def test_a_save_that_starts_or_reopens_a_return_takes_two_or_three_more(
    world, sign_in, django_assert_num_queries, before, statements
):
    """The return's new state, its history row and its step are written with the report."""
    if before:
        before(world)
    report = MilestoneReport.objects.filter(milestone__ref="HOU-01").first()
    typed = ENTERED | {"version": str(report.version if report else 0)}
    client = sign_in("rdl")
    with django_assert_num_queries(statements):
        assert client.post(ADDRESS, typed).status_code == 302
    assert world.ret("HOU").state == "draft"


def test_rule_24_a_retired_milestone_says_so_when_its_form_would_open(world, sign_in):
    row = Milestone.objects.get(ref="HOU-01")
    row.retired_on = NOW.date()
    record(row, by=LOADER, at=NOW)
    for headers in ({}, IN_ROW):
        answer = sign_in("rdl").get(ADDRESS, headers=headers)
        page = text(answer)
        assert answer.status_code == 200 and "HOU-01 has been retired" in page
        assert 'href="/milestones/HOU-01">See what became of HOU-01</a>' in page
        assert 'name="narrative"' not in page
