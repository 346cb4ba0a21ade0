"""Rule 10: occurrences of recurring rows are reported, counted, signed and frozen."""

import json
from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from irp.actions import Faulty, Refused
from irp.history import record
from irp.models import Conflict
from irp.readings import AsAt, Now
from irp.rules.measuring import Measured
from packs import snapshot
from programmes.actions import submit_return
from programmes.actions.occurrences import set_first_date
from programmes.figures.occurrences import recurring_line, recurring_row
from programmes.models import Milestone, Occurrence, Signature
from programmes.readings.milestones import milestone_facts
from programmes.readings.occurrences import recurring_rows
from programmes.readings.outlines import outlines
from programmes.readings.owed import submission_faults
from programmes.readings.signing import differences
from programmes.rules.withheld import OUTSIDER, Reader
from programmes.words import Delivery, Turn
from tests.programmes.steps import later, met, next_period, recurring, signed
from tests.world import LOADER, NOW, freeze

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 31)
ADDRESS = "/milestones/HOU-20/occurrences/2026-10-31"
ENTERED = {"turn": "held", "done_on": "29/10/2026", "reason": "", "period": "2026-10",
           "version": "0"}  # fmt: skip


def line_of(world, *, at=None, source=Now):
    facts = milestone_facts(source(at or later(1)), "HOU-20")
    return recurring_line(recurring_row(facts), measured=Measured(NOW.date()))


def test_an_occurrence_is_reported_for_the_open_month(world):
    recurring(world)
    row = met(world)
    assert (row.turn, row.done_on, row.period_id) == ("held", date(2026, 10, 29), world.period.pk)
    assert row.reported_by == world.users["rdl"]
    assert row.history.get().happened_on == row.done_on
    assert line_of(world).counts.words == "1 due, 1 held, 0 missed"
    assert world.ret("HOU").state == "draft"


def test_rule_10_an_occurrence_twice_is_refused(world):
    """In a later month; and over somebody else's entry of the same month it is a conflict."""
    recurring(world)
    met(world)
    with pytest.raises(Conflict):
        met(world, by="cpmo", at=later(1))
    signed(world)
    next_period(world)
    with pytest.raises(Refused, match="reported for October 2026 already: held"):
        met(world, done_on=date(2026, 11, 1), at=later(30))
    assert Occurrence.objects.count() == 1


def test_rule_16_what_was_frozen_unsigned_may_be_reported_again(world):
    recurring(world)
    met(world)
    ret = world.ret("HOU")
    ret.state = "not_reported"
    record(ret, by=LOADER, at=later(20))
    next_period(world)
    again = met(world, turn=Turn.MISSED, done_on=None, reason="No quorum", at=later(30))
    assert again.period_id == world.period.pk and Occurrence.objects.count() == 2
    assert line_of(world, at=later(31)).counts.words == "1 due, 0 held, 1 missed"


@pytest.mark.parametrize("due_on", [date(2026, 9, 30), date(2026, 11, 30), date(2026, 10, 30)])
def test_only_what_is_due_by_the_end_of_the_month_is_reported(world, due_on):
    """Before the first period, after the month, and on a day when the row does not fall due."""
    recurring(world)
    with pytest.raises(Refused, match="has no occurrence to report"):
        met(world, due_on)


def test_it_is_changed_until_its_month_is_frozen(world):
    recurring(world)
    met(world)
    row = met(world, version=1, turn=Turn.NOT_NEEDED, done_on=None, reason="Recess", at=later(1))
    assert (row.version, row.turn) == (2, "not_needed")
    world.period.refresh_from_db()
    next_period(world)
    row.reason = "Another"
    with pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        record(row, by=LOADER, at=later(40))


