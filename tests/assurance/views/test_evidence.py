"""The pages of evidence: who opens them, what they show, what they take (Rules 22 and 29)."""

import io
import tracemalloc
import zipfile

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assurance.actions.evidence_care import seal_step
from assurance.figures.evidence import evidence_lines
from assurance.models import Evidence, EvidenceDownload, EvidenceUse, EvidenceVersion
from assurance.presenters.evidence_pack import pack_blocks
from assurance.presenters.evidence_rows import pack_entries
from assurance.readings.evidence import evidence
from assurance.readings.held import evidence_store
from assurance.words import Judgement, Speaker
from assurance.words.evidence import EvidenceKind, SealStep, Strength
from bench.twins import twin, write_rows
from irp.history import write_acts
from irp.readings import Now
from irp.rules.measuring import Measured
from tests.assurance import evidence_steps as steps
from tests.assurance import shelf
from tests.assurance.views.test_requirement import text
from tests.statements import texts_sent
from tests.world import NOW

BOXES = {
    "title": "Housing strategy", "type": "plan", "directorates": "City Housing\nCity Operations",
    "classification": "public", "effective_from": "1/10/2026", "effective_to": "31/10/2026",
    "prepared_by_name": "Policy team", "version": "0", "uses": "po8-t1-1",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.EVIDENCE_STORE = tmp_path


def sent(client, page, boxes):
    with time_machine.travel(NOW, tick=False):
        return client.post(page, boxes)


def shown(client, page):
    with time_machine.travel(NOW, tick=False):
        return client.get(page)


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_file_is_added_shown_and_handed_over_as_an_attachment(world, sign_in):
    rdl, upload = sign_in("rdl"), steps.sent(steps.png(), name="C:\\x\\Map of\u202e wards.html")
    answer = sent(rdl, "/evidence/add/file", BOXES | {"file": upload})
    assert answer.url == "/evidence/EV-0001"
    committee = sign_in("committee")
    page = text(shown(committee, "/evidence/EV-0001"))
    for told in ("Map of wards.png", "PNG image", "City Housing; City Operations", "PO8-T1-1",
                 "1 Oct 2026 to 31 Oct 2026", "Prepared by Policy team"):  # fmt: skip
        assert told in page, told
    file = shown(committee, "/evidence/EV-0001/versions/1/file")
    assert body(file) == steps.png()
    assert file.headers["Content-Disposition"] == 'attachment; filename="Map of wards.png"'
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert file.headers["Content-Type"] == "application/octet-stream"
    assert "sandbox" in file.headers["Content-Security-Policy"]
    taken = EvidenceDownload.objects.get()
    assert (taken.by_name, taken.at) == ("Person committee", NOW)
    assert "Version 1 downloaded" in text(shown(committee, "/evidence/EV-0001"))


def test_4a9_a_file_that_is_gone_or_changed_is_not_handed_over(world, sign_in, tmp_path):
    steps.add(world)
    (path,) = [file for file in tmp_path.rglob("*") if file.is_file()]
    path.write_bytes(b"%PDF-1.7 something else %%EOF")
    page = shown(sign_in("cpmo"), "/evidence/EV-0001/versions/1/file")
    assert page.status_code == 503 and "missing or has changed" in text(page)
    path.unlink()
    assert shown(sign_in("cpmo"), "/evidence/EV-0001/versions/1/file").status_code == 503
    assert not EvidenceDownload.objects.exists()


def test_bad_input_is_refused_with_what_to_type_and_nothing_is_kept(world, sign_in, tmp_path):
    rdl = sign_in("rdl")
    bad = {"title": "", "directorates": "", "classification": "exempt", "uses": "PO9-T9-9",
           "effective_from": "1/12/2026", "effective_to": "30/11/2026",
           "prepared_by_name": ""}  # fmt: skip
    page = sent(rdl, "/evidence/add/file", BOXES | bad | {"file": steps.sent(b"<html>")})
    assert page.status_code == 422
    told = text(page)
    faults = (
        "Enter the title", "Enter each directorate", "Choose the paragraph",
        "Enter why it is exempt", "there is no PO9-T9-9", "Enter who prepared it",
        "not in the future", "not before the day it is effective from", "Choose a PDF, Word",
    )  # fmt: skip
    for fault in faults:
        assert fault in told, fault
    page = sent(rdl, "/evidence/add/file", BOXES | {"file": steps.sent(b"<html>")})
    assert "Choose a PDF, Word" in text(page)
    page = sent(rdl, "/evidence/add/file", BOXES)
    assert "Choose the file that is to be held" in text(page)
    page = sent(rdl, "/evidence/add/link", BOXES | {"address": "http://localhost/x"})
    assert "Enter an address on a public website" in text(page)
    page = sent(
        rdl,
        "/evidence/add/link",
        BOXES | {"address": "https://gov.uk", "effective_from": "1/12/2026"},
    )
    assert "not in the future" in text(page)
    page = sent(rdl, "/evidence/add/record", BOXES | {"record_kind": "kpi", "record_ref": "X"})
    assert "Enter the reference of a KPI" in text(page)
    assert not Evidence.objects.exists() and not list(tmp_path.rglob("*"))
    assert shown(rdl, "/evidence/add/nonsense").status_code == 404


class Unread(io.BytesIO):
    """A body of which not one byte may be read."""

    def read(self, *_):
        raise AssertionError("It was read")


@pytest.mark.parametrize("name", [None, "rdl"])
def test_4a9_200_mb_are_refused_before_they_are_read(world, sign_in, name):
    client = sign_in(name) if name else Client()
    answer = client.generic(
        "POST", "/evidence/add/file", b"", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(200 << 20), **{"wsgi.input": Unread()},
    )  # fmt: skip
    assert answer.status_code == 413
    assert "25 MB at most" in text(answer)


def test_4a9_a_long_file_is_streamed_to_the_disk(world, sign_in, monkeypatch):
    found = []
    monkeypatch.setattr(
        "assurance.forms.evidence_held.file_content",
        lambda upload: found.append(type(upload).__name__) or steps.link_content(steps.LINK),
    )
    big = SimpleUploadedFile("a.pdf", b"%PDF-" + b"0" * (3 << 20) + b"%%EOF")
    sent(sign_in("rdl"), "/evidence/add/file", BOXES | {"file": big})
    assert found == ["TemporaryUploadedFile"]


def test_rule_22_a_link_is_marked_not_held_here(world, sign_in):
    steps.add(world, EvidenceKind.LINK)
    page = text(shown(sign_in("commissioner"), "/evidence/EV-0001"))
    assert "Not held here" in page and "It does not support “met”" in page
    assert "Nobody has checked it yet" in page


def test_rule_22_a_record_shows_its_value_at_issue_and_todays(world, sign_in):
    steps.add(world, EvidenceKind.RECORD)
    page = text(shown(sign_in("commissioner"), "/evidence/EV-0001"))
    assert "When it was added, 9 Nov 2026" in page and "(the same)" in page


def test_a_new_version_and_what_it_is_for_are_typed(world, sign_in):
    steps.add(world, EvidenceKind.LINK)
    cpmo = sign_in("cpmo")
    days = {"effective_from": "1/10/2026", "effective_to": "31/10/2026", "version": "1"}
    typed = days | {
        "prepared_by_name": "Policy team", "address": "https://gov.uk/b", "note": "Moved"
    }  # fmt: skip
    assert sent(cpmo, "/evidence/EV-0001/version", typed).status_code == 302
    again = sent(cpmo, "/evidence/EV-0001/version", typed | {"note": "Mine"})
    assert again.status_code == 409 and "https://gov.uk/b" in text(again)
    seen = EvidenceUse.objects.get().pk
    assert sent(cpmo, "/evidence/EV-0001/uses", {"uses": "", "seen": str(seen)}).status_code == 302
    lost = sent(cpmo, "/evidence/EV-0001/uses", {"uses": "PO8-T1-1", "seen": str(seen)})
    assert lost.status_code == 409 and b"<title>Error: " in lost.content
    assert "EV-0001 for PO8-T1-1 was changed by you" in text(lost)
    assert "It is now for: no requirement." in text(lost)
    assert b">\nPO8-T1-1</textarea>" in lost.content  # what was typed is not lost
    assert f'value="{seen}"' not in lost.content.decode()  # the next try is of what stands now
    assert EvidenceVersion.objects.count() == 2
    assert "PO8-T1-1: No longer for it" in text(shown(cpmo, "/evidence/EV-0001"))


def test_a_change_meets_what_others_saved_meanwhile(world, sign_in):
    steps.add(world)
    cpmo, page = sign_in("cpmo"), "/evidence/EV-0001/edit"
    typed = BOXES | {"version": "1", "reason": "Its own name", "title": "First"}
    assert sent(cpmo, page, typed).status_code == 302
    lost = sent(cpmo, page, typed | {"title": "Second", "reason": ""})
    assert lost.status_code == 409 and "First" in text(lost) and "Second" in lost.content.decode()


def test_the_list_its_filters_and_its_file(world, sign_in):
    steps.add(world, title="Old", version={"expires_on": NOW.date()})
    steps.add(world, title="Soon", version={"expires_on": NOW.date().replace(month=12)})
    steps.add(world, EvidenceKind.LINK, title="Loose", uses=[], type="policy")
    steps.add(world, title="Between us", classification="confidential")
    committee = sign_in("committee")
    page = text(shown(committee, "/evidence"))
    assert "3 of 3 pieces of evidence that you may see" in page and "Between us" not in page
    assert "4 of 4 pieces" in text(shown(sign_in("commissioner"), "/evidence"))
    asks = {"show=expired": "Old", "show=untied": "Loose", "type=policy": "Loose",
            "kind=link": "Loose"}  # fmt: skip
    for asked, found in asks.items():
        page = text(shown(committee, f"/evidence?{asked}"))
        assert "1 of 3 pieces" in page and found in page, asked
    assert "2 of 3 pieces" in text(shown(committee, "/evidence?outcome=8"))
    lines = shown(committee, "/evidence.csv?show=expired").content.decode().splitlines()
    assert len(lines) == 2 and lines[1].startswith("EV-0001,Old,Report,File held here")
    assert "No evidence was in the record" in text(shown(committee, "/evidence?as_at=2026-11-08"))


def test_rule_22_the_list_says_what_has_no_evidence_and_what_rests_on_expired(world, sign_in):
    other = shelf.outcomes(1, requirements=1)[0]
    committee = sign_in("committee")
    assert "Requirements without evidence: 4" in text(shown(committee, "/evidence"))
    row = steps.add(world, version={"expires_on": NOW.date()}, uses=[(other, 0)])
    shelf.judge(world, Judgement.PARTLY, cites={row.versions.get().pk: Strength.WEAK})
    page = text(shown(committee, "/evidence"))
    assert "Requirements without evidence: 3" in page
    assert "1 judgement rests on expired evidence: PO8-T1-1" in page


def test_a_title_that_is_a_formula_stays_words_in_the_file(world, sign_in):
    steps.add(world, title="=HYPERLINK(1)")
    assert ",'=HYPERLINK(1)" in shown(sign_in("cpmo"), "/evidence.csv").content.decode()


def test_a_seal_is_asked_for_and_confirmed_on_its_page(
    world, sign_in, django_capture_on_commit_callbacks
):
    steps.add(world)
    page, cpmo = "/evidence/EV-0001/versions/1/seal", sign_in("cpmo")
    assert sent(cpmo, page, {"act": "ask", "reason": ""}).status_code == 422
    assert sent(cpmo, page, {"act": "ask", "reason": "It names a tenant."}).status_code == 302
    own = text(shown(cpmo, page))
    assert "You can withdraw your request" in own and "Confirm and remove the file" not in own
    commissioner = sign_in("commissioner")
    assert "asked to seal version 1" in text(shown(commissioner, "/evidence/EV-0001"))
    with django_capture_on_commit_callbacks(execute=True):
        assert sent(commissioner, page, {"act": "confirm", "reason": "Agreed."}).status_code == 302
    told = text(shown(cpmo, "/evidence/EV-0001"))
    assert "Sealed on 9 Nov 2026" in told and "Agreed." in told and "Download" not in told
    assert shown(cpmo, page).status_code == 404
    gone = shown(cpmo, "/evidence/EV-0001/versions/1/file")
    assert gone.status_code == 410 and "Agreed." in text(gone)
    assert "Sealed" in text(shown(cpmo, "/evidence?show=sealed"))
    assert not EvidenceDownload.objects.exists()


def test_what_was_found_of_a_link_is_typed(world, sign_in):
    steps.add(world, EvidenceKind.LINK)
    page, commissioner = "/evidence/EV-0001/link", sign_in("commissioner")
    boxes = {"looked_on": "8/11/2026", "found": "changed", "note": "", "version": "1"}
    assert "Enter what you found instead" in text(sent(commissioner, page, boxes))
    assert sent(commissioner, page, boxes | {"note": "A newer plan"}).status_code == 302
    told = text(shown(sign_in("committee"), "/evidence/EV-0001"))
    assert "Person commissioner looked on 8 Nov 2026: there, but says something else" in told
    steps.add(world)
    assert shown(commissioner, "/evidence/EV-0002/link").status_code == 404


def test_rule_22_cited_evidence_is_not_retired_without_saying_who_cites_it(world, sign_in):
    row = steps.add(world)
    cites = {row.versions.get().pk: Strength.WEAK}
    shelf.judge(world, Judgement.PARTLY, speaker=Speaker.CPMO, cites=cites)
    shelf.judge(world, Judgement.PARTLY, issued=False, cites=cites)  # a draft is told to nobody
    cpmo, page = sign_in("cpmo"), "/evidence/EV-0001/retire"
    told = text(shown(cpmo, page))
    assert "CPMO view of PO8-T1-1" in told and "Commissioner" not in told
    boxes = {"reason": "Replaced", "version": "1"}
    refused = sent(cpmo, page, boxes | {"cited": "0"})
    assert refused.status_code == 422 and "CPMO view of PO8-T1-1" in text(refused)
    assert sent(cpmo, page, boxes | {"cited": "1"}).status_code == 302
    told = text(shown(sign_in("committee"), "/evidence/EV-0001"))
    assert "Retired on 9 Nov 2026" in told and "Retired: Replaced" in told
    assert "0 of 1 pieces" in text(shown(cpmo, "/evidence")) or "No evidence matches" in text(
        shown(cpmo, "/evidence")
    )
    assert Evidence.objects.count() == 1


def pack_of(answer) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(body(answer)))


