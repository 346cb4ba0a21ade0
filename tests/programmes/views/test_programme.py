"""The programme page: baselines both ways, voices apart, what the record said on a day."""

import re
from datetime import date, timedelta

import pytest
import time_machine

from irp.history import record
from irp.models import PlanSettings
from programmes.actions import open_cycle
from programmes.models import Milestone, MilestoneReport
from programmes.words import Delivery, Rating
from tests.programmes.steps import (
    assured,
    later,
    more_rows,
    next_period,
    own_sao,
    past_forecast,
    rebaselined,
    signed,
    submitted,
)
from tests.world import LOADER, NOW, build, when

HOU = "/programmes/HOU"
HISTORY = f"{HOU}/history"


def text(answer):
    """Return the answer's words in one line."""
    return " ".join(answer.content.decode().split())


def row_of(answer, ref):
    return text(answer).split(f'id="row-{ref}"')[1].split("</tr>")[0]


def test_who_may_open_it(refuses):
    refuses(HOU, unknown=["/programmes/XXX", "/programmes/hou"])


@pytest.mark.parametrize("name", ["rdl", "sao", "cpmo", "commissioner", "committee", "lead_member"])
def test_adr_6_anyone_with_a_post_reads_it(sign_in, name):
    answer = sign_in(name).get(HOU)
    assert answer.status_code == 200
    assert "Housing Improvement" in text(answer)


def test_only_those_who_may_report_are_offered_to(sign_in):
    assert "/milestones/HOU-01/update" in text(sign_in("rdl").get(HOU))
    assert "/milestones/HOU-01/update" not in text(sign_in("sao").get(HOU))


def test_rule_9_both_baselines_and_lateness_against_each(world, sign_in):
    rebaselined(world, "HOU-01", "Jan 2027")
    with time_machine.travel(NOW + timedelta(days=90), tick=False):  # 7 February 2027
        row = row_of(sign_in("sao").get(HOU), "HOU-01")
    assert "Dec 2026" in row
    assert "Jan 2027" in row
    assert '<span class="app-table__overdue">7</span>' in row  # since 31 January 2027
    assert '<span class="app-table__overdue">38</span>' in row  # since 31 December 2026


def test_rule_9_the_summary_says_what_is_late_against_original_dates_alone(world, sign_in):
    rebaselined(world, "HOU-01", "Jan 2027")
    with time_machine.travel(NOW + timedelta(days=60), tick=False):  # 8 January 2027
        page = text(sign_in("sao").get(HOU))
    assert ">2 late</b>" in page and "3 late against original dates" in " ".join(page.split())
    assert re.search(r"; against original dates: <a[^>]*>HOU-01</a>\s+\(8 days\)", page)


def test_rule_9_a_forecast_never_cures_lateness(world, sign_in):
    world.report("HOU-01", forecast=when("Dec 2028"))
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        row = row_of(sign_in("sao").get(HOU), "HOU-01")
    assert '<span class="app-table__overdue">8</span>' in row
    assert "+731 days" in row


def test_rule_9_a_completed_row_shows_its_actual_day_and_no_forecast(world, sign_in):
    done = {"delivery": Delivery.COMPLETE, "actual_on": date(2026, 10, 30), "reason": "Done."}
    world.report("HOU-01", forecast=when(""), **done)
    row = row_of(sign_in("sao").get(HOU), "HOU-01")
    assert "30 Oct 2026" in row
    assert "None" not in row


def test_rule_10_to_be_confirmed_is_counted_apart_and_never_late(world, sign_in):
    row = Milestone.objects.get(ref="HOU-03")
    row.kind = "tbc"
    record(row, by=LOADER, at=NOW)
    with time_machine.travel(NOW + timedelta(days=90), tick=False):
        answer = sign_in("sao").get(HOU)
    counted = text(answer).split("state=to_be_confirmed")[1].split("</dd>")[0]
    assert counted.endswith("<dd>1")
    assert "to be confirmed" in row_of(answer, "HOU-03")
    shown = sign_in("sao").get(f"{HOU}?state=to_be_confirmed")
    assert 'id="row-HOU-03"' in text(shown)
    assert 'id="row-HOU-01"' not in text(shown)


