"""Commissioners amend the Assurance Plan: dates agreed, requirements reworded, added, retired."""

import csv
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from assurance.actions.amendments import (
    Agreed,
    Worded,
    add_requirement,
    agree_date,
    retire,
    reword,
)
from assurance.models import Amendment, Gate, Requirement
from assurance.readings.requirements import requirement
from assurance.readings.undated import undated_gates
from assurance.rules.amendments import date_faults, retiring_faults, wording_faults
from assurance.words import Judgement, Purpose
from assurance.words.cells import Said
from irp.actions import Faulty
from irp.history import enact
from irp.models import Conflict
from irp.readings import AsAt, Now
from irp.rules.plan_dates import UNDATED, QuarterConvention, parse_plan_date
from tests.assurance import shelf
from tests.assurance.test_cells import standing
from tests.assurance.views.test_outcome import text
from tests.world import NOW

LATER = NOW + timedelta(days=2)
PAGE = "/requirements/PO8-T1-1"
OTHERS = ["administrator", "cpmo", "sao", "rdl", "committee"]


def when(raw):
    return parse_plan_date(raw, quarters=QuarterConvention.CALENDAR)


def said(world, *, by="commissioner", at=LATER, **changes):
    words = {"agreed_by": "The commissioners, 11 Nov 2026", "reason": "It was left open."}
    return Agreed(by=world.user(by), at=at, **words | changes)


@pytest.fixture
def undated(world):
    return shelf.add_gate(world.requirement, "Ongoing", ongoing=True)


def test_rule_12_a_date_is_agreed_as_a_version_and_the_words_stay(world, undated):
    assert [gate.ref for gate in undated_gates(Now(LATER))] == ["PO8-T1-1"]
    agree_date(undated, when("Q2 2027"), version=1, agreement=said(world))
    amended = Gate.objects.get(pk=undated.pk)
    assert (amended.due.latest, amended.words) == (date(2027, 6, 30), "Ongoing")
    assert undated_gates(Now(LATER)) == [] and len(undated_gates(AsAt(NOW))) == 1
    act = Amendment.objects.get()
    assert (act.ref, act.was) == ("A-01", "Assurance: Ongoing")
    assert act.becomes == "Assurance: Q2 2027 (Apr to Jun 2027)"
    assert amended.history.first().history_change_reason == "It was left open."


def test_rule_12_what_names_no_day_or_the_same_days_agrees_nothing(world, undated):
    assert "due" in date_faults(now=UNDATED, new=when("Ongoing"))
    assert "due" in date_faults(now=when("Q2 2027"), new=when("Q2 2027"))
    with pytest.raises(Faulty):
        agree_date(undated, UNDATED, version=1, agreement=said(world))
    with pytest.raises(Conflict):
        agree_date(undated, when("Q2 2027"), version=7, agreement=said(world))
    assert not Amendment.objects.exists()


@pytest.mark.parametrize("name", OTHERS)
def test_rule_18_only_commissioners_amend_the_assurance_plan(world, undated, name):
    with pytest.raises(PermissionDenied):
        agree_date(undated, when("Q2 2027"), version=1, agreement=said(world, by=name))
    with pytest.raises(PermissionDenied):
        retire(world.requirement, on=LATER.date(), version=1, agreement=said(world, by=name))


@pytest.mark.parametrize("missing", ["agreed_by", "reason"])
def test_rule_18_an_amendment_says_why_and_who_agreed(world, undated, missing):
    with pytest.raises(Faulty) as refused:
        agree_date(undated, when("Q2 2027"), version=1, agreement=said(world, **{missing: " "}))
    assert list(refused.value.faults) == [missing]
    values = {"agreed_by": "x", "reason": "x", missing: ""}
    with pytest.raises(IntegrityError):
        enact(
            Amendment, by="x", at=NOW, number=1, kind="retire",
            requirement=world.requirement, **values,
        )  # fmt: skip


def test_rule_24_a_requirement_is_reworded_and_its_reference_stays(world):
    words = Worded(title="Safety of homes", considerations=["Six areas"])
    reword(world.requirement, words, version=1, agreement=said(world))
    now, then = requirement(Now(LATER), "PO8-T1-1"), requirement(AsAt(NOW), "PO8-T1-1")
    assert (now.facts.title, then.facts.title) == ("Safety of homes", "Safety")
    assert now.facts.considerations == ("Six areas",)
    with pytest.raises(Faulty):
        reword(world.requirement, words, version=2, agreement=said(world))
    assert wording_faults(title="x", considerations=["x" * 601], was=None)


