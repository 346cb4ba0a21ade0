"""Rule 24a: what is missing, by consideration; Rule 19: results of single considerations."""

import io
import re
import zipfile

import pytest
import time_machine
from django.db import IntegrityError, transaction

from assurance.figures.assessments import assessment_line
from assurance.models import (
    Assessment,
    CellDraft,
    JudgementDraft,
    OfficialWords,
    Requirement,
    WordsLoad,
)
from assurance.readings.drafts import draft_of
from assurance.readings.requirements import requirement
from assurance.rules import Considered
from assurance.rules.considered import considered_faults, kept_of, places_of
from assurance.words import Judgement, Speaker
from irp.actions import Refused
from irp.history import record, write_acts
from irp.readings import AsAt, Now
from tests.assurance import shelf
from tests.assurance.views.test_evidence import text
from tests.world import NOW

TWO = ("Homes are inspected", "Repairs are recorded")
NOTHING: dict[int, Considered] = {}


@pytest.mark.parametrize(
    ("judgement", "considered", "boxes"),
    [
        (Judgement.NOT_MET, NOTHING, ["missing_1"]),
        (Judgement.PARTLY, {2: Considered(" \n")}, ["missing_1"]),
        (Judgement.PARTLY, {2: Considered("", Judgement.NOT_MET)}, ["missing_1"]),
        (Judgement.PARTLY, {2: Considered("No dates")}, []),
        (Judgement.MET, NOTHING, []),
        (Judgement.NOT_APPLICABLE, NOTHING, []),
        (Judgement.MET, {2: Considered("No dates")}, ["missing_2"]),
        (Judgement.MET, {2: Considered("", Judgement.NOT_MET)}, []),
        (None, NOTHING, []),
    ],
)
def test_rule_24a_any_result_but_met_says_what_is_missing(judgement, considered, boxes):
    faults = considered_faults(
        judgement=judgement, issued=True, considered=considered, considerations=TWO
    )
    assert list(faults) == boxes
    assert not considered_faults(
        judgement=judgement, issued=False, considered=considered, considerations=TWO
    )


def test_rule_24a_a_requirement_without_considerations_says_it_of_the_whole():
    assert places_of(()) == ((0, "The requirement as a whole"),)
    faults = considered_faults(
        judgement=Judgement.NOT_MET, issued=True, considered=NOTHING, considerations=()
    )
    assert "consideration" not in faults["missing_0"]


def test_rule_24a_what_is_kept_has_the_words_as_they_read_then():
    considered = {1: Considered(""), 2: Considered(" No dates ", Judgement.PARTLY)}
    assert kept_of(considered, TWO) == [
        {"number": 2, "words": TWO[1], "missing": "No dates", "result": "partly_met"}
    ]


@pytest.fixture
def row(world) -> Requirement:
    row = world.requirement
    row.considerations = list(TWO)
    record(row, by="test", at=NOW)
    return row


@pytest.mark.parametrize("speaker", list(Speaker))
def test_rule_24a_no_speaker_issues_it_without(world, row, speaker):
    with pytest.raises(Refused, match="Enter what is missing under at least one consideration"):
        shelf.judge(world, Judgement.PARTLY, speaker=speaker, considered={})
    assert shelf.judge(world, Judgement.PARTLY, speaker=speaker, issued=False, considered={})
    assert shelf.judge(world, Judgement.PARTLY, speaker=speaker)


def test_rule_24a_it_is_append_only_and_its_length_is_the_databases(world, row):
    assessment = shelf.judge(world, Judgement.NOT_MET)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Assessment.objects.update(considered=[])
    long = [{"number": 1, "words": "", "missing": "x" * 200_000, "result": ""}]
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment(
            requirement=row, speaker="cpmo", judgement="met", rationale="So.", at=NOW,
            by_name="x", considered=long,
        ).save()  # fmt: skip
    assert assessment.said_by_consideration[0].missing == "It is not shown."


def test_4a3_parts_of_drafts_and_official_words_have_a_length_that_the_database_holds(world, row):
    load = WordsLoad(number=1, reason="Given.", by_name="x", at=NOW)
    load.save()
    grounds, by = {"reason": "So.", "evidence_cited": "Report 1"}, {"by_name": "x", "at": NOW}
    of_cell = {"outcome": row.outcome, "test": row.test, "subject": "met", "said": "met"}
    of_row = {"requirement": row, "judgement": "met", "rationale": "So."}
    words = {"load": load, "requirement": row, "says": "So.", "sha256": "0" * 64}
    for part in (
        CellDraft(**of_cell, **grounds, **by, cites={"1": "x" * 200_000}),
        JudgementDraft(**of_row, **by, cites={"1": "x" * 200_000}),
        OfficialWords(**words, considerations=["x" * 200_000]),
    ):
        with pytest.raises(IntegrityError, match="_fit"), transaction.atomic():
            part.save()
    OfficialWords(**words, considerations=["x" * 1000]).save()


