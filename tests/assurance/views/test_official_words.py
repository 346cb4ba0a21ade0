"""Official words of the Assurance Plan: loaded, versioned, pinned by what is judged (Rule 24d)."""

import csv
import zipfile
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from assurance.models import Assessment, OfficialWords, WordsLoad
from assurance.readings.changes import changes
from assurance.readings.requirements import requirement
from assurance.words import Judgement, Speaker
from assurance.words.changes import Changed
from irp.actions import Refused
from irp.models import Conflict
from irp.readings import AsAt, Now
from packs.snapshot import opened
from tests.assurance import shelf
from tests.assurance.views.test_requirement import PAGE, text
from tests.world import NOW

DAY = timedelta(days=1)
LIST, LOAD, FILE = "/official-words", "/official-words/load", "/official-words.csv"
RESTATED = "Restated; not the commissioners’ words"
HEAD = "Ref,Version,Official words,Official considerations\n"
WHY = {"confirmed": "yes", "reason": "The edition of January 2026."}


@pytest.fixture
def client(sign_in):
    return sign_in("commissioner")


def sent(client, rows, **entered):
    return client.post(LOAD, {"file_text": HEAD + rows, **entered})


def test_rule_24d_the_file_to_fill_in_is_loaded_again_as_a_version(client, world):
    """The download has every row with ours beside; what is filled in is shown, then loaded."""
    found = client.get(FILE).content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(found)))
    assert [row["Ref"] for row in rows] == ["T1", "PO8", "PO8-T1-1"]
    assert {row["Loaded"] for row in rows} == {RESTATED} and rows[2]["Restated"]
    rows[2] |= {"Official words": "Homes are safe", "Official considerations": "One\nTwo"}
    out = StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    shown = client.post(LOAD, {"file_text": out.getvalue()})
    page = text(shown)
    assert shown.status_code == 200 and "New: 1" in page and "2 not filled in yet" in page
    assert not WordsLoad.objects.exists()
    saved = client.post(LOAD, {"file_text": out.getvalue(), **WHY})
    assert saved["Location"] == "/official-words/1"
    row = OfficialWords.objects.get()
    assert (row.of, row.considerations) == ("PO8-T1-1", ["One", "Two"])
    loaded = text(client.get("/official-words/1"))
    assert "The edition of January 2026." in loaded and "None loaded" in loaded
    again = text(client.post(LOAD, {"file_text": client.get(FILE).content.decode("utf-8-sig")}))
    assert "1 unchanged, 2 not filled in yet" in again and "There is nothing to save" in again


def test_rule_24d_an_outcome_and_a_test_have_official_words_too(client):
    sent(client, "PO8,,Homes are good,\nT1,,Is it fixed?,", **WHY)
    assert "Homes are good" in text(client.get("/outcomes/8"))
    assert "Is it fixed?" in text(client.get("/outcomes/8/tests/1"))


def test_rule_24d_ours_are_marked_as_restated_until_the_official_words_are_loaded(client, world):
    pages = (PAGE, f"{PAGE}/assess/commissioner", f"{PAGE}/dates/1", "/requirements")
    for address in pages:
        assert RESTATED in text(client.get(address)), address
    sent(client, "PO8-T1-1,,Homes are safe,All homes", **WHY)
    for address in pages:
        found = text(client.get(address))
        assert "Homes are safe" in found and RESTATED not in found, address
    assert "Homes are safe\nAll homes" in client.get("/official-words").content.decode()
    told = "Official words, version 1, loaded"
    assert told in text(client.get(PAGE)) and "by Person commissioner" in text(client.get(PAGE))
    rows = csv.DictReader(StringIO(client.get("/requirements.csv").content.decode("utf-8-sig")))
    row = next(row for row in rows if row["Ref"] == "PO8-T1-1")
    assert row["Official words"] == "Homes are safe\n- All homes"
    assert row["Official words, version"].startswith(told)


def test_rule_24d_the_evidence_pack_has_the_official_words_beside_ours(client, world):
    shelf.words(world, "Homes are safe & sound")
    for of in ("PO8-T1-1", "outcome-8"):
        answer = client.get(f"/evidence/packs/{of}.zip")
        pack = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))
        assert "Homes are safe &amp; sound" in pack.read("index.html").decode()
        assert "Homes are safe & sound" in pack.read("words.csv").decode("utf-8-sig")


def test_rule_24d_a_judgement_keeps_the_version_it_was_given_on(client, world):
    shelf.judge(world, Judgement.PARTLY, speaker=Speaker.COUNCIL)
    shelf.words(world, at=NOW + DAY)
    shelf.judge(world, Judgement.PARTLY, at=NOW + 2 * DAY)
    shelf.words(world, "All homes are safe", version=1, at=NOW + 3 * DAY)
    pinned = {row.speaker: row.words for row in Assessment.objects.select_related("words__load")}
    assert pinned["council"] is None and pinned["commissioner"].load.number == 1
    key = world.requirement.ref, Speaker.COMMISSIONER
    assert changes(Now(NOW + 2 * DAY)) == {}
    found = changes(Now(NOW + 4 * DAY))
    assert [(change.what, change.on) for change in found.pop(key)] == [
        (Changed.WORDS, (NOW + 3 * DAY).date())
    ]
    assert found == {}, "what was given before any were loaded is not marked"
    with time_machine.travel(NOW + 4 * DAY, tick=False):
        page = text(client.get(PAGE))
        assert "Judged on version 1; the words changed on 12 Nov 2026" in page
        assert "To be looked at again: 12 Nov 2026, the official words were changed" in page
        assert "Judged on our restated words" in page
        assert "Given on the official words, version 1" in page
        past = text(client.get(f"{PAGE}?as_at=2026-11-11"))
        assert "Judged on the official words, version 1" in past and "All homes" not in past
        assert RESTATED in text(client.get(f"{PAGE}?as_at=2026-11-09"))
    shelf.judge(world, Judgement.PARTLY, at=NOW + 5 * DAY)
    assert changes(Now(NOW + 6 * DAY)) == {}