def test_rule_11_months_stand_beside_a_quarter(world, sign_in):
    world.report("HOU-01", forecast=when("Q3 2027"))
    assert "Q3 2027 (Oct to Dec 2027)" in row_of(sign_in("sao").get(HOU), "HOU-01")


def test_rule_2_the_voices_stand_apart_with_their_reasons(world, sign_in):
    signed(world, rating=Rating.AMBER, reason="Two posts are vacant.")
    assured(world, rating=Rating.RED, reason="There is no plan for them.")
    with time_machine.travel(later(4), tick=False):
        page = text(sign_in("sao").get(HOU))
    assert "Two posts are vacant." in page
    assert "There is no plan for them." in page
    assert "Person cpmo (Post of cpmo)" in page


def test_rule_15_a_voided_rating_is_not_shown_as_standing(world, sign_in):
    signed(world, rating=Rating.AMBER, reason="Two posts are vacant.")
    world.report("HOU-01", version=1, narrative="A late word.", at=later(3))
    with time_machine.travel(later(4), tick=False):
        page = text(sign_in("sao").get(HOU))
    assert "<b>Not yet given</b>" in page
    assert "Draft</b>, with the RDL (Post of rdl)" in page


def test_rules_4_and_6_a_frozen_period_without_a_signature_is_not_reported(world, sign_in):
    world.report("HOU-01")
    ret = world.ret("HOU")
    ret.state = "not_reported"
    record(ret, by=LOADER, at=later(1))
    next_period(world)
    with time_machine.travel(later(26), tick=False):
        page = text(sign_in("sao").get(HOU))
    trend = page.split("Last 2 months as a table")[1].split("</table>")[0]
    assert trend.count("Not reported") == 2
    assert trend.count("Not yet given") == 2


def test_rule_7_signals_name_their_rule_and_rows(world, sign_in):
    past_forecast(world)
    page = text(sign_in("sao").get(HOU))
    assert "1 open past the forecast date" in page
    assert "Warning signs do not set a rating." in page


def test_filters_stay_in_the_address_and_name_themselves(world, sign_in):
    world.report("HOU-01")
    page = text(sign_in("sao").get(f"{HOU}?state=not_reported&workstream=First+workstream"))
    assert 'id="row-HOU-01"' not in page
    assert 'id="row-HOU-02"' in page
    assert "Status: Not reported this month" in page


@pytest.mark.parametrize(
    "query", ["state=nonsense", "workstream=%01", "page=-1", "page=9" * 99, "row=XXX", "page="]
)
def test_bad_filters_never_break_the_page(sign_in, query):
    assert sign_in("sao").get(f"{HOU}?{query}").status_code == 200


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("31/02/2026", "does not exist"),
        ("soon", "Enter a day such as 30/06/2026"),
        ("Jun 2026", "Enter a day such as 30/06/2026"),
        ("10/11/2026", "Enter a day that is not in the future, such as 09/11/2026"),
        ("30/06/2025", "The record begins on 1 Oct 2026. Enter 01/10/2026 or a later day"),
    ],
)
def test_a_bad_day_is_said_beside_the_field_and_kept(sign_in, typed, fault):
    page = text(sign_in("sao").get(HOU, {"as_at": typed}))
    assert fault in page
    assert f'value="{typed}"' in page
    assert "As at " not in page.split("<main")[0]


def test_as_at_shows_what_the_record_said_and_nothing_to_edit(world, sign_in):
    yesterday = NOW - timedelta(days=1)
    world.report("HOU-01", delivery=Delivery.RED, reason="Stuck.", at=yesterday)
    world.report("HOU-01", delivery=Delivery.GREEN, version=1, at=NOW)
    client = sign_in("rdl")
    then = client.get(f"{HOU}?as_at=08/11/2026")
    assert "<b>As at 8 Nov 2026.</b>" in text(then)
    assert "app-rag--red" in row_of(then, "HOU-01")
    assert "/update" not in text(then)
    assert "/submit" not in text(then)
    assert "app-rag--green" in row_of(client.get(HOU), "HOU-01")


