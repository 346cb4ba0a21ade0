"""The page of the step-down position and its file: clauses, what is missing, what moved."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assurance.actions.sustained import set_sustained
from assurance.models import Requirement
from assurance.presenters import step_down
from assurance.words import Judgement, Speaker
from assurance.words.cells import Said
from assurance.words.evidence import Cadence, EvidenceKind, Strength
from irp.history import record
from tests.assurance import evidence_steps, shelf
from tests.assurance.views.test_outcome import text
from tests.standing import standing
from tests.world import NOW

PAGE = "/step-down"
LATER = NOW + timedelta(days=3)


@pytest.fixture(autouse=True)
def _later():
    with time_machine.travel(LATER, tick=False):
        yield


@standing
def declared(world):
    """Return the council where test 1 was declared met in its one outcome, then lost."""
    shelf.judge(world, Judgement.MET, at=NOW)
    shelf.agreed(world, Said.MET, at=NOW)
    return world


def test_rule_21_each_clause_says_what_is_missing(sign_in, world):
    shelf.judge(world, Judgement.PARTLY, at=NOW)
    page = text(sign_in("committee").get(PAGE))
    assert "0 of 3 clauses are true." in page and "Necessary, not sufficient" in page
    assert "a. Test 1 met in all ten outcomes Not true: 0 of 1 met" in page
    assert (
        "Outcome 8, test 1: Not declared met. 1 of 1 requirement not yet met (1 partly met)" in page
    )
    assert "No owner named" in page and "No evidence cited by the council" in page
    assert "assurance date passed, not yet assured" in page
    assert "%" not in page and "of 31" not in page


def test_rules_19_and_21_what_is_not_assessed_is_not_counted_as_not_met(sign_in, world):
    old = world.requirement
    for number in (2, 3):
        ref = f"PO8-T1-{number}"
        row = Requirement(ref=ref, outcome=old.outcome, test=old.test, number=number, title="More")
        record(row, by="test", at=NOW)
    shelf.judge(world, Judgement.NOT_MET, at=NOW)
    page = text(sign_in("committee").get(PAGE))
    assert "3 of 3 requirements not yet met (1 not met, 2 not assessed)" in page
    assert "requirements not met" not in page


def test_rule_24a_no_owner_named_heads_what_is_missing(sign_in, world):
    old = world.requirement
    added = Requirement(
        ref="PO8-T1-2", outcome=old.outcome, test=old.test, number=2, title="More of it"
    )
    record(added, by="test", at=NOW)
    shelf.own(world)
    page = text(sign_in("committee").get(PAGE)).partition("Outcome 8, test 1: Not declared")[2]
    assert page.index("PO8-T1-2 More of it") < page.index("PO8-T1-1 Safety")
    assert "No owner named" in page and "Post of sao" in page


def test_rule_21_as_at_the_day_before_it_counts_and_the_regression_stays_listed(sign_in, declared):
    shelf.judge(declared, Judgement.NOT_MET, at=LATER)
    client = sign_in("sao")
    assert "Not true: 0 of 1 met" in text(client.get(PAGE))
    now = text(client.get(PAGE))
    assert "no longer supported since 12 Nov 2026: PO8-T1-1 judged not met" in now
    then = text(client.get(f"{PAGE}?as_at=2026-11-11"))
    assert "True: 1 of 1 met" in then and "no longer supported" not in then


def test_rule_21_the_councils_own_view_is_apart_and_changes_nothing(sign_in, world):
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL, at=NOW)
    page = text(sign_in("committee").get(PAGE))
    assert "Clause a CPMO 0 of 1, Council 1 of 1" in page
    assert "Not true: 0 of 1 met" in page


def test_rule_21_what_moved_since_the_last_pack_is_named(sign_in, declared):
    client = sign_in("commissioner")
    assert "No month has been frozen before" in text(client.get(PAGE))
    shelf.freeze(declared, at=NOW + timedelta(days=1))
    assert "Nothing changed since" in text(client.get(PAGE))
    shelf.judge(declared, Judgement.NOT_MET, at=LATER)
    assert "a, outcome 8, test 1: no longer holds." in text(client.get(PAGE))


def test_rule_21_what_holds_now_is_said_with_the_reason_that_commissioners_gave(sign_in, world):
    shelf.judge(world, Judgement.MET, at=NOW)
    shelf.freeze(world, at=NOW)
    shelf.agreed(world, Said.MET, at=LATER, reason="Two audits found it so.")
    page = text(sign_in("committee").get(PAGE))
    assert "test 1: holds now. Declared met 12 Nov 2026. Why: Two audits found it so." in page


def test_its_file_has_a_row_for_each_requirement_that_is_missing(sign_in, world):
    lines = sign_in("committee").get("/step-down.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Clause,Outcome,Title of the outcome,Test,Holds,Commissioners say")
    assert lines[1].startswith("a,8,Housing,1,No,Not declared met,,PO8-T1-1,Safety,Not assessed,")


@pytest.mark.parametrize("page", ["/outcomes", PAGE])
def test_the_three_clauses_are_in_a_strip(sign_in, declared, page):
    body = sign_in("lead_member").get(page).content.decode()
    assert re.search(r"#clause-a|id=\"clause-a\"", body) and "1 of 1 met" in body


def test_a_commissioner_finds_them_on_their_home(sign_in, declared):
    page = text(sign_in("commissioner").get("/"))
    assert "a Test 1 met in all ten outcomes True: 1 of 1 met" in page
    assert "b Tests 1, 2 and 3 met in outcome 1 Not true: 0 of 0 met" in page


def test_a_plan_of_many_requirements_says_what_is_missing_page_by_page(sign_in, world, monkeypatch):
    shelf.outcomes(2)
    monkeypatch.setattr(step_down, "ROWS_A_PAGE", 1)
    reader = sign_in("committee")
    first = reader.get(PAGE).content.decode()
    places = re.findall(r'<details[^>]* id="([abc]-\d+-\d)"', first)
    elsewhere = re.findall(r'href="\?page=(\d+)#([abc]-\d+-\d)"', first)
    assert places and elsewhere and not {name for _, name in elsewhere} & set(places)
    for number, name in elsewhere:
        assert f'id="{name}"' in reader.get(f"{PAGE}?page={number}").content.decode()
    words = r"This page says what is missing in \d+ of (\d+) outcomes and tests"
    (told,) = re.findall(words, text(reader.get(PAGE)))
    assert int(told) == len(places) + len(elsewhere)
    whole = reader.get("/step-down.csv").content
    monkeypatch.undo()
    assert reader.get("/step-down.csv").content == whole
    page = reader.get(PAGE).content.decode()
    assert len(re.findall(r'<details[^>]* id="[abc]-', page)) == int(told) and "?page=" not in page


@pytest.fixture
def _store(settings, tmp_path):
    settings.EVIDENCE_STORE = tmp_path


@pytest.mark.usefixtures("_store")
def test_rule_21_each_missing_requirement_says_what_it_lacks_of_evidence(sign_in, world):
    reader = sign_in("commissioner")
    assert "Nothing held No evidence cited by the council" in text(reader.get(PAGE))
    evidence_steps.add(world, EvidenceKind.LINK)
    assert "Only links, nothing held" in text(reader.get(PAGE))
    evidence_steps.add(world)
    set_sustained(
        world.requirement, periods=12, cadence=Cadence.MONTH, directorates=[], reason="A year.",
        version=0, by=world.user("commissioner"), at=NOW,
    )  # fmt: skip
    words = "1 held. Run 1 of 12; 1 of the last 1; no gaps"
    assert words in text(reader.get(PAGE))
    assert words in reader.get("/step-down.csv").content.decode("utf-8-sig")
    then = text(reader.get(f"{PAGE}?as_at=2026-11-08"))
    assert "Nothing held" in then and "Run 1 of 12" not in then


@pytest.mark.usefixtures("_store")
def test_rule_29_it_is_said_of_the_pieces_that_a_reader_may_see(sign_in, world):
    evidence_steps.add(world, classification="confidential")
    assert "1 held" in text(sign_in("commissioner").get(PAGE))
    assert "Nothing held that you may see" in text(sign_in("committee").get(PAGE))


@pytest.mark.usefixtures("_store")
def test_rule_22_a_clause_on_expired_evidence_keeps_its_value_and_says_so(sign_in, world):
    row = evidence_steps.add(world, version={"expires_on": LATER.date()})
    cites = {row.versions.get().pk: Strength.STRONG}
    shelf.judge(world, Judgement.MET, at=NOW, cites=cites)
    shelf.agreed(world, Said.MET, at=NOW, cites=cites)
    reader = sign_in("committee")
    page = text(reader.get(PAGE))
    assert "a. Test 1 met in all ten outcomes True: 1 of 1 met . 2 judgements rest on" in page
    assert "rest on expired evidence: PO8-T1-1, test 1 of outcome 8. What is judged keeps" in page
    assert "PO8-T1-1; test 1 of outcome 8" in reader.get("/step-down.csv").content.decode()
    assert "rest on expired" not in text(reader.get(f"{PAGE}?as_at=2026-11-11"))
    shelf.withdrawn(world, Said.MET, at=LATER)
    assert "1 judgement rests on expired evidence: PO8-T1-1." in text(reader.get(PAGE))


@pytest.mark.parametrize("query", ["", "?as_at=2026-11-11"])
def test_it_takes_as_many_statements_whatever_the_plan_and_the_evidence(
    sign_in, declared, query, _store
):
    reader, counts = sign_in("committee"), []
    for _ in range(2):
        for row in shelf.outcomes(2):
            evidence_steps.add(declared, uses=[(row, 0)])
        with CaptureQueriesContext(connection) as asked:
            assert reader.get(PAGE + query).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20, counts
