"""Rule 18: a request is kept as a draft by its author, and is nobody else's until it is sent."""

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from irp.actions import Faulty, Refused
from irp.history import record
from irp.models import Conflict
from irp.readings import AsAt, Now
from programmes.actions.change_drafts import begin_draft, discard_draft, keep_draft, send_draft
from programmes.actions.changes import AskedRow, Case
from programmes.models import ChangeDraft, ChangeRequest, ChangeStep, Milestone
from programmes.readings.change_basis import stands_of
from programmes.readings.change_queue import register_and_queue
from programmes.readings.changes import change_requests
from programmes.rules.change_parts import Part
from programmes.rules.changes import Proposed
from programmes.words import ChangeKind, ChangeReason
from tests.programmes.steps import later
from tests.programmes.structure import move
from tests.test_permission_matrix import ask_changes, draft_a_change
from tests.world import LOADER, NOW, when

pytestmark = pytest.mark.django_db
WHY = Case(reason_code=ChangeReason.SUPPLIER, reason="The supplier withdrew.")
TYPED = {"new_1": "20 Feb 2027", "reason": "A secret reason"}
THERE = "/changes/add/HOU/date?rows=HOU-03"


def dates(*refs):
    return (Part(number=1, kind=ChangeKind.DATE, refs=refs),)


def text(answer):
    return " ".join(answer.content.decode().split())


def sent(world, draft, *, by="rdl", new="20 Jan 2027", version=None, at=NOW):
    row = AskedRow(
        proposed=Proposed(number=1, kind=ChangeKind.DATE, new=when(new)),
        milestone=Milestone.objects.get(ref="HOU-03"),
    )
    given = {"version": version or draft.version, "by": world.user(by), "at": at}
    with transaction.atomic():
        return send_draft(draft, [row], WHY, **given)


def test_rule_18_a_draft_asks_nobody_and_holds_no_milestone(world):
    draft = draft_a_change(world)
    assert (draft.asked, draft.entered) == (dates("HOU-03"), TYPED)
    assert not ChangeRequest.objects.exists() and change_requests(Now(NOW)) == []
    (stands,) = stands_of([Milestone.objects.get(ref="HOU-03")], on=NOW.date()).values()
    assert stands.asked == ()
    queue = register_and_queue(Now(NOW))
    assert queue.undecided == [] and [waiting.author for waiting in queue.drafts] == [
        draft.author_id
    ]


def test_rule_18_a_draft_is_edited_and_sent_by_its_author(world):
    draft = draft_a_change(world)
    edited = keep_draft(draft, {"reason": "Other"}, version=1, by=world.user("rdl"), at=later(1))
    assert (edited.entered, edited.saved_at, edited.version) == ({"reason": "Other"}, later(1), 2)
    asked = sent(world, edited, at=later(2))
    edited.refresh_from_db()
    assert (asked.ref, asked.state, edited.request) == ("HOU-CR-01", "with_sao", asked)
    assert [step.what for step in ChangeStep.objects.all()] == ["asked"]
    assert register_and_queue(Now(later(2))).drafts == []
    (facts,) = change_requests(AsAt(later(2)))
    assert facts.steps[0].at == later(2)  # its age runs from the day on which it was sent


def test_rule_18_whoever_wrote_the_draft_is_who_asked(world):
    own = world.programmes["HOU"]
    draft = begin_draft(own, dates("HOU-03"), {}, by=world.user("sao"), at=NOW)
    with pytest.raises(PermissionDenied):
        sent(world, draft, by="rdl")
    asked = sent(world, draft, by="sao")
    assert asked.steps.get().by == world.users["sao"]