def test_as_at_ends_with_the_london_day(db, client):
    world = build(with_period=False)
    late = NOW.replace(month=10, day=2, hour=22, minute=30)  # 23:30 in London, summer time
    world.period = open_cycle(
        date(2026, 9, 1),
        tib_on=date(2026, 10, 27),
        irb_on=date(2026, 11, 3),
        by=world.user("cpmo"),
        at=late - timedelta(hours=9),
    )
    client.force_login(world.users["sao"])
    world.report("HOU-01", at=late)
    world.report("HOU-02", at=late + timedelta(hours=1))  # the next day there
    page = client.get(f"{HOU}?as_at=02/10/2026")
    assert "app-rag--green" in row_of(page, "HOU-01")
    assert "app-rag--not_reported" in row_of(page, "HOU-02")


def test_as_at_two_changes_at_one_moment_show_one_row_the_later(world, sign_in):
    world.report("HOU-01", delivery=Delivery.RED, reason="Stuck.")
    world.report("HOU-01", delivery=Delivery.GREEN, version=1)
    page = sign_in("sao").get(f"{HOU}?as_at=09/11/2026")
    assert text(page).count('id="row-HOU-01"') == 1
    assert "app-rag--green" in row_of(page, "HOU-01")


def test_as_at_shows_the_return_of_the_day_and_later_ratings_are_not_known(world, sign_in):
    submitted(world)
    signed(world, at=later(48))
    with time_machine.travel(later(72), tick=False):
        client = sign_in("sao")
        page = text(client.get(f"{HOU}?as_at=10/11/2026"))
        story = text(client.get(f"{HOU}/history?as_at=10/11/2026"))
    assert "<b>Submitted</b>, with the SAO (Post of sao)" in page
    assert "Person rdl" in story
    assert "Person sao" not in story.split('id="timeline"')[1].split("</main>")[0]


def test_as_at_before_any_period_there_is_no_return(world, sign_in):
    page = text(sign_in("sao").get(f"{HOU}?as_at=01/10/2026"))
    assert "No return was in the record on that date." in page
    assert "Dec 2026" in page  # B0 is as published


def test_rule_14_a_frozen_month_is_shown_as_frozen_and_measured_at_its_end(world, sign_in):
    signed(world)
    rebaselined(world, "HOU-02", "Oct 2026")
    assured(world)
    next_period(world)
    world.report("HOU-01", delivery=Delivery.RED, reason="Stuck.", at=later(30))
    with time_machine.travel(later(40), tick=False):
        client = sign_in("rdl")
        then, now = client.get(f"{HOU}?month=2026-10"), client.get(HOU)
    assert "<b>October 2026, as frozen on 10 Nov 2026 at 10:00.</b>" in text(then)
    assert "app-rag--green" in row_of(then, "HOU-01")
    assert "app-rag--red" in row_of(now, "HOU-01")
    assert '<span class="app-table__overdue">1</span>' in row_of(then, "HOU-02")
    assert "/update" not in text(then)
    assert '/milestones/HOU-01?month=2026-10"' in text(then)
    assert "report due" in row_of(now, "HOU-02")


def test_as_at_a_programme_is_as_it_was_then(world, sign_in):
    post = world.posts["sao"]
    post.title = "Director of Homes"
    record(post, by=LOADER, at=later(1))
    with time_machine.travel(later(30), tick=False):
        client = sign_in("cpmo")
        then, now = (text(client.get(f"{HOU}{query}")) for query in ("?as_at=2026-11-08", ""))
    assert "SAO: Post of sao" in then
    assert "SAO: Director of Homes" in now


