"""Submitting: asked once more, refused with every row that still needs something (Rule 9)."""

import re

import pytest
import time_machine
from django.db import connection

from programmes.actions import save_return, take_back_return
from programmes.words import Delivery
from tests.programmes.steps import TEXTS, later, more_rows, next_period, past_forecast
from tests.programmes.views.test_programme import text
from tests.statements import Counter
from tests.world import NOW, when

SUBMIT = "/returns/HOU/2026-10/submit"


def read(world) -> dict[str, str]:
    """Return what the page of the return as it stands sends with its button."""
    reports = world.ret("HOU").reports.select_related("milestone")
    seen = " ".join(f"{report.milestone.ref}:{report.version}" for report in reports)
    return {"version": str(world.ret("HOU").version), "reports": seen}


def test_who_may_open_it(refuses):
    refuses(
        SUBMIT,
        refused=["sao", "lead_member", "commissioner", "committee"],
        unknown=["/returns/XXX/2026-10/submit"],
    )


def test_rule_15_a_complete_return_goes_to_its_sao(world, sign_in):
    world.report_all("HOU")
    client = sign_in("rdl")
    page = text(client.get(SUBMIT))
    assert "Nothing is missing. The return says what happened to 3 milestones." in page
    assert "The return goes to the SAO (Post of sao)." in page
    answer = client.post(SUBMIT, read(world), follow=True)
    assert answer.redirect_chain == [("/returns/HOU/2026-10", 302)]
    assert "has been submitted to its SAO." in text(answer)
    ret = world.ret("HOU")
    assert (ret.state, ret.state_since) == ("submitted", NOW)


def test_rule_9_what_is_missing_is_said_before_and_when_it_is_refused(world, sign_in):
    past_forecast(world)
    client = sign_in("rdl")
    for answer, status in ((client.get(SUBMIT), 200), (client.post(SUBMIT, read(world)), 422)):
        assert answer.status_code == status
        for words in ("HOU-01: Enter", "HOU-02 has no report this month"):
            assert text(answer).count(words) == 1
        assert 'href="/milestones/HOU-01/update"' in text(answer)
        assert 'href="/returns/HOU/2026-10/edit"' in text(answer)
    assert world.ret("HOU").state == "draft"


@pytest.mark.parametrize("lacks", [False, True])
def test_a_submission_takes_at_most_20_statements_refused_or_not_whatever_its_rows(
    world, sign_in, lacks
):
    counts, client = [], sign_in("rdl")
    world.report("HOU-01") if lacks else world.report_all("HOU")
    for rows in (0, 20):
        if rows:
            more_rows(world, rows=rows)
        page = read(world)
        with connection.execute_wrapper(counter := Counter()):
            answer = client.post(SUBMIT, page)
        assert answer.status_code == (422 if lacks else 302)
        counts.append(counter.asked)
        if not lacks:
            ret = world.ret("HOU")
            take_back_return(ret, reason="A slip.", by=world.user("rdl"), at=NOW)
    assert counts[0] == counts[1] <= 20, counts


def test_what_was_submitted_is_not_submitted_again(world, sign_in):
    world.report_all("HOU")
    client = sign_in("rdl")
    seen = read(world)
    assert client.post(SUBMIT, seen).status_code == 302
    assert "Already saved" in text(client.post(SUBMIT, seen, follow=True))
    answer = client.post(SUBMIT, seen | {"csrfmiddlewaretoken": "another opening"})
    assert answer.status_code == 422
    assert "The return is already submitted." in text(answer)
    answer = client.get(SUBMIT)
    assert answer.status_code == 200
    assert "The return is already submitted." in text(answer)
    assert ">Submit the return</button>" not in text(answer)


def test_rule_16_nothing_is_submitted_to_a_frozen_period(world, sign_in):
    world.report_all("HOU")
    next_period(world)
    with time_machine.travel(later(26), tick=False):
        answer = sign_in("rdl").post(SUBMIT, read(world))
    assert answer.status_code == 409
    assert "It cannot be changed." in text(answer)
    assert world.ret("HOU").state == "not_started"  # the next period's own


def sent_by(page: str) -> dict[str, str]:
    """Return what the button of a page sends."""
    return dict(re.findall(r'type="hidden" name="(version|reports)" value="([^"]*)"', page))


