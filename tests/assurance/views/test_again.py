"""A judgement whose matter changed since: marked on its page, in the list, its file, at home."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
import time_machine

from assurance.actions.amendments import Worded, agree_date, reword
from assurance.actions.evidence import add_version
from assurance.actions.evidence_content import file_content
from assurance.actions.links import end_link
from assurance.models import Requirement
from assurance.readings.changes import changes
from assurance.words import Judgement, Speaker
from assurance.words.changes import Changed
from assurance.words.evidence import SealStep
from irp.history import enact
from irp.readings import Now
from programmes.models import CompletionAct
from tests.assurance import evidence_steps as steps
from tests.assurance import link_steps as links
from tests.assurance import shelf
from tests.assurance.test_amendments import said, when
from tests.assurance.test_citations import cites
from tests.assurance.test_evidence_acts import sealed
from tests.assurance.views.test_requirement import PAGE, text
from tests.world import NOW

DAY = timedelta(days=1)
MARK = "To be looked at again"


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.EVIDENCE_STORE = tmp_path


def reworded(world, *, at):
    row = Requirement.objects.get(pk=world.requirement.pk)
    words = Worded(title=f"{row.title} anew", considerations=row.considerations)
    return reword(row, words, version=row.version, agreement=said(world, at=at))


def found(*, at):
    return {
        key: [(change.what, change.on) for change in since]
        for key, since in changes(Now(at)).items()
    }


def test_rule_19_an_amendment_after_the_judgement_marks_it_and_voids_nothing(sign_in, world):
    shelf.judge(world, Judgement.PARTLY)
    reworded(world, at=NOW + DAY)
    gate = world.requirement.gates.first()
    agree_date(gate, when("Q1 2028"), version=gate.version, agreement=said(world, at=NOW + 2 * DAY))
    client = sign_in("rdl")
    with time_machine.travel(NOW + 3 * DAY, tick=False):
        page = text(client.get(PAGE))
        told = "10 Nov 2026, the requirement was reworded; 11 Nov 2026, an assurance date was"
        assert f"{MARK}: {told} changed." in page
        assert "Partly met Issued 9 Nov 2026" in page
        assert MARK not in text(client.get(f"{PAGE}?as_at=2026-11-09"))
        listed = client.get("/requirements?again=yes")
        assert text(listed).count("PO8-T1-1") == 1 and MARK in text(listed)
        rows = csv.DictReader(StringIO(client.get("/requirements.csv").content.decode("utf-8-sig")))
        row = next(row for row in rows if row["Ref"] == "PO8-T1-1")
        assert row["Commissioner judgement, to be looked at again"].startswith(f"{MARK}: 10 Nov")
        home = text(sign_in("commissioner").get("/"))
        assert MARK in home


def test_a_judgement_issued_anew_is_marked_no_more_nor_is_one_withdrawn(world):
    shelf.judge(world, Judgement.PARTLY)
    reworded(world, at=NOW + DAY)
    key = world.requirement.ref, Speaker.COMMISSIONER
    assert found(at=NOW + 2 * DAY)[key] == [(Changed.REWORDED, (NOW + DAY).date())]
    shelf.judge(world, Judgement.PARTLY, at=NOW + 3 * DAY)
    assert found(at=NOW + 4 * DAY) == {}
    reworded(world, at=NOW + 5 * DAY)
    assert key in found(at=NOW + 6 * DAY)
    shelf.withdraw(world, at=NOW + 7 * DAY)
    assert found(at=NOW + 8 * DAY) == {}


def test_rule_22_evidence_cited_that_was_replaced_or_expired_marks_it(world):
    row = steps.add(world, version={"expires_on": (NOW + 10 * DAY).date()})
    shelf.judge(world, Judgement.MET, cites=cites(row))
    key = world.requirement.ref, Speaker.COMMISSIONER
    assert found(at=NOW + 9 * DAY) == {}
    assert found(at=NOW + 10 * DAY)[key] == [(Changed.EXPIRED, (NOW + 10 * DAY).date())]
    content = file_content(steps.sent(steps.png()))
    add_version(
        row,
        steps.held(note="Newer"),
        content=content,
        newest=1,
        by=world.user("cpmo"),
        at=NOW + DAY,
    )
    assert found(at=NOW + 2 * DAY)[key] == [(Changed.NEWER, (NOW + DAY).date())]


def test_rule_22_evidence_cited_whose_content_was_taken_away_marks_it(world):
    row = steps.add(world)
    shelf.judge(world, Judgement.MET, cites=cites(row))
    for step, by in ((SealStep.ASKED, "cpmo"), (SealStep.CONFIRMED, "commissioner")):
        sealed(world, row.versions.get(), step, by=by)
    key = world.requirement.ref, Speaker.COMMISSIONER
    assert found(at=NOW + 2 * DAY)[key] == [(Changed.SEALED, (NOW + DAY).date())]


def reopen(world, ref="HOU-01", *, at):
    """Let CPMO open a completed row again, as a decision does."""
    enact(
        CompletionAct, by=world.user("cpmo"), at=at, milestone=world.milestones[ref],
        period=world.period, ret=world.ret("HOU"), what="reopened", reason="TIB, 24 Nov 2026",
        actual_on=NOW.date(),
    )  # fmt: skip


def test_rule_19_a_linked_milestone_that_is_reopened_marks_it(world, sign_in):
    (linked,) = links.propose(world, "HOU-01")
    reopen(world, at=NOW - DAY)
    shelf.judge(world, Judgement.MET)
    key = world.requirement.ref, Speaker.COMMISSIONER
    links.confirm(world, linked, at=NOW + DAY)
    assert found(at=NOW + 2 * DAY) == {}, "reopened before it was judged"
    reopen(world, "HOU-02", at=NOW + 2 * DAY)
    assert found(at=NOW + 3 * DAY) == {}, "of no link"
    reopen(world, at=NOW + 3 * DAY)
    assert found(at=NOW + 3 * DAY - timedelta(minutes=1)) == {}, "as at before"
    assert found(at=NOW + 4 * DAY)[key] == [(Changed.REOPENED, (NOW + 3 * DAY).date())]
    with time_machine.travel(NOW + 4 * DAY, tick=False):
        page = text(sign_in("committee").get(PAGE))
    assert f"{MARK}: 12 Nov 2026, a milestone that serves it was reopened." in page
    linked.refresh_from_db()
    end_link(linked, reason="Another row.", version=linked.version, by=world.user("cpmo"),
             at=NOW + 5 * DAY)  # fmt: skip
    assert found(at=NOW + 6 * DAY) == {} and key in found(at=NOW + 4 * DAY)


def test_rule_19_a_link_that_is_only_proposed_marks_nothing(world):
    links.propose(world, "HOU-01")
    shelf.judge(world, Judgement.MET)
    reopen(world, at=NOW + DAY)
    assert found(at=NOW + 2 * DAY) == {}
