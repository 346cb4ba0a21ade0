"""A draft is issued by a second person, confirmed by a commissioner, withdrawals told (24e)."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from assurance.words import Judgement, Speaker
from irp.actions import Faulty, Refused
from irp.models import Conflict
from packs import actions
from packs.models import Pack
from packs.rules.issue import Confirmed, Readiness, issue_faults
from packs.words import EditionStatus, Forum
from tests.assurance import shelf
from tests.standing import standing
from tests.world import NOW

LATER = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.PACK_STORE = tmp_path


@standing
def kept(world):
    """Return the snapshot of a month whose drafts went wrong, a judgement of it in force."""
    shelf.judge(world, Judgement.MET)
    kept = shelf.freeze(world, at=NOW + timedelta(minutes=1))
    Pack.objects.update(state="failed", failure="A glyph is missing.")
    return kept


def draft(world, kept, forum="irb", **changes):
    return shelf.pack(world, kept, forum=forum, requested_at=NOW + timedelta(minutes=2), **changes)


def confirm(world, pack, *, agrees=True, words="", version=0, by="commissioner"):
    said = {"agrees": agrees, "words": words, "version": version}
    return actions.confirm_pack(pack, **said, by=world.user(by), at=LATER)


def issue(world, pack, *, by="cpmo2", at=LATER):
    return actions.issue_pack(pack, by=world.user(by), at=at)


def made_ready(pack):
    Pack.objects.filter(pk=pack.pk).update(state="ready", sha256="b" * 64, ready_at=LATER)
    pack.refresh_from_db()
    return pack


def test_who_asked_for_a_draft_does_not_issue_it_and_is_told_who_may(world, kept):
    made = draft(world, kept, "tib")
    with pytest.raises(Refused, match="a second person in CPMO must issue it: Person cpmo2"):
        issue(world, made, by="cpmo")
    final = issue(world, made)
    assert (final.standing, final.supersedes, final.requested_by_name) == (
        "final", made, "Person cpmo2",
    )  # fmt: skip


def test_the_irbs_draft_is_confirmed_by_a_commissioner_first(world, kept):
    made = draft(world, kept)
    with pytest.raises(Refused, match="must confirm the pages of judgements.*Person commissioner"):
        issue(world, made)
    confirm(world, made)
    assert issue(world, made).standing == "final"


def test_a_draft_that_is_not_confirmed_says_why_and_is_not_issued(world, kept):
    made = draft(world, kept)
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
def test_commissioners_alone_confirm_and_the_irbs_alone(world, kept, by):
    with pytest.raises(PermissionDenied):
        confirm(world, draft(world, kept), by=by)
    with pytest.raises(PermissionDenied):
        confirm(world, draft(world, kept, "tib"))


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_rule_24e_a_withdrawal_stops_issue_until_a_draft_carries_it(world, kept, forum):
    made = draft(world, kept, forum)
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


def test_a_correction_is_drafted_with_its_reason_and_replaces_once_it_is_issued(world, kept):
    final = made_ready(issue(world, draft(world, kept, "tib")))
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


def test_every_reason_is_given_at_once_and_names_nobody_who_is_not_there():
    ready = Readiness(
        forum=Forum.IRB, is_prepared_by_them=True, others=(),
        confirmed=None, commissioners=(), withdrawn=("PO2-T1-3",),
    )  # fmt: skip
    faults = issue_faults(ready)
    assert len(faults) == 3
    assert "an administrator appoints" in faults[0]
    assert "nobody holds a commissioner’s post today" in faults[1]
    words = Confirmed(agrees=True, words="", by_name="B")
    fine = Readiness(
        forum=Forum.IRB, is_prepared_by_them=False, others=(),
        confirmed=words, commissioners=("B",), withdrawn=(),
    )  # fmt: skip
    assert issue_faults(fine) == []


def test_what_is_not_a_ready_draft_is_not_issued(world, kept):
    final = shelf.pack(world, kept, standing=EditionStatus.FINAL.value)
    with pytest.raises(Refused, match="has been issued"):
        issue(world, final)
    failed = kept.packs.get(forum="irb", state="failed")
    with pytest.raises(Refused, match="is not ready"):
        issue(world, failed)