@pytest.mark.parametrize("by", ["sao", "cpmo", "other_sao", "commissioner", "nobody"])
def test_nobody_else_edits_sends_or_discards_it(world, by):
    draft, given = draft_a_change(world), {"version": 1, "by": world.user(by), "at": NOW}
    for act in (
        lambda: keep_draft(draft, {}, **given),
        lambda: sent(world, draft, by=by),
        lambda: discard_draft(draft, **given),
    ):
        with pytest.raises(PermissionDenied):
            act()
    with pytest.raises(PermissionDenied):
        begin_draft(world.programmes["JOB"], [], {}, by=world.user("other_sao"), at=NOW)


def test_who_may_ask_no_more_keeps_no_draft(world):
    draft, holding = draft_a_change(world), world.users["rdl"].holdings.get()
    holding.ends_on = NOW.date().replace(day=1)
    record(holding, by=LOADER, at=NOW)
    with pytest.raises(PermissionDenied):
        sent(world, draft)


def test_what_was_sent_or_discarded_takes_nothing_more(world):
    draft = draft_a_change(world)
    with pytest.raises(Faulty):
        sent(world, draft, new="Dec 2026")
    assert ChangeDraft.objects.get().is_open
    given = {"by": world.user("rdl"), "at": NOW}
    with pytest.raises(Conflict):
        keep_draft(draft, {}, version=7, **given)
    sent(world, draft)
    for act in (keep_draft, discard_draft):
        with pytest.raises(Refused, match="sent as HOU-CR-01"):
            act(draft, *[{}] * (act is keep_draft), version=1, **given)
    gone = draft_a_change(world)
    discard_draft(gone, version=1, **given)
    with pytest.raises(Refused, match="was discarded"):
        sent(world, gone)
    with pytest.raises(Refused, match="99 milestones at most"):
        begin_draft(world.programmes["HOU"], dates(*["HOU-01"] * 100), {}, **given)


def test_4a3_the_database_holds_drafts_to_their_shape(world):
    asked = sent(world, draft_a_change(world))
    row = draft_a_change(world)
    row.discarded_at, row.request = NOW, asked
    with pytest.raises(IntegrityError), transaction.atomic():
        record(row, by=LOADER, at=NOW)


@time_machine.travel(NOW, tick=False)
def test_rule_18_from_a_draft_to_the_request_in_the_browser(world, sign_in):
    client, sao = sign_in("rdl"), sign_in("sao")
    half = {"new_1": "20 Jan 2027", "reason": "A secret reason", "version": "0", "act": "draft"}
    page = text(client.post(THERE, half | {"money_changed": "on"}, follow=True))
    assert "Draft saved at 10:00" in page and "Nobody else sees it" in page
    assert 'value="20 Jan 2027"' in page and "A secret reason</textarea>" in page
    draft = ChangeDraft.objects.get()
    there = f"/changes/drafts/{draft.pk}"
    assert draft.entered["money_changed"] == "1" and "checked" in page
    home = text(client.get("/"))
    assert "Finish your draft request: move a date (HOU-03)" in home and there in home
    listed = text(client.get("/changes"))
    assert "Your drafts" in listed and there in listed
    assert "Nobody has asked for a change yet." in listed
    for other in (sao, sign_in("cpmo"), sign_in("commissioner")):
        for address in ("/", "/changes", "/changes.csv", "/programmes/HOU", "/milestones/HOU-03"):
            assert "secret" not in text(other.get(address)) and there not in text(
                other.get(address)
            )
        assert other.get(there).status_code == 403
    unread = client.post(there, half | {"version": "1", "new_1": "soon"})
    assert unread.status_code == 422 and "Enter a date" in text(unread)
    faulty = client.post(there, half | {"version": "1", "act": ""})
    assert faulty.status_code == 422 and "Choose the main reason" in text(faulty)
    edited = client.post(there, half | {"version": "1", "reason": "Better words"}, follow=True)
    assert "Better words</textarea>" in text(edited) and 'name="version" value="2"' in text(edited)
    stale = client.post(there, half | {"version": "1", "reason": "Typed in another tab"})
    assert stale.status_code == 409 and "Typed in another tab</textarea>" in text(stale)
    assert "<dt>Saved now</dt><dd>Better words</dd>" in text(stale)
    whole = {"new_1": "20 Jan 2027", "reason_code": "money", "reason": "Cut", "version": "2"}
    page = text(client.post(there, whole, follow=True))
    assert "Change request HOU-CR-01 is now with the SAO." in page
    assert "HOU-CR-01" in text(sao.get("/")) and "Finish your draft" not in text(client.get("/"))
    ended = client.get(there)
    assert "This draft was sent as HOU-CR-01." in text(ended)
    assert client.post(there, whole | {"reason": "Again"}).status_code == 409


