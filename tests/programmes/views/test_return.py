"""The return, whole: what it says, what it lacks, who signed what, and whose turn it is."""

import re
from datetime import date

import pytest
import time_machine

from irp.actions import Refused
from irp.history import enact, record
from irp.models import PeriodStep
from irp.readings import plan_settings
from programmes.actions import submit_return
from programmes.words import Rating
from tests.programmes.saving_steps import enter, save
from tests.programmes.steps import (
    assured,
    later,
    met,
    more_rows,
    next_period,
    own_sao,
    past_forecast,
    recurring,
    signed,
    submitted,
)
from tests.programmes.views.test_programme import text
from tests.world import LOADER, NOW, freeze

RET = "/returns/HOU/2026-10"


def test_who_may_open_it(refuses):
    refuses(
        RET,
        unknown=["/returns/HOU/2026-11", "/returns/XXX/2026-10", "/returns/HOU/2026-13"],
    )


@pytest.mark.parametrize("name", ["rdl", "sao", "commissioner", "committee"])
def test_adr_6_anyone_with_a_post_reads_it(sign_in, name):
    assert sign_in(name).get(RET).status_code == 200


def test_what_stands_between_it_and_its_submission_is_listed(world, sign_in):
    past_forecast(world)
    page = text(sign_in("rdl").get(RET))
    faults = page.split("Before you can submit")[1].split("</ul>")[0]
    assert "Enter the programme’s progress this month." in faults
    assert "HOU-01: Enter 9 Nov 2026 or a later date." in faults
    assert "HOU-02 has no report this month." in faults
    assert "Milestones: 1 reported, 2 not reported" in page


def test_rule_10_it_lists_the_occurrences_not_reported_that_keep_it_from_submission(world, sign_in):
    recurring(world, start="01/10/2026", end="Weekly")
    world.report_all("HOU")
    met(world, date(2026, 10, 8), done_on=date(2026, 10, 8))
    page = text(sign_in("rdl").get(RET))
    listed = re.findall("HOU-20 has an occurrence due [0-9A-Za-z ]+", page)
    with pytest.raises(Refused) as refused:
        submit_return(world.ret("HOU"), by=world.user("rdl"), at=NOW)
    days = (1, 15, 22, 29)
    assert listed == [f"HOU-20 has an occurrence due {day} Oct 2026" for day in days]
    assert [word for word in refused.value.reasons if "HOU-20" in word] == [
        f"{occurrence}. Report what became of it." for occurrence in listed
    ]


def test_what_is_missing_links_to_the_page_that_mends_it_for_who_may(world, sign_in):
    mends = ("/milestones/HOU-02/update", "/returns/HOU/2026-10/edit")
    world.report("HOU-01")
    preparer, reader = (text(sign_in(name).get(RET)) for name in ("rdl", "committee"))
    for address in mends:
        assert f'href="{address}"' in preparer
        assert f'href="{address}"' not in reader
    table = preparer.split("2 not reported")[1].split("</table>")[0]
    assert table.count('/update">') == table.count("<b>Not reported</b>") == 2


def test_rule_15_a_signature_says_who_as_what_when_and_that_it_matches(world, sign_in):
    signed(world)
    signature = world.ret("HOU").signatures.get()
    with time_machine.travel(later(3), tick=False):
        page = text(sign_in("committee").get(RET))
    shown = page.split(">Signatures<")[1].split("</h2>")[0]
    assert "<b>Person sao</b>, as Post of sao, 9 Nov 2026 at 12:00" in shown
    assert signature.sha256[:12] in shown
    assert "Matches what is on this page." in shown


def test_rule_15_a_signature_before_a_change_no_longer_stands(world, sign_in):
    signed(world)
    world.report("HOU-01", version=1, narrative="A late word.", at=later(3))
    with time_machine.travel(later(4), tick=False):
        page = text(sign_in("sao").get(RET))
    assert "Cancelled: " in page
    assert "Matches what is on this page." not in page
    assert "HOU-01 was changed after the return was signed." in page
    assert page.count("<b>Not yet given</b>") == 2


def test_rule_15_a_signature_that_does_not_match_says_in_what(world, sign_in):
    signed(world)
    programme = world.programmes["HOU"]
    programme.name = "Another name"
    record(programme, by=LOADER, at=later(3))
    with time_machine.travel(later(4), tick=False):
        assert "Does not match what is on this page: programme." in text(sign_in("sao").get(RET))