def test_rule_24a_what_was_issued_before_reads_not_said(world, row, sign_in):
    values = {"speaker": "cpmo", "judgement": "not_met", "rationale": "So.", "issued": True}
    write_acts([Assessment(requirement=row, by_name="Ann", at=NOW, **values)])
    facts = requirement(Now(NOW), row.ref).facts
    (given,) = facts.assessments
    assert assessment_line(Speaker.CPMO, given).missing_words == "not said"
    with time_machine.travel(NOW, tick=False):
        page = text(sign_in("committee").get("/requirements/PO8-T1-1"))
    assert "What is missing: not said" in page


class TestWhereItShows:
    SAID = {
        1: Considered("", Judgement.MET),
        2: Considered("No dates since June", Judgement.NOT_MET),
    }
    MISSING = "2. Repairs are recorded: No dates since June"

    @pytest.fixture(autouse=True)
    def _judged(self, world, row):
        shelf.judge(world, Judgement.PARTLY, considered=self.SAID)
        with time_machine.travel(NOW, tick=False):
            yield

    @pytest.mark.parametrize(
        ("address", "times"),
        [
            ("/requirements/PO8-T1-1", 2),  # its card and its history
            ("/requirements/PO8-T1-1?as_at=2026-11-09", 2),
            ("/outcomes/8", 1),
            ("/step-down", 1),
            ("/step-down.csv", 1),
            ("/requirements.csv", 1),
            ("/requirements.csv?as_at=2026-11-09", 1),
        ],
    )
    def test_rule_24a_it_stands_wherever_the_rationale_does(self, sign_in, address, times):
        assert text(sign_in("committee").get(address)).count(self.MISSING) == times

    def test_rule_24a_it_goes_into_the_evidence_pack(self, sign_in):
        for of in ("PO8-T1-1", "outcome-8"):
            answer = sign_in("commissioner").get(f"/evidence/packs/{of}.zip")
            with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as pack:
                assert self.MISSING in pack.read("assessments.csv").decode()
                assert self.MISSING in pack.read("index.html").decode()

    def test_rule_19_a_result_for_one_consideration_counts_nowhere(self, sign_in):
        page = text(sign_in("committee").get("/requirements/PO8-T1-1"))
        assert "Results for single considerations , which are not counted:" in page
        assert "Not met 2. Repairs are recorded" in page
        assert "0 of 1 met" in text(sign_in("committee").get("/outcomes"))
        facts = requirement(AsAt(NOW), "PO8-T1-1").facts
        assert [assessment.judgement for assessment in facts.assessments] == [Judgement.PARTLY]


class TestTheForm:
    ENTERED = {
        "judgement": "partly_met", "rationale": "Half of it holds.", "evidence_cited": "",
        "missing_1": "", "result_1": "met", "missing_2": "No <dates>", "result_2": "none",
        "version": "0",
    }  # fmt: skip
    FORM = "/requirements/PO8-T1-1/assess/commissioner"

    @pytest.fixture(autouse=True)
    def _then(self, row):
        with time_machine.travel(NOW, tick=False):
            yield

    def test_rule_24a_an_error_says_what_to_type_and_nothing_is_lost(self, sign_in):
        client = sign_in("commissioner")
        typed = self.ENTERED | {"missing_2": "", "act": "issue", "confirmed": "yes"}
        answer = client.post(self.FORM, typed)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'href="#id_missing_1"' in page
        assert "Enter what is missing under at least one consideration. For example" in page
        assert re.search(r'name="result_1"[^>]*value="met"[^>]*checked', page)
        too_much = client.post(
            self.FORM, self.ENTERED | {"judgement": "not_applicable", "act": "issue"}
        )
        assert "Delete what is missing here, since you chose “Not applicable”" in text(too_much)
        assert "No &lt;dates&gt;</textarea>" in too_much.content.decode()

    def test_rule_24a_it_is_looked_at_once_more_and_issued(self, sign_in):
        client = sign_in("commissioner")
        page = client.post(self.FORM, self.ENTERED | {"act": "issue"}).content.decode()
        assert "What is missing under consideration 2" in page
        sent = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page))
        assert sent["missing_2"] == "No &lt;dates&gt;" and "result_2" not in sent
        sent["missing_2"] = "No <dates>"
        assert client.post(self.FORM, sent | {"act": "issue"}).status_code == 302
        assert Assessment.objects.get().considered == [
            {"number": 1, "words": TWO[0], "missing": "", "result": "met"},
            {"number": 2, "words": TWO[1], "missing": "No <dates>", "result": ""},
        ]

    def test_rule_5_a_drafts_words_come_back_and_its_results_do_not(self, world, row, sign_in):
        client = sign_in("commissioner")
        client.post(self.FORM, self.ENTERED | {"act": "draft"})
        draft = draft_of(row, user=world.user("commissioner"))
        assert draft.said_by_consideration[1].missing == "No <dates>"
        page = client.get(self.FORM).content.decode()
        assert "No &lt;dates&gt;</textarea>" in page
        assert not re.search(r'type="radio"[^>]*checked', page)
        assert "Results for single considerations" in text(client.get("/requirements/PO8-T1-1"))