def test_open_rows_come_first_the_late_before_others_and_completed_ones_are_folded(world, sign_in):
    done = {"delivery": Delivery.COMPLETE, "actual_on": date(2026, 10, 30), "reason": "Done."}
    world.report("HOU-01", forecast=when(""), **done)
    rebaselined(world, "HOU-03", "Oct 2026")
    page = text(sign_in("sao").get(HOU))
    folded = page.index("1 completed or descoped milestone<")
    places = [page.index(f'id="row-HOU-0{number}"') for number in (3, 2, 1)]
    assert places == sorted(places) and places[1] < folded < places[2]
    assert "<details" in page[folded - 200 : folded]
    shown = text(sign_in("sao").get(f"{HOU}?state=done"))
    assert 'class="govuk-details" open' in shown.split("Clear")[1]


def test_the_longest_late_comes_first_whatever_its_workstream(world, sign_in):
    stray = Milestone.objects.get(ref="HOU-01")
    stray.workstream = None
    record(stray, by=LOADER, at=NOW)
    rebaselined(world, "HOU-01", "Oct 2026")
    rebaselined(world, "HOU-03", "Sep 2026")
    answer = sign_in("sao").get(HOU)
    places = [text(answer).index(f'id="row-HOU-0{number}"') for number in (3, 1, 2)]
    assert places == sorted(places)
    assert "First workstream" in row_of(answer, "HOU-03")
    assert "First workstream" not in row_of(answer, "HOU-01")


def test_a_programme_with_nothing_open_folds_its_completed_rows_too(world, sign_in):
    done = {"delivery": Delivery.COMPLETE, "actual_on": date(2026, 10, 30), "reason": "Done."}
    for row in Milestone.objects.filter(programme__ref="HOU"):
        world.report(row.ref, forecast=when(""), **done)
    page = text(sign_in("sao").get(HOU))
    fold = page[: page.index("completed or descoped milestones<")].rsplit("<details", 1)[1]
    assert " open" not in fold.split(">")[0]


def test_as_at_leaves_out_later_baselines(world, sign_in):
    rebaselined(world, "HOU-01", "Jan 2027", at=NOW)
    page = sign_in("sao").get(f"{HOU}?as_at=08/11/2026")
    assert "Jan 2027" not in row_of(page, "HOU-01")


def test_the_timeline_says_who_when_what_from_to_and_why(world, sign_in):
    world.report("HOU-01", forecast=when("Jun 2027"))
    world.report(
        "HOU-01",
        version=1,
        delivery=Delivery.RED,
        forecast=when("Jul 2027"),
        reason="Stuck.",
        at=later(1),
    )
    with time_machine.travel(later(2), tick=False):
        story = text(sign_in("sao").get(HISTORY)).split('id="timeline"')[1]
    newest = story.split("</li>")[0]
    for words in (
        "HOU-01 reported for October 2026",
        "9 Nov 2026 at 11:00</time>, Person rdl (Post of rdl)",
        "<del>Green</del>",
        "<ins>Red</ins>",
        "<del>Jun 2027</del>",
        "<ins>Jul 2027</ins>",
        "Stuck.",
    ):
        assert words in newest


def test_rule_11_the_timeline_keeps_the_days_that_were_meant(world, sign_in):
    """What is stored is told, whichever quarters the plan is said to count since."""
    world.report("HOU-01", forecast=when("Q3 2027"))
    world.report("HOU-01", version=1, forecast=when("Q4 2027"), at=later(1))
    rebaselined(world, "HOU-02", "Q1 2028", at=later(1))
    settings = PlanSettings.objects.get()
    settings.irp_quarters = "calendar"
    record(settings, by=LOADER, at=later(1), reason="Agreed.")
    with time_machine.travel(later(2), tick=False):
        story = text(sign_in("sao").get(HISTORY)).split('id="timeline"')[1]
    for words in (
        "<del>Q3 2027 (Oct to Dec 2027)</del>",
        "<ins>Q4 2027 (Jan to Mar 2028)</ins>",
        "<ins>Q1 2028 (Apr to Jun 2028)</ins>",
    ):
        assert words in story


def test_who_may_open_its_entry_in_the_plan(refuses):
    refuses(f"{HOU}/plan", unknown=["/programmes/XXX/plan"])


