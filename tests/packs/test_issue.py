"""A draft is issued by a second person, confirmed by a commissioner, withdrawals told (24e)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from assurance.words import Judgement, Speaker
from assurance.words.gates import Ruling
from irp.actions import Faulty, Refused
from irp.models import Conflict
from packs import actions
from packs.actions.edition import Written, write_text
from packs.edition import edition_of
from packs.models import Pack
from packs.readings.issue import readiness, with_withdrawn
from packs.rules import file_name
from packs.rules.issue import Confirmed, Readiness, issue_faults
from packs.words import AT_FREEZE, EditionStatus, Forum
from packs.words.edition import TextKind, TextStage
from tests.assurance import shelf
from tests.standing import standing
from tests.world import NOW

LATER = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.PACK_STORE = tmp_path


@standing
def snapshot(world):
    """Return the snapshot of a month whose drafts went wrong, a judgement of it in force."""
    shelf.judge(world, Judgement.MET)
    snapshot = shelf.freeze(world, at=NOW + timedelta(minutes=1))
    Pack.objects.update(state="failed", failure="A glyph is missing.")
    return snapshot


def draft(world, snapshot, forum="irb", **changes):
    asked = {"requested_at": NOW + timedelta(minutes=2)}
    return shelf.pack(world, snapshot, forum=forum, **asked | changes)


def confirm(world, pack, *, agrees=True, words="", version=0, by="commissioner"):
    answer = {"agrees": agrees, "words": words, "version": version}
    return actions.confirm_pack(pack, **answer, by=world.user(by), at=LATER)


def issue(world, pack, *, by="cpmo2", at=LATER):
    return actions.issue_pack(pack, by=world.user(by), at=at)


def made_ready(pack):
    Pack.objects.filter(pk=pack.pk).update(state="ready", sha256="b" * 64, ready_at=LATER)
    pack.refresh_from_db()
    return pack


def test_who_asked_for_a_draft_does_not_issue_it_and_is_told_who_may(world, snapshot):
    made = draft(world, snapshot, "tib")
    with pytest.raises(Refused, match="a second person in CPMO must issue it. Person cpmo2 can"):
        issue(world, made, by="cpmo")
    final = issue(world, made)
    assert (final.standing, final.supersedes, final.requested_by_name) == (
        "final", made, "Person cpmo2",
    )  # fmt: skip


def test_the_irbs_draft_is_confirmed_by_a_commissioner_first(world, snapshot):
    made = draft(world, snapshot)
    with pytest.raises(Refused, match="must confirm the pages of judgements.*Person commissioner"):
        issue(world, made)
    confirm(world, made)
    assert issue(world, made).standing == "final"


def test_a_draft_that_is_not_confirmed_says_why_and_is_not_issued(world, snapshot):
    made = draft(world, snapshot)
    with pytest.raises(Faulty, match="Enter what is wrong"):
        confirm(world, made, agrees=False, words=" ")
    confirm(world, made, agrees=False, words="PO8-T1-1 is not met.")
    with pytest.raises(Refused, match="did not confirm.*PO8-T1-1 is not met"):
        issue(world, made)
    with pytest.raises(Conflict):
        confirm(world, made)
    confirm(world, made, version=1)
    assert made.confirmations.count() == 2
    issue(world, made)


@pytest.mark.parametrize("by", ["cpmo", "sao", "administrator", "lead_member"])
def test_commissioners_alone_confirm_and_the_irbs_alone(world, snapshot, by):
    with pytest.raises(PermissionDenied):
        confirm(world, draft(world, snapshot), by=by)
    with pytest.raises(PermissionDenied):
        confirm(world, draft(world, snapshot, "tib"))


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_rule_24e_a_withdrawal_stops_issue_until_a_draft_carries_it(world, snapshot, forum):
    made = draft(world, snapshot, forum)
    shelf.withdraw(world, speaker=Speaker.COMMISSIONER, at=NOW + timedelta(hours=1))
    if forum == "irb":
        confirm(world, made)
    with pytest.raises(Refused, match="withdrew since this draft was created: PO8-T1-1"):
        issue(world, made)
    again = actions.renew_pack(made, by=world.user("cpmo"), at=LATER)
    assert (again.standing, again.number) == ("draft", made.number + 1)
    made_ready(again)
    with pytest.raises(Refused, match="has replaced this draft"):
        issue(world, made)
    if forum == "irb":
        confirm(world, again)
    assert issue(world, again).standing == "final"


def test_a_draft_created_again_does_not_say_that_the_freeze_created_it(world, snapshot):
    made = draft(world, snapshot, "tib", reason=AT_FREEZE)
    again = made_ready(actions.renew_pack(made, by=world.user("cpmo"), at=LATER))
    assert again.reason == "Created again"
    other = draft(world, snapshot, "tib", reason="A date was wrong.")
    again = actions.renew_pack(other, by=world.user("cpmo"), at=LATER)
    assert again.reason == "A date was wrong.", "a correction keeps its reason"


def test_rule_24e_so_does_what_they_said_of_a_date_and_took_back(world, snapshot):
    gate = shelf.add_gate(world.requirement, "Q2 2026")
    shelf.say_of_gate(world, gate)
    made = draft(world, snapshot, "tib")
    later = {"at": NOW + timedelta(hours=1), "evidence_cited": ""}
    shelf.say_of_gate(world, gate, Ruling.WITHDRAWN, **later)
    with pytest.raises(Refused, match=r"was created: PO8-T1-1 \(assurance date\)"):
        issue(world, made)
    found = with_withdrawn(Pack.objects.filter(state="ready"))
    assert [pack.is_withdrawn for pack in found] == [True]


def test_a_correction_is_drafted_with_its_reason_and_replaces_once_it_is_issued(world, snapshot):
    final = made_ready(issue(world, draft(world, snapshot, "tib")))
    with pytest.raises(Refused, match="Enter the reason"):
        actions.correct_pack(final, reason=" ", by=world.user("cpmo"), at=LATER)
    corrected = actions.correct_pack(final, reason="A blank page", by=world.user("cpmo"), at=LATER)
    made_ready(corrected)

    def superseded():
        rows = Pack.objects.filter(forum="tib", state="ready").with_superseded()
        return dict(rows.values_list("number", "superseded"))

    assert superseded() == {1: True, 2: False, 3: False}
    with pytest.raises(Refused, match="second person"):
        issue(world, corrected, by="cpmo")
    newest = made_ready(issue(world, corrected))
    assert (newest.reason, newest.supersedes) == ("A blank page", final)
    assert superseded() == {1: True, 2: True, 3: True, 4: False}


def written(world, snapshot, *, by, at, kind=TextKind.HEADLINE, version=0, stage=TextStage.IN):
    text = Written(stage=stage, words="Housing is late.")
    which = (snapshot.period, Forum.TIB, kind, 1)
    return write_text(*which, text, version=version, by=world.user(by), at=at)


def test_who_put_a_text_in_a_draft_prepared_it_too(world, snapshot):
    """Issue 11, 5: nobody issues words that no second person has answered for."""
    written(world, snapshot, by="cpmo2", at=NOW + timedelta(minutes=1))
    with pytest.raises(Refused, match=r"You wrote in this draft \(CPMO’s headline\), so a second"):
        issue(world, draft(world, snapshot, "tib"))
    written(world, snapshot, by="cpmo", at=NOW + timedelta(minutes=3), version=1)
    again = draft(world, snapshot, "tib", requested_at=NOW + timedelta(minutes=4))
    with pytest.raises(Refused, match=r"You prepared this draft and wrote in it \(CPMO’s headline"):
        issue(world, again, by="cpmo")
    assert issue(world, again).standing == "final"


def test_a_text_that_nobody_read_in_the_draft_stops_its_issue(world, snapshot):
    made = draft(world, snapshot, "tib")
    later = {"kind": TextKind.OPINION, "at": NOW + timedelta(minutes=5)}
    written(world, snapshot, by="cpmo2", stage=TextStage.DRAFT, **later)
    ready = readiness(made, by=world.user("cpmo2"), at=LATER)
    assert ready.rewritten == [], "a draft changes no pack"
    written(world, snapshot, by="cpmo2", version=1, **later)
    with pytest.raises(Refused, match="Written since this draft was created: CPMO’s opinion"):
        issue(world, made)


def test_versions_read_as_boards_read_them(world, snapshot):
    """Issue 11, 5: drafts v0.1, v0.2; issued v1.0; corrections v1.1; a failed try takes none."""
    first = draft(world, snapshot, "tib")
    again = made_ready(actions.renew_pack(first, by=world.user("cpmo"), at=LATER))
    final = made_ready(issue(world, again))
    failed = actions.correct_pack(final, reason="Page 9", by=world.user("cpmo"), at=LATER)
    Pack.objects.filter(pk=failed.pk).update(state="failed")
    failed.refresh_from_db()
    tried = made_ready(actions.ask_again(failed, by=world.user("cpmo"), at=LATER))
    anew = made_ready(actions.renew_pack(tried, by=world.user("cpmo"), at=LATER))
    corrected = made_ready(issue(world, anew))
    later = actions.correct_pack(corrected, reason="Page 3", by=world.user("cpmo"), at=LATER)
    made = [first, again, final, failed, tried, anew, corrected, later]
    assert [pack.version for pack in made] == [
        "v0.1", "v0.2", "v1.0", "failed try",
        "draft 1 of v1.1", "draft 2 of v1.1", "v1.1", "draft 1 of v1.2",
    ]  # fmt: skip
    assert corrected.supersedes == final and str(final) == "TIB pack, October 2026, v1.0"


def test_a_pack_from_before_versions_had_names_keeps_its_words(world, snapshot):
    """What a PDF prints never changes: an old one is called by its number everywhere."""
    old = shelf.pack(world, snapshot, label="")
    final = shelf.pack(world, snapshot, label="", standing="final", supersedes=old)
    assert (old.version, final.version) == ("version 1", "version 2")
    edition = edition_of(final)
    assert (edition.version, edition.supersedes) == ("version 2", "version 1 of 9 Nov 2026")
    corrected = actions.correct_pack(final, reason="Page 9", by=world.user("cpmo"), at=LATER)
    edition = edition_of(corrected)
    assert (edition.version, edition.supersedes) == ("draft 1 of v1.1", "version 2 of 9 Nov 2026")


@pytest.mark.parametrize(
    ("version", "standing", "name"),
    [
        ("version 3", "FINAL", "tib-pack-2026-10-v3-final"),
        ("v0.2", "draft", "tib-pack-2026-10-v0.2-draft"),
        ("v1.0", "SUPERSEDED", "tib-pack-2026-10-v1.0-superseded"),
        ("draft 1 of v1.1", "draft", "tib-pack-2026-10-draft-1-of-v1.1"),
        ("draft 1 of v1.1", "SUPERSEDED", "tib-pack-2026-10-draft-1-of-v1.1-superseded"),
    ],
)
def test_a_file_has_the_words_of_its_version_in_its_name(version, standing, name):
    edition = {"version": version, "standing": standing}
    assert file_name(forum="tib", month=date(2026, 10, 1), **edition) == name


def test_every_reason_is_given_at_once_and_names_nobody_who_is_not_there():
    ready = Readiness(
        forum=Forum.IRB, is_prepared_by_them=True, wrote=(), others=(),
        confirmed=None, commissioners=(), withdrawn=("PO2-T1-3",), rewritten=(),
    )  # fmt: skip
    faults = issue_faults(ready)
    assert len(faults) == 3
    assert "Nobody else in CPMO can today. Ask an administrator to appoint" in faults[0]
    assert "nobody holds a commissioner’s post today" in faults[1]
    words = Confirmed(agrees=True, words="", by_name="B")
    fine = Readiness(
        forum=Forum.IRB, is_prepared_by_them=False, wrote=(), others=(),
        confirmed=words, commissioners=("B",), withdrawn=(), rewritten=(),
    )  # fmt: skip
    assert issue_faults(fine) == []


def test_what_is_not_a_ready_draft_is_not_issued(world, snapshot):
    final = shelf.pack(world, snapshot, standing=EditionStatus.FINAL.value)
    with pytest.raises(Refused, match="has been issued"):
        issue(world, final)
    failed = snapshot.packs.get(forum="irb", state="failed")
    with pytest.raises(Refused, match="is not ready"):
        issue(world, failed)