def test_rule_24_a_retired_requirement_leaves_its_reference_unused(world):
    retire(world.requirement, on=LATER.date(), version=1, agreement=said(world))
    row = Requirement.objects.get(ref="PO8-T1-1")
    words = Worded(title="Safety again", considerations=[])
    made = add_requirement(
        row.outcome, row.test, words, purpose=Purpose.ASSURANCE, due=when("Q2 2028"),
        agreement=said(world),
    )  # fmt: skip
    assert made.ref == "PO8-T1-2" and made.added_on == LATER.date()
    today = NOW.date()
    assert "on" in retiring_faults(retired_on=None, on=today - timedelta(days=1), today=today)
    assert "on" in retiring_faults(retired_on=today, on=today, today=today)
    assert not retiring_faults(retired_on=None, on=today, today=today)


def test_rule_20_an_added_requirement_takes_the_support_from_a_test_declared_met(world):
    shelf.judge(world, Judgement.MET, at=NOW - timedelta(days=1))
    shelf.agreed(world, Said.MET)
    assert standing(world, at=LATER)[0].counts
    row = world.requirement
    add_requirement(
        row.outcome, row.test, Worded(title="More", considerations=[]),
        purpose=Purpose.ASSURANCE, due=when("Q2 2028"), agreement=said(world),
    )  # fmt: skip
    assert not standing(world, at=LATER + timedelta(days=1))[0].counts


class TestPages:
    @pytest.fixture(autouse=True)
    def _today(self):
        with time_machine.travel(NOW + timedelta(hours=1), tick=False):
            yield

    def test_rule_18_an_amendment_is_shown_before_it_is_saved(self, sign_in, world, undated):
        client = sign_in("commissioner")
        assert "Dates that name no day: 1" in text(client.get("/amendments"))
        typed = {"version": 1, "due": "Q2 2027", "agreed_by": "All", "reason": "Left open."}
        page = text(client.post(f"{PAGE}/dates/2/agree", typed))
        assert "Check the amendment before you save it" in page
        assert "Assurance: Ongoing" in page and "Q2 2027 (Apr to Jun 2027)" in page
        assert not Amendment.objects.exists()
        client.post(f"{PAGE}/dates/2/agree", typed | {"confirmed": "on"})
        page = text(client.get("/amendments"))
        assert "Dates that name no day: 0" in page and "Agreed: All." in page
        rows = csv.DictReader(StringIO(client.get("/amendments.csv").content.decode("utf-8-sig")))
        assert [row["Requirement"] for row in rows] == ["PO8-T1-1"]
        assert "Amendments: 0" in text(client.get("/amendments?as_at=2026-11-08"))

    def test_rule_24_reworded_retired_and_added_by_their_forms(self, sign_in, world):
        client = sign_in("commissioner")
        who = {"agreed_by": "All", "reason": "Agreed.", "confirmed": "on"}
        words = {"title": "Safety of homes", "considerations": "Six areas\n\nTested"}
        client.post(f"{PAGE}/reword", {"version": 1, **words, **who})
        assert "Safety of homes" in text(client.get(PAGE))
        client.post(f"{PAGE}/retire", {"version": 2, "on": "9/11/2026", **who})
        assert "Retired on 9 Nov 2026" in text(client.get(PAGE))
        of = {"outcome": world.requirement.outcome_id, "test": world.requirement.test_id}
        new = {**of, **words, "purpose": "assurance", "due": "Q2 2028", "version": 0, **who}
        assert client.post("/amendments/add", new)["Location"] == "/requirements/PO8-T1-2"
        assert Amendment.objects.count() == 3

    def test_faults_say_what_to_type(self, sign_in, world, undated):
        client = sign_in("commissioner")
        typed = {"version": 1, "due": "Ongoing", "agreed_by": "", "reason": "Kept words"}
        answer = client.post(f"{PAGE}/dates/2/agree", typed)
        assert answer.status_code == 422 and "Kept words" in answer.content.decode()
        assert "Enter which commissioners agreed it, and when" in text(answer)

    @pytest.mark.parametrize("name", OTHERS)
    def test_who_is_no_commissioner_is_refused_and_offered_nothing(self, sign_in, world, name):
        client = sign_in(name)
        assert "Reword this requirement" not in text(client.get(PAGE))
        for page in (f"{PAGE}/dates/1/agree", f"{PAGE}/reword", f"{PAGE}/retire"):
            assert client.get(page).status_code == 403

    def test_statements_do_not_grow(self, sign_in, world, django_assert_max_num_queries):
        client = sign_in("commissioner")
        with django_assert_max_num_queries(20) as first:
            client.get("/amendments")
        shelf.outcomes(5)
        with django_assert_max_num_queries(len(first)):
            client.get("/amendments")
