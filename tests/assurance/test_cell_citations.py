"""Acts on tests cite versions of evidence: drafted, pinned by who agrees, shown with the act.

Rules 20 to 24b and 29.
"""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from assurance.actions.cell_drafts import agree_draft
from assurance.actions.evidence import add_version
from assurance.actions.evidence_content import file_content
from assurance.models import CellAct, CellCitation, CellDraft
from assurance.readings.citations import citations_of_tests, issued_citing
from assurance.words import Judgement
from assurance.words.cells import Said
from assurance.words.evidence import EvidenceKind, Strength
from irp.actions import Faulty, Refused
from tests.assurance import evidence_steps as steps
from tests.assurance import shelf
from tests.assurance.test_citations import cites, version_of
from tests.assurance.views.test_outcome import text
from tests.standing import standing
from tests.world import NOW

LATER = NOW + timedelta(days=1)
PAGE = "/outcomes/8/tests/1"
NEWER = "changed, sealed or retired since this was drafted. End the draft, then draft it again"


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.EVIDENCE_STORE = tmp_path
    with time_machine.travel(LATER, tick=False):
        yield


@standing
def ready(world):
    """Return the council where the one requirement of outcome 8's test 1 is issued as met."""
    shelf.judge(world, Judgement.MET)
    return world


def newer(world, row):
    content = file_content(steps.sent(steps.png()))
    add_version(
        row, steps.held(note="Newer"), content=content, newest=1, by=world.user("cpmo"), at=LATER
    )


def found(world, name="committee", at=LATER):
    told = citations_of_tests(user=world.user(name), at=at, on=at.date())
    return [citation for cited in told.values() for citation in cited]


def test_rule_22_what_is_drafted_is_pinned_by_who_agrees(ready):
    row = steps.add(ready)
    draft = shelf.draft(ready, Said.MET, cites=cites(row, strength=Strength.WEAK))
    assert not CellCitation.objects.exists() and issued_citing(row, at=LATER) == []
    made = agree_draft(draft, version=0, by=ready.user("commissioner2"), at=NOW)
    newer(ready, row)
    (citation,) = found(ready)
    assert (citation.ref, citation.number, citation.strength) == ("EV-9002", 1, Strength.WEAK)
    assert citation.words == "EV-9002 Monthly repairs report, version 1: weak"
    assert made.citations.get().version.number == 1 and found(ready, at=NOW - timedelta(1)) == []
    assert issued_citing(row, at=LATER) == ["Test met in this outcome: outcome 8, test 1"]
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        CellCitation.objects.update(strength="strong")


def test_rule_22_evidence_that_is_cited_cannot_be_deleted(ready):
    row = steps.add(ready)
    shelf.agreed(ready, Said.MET, cites=cites(row))
    with pytest.raises((ProtectedError, IntegrityError)), transaction.atomic():
        version_of(row).delete()
    assert found(ready)


@pytest.mark.parametrize("verdict", [Said.MET, Said.CONFIDENT])
def test_rule_22_links_alone_support_neither_met_nor_confident(ready, verdict):
    link = steps.add(ready, EvidenceKind.LINK)
    with pytest.raises(Faulty, match="Enter the evidence"):
        shelf.draft(ready, verdict, evidence_cited="", cites=cites(link))
    draft = shelf.draft(ready, verdict, evidence_cited="", cites=cites(link, steps.add(ready)))
    assert draft.evidence_cited == "EV-9002, version 1; EV-9003, version 1"


def test_rule_22_a_piece_that_changed_since_the_draft_is_not_agreed_on(ready):
    row = steps.add(ready)
    draft = shelf.draft(ready, Said.MET, cites=cites(row))
    newer(ready, row)
    with pytest.raises(Refused, match=NEWER):
        agree_draft(draft, version=0, by=ready.user("commissioner2"), at=LATER)
    assert not CellAct.objects.exists()


@pytest.mark.parametrize("name", ["commissioner", "commissioner2"])
def test_rule_24b_neither_of_two_who_judge_prepared_the_evidence(ready, name):
    prepared = {"prepared_by": ready.users[name], "prepared_by_name": f"Person {name}"}
    row = steps.add(ready, version=prepared)
    with pytest.raises((Faulty, Refused), match="You prepared EV-9002"):
        shelf.agreed(ready, Said.MET, cites=cites(row))
    assert not CellAct.objects.exists()