def test_rule_22_a_pack_has_an_index_files_links_and_what_is_sealed(
    world, sign_in, django_capture_on_commit_callbacks
):
    steps.add(world, title="Map <b>", content=steps.png())
    steps.add(world, EvidenceKind.LINK)
    gone = steps.add(world, title="Letters").versions.get()
    with django_capture_on_commit_callbacks(execute=True):
        for step, by in ((SealStep.ASKED, "cpmo"), (SealStep.CONFIRMED, "cpmo2")):
            seal_step(gone, step, reason="It names a tenant.", by=world.user(by), at=NOW)
    steps.add(world, title="For another", uses=[], content=steps.png(9))
    commissioner = sign_in("commissioner")
    for of in ("PO8-T1-1", "outcome-8"):
        answer = shown(commissioner, f"/evidence/packs/{of}.zip")
        assert answer.headers["Content-Disposition"] == f'attachment; filename="evidence-{of}.zip"'
        pack = pack_of(answer)
        assert pack.testzip() is None
        assert pack.namelist()[:4] == [*("index.csv", "assessments.csv", "words.csv", "index.html")]
        assert pack.namelist()[4:] == ["files/EV-0001 report.png"]
        assert pack.read("files/EV-0001 report.png") == steps.png()
        index = pack.read("index.html").decode()
        assert "Map &lt;b&gt;" in index and "Sealed: It names a tenant." in index
        assert "Link, not held here. https://www.birmingham.gov.uk/plan" in index
        assert "Assessments issued" not in index and "No assessment is issued" in index
        assert len(pack.read("index.csv").decode().splitlines()) == 4
    assert EvidenceDownload.objects.filter(by_name="Person commissioner").count() == 2
    for of in ("PO9-T9-9", "outcome-99", "outcome-x"):
        assert shown(commissioner, f"/evidence/packs/{of}.zip").status_code == 404