def test_rule_2_divergence_is_shown_once_both_have_spoken(world, sign_in):
    signed(world)
    assured(world, rating=Rating.RED, reason="No plan.")
    with time_machine.travel(later(4), tick=False):
        page = text(sign_in("cpmo").get(RET))
    assert "CPMO rates lower." in page
    assert "No plan." in page


def test_rule_17_who_has_still_to_sign_is_named(world, sign_in):
    own_sao(world)
    submitted(world)
    signed(world)
    with time_machine.travel(later(3), tick=False):
        page = text(sign_in("other_sao").get(RET))
    assert "Still to sign: Post of other sao." in page
    assert "Read and sign" in page


def test_the_steps_say_who_when_and_why(world, sign_in):
    signed(world)
    with time_machine.travel(later(3), tick=False):
        steps = text(sign_in("sao").get(RET)).split(">Steps<")[1]
    for words in ("Signed as Post of sao", "SAO rated Green", "Submitted", "Started"):
        assert words in steps


def test_rule_16_a_frozen_return_says_by_whom_and_offers_nothing(world, sign_in):
    ret = submitted(world)
    ret.state = "not_reported"
    record(ret, by=LOADER, at=later(2))
    enact(PeriodStep, by=world.user("cpmo"), at=later(24), period=world.period, what="frozen")
    next_period(world)
    with time_machine.travel(later(26), tick=False):
        page = text(sign_in("rdl").get(RET))
    assert "October 2026 was frozen by Person cpmo (Post of cpmo) on 10 Nov 2026 at 10:00" in page
    assert "so it is recorded as not reported" in page
    assert 'class="govuk-button' not in page
    assert page.count("app-rag--not_reported") >= 2


def test_queries_do_not_grow_with_the_plan(world, sign_in, django_assert_max_num_queries):
    submitted(world, at=NOW)
    signed(world, at=NOW)
    client = sign_in("rdl")
    for again in (False, True):
        if again:
            more_rows(world)
        with django_assert_max_num_queries(20):
            assert client.get(RET).status_code == 200


def test_rule_15_a_return_typed_by_cpmo_says_so(world, sign_in):
    world.report("HOU-01")
    assert "Typed by CPMO" not in text(sign_in("sao").get(RET))
    world.report("HOU-02", by="cpmo")
    page = text(sign_in("sao").get(RET))
    assert "Typed by CPMO:</b> Person cpmo prepared this return or part of it." in page


def test_the_facts_beside_the_rating_name_the_savings_as_the_programmes_page_does(world, sign_in):
    row = save(world, target=1_000_000)
    enter(world, row, 600_000)
    promised = "validated of £1,000,000 promised in 2026/27"
    world.report("HOU-01")
    client = sign_in("rdl")
    for page in (RET, "/programmes/HOU"):
        assert promised in text(client.get(page))


def test_rules_16_and_18_what_is_decided_after_the_freeze_changes_no_fact_of_its_return(
    world, sign_in, ask, approve
):
    """The return's page, the programme's page of that month and the pack say the same of it."""
    settings = plan_settings()
    settings.forecast_tolerance_days = 180
    record(settings, by=LOADER, at=NOW)
    signed(world, reason="The forecast rests on one supplier.")
    asked = ask("HOU-02", at=later(2))
    freeze(world.period, at=later(3))

    def facts(address, at):
        with time_machine.travel(later(at), tick=False):
            page = text(sign_in("cpmo").get(address))
        return page.split("Facts beside the rating")[1].split("</ul>")[0]

    then = facts(RET, 4)
    assert "Forecast beyond tolerance" in then and re.findall("HOU-0.(?=</a>)", then) == [
        "HOU-01", "HOU-03"
    ]  # fmt: skip
    approve(asked, at=later(5))
    approve(ask("HOU-01", new="Jan 2027", at=later(5)), at=later(6))
    assert facts(RET, 7) == then
    past = facts("/programmes/HOU?month=2026-10", 7)
    assert "Forecast beyond tolerance" in past
    assert re.findall("HOU-0.(?=</a>)", past) == ["HOU-01", "HOU-03"]


def test_rule_18_a_frozen_return_is_measured_against_the_dates_of_its_freeze(
    world, sign_in, ask, approve
):
    signed(world, reason="The forecast rests on one supplier.")
    freeze(world.period, at=later(3))
    approve(ask("HOU-01", new="20 Jan 2027", at=later(4)), at=later(5))
    with time_machine.travel(later(6), tick=False):
        page = text(sign_in("cpmo").get(RET))
    row = page.split("Milestones: 3 reported")[1].split("HOU-02")[0]
    assert "Dec 2026" in row and "Jan 2027" not in row and "B1" not in row