@time_machine.travel(NOW, tick=False)
def test_a_draft_is_discarded_after_a_second_look(world, sign_in):
    client, draft = sign_in("rdl"), draft_a_change(world)
    there = f"/changes/drafts/{draft.pk}/discard"
    assert "Nobody was asked" in text(client.get(there))
    page = text(client.post(there, {"version": "1"}, follow=True))
    assert "The draft is discarded." in page and "Your drafts" not in page
    assert "This draft was discarded." in text(client.get(f"/changes/drafts/{draft.pk}"))
    assert client.get("/changes/drafts/9999").status_code == 404


@time_machine.travel(NOW, tick=False)
def test_a_draft_of_a_milestone_that_was_asked_for_meanwhile_names_the_request(world, sign_in):
    client = sign_in("rdl")
    own = world.programmes["HOU"]
    draft = begin_draft(own, dates("HOU-01"), {}, by=world.user("rdl"), at=NOW)
    ask_changes(world)
    there = f"/changes/drafts/{draft.pk}"
    assert 'href="/changes/HOU-CR-01"' in text(client.get(there))
    whole = {"new_1": "Jun 2027", "reason_code": "money", "reason": "Cut", "version": "1"}
    refused = client.post(there, whole)
    assert refused.status_code == 422 and "which has not been decided" in text(refused)
    assert ChangeDraft.objects.get().is_open


@pytest.mark.parametrize("address", ["/", "/changes", "/changes/drafts/{}"])
def test_a_page_takes_at_most_20_statements(world, sign_in, django_assert_max_num_queries, address):
    draft = draft_a_change(world)
    with time_machine.travel(NOW, tick=False):
        client = sign_in("rdl")
        client.get(address.format(draft.pk))  # what is read once for all
        with django_assert_max_num_queries(20):
            assert client.get(address.format(draft.pk)).status_code == 200


TWO = {"new_1": "20 Feb 2027", "new_2": "5 May 2027", "reason": "Cut", "reason_code": "money"}


@time_machine.travel(NOW, tick=False)
def test_18d_what_was_typed_for_a_milestone_that_moved_on_is_asked_of_no_other(world, sign_in):
    client, own = sign_in("rdl"), world.programmes["HOU"]
    refs = ["HOU-01", "HOU-02"]
    draft = begin_draft(own, dates(*refs), TWO, by=world.user("rdl"), at=NOW)
    move(world, ["HOU-01"])
    for place, version in (
        (f"/changes/drafts/{draft.pk}", "1"),
        ("/changes/add/HOU/date?rows=HOU-01&rows=HOU-02", "0"),
    ):
        refused = client.post(place, TWO | {"version": version})
        page = text(refused)
        assert refused.status_code == 422 and "HOU-01: not in Housing Improvement." in page
        assert page.index('value="20 Feb 2027"') < page.index("New date, HOU-02")
        assert page.index("New date, HOU-02") < page.index('value="5 May 2027"')
    assert not ChangeRequest.objects.exists() and ChangeDraft.objects.get().is_open


@time_machine.travel(NOW, tick=False)
def test_a_drafts_ticked_box_is_kept_as_ticked_whatever_was_sent(world, sign_in):
    sign_in("rdl").post(THERE, {"version": "0", "act": "draft", "money_changed": "a\x00b"})
    assert ChangeDraft.objects.get().entered == {"money_changed": "1"}