def test_rule_15_a_report_changed_since_it_was_read_is_shown_and_not_submitted(world, sign_in):
    world.report_all("HOU")
    client = sign_in("rdl")
    seen = sent_by(text(client.get(SUBMIT)))
    assert seen == read(world)
    world.report(
        "HOU-02", by="cpmo", version=1, delivery=Delivery.AMBER, narrative="Late.", reason="Staff."
    )
    answer = client.post(SUBMIT, seen)
    page = text(answer)
    assert answer.status_code == 409
    assert "<title>Error: " in page
    assert world.ret("HOU").state == "draft"
    part = page.split('class="app-conflict"')[1].split("<form")[0]
    assert "by Person cpmo" in part
    assert "<dt>Delivery status now</dt><dd>Amber</dd>" in part
    assert "<dt>When you opened this page</dt><dd>Green</dd>" in part
    assert "<dd>Work went to plan this month.</dd>" in part and "<dd>Late.</dd>" in part
    assert "HOU-02" in part and "HOU-01" not in part
    assert sent_by(page) == read(world)
    assert client.post(SUBMIT, sent_by(page)).status_code == 302
    assert world.ret("HOU").state == "submitted"


def test_rule_15_words_changed_since_they_were_read_are_shown_and_not_submitted(world, sign_in):
    world.report_all("HOU")
    seen, ret = read(world), world.ret("HOU")
    save_return(ret, TEXTS, version=ret.version, by=world.user("cpmo"), at=NOW)
    answer = sign_in("rdl").post(SUBMIT, seen)
    page = text(answer)
    assert (answer.status_code, world.ret("HOU").state) == (409, "draft")
    assert "<dt>Progress this month now</dt><dd>Onward.</dd>" in page
    assert "<dt>When you opened this page</dt><dd>HOU moved on.</dd>" in page


def test_rule_15_a_report_that_was_not_there_when_read_is_shown(world, sign_in):
    world.report_all("HOU")
    seen = read(world)
    seen["reports"] = seen["reports"].replace("HOU-03:1", "").strip()
    answer = sign_in("rdl").post(SUBMIT, seen)
    assert answer.status_code == 409
    assert "<dt>When you opened this page</dt><dd>nothing</dd>" in text(answer)


@pytest.mark.parametrize("sent", [{}, {"version": "1", "reports": "HOU-01:x"}])
def test_a_page_that_does_not_say_what_was_read_submits_nothing(world, sign_in, sent):
    world.report_all("HOU")
    answer = sign_in("rdl").post(SUBMIT, sent)
    assert answer.status_code == 422
    assert "Open" in text(answer) and "There is a problem" in text(answer)
    assert world.ret("HOU").state == "draft"


def test_rule_8_dates_that_moved_by_more_than_a_year_are_listed_to_be_checked(world, sign_in):
    """Held against last month's forecast, or the plan where there was none; never a refusal."""
    for ref, forecast in (("HOU-01", "Jun 2027"), ("HOU-02", "TBC"), ("HOU-03", "Jun 2027")):
        world.report(ref, forecast=when(forecast))
    next_period(world)
    with time_machine.travel(later(30), tick=False):
        client = sign_in("rdl")
        for ref, forecast in (
            ("HOU-01", "Mar 2031"),
            ("HOU-02", "Mar ’31"),
            ("HOU-03", "Jun 2028"),
        ):
            world.report(ref, forecast=when(forecast), reason="A later start", at=later(30))
        page = text(client.get(SUBMIT.replace("-10", "-11")))
    assert "Check these dates" in page
    assert "forecast Mar 2031, 45 months later (October 2026: Jun 2027)" in page
    assert re.search(r"HOU-02</a>: forecast Mar 2031, \d+ months later \(the plan: ", page)
    assert "HOU-03</a>: forecast" not in page, "a year is not more than a year"


def test_rule_8_a_completion_far_from_its_forecast_is_listed_too(world, sign_in):
    world.report("HOU-01", forecast=when("Jun 2028"))
    next_period(world)
    with time_machine.travel(later(30), tick=False):
        world.report(
            "HOU-01", delivery=Delivery.COMPLETE, actual_on=NOW.date(), reason="Done", at=later(30)
        )
        page = text(sign_in("rdl").get(SUBMIT.replace("-10", "-11")))
    assert "date completed 9 Nov 2026, 20 months earlier (October 2026: Jun 2028)" in page


def test_rule_8_nothing_is_listed_where_nothing_moved_far(world, sign_in):
    world.report_all("HOU")
    assert "Check these dates" not in text(sign_in("rdl").get(SUBMIT))
