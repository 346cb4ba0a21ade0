"""The milestone page: what it is held to, what each month said, and everything that changed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine

from irp.history import record
from irp.models import PlanSettings
from programmes.actions import submit_return
from programmes.models import Milestone, ReceiptTarget, Saving
from programmes.words import Delivery, Turn
from tests.programmes.steps import (
    later,
    met,
    more_rows,
    next_period,
    rebaselined,
    recurring,
    signed,
)
from tests.programmes.views.test_programme import text
from tests.world import LOADER, NOW, freeze, when

ROW = "/milestones/HOU-01"
HISTORY = f"{ROW}/history"


def changed(world, **fields):
    row = Milestone.objects.get(ref="HOU-01")
    for name, value in fields.items():
        setattr(row, name, value)
    return record(row, by=world.user("cpmo"), at=later(1), reason="Corrected.")


def test_who_may_open_it(refuses):
    refuses(ROW, unknown=["/milestones/HOU-99", "/milestones/hou-01"])


def test_who_may_open_its_history(refuses):
    refuses(HISTORY, unknown=["/milestones/HOU-99/history"])


def test_adr_6_anyone_with_a_post_reads_it_and_only_reporters_are_offered_to_update(sign_in):
    assert "Update for October 2026" not in text(sign_in("committee").get(ROW))
    assert "Update for October 2026" in text(sign_in("rdl").get(ROW))


def test_its_facts_its_source_and_where_the_plan_is_silent(world, sign_in):
    changed(world, erratum="2031 in one place, 2032 in another.", details=["First part"])
    page = text(sign_in("sao").get(ROW))
    assert "IRP, Appendix 1, Housing Improvement, row 1" in page
    assert "2031 in one place, 2032 in another." in page
    assert "<li>First part</li>" in page
    programme = world.programmes["HOU"]
    programme.rdl = programme.lead_member = None
    record(programme, by=LOADER, at=NOW)
    page = text(sign_in("sao").get(ROW))
    assert "RDL: not named in the plan" in page


def test_a_rows_own_sao_is_named_beside_the_programmes(world, sign_in):
    changed(world, own_sao=world.posts["other_sao"])
    page = text(sign_in("sao").get(ROW))
    assert "Post of other sao" in page
    assert "(for this row; the programme’s is Post of sao)" in page


def test_rule_25_a_receipt_says_whether_it_is_cumulative(world, sign_in):
    target = ReceiptTarget(
        milestone=world.milestones["HOU-01"], amount=Decimal("45000000"), cumulative=True
    )
    record(target, by=LOADER, at=NOW)
    saving = Saving(
        ref="TOP-1", milestone=world.milestones["HOU-01"], title="Saving", sao=world.posts["sao"]
    )
    record(saving, by=LOADER, at=NOW)
    page = text(sign_in("sao").get(ROW))
    assert "£45,000,000, cumulative" in page
    assert "TOP-1, one of the top savings. The plan gives no amount." in page


def test_rule_9_every_baseline_stands_with_who_set_it_and_why(world, sign_in):
    rebaselined(world, "HOU-01", "Jan 2027")
    page = text(sign_in("sao").get(ROW))
    assert "As published" in page
    assert "9 Nov 2026, Person cpmo (Post of cpmo)" in page
    assert "Approved by the board." in page


@pytest.mark.parametrize(
    ("start", "words"),
    [("Sep 2026", "30 Nov 2026, 31 Dec 2026"), ("", "The plan gives no first day")],
)
def test_rule_10_a_recurring_row_shows_its_next_dates(world, sign_in, start, words):
    changed(world, kind="recurring")
    baseline = rebaselined(world, "HOU-02", "Monthly")
    first = when(start)
    type(baseline).objects.bulk_create(
        [
            type(baseline)(
                milestone=world.milestones["HOU-01"],
                number=2,
                by_name="Board",
                at=NOW,
                start_raw=first.raw,
                start_precision=first.precision.value,
                start_earliest=first.earliest,
                start_latest=first.latest,
                end_raw="Monthly",
                end_precision="recurring",
            )
        ]
    )
    page = text(sign_in("sao").get(ROW))
    shown = page.split("Next due")[1].split("</dd>")[0]
    assert words in shown


def test_rule_10_an_occurrence_that_was_reported_ahead_is_no_longer_due(world, sign_in):
    recurring(world)
    page = text(sign_in("sao").get("/milestones/HOU-20"))
    assert "30 Nov 2026" in page.split("Next due")[1].split("</dd>")[0]
    next_period(world)
    met(world, date(2026, 11, 30), at=later(25), done_on=None, turn=Turn.NOT_NEEDED, reason="None")
    with time_machine.travel(later(26), tick=False):
        page = text(sign_in("sao").get("/milestones/HOU-20"))
    shown = page.split("Next due")[1].split("</dd>")[0]
    assert "30 Nov 2026" not in shown and "31 Dec 2026" in shown


def test_month_by_month_says_what_is_not_signed_yet(world, sign_in):
    signed(world)
    next_period(world)
    world.report("HOU-01", delivery=Delivery.AMBER, reason="Vacancies.", at=later(30))
    with time_machine.travel(later(31), tick=False):
        page = text(sign_in("sao").get(ROW)).split("Month by month")[1].split("</table>")[0]
    november, october = page.split("<tr ")[2:4]
    assert "November 2026" in november
    assert "not signed" in november
    assert "Vacancies." in november
    assert "not signed" not in october


def test_the_slip_chart_comes_before_the_months_and_has_each_move_as_a_table(world, sign_in):
    signed(world)
    assert "app-drawing" not in text(sign_in("sao").get(ROW)), "one month is no line"
    next_period(world)
    world.report("HOU-01", forecast=when("Aug 2027"), reason="Vacancies.", at=later(30))
    with time_machine.travel(later(31), tick=False):
        page = text(sign_in("rdl").get(ROW)).split("Month by month")[0]
    assert "The forecast has moved once, 2 months later" in page
    assert page.count("<svg") == 2, "once for each width"
    moves = page.split("Moves of the forecast")[1].split("</table>")[0]
    assert "31 Aug 2027" in moves and "2 months later" in moves


def test_the_timeline_shows_each_field_from_what_to_what_and_why(world, sign_in):
    world.report("HOU-01")
    changed(world, title="A clearer title", retired_on=None, own_sao=world.posts["other_sao"])
    world.report(
        "HOU-01",
        version=1,
        delivery=Delivery.COMPLETE,
        actual_on=date(2026, 11, 6),
        narrative="Handed over.",
        reason="The tenants moved in.",
        at=later(2),
    )
    with time_machine.travel(later(3), tick=False):
        story = text(sign_in("sao").get(HISTORY)).split('id="timeline"')[1]
    newest, second = story.split("</li>")[:2]
    for words in (
        "Report changed, October 2026",
        "<del>Green</del>",
        "<ins>Complete</ins>",
        "<ins>6 Nov 2026</ins>",
        "<del>Work went to plan this month.</del>",
        "<ins>Handed over.</ins>",
        "The tenants moved in.",
        "happened on 6 Nov 2026",
    ):
        assert words in newest
    for words in (
        "The plan’s entry was changed",
        "<ins>A clearer title</ins>",
        "<ins>Post of other sao</ins>",
        "Person cpmo (Post of cpmo)",
        "Corrected.",
    ):
        assert words in second
    assert "Entered into the plan" in story
    assert "Baseline B0 as published" in story


def test_rule_11_the_timeline_keeps_the_days_that_were_meant(world, sign_in):
    """What is stored is told, whichever quarters the plan is said to count since."""
    world.report("HOU-01", forecast=when("Q3 2027"))
    rebaselined(world, "HOU-01", "Q4 2027", at=later(1))
    settings = PlanSettings.objects.get()
    settings.irp_quarters = "calendar"
    record(settings, by=LOADER, at=later(1), reason="Agreed.")
    with time_machine.travel(later(2), tick=False):
        story = text(sign_in("sao").get(HISTORY)).split('id="timeline"')[1]
    assert "<ins>Q3 2027 (Oct to Dec 2027)</ins>" in story
    assert "<ins>Q4 2027 (Jan to Mar 2028)</ins>" in story


@pytest.mark.parametrize(
    ("completed_on", "late"), [(date(2026, 10, 30), 0), (date(2026, 9, 30), 1)]
)
def test_4a7_late_is_what_happened_in_a_month_before_the_one_reported(
    world, sign_in, completed_on, late
):
    """However long after its own moment the database wrote it down, as with made-up months."""
    world.report("HOU-01", delivery=Delivery.COMPLETE, actual_on=completed_on, reason="Done.")
    assert text(sign_in("sao").get(HISTORY)).count("entered late") == late


def test_rule_9_b0_is_published_and_no_command_or_file_is_named(sign_in):
    page = text(sign_in("sao").get(ROW))
    assert (
        "As published in the IRP" in page.split(">Dates in the plan</h2>")[1].split("</table>")[0]
    )
    story = text(sign_in("sao").get(HISTORY))
    assert LOADER not in page + story
    assert story.count("Loaded with the plan") == 2  # its entry and its baseline


def test_the_timeline_is_paged_and_keeps_from_and_to_across_pages(world, sign_in):
    for number in range(60):
        world.report("HOU-01", version=number, narrative=f"Word {number}.", at=later(number))
    client = sign_in("sao")
    with time_machine.travel(later(99), tick=False):
        client = sign_in("sao")
        first, second = text(client.get(HISTORY)), text(client.get(f"{HISTORY}?page=2"))
    assert first.count("app-timeline__entry") == 50
    assert second.count("app-timeline__entry") == 12  # ten reports, the plan's entry, B0
    assert "<del>Word 9.</del>" in first
    assert "<del>Word 8.</del>" in second


def test_as_at_shows_what_was_believed_then_and_nothing_to_edit(world, sign_in):
    world.report("HOU-01", delivery=Delivery.RED, reason="Stuck.", at=NOW - timedelta(days=1))
    world.report("HOU-01", version=1)
    rebaselined(world, "HOU-01", "Jan 2027")
    page = text(sign_in("rdl").get(f"{ROW}?as_at=8 November 2026"))
    assert "<b>As at 8 Nov 2026.</b>" in page
    assert "app-rag--red" in page
    assert "app-rag--green" not in page
    assert "<ins>Green</ins>" not in text(sign_in("rdl").get(f"{HISTORY}?as_at=2026-11-08"))
    assert "/update" not in page
    assert ">B1<" not in page


@pytest.mark.parametrize("typed", ["tomorrow", "31/11/2026", "01/01/2099", "x" * 300])
def test_a_bad_day_is_said_beside_the_field(sign_in, typed):
    page = text(sign_in("sao").get(ROW, {"as_at": typed}))
    assert "There is a problem" in page
    assert typed in page


def test_as_at_before_it_was_entered_it_says_so(world, sign_in):
    more_rows(world)
    page = text(sign_in("sao").get("/milestones/HOU-10?as_at=2026-11-08"))
    assert "This milestone was not in the record on that date." in page


def test_queries_do_not_grow_with_the_record(world, sign_in, django_assert_max_num_queries):
    client = sign_in("rdl")
    for number in range(2):
        world.report("HOU-01", version=number, narrative=f"Word {number}.")
        if number:
            more_rows(world)
        for address in (ROW, f"{ROW}?as_at=09/11/2026"):
            with django_assert_max_num_queries(20):
                assert client.get(address).status_code == 200


@pytest.mark.parametrize(("days", "label"), [(60, "To be retired"), (-1, "Retired")])
def test_rule_24_a_day_of_retirement_is_said_as_it_stands(world, sign_in, days, label):
    changed(world, retired_on=NOW.date() + timedelta(days=days))
    assert f"<dt>{label}</dt>" in text(sign_in("rdl").get("/milestones/HOU-01"))


def test_rule_9_lateness_against_one_date_is_said_once(world, sign_in):
    page = text(sign_in("cpmo").get(ROW))
    assert "0; never re-baselined" in page
    assert "against the original date" not in page


@pytest.mark.parametrize(("days", "is_said"), [(60, False), (0, True), (-1, True)])
def test_rule_18b_a_retired_milestone_says_so_before_its_status(world, sign_in, days, is_said):
    changed(world, retired_on=NOW.date() + timedelta(days=days))
    page = text(sign_in("sao").get(ROW))
    first = page.split(">Status<")[0]
    assert ("It is no longer reported on or counted." in first) == is_said
    assert ("no longer reported on" in page) == is_said


def test_rule_14_a_row_completed_after_the_month_says_so_beside_its_status_of_then(world, sign_in):
    """Done on 3 November, in October's return: open at the end of October, done today."""
    world.report_all("HOU")
    done = {"delivery": Delivery.COMPLETE, "actual_on": date(2026, 11, 3), "reason": "Done."}
    world.report("HOU-01", version=1, **done)
    submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1))
    signed(world, reason="One row is done early.")
    freeze(world.period, at=later(3))
    with time_machine.travel(later(4), tick=False):
        then, now = (text(sign_in("sao").get(f"{ROW}{at}")) for at in ("?month=2026-10", ""))
    assert "completed after the month’s last day" in then and "<dd>Done</dd>" not in then
    assert "completed after" not in now and "<dt>Status</dt><dd>Done</dd>" in now