def test_rule_24d_words_loaded_while_a_judgement_was_typed_are_read_first(client, world):
    typed = {
        "version": "0", "judgement": "not_met", "rationale": "Lifts fail.", "missing_0": "Lifts",
        "evidence_cited": "Report 4", "act": "issue", "confirmed": "yes",
    }  # fmt: skip
    shelf.words(world)
    answer = client.post(f"{PAGE}/assess/commissioner", {**typed, "words_seen": "0"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Read the official words again" in text(answer)
    assert "Lifts fail." in page and 'name="words_seen" value="1"' in page
    assert not Assessment.objects.exists()
    assert (
        client.post(f"{PAGE}/assess/commissioner", {**typed, "words_seen": "1"}).status_code == 302
    )
    assert Assessment.objects.get().words.load.number == 1


def test_4a10_words_loaded_since_the_file_was_made_are_a_conflict(client, world):
    shelf.words(world)
    answer = sent(client, "PO8-T1-1,,Others,\nPO8,,Homes,", **WHY)
    page = text(answer)
    assert answer.status_code == 409 and "Homes are safe → Others" in page
    assert WordsLoad.objects.count() == 1
    with pytest.raises(Conflict):
        shelf.words(world, "Others")
    with pytest.raises(Refused, match="these words already"):
        shelf.words(world, version=1)


@pytest.mark.parametrize(
    ("rows", "line", "fault"),
    [
        ("HOU-01,,x,", 2, "Enter the reference of a requirement"),
        ("PO8-T1-1,one,x,", 2, "Enter the version as the downloaded file has it"),
        ("PO8-T1-1,,x,\nPO8-T1-1,,y,", 3, "Line 2 has it too"),
        ("PO8,,x,y", 2, "Only a requirement has considerations"),
        ("PO8-T1-1,,,One", 2, "Enter the official words"),
    ],
)
def test_4a10_faults_are_named_by_line_and_nothing_is_loaded(client, rows, line, fault):
    answer = sent(client, f"{rows}\nT1,,Is it fixed?,", **WHY)
    assert answer.status_code == 422 and f"line {line}, " in text(answer) and fault in text(answer)
    assert not WordsLoad.objects.exists()


def test_rule_24d_a_load_has_its_reason_and_what_was_typed_is_kept(client):
    answer = sent(client, "T1,,Is it fixed?,", confirmed="yes", reason=" ")
    page = text(answer)
    assert answer.status_code == 422 and "Enter why these words are loaded" in page
    assert "Is it fixed?" in page and not WordsLoad.objects.exists()


def test_rule_24d_words_that_are_loaded_are_not_taken_away(client, world):
    shelf.words(world)
    assert "Enter the official words" in text(sent(client, "PO8-T1-1,1,,", **WHY))
    for rows, change in (
        (OfficialWords.objects, {"says": "x"}),
        (WordsLoad.objects, {"reason": "x"}),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(**change)


@pytest.mark.parametrize("name", ["administrator", "cpmo", "sao", "rdl", "committee"])
def test_rule_24d_commissioners_alone_load_their_words(sign_in, world, name):
    assert sign_in(name).get(LOAD).status_code == 403
    with pytest.raises(PermissionDenied):
        shelf.words(world, by=name)


def test_rule_24d_a_past_day_has_the_words_of_then(client, world):
    before = text(client.get(f"{LIST}?as_at=2026-11-08"))
    assert "No official words had been loaded by that date." in before
    shelf.words(world)
    assert requirement(AsAt(NOW - DAY), "PO8-T1-1").facts.official is None
    assert "Versions: 1" in text(client.get(LIST))


def test_rule_24d_a_frozen_month_keeps_version_hash_and_words(world):
    shelf.words(world, "Homes are safe", "One")
    shelf.judge(world, Judgement.PARTLY)
    snapshot = opened(shelf.freeze(world, at=NOW + DAY).body)
    found = next(row for row in snapshot.plan.requirements if row.ref == "PO8-T1-1")
    assert (found.official.version, found.official.considerations) == (1, ("One",))
    assert len(found.official.sha256) == 64 and found.assessments[0].words_version == 1


def test_the_list_takes_as_many_statements_however_many_were_loaded(client, world):
    shelf.words(world)
    client.get(LIST)
    with CaptureQueriesContext(connection) as once:
        client.get(LIST)
    for version, says in enumerate(("b", "c", "d"), start=1):
        shelf.words(world, says, version=version, at=NOW + version * DAY)
    with time_machine.travel(NOW + 9 * DAY, tick=False), CaptureQueriesContext(connection) as more:
        client.get(LIST)
    assert len(more) == len(once) <= 20
