"""Assessments cite versions of evidence: pinned, seen by whom they may be (22, 23, 24b, 29)."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from assurance.actions import assess_requirement
from assurance.actions.evidence import add_evidence, add_version
from assurance.actions.evidence_content import file_content, record_content
from assurance.models import Assessment, Citation
from assurance.readings.citations import citations_of, issued_citing, resting_on_expired
from assurance.words import Judgement, Speaker
from assurance.words.evidence import EvidenceKind, RecordKind, Strength
from irp.actions import Faulty
from tests.assurance import evidence_steps as steps
from tests.assurance import shelf
from tests.assurance.views.test_requirement import PAGE, text
from tests.world import NOW

LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.EVIDENCE_STORE = tmp_path


def version_of(row):
    return row.versions.order_by("-number").first()


def cites(*rows, strength=Strength.MODERATE):
    return {version_of(row).pk: strength for row in rows}


def found(world, name="cpmo", at=LATER):
    told = citations_of(world.requirement.ref, user=world.user(name), at=at, on=at.date())
    return [line for lines in told.values() for line in lines]


def test_rule_22_a_citation_pins_the_version_and_says_how_strong_it_is(world):
    row = steps.add(world)
    shelf.judge(world, Judgement.MET, cites=cites(row, strength=Strength.WEAK))
    content = file_content(steps.sent(steps.png()))
    sending = {"content": content, "newest": 1, "by": world.user("cpmo"), "at": LATER}
    add_version(row, steps.held(note="Newer"), **sending)
    (line,) = found(world)
    assert (line.ref, line.number, line.strength) == ("EV-0001", 1, Strength.WEAK)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Citation.objects.update(strength="strong")
    with pytest.raises(Faulty, match="changed, sealed or retired"):
        shelf.judge(world, Judgement.PARTLY, cites={row.versions.first().pk: Strength.WEAK})


def test_rule_22_links_and_words_alone_do_not_support_met(world):
    row = steps.add(world, EvidenceKind.LINK)
    for cited in ({}, cites(row)):
        with pytest.raises(Faulty, match="Cite at least one file held here"):
            shelf.judge(world, Judgement.MET, cites=cited)
    shelf.judge(world, Judgement.MET, cites=cites(row, steps.add(world)))
    assert Assessment.objects.count() == 1 and Citation.objects.count() == 2


def test_rules_22_29_what_is_cited_is_named_without_its_title_where_no_words_were_typed(world):
    row = steps.add(world)
    made = shelf.judge(world, Judgement.MET, cites=cites(row), evidence_cited="")
    assert made.evidence_cited == "EV-0001, version 1"


def test_rule_22_of_a_record_the_value_at_issue_is_pinned(world):
    row = steps.add(world, EvidenceKind.RECORD)
    shelf.judge(world, Judgement.MET, cites=cites(row))
    assert found(world)[0].record_value == version_of(row).record_value


@pytest.mark.parametrize("speaker", list(Speaker))
def test_rule_24b_the_preparer_is_not_the_assessor(world, speaker):
    name = shelf.SPEAKS[speaker]
    prepared = {"prepared_by": world.users[name], "prepared_by_name": f"Person {name}"}
    row = steps.add(world, version=prepared)
    with pytest.raises(Faulty, match="You prepared EV-0001"):
        shelf.judge(world, Judgement.PARTLY, speaker=speaker, cites=cites(row))
    assert not Assessment.objects.exists()


def test_rule_29_nobody_cites_or_is_shown_what_they_may_not_see(world):
    row = steps.add(world, classification="confidential")
    made = shelf.judge(world, Judgement.PARTLY, speaker=Speaker.COUNCIL, cites=cites(row))
    assert not made.citations.exists()  # the SAO does not see it: it is no choice of theirs
    shelf.judge(world, Judgement.PARTLY, cites=cites(row))
    assert len(found(world)) == 1 and found(world, "committee") == []


def test_rule_23_what_a_draft_cites_is_told_to_no_one_else(world):
    row = steps.add(world)
    shelf.judge(world, Judgement.PARTLY, issued=False, cites=cites(row))
    assert found(world) == [] and not Citation.objects.exists()
    assert issued_citing(row, at=LATER) == []
    for name in ("cpmo", "sao", "administrator", "committee", "commissioner2"):
        assert found(world, name) == [], name
    shelf.judge(world, Judgement.PARTLY, cites=cites(row))
    assert issued_citing(row, at=LATER) == ["Commissioner judgement of PO8-T1-1"]


def test_rule_22_a_judgement_on_expired_evidence_keeps_its_value_and_says_so(world, sign_in):
    row = steps.add(world, version={"expires_on": LATER.date()})
    shelf.judge(world, Judgement.MET, cites=cites(row))
    assert resting_on_expired(at=NOW, on=NOW.date(), user=world.user("committee")) == ()
    assert resting_on_expired(at=LATER, on=LATER.date(), user=world.user("committee")) == (
        "PO8-T1-1",
    )
    with time_machine.travel(LATER, tick=False):
        page = text(sign_in("committee").get(PAGE))
    assert "1 judgement rests on expired evidence. The judgement keeps its value." in page
    assert "Issued 9 Nov 2026" in page and "Met" in page
    shelf.judge(world, Judgement.MET, at=LATER)  # on something else
    assert resting_on_expired(at=LATER, on=LATER.date(), user=world.user("committee")) == ()


class TestTheForm:
    BOXES = {"judgement": "met", "rationale": "It works.", "evidence_cited": "", "version": "0"}

    def sent(self, client, boxes, speaker="commissioner"):
        with time_machine.travel(NOW, tick=False):
            return client.post(f"{PAGE}/assess/{speaker}", self.BOXES | boxes)

    def test_rule_22_evidence_is_chosen_confirmed_and_pinned(self, world, sign_in):
        shelf.settle(world)
        row = steps.add(world, title="Repairs of October")
        box, commissioner = f"cite-{version_of(row).pk}", sign_in("commissioner")
        page = self.sent(commissioner, {"act": "issue"})
        assert page.status_code == 422 and "Cite at least one file held here" in text(page)
        page = self.sent(commissioner, {"act": "issue", box: "strong"})
        assert "Check before you issue" in text(page) and "Repairs of October: strong" in text(page)
        assert f'name="{box}" value="strong"' in page.content.decode()
        done = self.sent(commissioner, {"act": "issue", "confirmed": "yes", box: "strong"})
        assert done.status_code == 302
        assert [citation.strength for citation in found(world)] == [Strength.STRONG]
        assert "Commissioner judgement, 9 Nov 2026: strong" in text(commissioner.get(PAGE))

    def test_evidence_can_be_read_from_where_it_is_cited(self, world, sign_in):
        commissioner, told = sign_in("commissioner"), "Read each first, in a new tab"
        assert told not in text(commissioner.get(f"{PAGE}/assess/commissioner"))
        row = steps.add(world, title="Repairs of October")
        page = commissioner.get(f"{PAGE}/assess/commissioner")
        assert told in text(page)
        assert f'href="/evidence/{row.ref}">{row.ref}</a>' in page.content.decode()

    def test_who_looks_for_evidence_loses_nothing_and_is_told_of_no_fault(self, world, sign_in):
        steps.add(world, title="Fire doors", uses=[])
        own = steps.add(world, title="Repairs")
        box, commissioner = f"cite-{version_of(own).pk}", sign_in("commissioner")
        typed = {"act": "find", "find": "fire", box: "weak", "judgement": ""}
        page = self.sent(commissioner, typed)
        assert page.status_code == 200 and "Fire doors" in text(page)
        assert "It works." in page.content.decode() and "Error" not in text(page)
        assert "No evidence that you may see" not in text(page)
        none = self.sent(commissioner, typed | {"find": "<Boilers>"})
        message = "No evidence that you may see has “&lt;Boilers&gt;” in its title"
        assert none.status_code == 200 and message in " ".join(none.content.decode().split())
        unseen = self.sent(commissioner, typed | {"find": "fi\x00re"})
        assert unseen.status_code == 200 and "Fire doors" in text(unseen)
        assert "Fire doors" not in text(commissioner.get(f"{PAGE}/assess/commissioner"))
        assert not Assessment.objects.exists()

    def test_a_draft_goes_on_with_what_it_cited(self, world, sign_in):
        row = steps.add(world)
        box, commissioner = f"cite-{version_of(row).pk}", sign_in("commissioner")
        assert self.sent(commissioner, {"act": "draft", box: "moderate"}).status_code == 302
        with time_machine.travel(NOW, tick=False):
            page = commissioner.get(f"{PAGE}/assess/commissioner").content.decode()
        assert '<option value="moderate" selected>' in page

    def test_rule_29_what_may_not_be_seen_is_not_offered(self, world, sign_in):
        steps.add(world, title="Between us", classification="confidential")
        with time_machine.travel(NOW, tick=False):
            page = text(sign_in("sao").get(f"{PAGE}/assess/council"))
        assert "Between us" not in page
        page = self.sent(sign_in("sao"), {"act": "find", "find": "between"}, "council")
        assert "EV-0001" not in text(page)


def test_an_action_without_citations_is_as_before(world):
    made = assess_requirement(
        world.requirement, speaker=Speaker.CPMO, judgement=Judgement.MET, rationale="So it is.",
        evidence_cited="", issued=True, by=world.user("cpmo"), at=NOW,
    )  # fmt: skip
    assert made.evidence_cited == "" and not Citation.objects.exists()


def test_rule_22_the_values_of_the_records_that_are_cited_are_read_once(world):
    """Three milestones take as many statements as one, and each citation pins its own value."""
    refs = ("HOU-01", "HOU-02", "HOU-03")
    rows = [a_milestone_as_evidence(world, ref) for ref in refs]
    counts = []
    for cited in (cites(*rows[:1]), cites(*rows)):
        with CaptureQueriesContext(connection) as asked:
            made = shelf.judge(world, Judgement.PARTLY, cites=cited)
        counts.append(len(asked))
    assert counts[0] == counts[1], counts
    assert [
        citation.record_value for citation in made.citations.order_by("version__record_ref")
    ] == [version_of(row).record_value for row in rows]


def a_milestone_as_evidence(world, ref):
    return add_evidence(
        EvidenceKind.RECORD, steps.about(title=ref), version=steps.held(),
        content=record_content(RecordKind.MILESTONE, ref, at=NOW),
        uses=[(world.requirement, 0)], by=world.user("cpmo"), at=NOW,
    )  # fmt: skip