def test_rule_22_a_pack_is_streamed_in_little_memory(world, tmp_path):
    row = steps.add(world)
    path = evidence_store().path_of(row.versions.get().sha256)
    with path.open("wb") as file:
        file.truncate(60 << 20)
    lines = evidence_lines(
        evidence(Now(NOW), user=world.user("cpmo")), measured=Measured(NOW.date())
    )
    tracemalloc.start()
    size = sum(map(len, pack_blocks("x", pack_entries(lines), [], [], by="x", at=NOW)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 60 << 20 and most < 12 << 20


def test_rule_22_a_long_list_takes_no_more_statements_and_shows_a_page(world, sign_in):
    for number in range(14):
        steps.add(world, EvidenceKind.LINK, title=f"Link {number}")
    committee = sign_in("committee")
    shown(committee, "/evidence")  # what is read once a process
    with CaptureQueriesContext(connection) as few:
        shown(committee, "/evidence")
    piece, version = Evidence.objects.last(), EvidenceVersion.objects.last()
    copies = write_rows(
        twin(piece, ref=f"EV-{number:04d}", number=number, title=f"Copy {number}")
        for number in range(100, 300)
    )
    write_acts([twin(version, evidence_id=copy.pk, at=NOW) for copy in copies])
    write_rows(twin(EvidenceUse.objects.last(), evidence_id=copy.pk) for copy in copies)
    with CaptureQueriesContext(connection) as many:
        page = text(shown(committee, "/evidence?page=2&kind=link"))
    assert len(few) == len(many) <= 20
    assert "214 of 214 pieces" in page and "Copy 249" in page and "Copy 250" not in page
    with CaptureQueriesContext(connection) as past:
        day = text(shown(committee, "/evidence?as_at=2026-11-09"))
    assert "14 pieces" in day and len(past) <= 20


def test_rule_22_a_pack_reads_its_own_pieces_alone(world, sign_in):
    other = shelf.outcomes(1, requirements=1)[0]
    steps.add(world, title="Of another", uses=[(other, 0)])
    steps.add(world, title="Its own")
    commissioner, page = sign_in("commissioner"), "/evidence/packs/PO8-T1-1.zip"
    with texts_sent() as texts:
        index = pack_of(shown(commissioner, page)).read("index.html").decode()
    assert "Its own" in index and "Of another" not in index
    wanted = [sent for sent in texts if 'FROM "assurance_evidence"' in sent]
    assert wanted and all(" IN (" in sent for sent in wanted)