def test_its_entry_in_the_plan_is_as_it_was_then(world, sign_in):
    post = world.posts["sao"]
    post.title = "Director of Homes"
    record(post, by=LOADER, at=later(1))
    with time_machine.travel(later(30), tick=False):
        client = sign_in("committee")
        then, now = (text(client.get(f"{HOU}/plan{query}")) for query in ("?as_at=2026-11-08", ""))
    assert "<dt>SAO</dt><dd>Post of sao</dd>" in then
    assert "<dt>SAO</dt><dd>Director of Homes</dd>" in now
    assert "This programme was not in the record" not in then


def test_it_shows_the_words_that_were_last_signed_and_the_rating_with_its_month(world, sign_in):
    signed(world, rating=Rating.AMBER, reason="Two posts are vacant.")
    assured(world, rating=Rating.RED, reason="There is no plan for them.")
    next_period(world)
    with time_machine.travel(later(26), tick=False):
        page = text(sign_in("committee").get(HOU))
    section = page.split("As last signed, for")[1].split("</section>")[0]
    assert (
        "October 2026" in section
        and "HOU moved on." in section
        and "Signed by Person sao" in section
    )
    short = page.split('id="month"')[1].split("</section>")[0]
    assert short.count("for October 2026") == 2 and "CPMO rates lower" in short
    assert "Return for" in short and "November 2026" in short
    assert "Two posts are vacant." in page and "There is no plan for them." in page


def test_before_any_signature_it_says_so(sign_in):
    assert "No return of this programme has been signed yet." in text(sign_in("sao").get(HOU))


def test_who_may_open_its_history(refuses):
    refuses(HISTORY, unknown=["/programmes/XXX/history"])


def test_the_page_leads_to_its_history_as_at_the_same_day(sign_in):
    page = text(sign_in("sao").get(f"{HOU}?as_at=08/11/2026"))
    assert 'href="/programmes/HOU/history?as_at=2026-11-08"' in page


def test_the_timeline_is_paged(world, sign_in):
    for number in range(60):
        world.report("HOU-01", version=number, narrative=f"Word {number}.")
    client = sign_in("sao")
    first, second = text(client.get(HISTORY)), text(client.get(f"{HISTORY}?page=2"))
    assert first.count("app-timeline__entry") == 50
    assert second.count("app-timeline__entry") == 11  # 60 reports and the return's start
    assert "page=2#timeline" in first
    assert "page=1#timeline" in second


@pytest.mark.parametrize(
    ("state", "words", "may"),
    [
        ("draft", "Submit", {"rdl", "cpmo"}),
        ("submitted", "Read and sign", {"sao"}),
        ("signed", "Rate and assure", {"cpmo"}),
        ("signed", "Send back", {"sao", "cpmo"}),
        ("not_reported", "Submit", set()),
    ],
)
def test_the_next_act_is_a_button_for_those_who_may(world, sign_in, state, words, may):
    ret = world.ret("HOU")
    ret.state = state
    record(ret, by=LOADER, at=NOW)
    people = {"rdl", "sao", "other_sao", "cpmo", "commissioner", "committee"}
    assert {name for name in people if f">{words}</a>" in text(sign_in(name).get(HOU))} == may


def test_htmx_gets_the_row_the_month_and_the_counts_alone(world, sign_in):
    world.report("HOU-01")
    answer = sign_in("rdl").get(f"{HOU}?row=HOU-01", headers={"HX-Request": "true"})
    page = text(answer)
    assert page.startswith('<tr id="row-HOU-01"')
    assert "<html" not in page
    assert 'id="month" class="app-month" aria-labelledby="month-heading" hx-swap-oob="true"' in page
    assert 'id="plan" class="app-plan" aria-labelledby="plan-heading" hx-swap-oob="true"' in page
    assert 'id="counts" hx-swap-oob="true"' in page
    ratings = page.split('id="ratings" class="app-briefing__ratings"')[1].split(">")[0]
    assert 'hx-swap-oob="true"' in ratings
    assert "<template>" in page.split('hx-swap-oob="true"')[0]  # else the parser tears the tables