def test_the_database_refuses_what_cannot_be(world):
    recurring(world)
    met(world)
    for change in ({"done_on": None}, {"turn": "missed"}, {"turn": "else"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Occurrence.objects.update(**change)


def test_faults_are_told_by_field_and_one_meeting_is_not_two(world):
    recurring(world, start="01/10/2026", end="Weekly")
    met(world, date(2026, 10, 1), done_on=date(2026, 10, 1))
    with pytest.raises(Faulty) as faulty:
        met(world, date(2026, 10, 8), done_on=date(2026, 10, 1))
    assert list(faulty.value.faults) == ["done_on"]
    with pytest.raises(Faulty):
        met(world, date(2026, 10, 8), turn=Turn.MISSED, done_on=None)


def test_who_may_report(world):
    recurring(world)
    for name in ("sao", "commissioner", "nobody"):
        with pytest.raises(PermissionDenied):
            met(world, by=name)


def test_rule_15_a_change_after_signing_cancels_the_signature(world):
    recurring(world)
    met(world)
    signed(world)
    told = json.loads(Signature.objects.get().signed_text)["occurrences"]
    assert [
        (occurrence["ref"], occurrence["due_on"], occurrence["turn"]) for occurrence in told
    ] == [("HOU-20", "2026-10-31", "held")]
    assert differences(Signature.objects.get(), world.ret("HOU")) == []
    met(world, version=1, done_on=date(2026, 10, 30), at=later(4))
    assert world.ret("HOU").state == "draft"
    assert differences(Signature.objects.get(), world.ret("HOU")) == ["occurrences"]


def test_a_return_is_not_submitted_while_an_occurrence_of_its_month_is_not_reported(world):
    recurring(world)
    world.report_all("HOU")
    reason = "HOU-20 has an occurrence due 31 Oct 2026. Report what became of it."
    assert list(map(str, submission_faults(world.ret("HOU"), at=later(1)))) == [reason]
    with pytest.raises(Refused, match="occurrence due 31 Oct 2026"):
        submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1))
    met(world)
    assert submit_return(world.ret("HOU"), by=world.user("rdl"), at=later(1)).state == "submitted"


def test_4a1_an_occurrence_that_was_changed_since_it_was_read_stops_the_submission(world):
    recurring(world)
    world.report_all("HOU")
    met(world)
    ret = world.ret("HOU")
    read = {"HOU-01": 1, "HOU-02": 1, "HOU-03": 1, "HOU-20": 1, "HOU-20@2026-10-31": 1}
    met(world, version=1, done_on=date(2026, 10, 30), by="cpmo", at=later(1))
    with pytest.raises(Conflict):
        submit_return(ret, by=world.user("rdl"), at=later(2), version=ret.version, reports=read)


def test_rule_10_the_rdl_sets_the_first_date_where_the_plan_gives_none(world):
    row = recurring(world, start="Every 6 weeks", end="")
    assert line_of(world).words == "First date not set"
    with pytest.raises(Refused, match="no occurrence to report"):
        met(world)
    first = date(2026, 10, 12)
    done = set_first_date(row, first, version=1, by=world.user("rdl"), at=later(1))
    assert done.history.first().history_change_reason == "First date set: 12 Oct 2026"
    with pytest.raises(Conflict):
        set_first_date(row, first, version=1, by=world.user("cpmo"), at=later(1))
    done = set_first_date(row, OCTOBER, version=2, by=world.user("rdl"), at=later(1))
    assert done.first_on == OCTOBER
    assert line_of(world, at=later(2)).counts.untold == 1
    met(world, at=later(2))
    with pytest.raises(Refused, match="Only a change request"):
        set_first_date(row, first, version=3, by=world.user("rdl"), at=later(3))
    before = line_of(world, source=AsAt, at=later(0))
    assert before.wants_first, "as at a moment before, it was not set"


def test_the_plans_own_first_date_is_not_set_by_anybody(world):
    row = recurring(world)
    with pytest.raises(Refused, match="The plan gives its first date"):
        set_first_date(row, OCTOBER, version=1, by=world.user("rdl"), at=later(1))
    dated = world.milestones["HOU-01"]
    with pytest.raises(Refused, match="Only a recurring milestone"):
        set_first_date(dated, OCTOBER, version=1, by=world.user("rdl"), at=later(1))
    with pytest.raises(PermissionDenied):
        set_first_date(row, OCTOBER, version=1, by=world.user("sao"), at=later(1))


def test_rule_10_a_recurring_row_cannot_be_reported_complete(world):
    recurring(world)
    with pytest.raises(Faulty) as faulty:
        world.report("HOU-20", delivery=Delivery.COMPLETE, actual_on=OCTOBER)
    assert "only a change request ends it" in faulty.value.faults["delivery"]


def test_rule_15_what_nobody_has_signed_is_for_the_programmes_people(world):
    recurring(world)
    met(world)
    programmes = {world.programmes["HOU"].pk: "HOU"}
    returns = outlines(Now(later(1)), months=1).every_return

    def seen(reader):
        [row] = recurring_rows(
            Now(later(1)), on=NOW.date(), programmes=programmes, returns=returns, reader=reader
        )
        return recurring_line(row, measured=Measured(NOW.date())).counts.words

    assert seen(OUTSIDER) == "1 due, 0 held, 0 missed, 1 not reported"
    assert seen(Reader(is_cpmo=True)) == "1 due, 1 held, 0 missed"


