"""What only people can write: texts for an edition, kept version by version, pinned when asked."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from assurance.words import Judgement
from irp.actions import Faulty, Refused
from irp.models import Conflict
from packs.actions import request_pack
from packs.actions.edition import Written, write_text
from packs.build import markup_of
from packs.models import EditionText, Pack
from packs.readings.edition import in_the_pack, versions
from packs.snapshot import codec
from packs.words import EditionStatus, Forum
from packs.words.edition import TextKind, TextStage
from tests.assurance import shelf
from tests.packs import meeting_steps
from tests.standing import standing
from tests.world import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)


@standing
def snapshot(world):
    return shelf.freeze(world, drafts=False)


def write(world, words="Housing is late, and nobody has a dated way back.", *, seen=0, **changes):
    entered = {"forum": Forum.TIB, "kind": TextKind.HEADLINE, "place": 1, "by": "cpmo"} | changes
    stage = entered.pop("stage", TextStage.IN)
    beside = {n: entered.pop(n) for n in ("way_back", "owner", "due_on") if n in entered}
    written = Written(words=words, stage=stage, **beside)
    by = world.user(entered.pop("by"))
    at = entered.pop("at", NOW)
    return write_text(world.period, written=written, version=seen, by=by, at=at, **entered)


def asked(world, forum=Forum.TIB, at=LATER) -> Pack:
    return request_pack(world.period, forum, EditionStatus.DRAFT, reason="", by=world.user("cpmo"),
                        at=at)  # fmt: skip


def printed(pack: Pack) -> str:
    row = Pack.objects.select_related("snapshot__period", "compared_with", "supersedes").get(
        pk=pack.pk
    )
    return " ".join(markup_of(row).split())


def test_a_pack_without_them_says_that_nobody_wrote_them(world, snapshot):
    """Issue 11.2: nothing is invented, nothing is left out silently."""
    tib, irb = printed(asked(world)), printed(asked(world, Forum.IRB))
    assert "CPMO wrote no headline and named no risk." in tib
    assert "CPMO gave no opinion." in tib and "CPMO gave no opinion." in irb
    assert "The council made no statement." in irb and "The council made no statement" not in tib


def test_what_is_in_is_printed_with_who_wrote_it_and_a_draft_is_not(world, snapshot):
    write(world)
    write(world, "A draft of another headline", seen=1, stage=TextStage.DRAFT)
    write(world, "The month was slow.", kind=TextKind.OPINION)
    post = world.posts["sao"]
    write(world, "Two suppliers may fail", kind=TextKind.WORRY, way_back="Sign a third",
          owner=post, due_on=date(2026, 12, 4))  # fmt: skip
    words = printed(asked(world))
    assert "Housing is late, and nobody has a dated way back." in words
    assert "Person cpmo" in words and "A draft of another headline" not in words
    assert "The month was slow." in words and "CPMO gave no opinion" not in words
    assert "Two suppliers may fail" in words and post.title in words
    assert "Sign a third by 4 Dec 2026" in words


def test_it_is_pinned_when_the_pack_is_asked_for(world, snapshot):
    """DESIGN 4: an issued pack is rendered from frozen data only."""
    write(world)
    pack = asked(world)
    write(world, "Another headline altogether", seen=1, at=LATER)
    assert "Another headline" not in printed(pack) and "Housing is late" in printed(pack)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Pack.objects.filter(pk=pack.pk).update(pinned="{}")


def test_what_was_taken_out_is_printed_no_more_and_stays_in_the_history(world, snapshot):
    write(world)
    write(world, seen=1, stage=TextStage.OUT)
    assert in_the_pack(versions(world.period, Forum.TIB)) == []
    assert EditionText.objects.count() == 2
    with pytest.raises(Refused, match="not in the pack"):
        write(world, seen=2, stage=TextStage.OUT)


def test_no_version_is_overwritten_and_a_clash_shows_the_newest(world):
    first = write(world)
    with pytest.raises(Conflict) as clash:
        write(world, "Written by another", seen=0)
    assert clash.value.args and EditionText.objects.get() == first
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        EditionText.objects.update(words="Changed")


@pytest.mark.parametrize("name", ["sao", "commissioner", "officer", "committee"])
def test_only_cpmo_writes_its_headline(world, name):
    with pytest.raises(PermissionDenied):
        write(world, by=name)


def test_rule_24a_the_councils_statement_is_the_chief_executives(world):
    post = world.posts["sao"]
    statement = {"forum": Forum.IRB, "kind": TextKind.STATEMENT}
    with pytest.raises(PermissionDenied):
        write(world, by="cpmo", **statement)
    type(post).objects.filter(pk=post.pk).update(title="Chief Executive")
    assert write(world, "We were late.", by="sao", **statement).by_post == "Chief Executive"
    with pytest.raises(PermissionDenied):
        write(world, by="sao", kind=TextKind.OPINION)


def test_a_headline_has_40_words_and_a_longer_one_may_be_a_draft(world):
    with pytest.raises(Faulty) as refused:
        write(world, "word " * 41)
    assert "Shorten it to 40 words: it has 41." in refused.value.faults["words"]
    assert write(world, "word " * 41, stage=TextStage.DRAFT).number == 1


def test_a_risk_to_name_needs_its_owner_and_a_dated_way_back(world):
    with pytest.raises(Faulty) as refused:
        write(world, "Two suppliers may fail", kind=TextKind.WORRY)
    assert set(refused.value.faults) == {"owner", "way_back", "due_on"}
    write(world, "Two suppliers may fail", kind=TextKind.WORRY, stage=TextStage.DRAFT)


def test_rule_14_what_happened_since_the_freeze_is_told_by_name_and_moves_no_figure(
    world, snapshot
):
    before = printed(asked(world))
    assert "Nothing was judged, decided or answered" in before
    Pack.objects.update(state="failed")
    shelf.judge(world, Judgement.MET, at=NOW + timedelta(hours=1))
    after = printed(asked(world))
    ref = world.requirement.ref
    assert f"Commissioners: Met. {ref}" in after and "Person commissioner" in after
    count = f"of {1} met"
    assert before.count(count) == after.count(count)


def test_rule_24e_a_withdrawal_since_the_freeze_is_told(world):
    shelf.judge(world, Judgement.MET)
    snapshot = shelf.freeze(world, drafts=False, at=NOW + timedelta(minutes=1))
    assert snapshot
    shelf.withdraw(world, at=NOW + timedelta(hours=1))
    assert "Commissioners withdrew “met”" in printed(asked(world))


def test_decisions_sought_come_from_the_agenda_with_what_cpmo_recommends(world, snapshot):
    meeting_steps.seek(world, recommendation="Agree it", without="The roofs wait")
    words = printed(asked(world))
    assert "1 decision sought from this board." in words
    assert "Agree a second supplier" in words and "Agree it" in words and "The roofs wait" in words


def test_what_a_pack_keeps_reads_back_as_it_was_written(world, snapshot):
    write(world)
    pack = asked(world)
    facts = codec.pinned_in(pack.pinned)
    assert codec.text_of(facts) == pack.pinned
    assert codec.pinned_in("") is None
    with pytest.raises(codec.Unreadable):
        codec.pinned_in("[]")