def test_rule_7_the_signals_come_with_the_row_that_raised_them(world, sign_in):
    past_forecast(world)
    page = text(sign_in("rdl").get(f"{HOU}?row=HOU-01", headers={"HX-Request": "true"}))
    assert "1 open past the forecast date" in page.split('class="app-beside"')[1]


@pytest.mark.parametrize("address", [HOU, f"{HOU}?as_at=08/11/2026&state=due&row=HOU-01"])
def test_no_two_parts_of_the_page_share_an_id(sign_in, address):
    ids = re.findall(r'\bid="([^"]+)"', text(sign_in("rdl").get(address)))
    assert len(ids) == len(set(ids))


def test_queries_do_not_grow_with_the_plan(world, sign_in, django_assert_max_num_queries):
    signed(world)
    client = sign_in("rdl")
    with time_machine.travel(later(6), tick=False):
        for again in (False, True):
            if again:
                more_rows(world)
            for address in (HOU, f"{HOU}?as_at=09/11/2026"):
                with django_assert_max_num_queries(20):
                    assert client.get(address).status_code == 200
    assert MilestoneReport.objects.count() == 6


def test_rule_17_where_all_sign_the_page_asks_no_more_of_the_database(
    world, sign_in, django_assert_max_num_queries
):
    own_sao(world)
    submitted(world, at=NOW)
    client = sign_in("other_sao")
    with django_assert_max_num_queries(20):
        page = text(client.get(HOU))
    assert "with the SAO (Post of sao; Post of other sao)" in page
    assert "Read and sign" in page


def test_rule_24_a_retired_row_is_named_and_never_renumbered(world, sign_in):
    row = Milestone.objects.get(ref="HOU-01")
    row.retired_on = date(2026, 10, 1)
    record(row, by=LOADER, at=NOW)
    page = text(sign_in("sao").get(HOU))
    assert 'id="row-HOU-01"' not in page
    assert "Retired: " in page


def test_rule_24_a_row_to_be_retired_later_stands_until_then(world, sign_in):
    row = Milestone.objects.get(ref="HOU-01")
    row.retired_on = NOW.date() + timedelta(days=60)
    record(row, by=LOADER, at=NOW)
    client = sign_in("rdl")
    assert "/milestones/HOU-01/update" in row_of(client.get(HOU), "HOU-01")
    assert "Update for October 2026" in text(client.get("/milestones/HOU-01"))
    with time_machine.travel(NOW + timedelta(days=60), tick=False):
        assert 'id="row-HOU-01"' not in text(sign_in("rdl").get(HOU))


def test_before_any_period_it_says_so(db, client):
    world = build(with_period=False)
    client.force_login(world.users["sao"])
    page = text(client.get(HOU))
    assert "No reporting period has been opened yet." in page
    assert 'id="row-HOU-01"' in page


def test_the_file_has_the_longest_late_first_as_the_page_has(world, sign_in):
    rebaselined(world, "HOU-02", "Oct 2026")
    shown = sign_in("committee").get(f"{HOU}/milestones.csv").content.decode().splitlines()[1:]
    on_page = re.findall(r'id="row-(HOU-\d+)"', text(sign_in("committee").get(HOU)))
    assert [line.partition(",")[0] for line in shown] == on_page and on_page[0] == "HOU-02"


def test_the_file_has_the_milestones_that_the_page_shows(world, sign_in):
    more_rows(world)
    client = sign_in("committee")
    lines = client.get(f"{HOU}/milestones.csv").content.decode().splitlines()
    assert lines[0].startswith("\ufeffRef,Milestone,Workstream,Kind,")
    assert len(lines) == 1 + Milestone.objects.filter(programme__ref="HOU").count()
    done = client.get(f"{HOU}/milestones.csv?state=done").content.decode().splitlines()
    assert done == lines[:1]
    page = client.get(f"{HOU}?state=due").content.decode()
    assert 'href="/programmes/HOU/milestones.csv?state=due"' in page
    before = client.get(f"{HOU}/milestones.csv?as_at=08/11/2026")
    assert before["Content-Disposition"].endswith('milestones-HOU-as-at-2026-11-08.csv"')