def test_rule_16_the_snapshot_keeps_what_was_signed(world):
    recurring(world)
    met(world)
    world.period.refresh_from_db()
    plan = snapshot.read_frozen(world.period, at=later(1))
    [facts] = [
        row.recurring
        for programme in plan.programmes
        for row in programme.milestones
        if row.recurring
    ]
    assert facts.reported == () and facts.since == date(2026, 10, 1)
    signed(world)
    plan = snapshot.read_frozen(world.period, at=later(3))
    [facts] = [
        row.recurring
        for programme in plan.programmes
        for row in programme.milestones
        if row.recurring
    ]
    assert [occurrence.turn for occurrence in facts.reported] == [Turn.HELD]
    assert snapshot.opened(snapshot.body_of(plan)).plan == plan


@pytest.fixture
def _at_now():
    with time_machine.travel(later(0), tick=False):
        yield


@pytest.mark.usefixtures("_at_now")
class TestPages:
    """Where it is reported, and where it shows."""

    def test_it_is_reported_on_its_page_and_shows(self, world, sign_in):
        recurring(world)
        client = sign_in("rdl")
        assert ADDRESS in client.get("/milestones/HOU-20").content.decode()
        assert ADDRESS in client.get("/milestones/HOU-20/update").content.decode()
        assert client.get(ADDRESS).status_code == 200
        answer = client.post(ADDRESS, ENTERED, follow=True)
        assert "the occurrence due 31 Oct 2026 is held on 29 Oct 2026." in answer.content.decode()
        shown = "1 due, 1 held, 0 missed"
        for address in ("/milestones/HOU-20", "/programmes/HOU", "/portfolio"):
            assert shown in client.get(address).content.decode(), address
        assert "The board meets" in client.get("/returns/HOU/2026-10").content.decode()
        assert "Occurrence due 31 Oct 2026" in client.get(
            "/milestones/HOU-20/history"
        ).content.decode()  # fmt: skip
        assert "HOU-20,The board meets,31 Oct 2026,Held,29 Oct 2026,0" in client.get(
            "/programmes/HOU/occurrences.csv"
        ).content.decode()  # fmt: skip

    def test_rule_10_its_monthly_report_asks_for_no_completion(self, world, sign_in):
        recurring(world)
        client = sign_in("rdl")
        for ref, asks in (("HOU-20", False), ("HOU-01", True)):
            page = client.get(f"/milestones/{ref}/update").content.decode()
            assert ('name="actual_on"' in page, "empty for Complete" in page) == (asks, asks), ref

    def test_refused_entries_come_back_with_what_was_typed(self, world, sign_in):
        recurring(world)
        answer = sign_in("rdl").post(ADDRESS, ENTERED | {"turn": "missed", "done_on": ""})
        assert answer.status_code == 422
        assert "Enter why it was missed" in answer.content.decode()
        answer = sign_in("rdl").post(ADDRESS, ENTERED | {"reason": "a\x00b"})
        assert answer.status_code == 422

    def test_a_conflict_shows_both_texts(self, world, sign_in):
        recurring(world)
        met(world, reason="Theirs", by="cpmo")
        answer = sign_in("rdl").post(ADDRESS, ENTERED | {"reason": "Mine"})
        assert answer.status_code == 409
        assert "Theirs" in answer.content.decode() and "Mine" in answer.content.decode()

    @pytest.mark.parametrize(
        "page",
        [
            "HOU-20/occurrences/2026-11-30",
            "HOU-01/occurrences/2026-10-31",
            "HOU-20/occurrences/2026-10-32",
            "HOU-99/first-date",
        ],
    )
    def test_what_is_not_due_is_no_such_page(self, world, sign_in, page):
        recurring(world)
        assert sign_in("rdl").get(f"/milestones/{page}").status_code == 404

    def test_the_first_date_is_set_on_its_page(self, world, sign_in):
        recurring(world, start="Every 6 weeks", end="")
        client, page = sign_in("rdl"), "/milestones/HOU-20/first-date"
        assert page in client.get("/milestones/HOU-20").content.decode()
        assert "First date not set for 1" in client.get("/programmes/HOU").content.decode().replace(
            "\n  ", " "
        )
        assert client.post(page, {"first_on": "", "version": "1"}).status_code == 422
        for day in ("1/11/2018", "4/10/2023", "1/11/2028"):
            refused = client.post(page, {"first_on": day, "version": "1"})
            assert refused.status_code == 422
            assert "Enter a date from 5 Oct 2023 to 31 Oct 2028" in refused.content.decode()
        answer = client.post(page, {"first_on": "12/10/2026", "version": "1"}, follow=True)
        assert "HOU-20: the first date is 12 Oct 2026." in answer.content.decode()
        assert Milestone.objects.get(ref="HOU-20").first_on == date(2026, 10, 12)

    def test_a_frozen_month_takes_none(self, world, sign_in):
        recurring(world)
        freeze(world.period, at=later(0) - timedelta(minutes=5))
        assert sign_in("rdl").post(ADDRESS, ENTERED).status_code == 409
        assert not Occurrence.objects.exists()