def test_rule_22_of_a_record_the_value_when_it_is_agreed_is_pinned(ready):
    shelf.agreed(ready, Said.MET, cites=cites(steps.add(ready, EvidenceKind.RECORD)))
    (citation,) = found(ready)
    assert citation.record_value and "when it said" in citation.pinned


def test_rule_23_what_a_draft_cites_is_absent_for_everybody_else(ready, sign_in):
    row = steps.add(ready, title="Repairs of October")
    shelf.draft(ready, Said.MET, cites=cites(row))
    assert found(ready, "commissioner") == []
    second = text(sign_in("commissioner2").get(f"{PAGE}/draft/met"))
    assert "Evidence cited: EV-9002 Repairs of October , version 1: moderate" in second
    for page in (PAGE, "/outcomes/8", "/step-down", "/step-down.csv"):
        assert "Repairs of October" not in text(sign_in("cpmo").get(page)), page


def test_rule_22_it_shows_wherever_the_act_shows_and_as_at_a_day(ready, sign_in):
    row = steps.add(ready, title="Repairs of October", version={"expires_on": LATER.date()})
    shelf.agreed(ready, Said.MET, at=NOW, cites=cites(row))
    reader = sign_in("committee")
    for page in (PAGE, "/outcomes/8", "/step-down"):
        with CaptureQueriesContext(connection) as asked:
            shown = text(reader.get(page))
        words = "EV-9002 Repairs of October , version 1: moderate, expired 10 Nov 2026"
        assert words in shown and len(asked) <= 20, page
    rows = reader.get("/step-down.csv").content.decode("utf-8-sig")
    assert "EV-9002 Repairs of October, version 1: moderate, expired 10 Nov 2026" in rows
    history = text(reader.get(PAGE)).partition(" History ")[2]
    assert "EV-9002 Repairs of October, version 1: moderate" in history
    then = text(reader.get(f"{PAGE}?as_at=2026-11-09"))
    assert "version 1: moderate" in then and "expired" not in then
    assert "version 1" not in text(reader.get(f"{PAGE}?as_at=2026-11-08"))


def test_rule_29_what_a_reader_may_not_see_is_not_told_with_the_act(ready, sign_in):
    row = steps.add(ready, title="Privileged advice", classification="confidential")
    shelf.agreed(ready, Said.MET, evidence_cited="", cites=cites(row))
    assert len(found(ready, "cpmo")) == 1 and found(ready) == []
    for page in (PAGE, "/outcomes/8", "/step-down", "/step-down.csv"):
        assert "Privileged advice" not in sign_in("committee").get(page).content.decode(), page


def test_rule_22_in_the_form_evidence_is_found_chosen_and_kept(ready, sign_in):
    held = version_of(steps.add(ready, title="Fire register"))
    other = version_of(steps.add(ready, uses=[], title="Lettings audit"))
    client, form = sign_in("commissioner"), f"{PAGE}/judge/met"
    shown = text(client.get(form))
    assert "EV-9002 Fire register" in shown and "Lettings audit" not in shown
    assert "links alone are not enough" in shown and "to issue “met”" not in shown
    typed = {"version": "0", "reason": "It is so.", "evidence_cited": ""}
    refused = client.post(form, typed)
    assert refused.status_code == 422 and "Enter the evidence" in text(refused)
    looked = client.post(form, typed | {"act": "find", "find": "Lettings"})
    assert looked.status_code == 200 and "EV-9003 Lettings audit" in text(looked)
    assert "It is so." in text(looked) and not CellDraft.objects.everything().exists()
    with CaptureQueriesContext(connection) as asked:
        chosen = typed | {f"cite-{held.pk}": "strong", f"cite-{other.pk}": "weak"}
        assert client.post(form, chosen).status_code == 302
    assert len(asked) <= 24, len(asked)
    assert CellDraft.objects.everything().get().cites == {
        str(held.pk): "strong", str(other.pk): "weak"
    }  # fmt: skip
    sign_in("commissioner2").post(f"{PAGE}/draft/met", {"version": 0, "agrees": "yes"})
    assert [citation.ref for citation in found(ready)] == ["EV-9002", "EV-9003"]
