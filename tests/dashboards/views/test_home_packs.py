"""Latest final packs on Your work: each to open, and what changed since the last one first."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine

from packs.actions.packs import confirm_pack
from packs.words.publication import PublicationStep
from tests.assurance import shelf
from tests.packs.publication_steps import pre_election, public, published, received, step
from tests.programmes.committee_steps import committee, sits
from tests.world import NOW


def test_a_reader_is_led_to_what_changed_since_the_last_pack(world, sign_in, text_of):
    kept = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    client = sign_in("committee")
    words = "Read what changed since the last pack"
    assert words not in text_of(client, "/")
    shelf.pack(world, kept, forum="irb")
    assert words not in text_of(client, "/"), "a draft is CPMO’s"
    final = shelf.pack(world, kept, forum="irb", standing="final")
    page = text_of(client, "/")
    assert f'href="/packs/{final.pk}/read#changes">{words}' in page
    assert "in the IRB pack, October 2026, v1.0, bad news first" in page


def test_a_pack_from_before_packs_were_read_on_screen_is_opened_on_its_page(
    world, sign_in, text_of
):
    kept = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    final = shelf.pack(world, kept, forum="irb", standing="final", manifest="", label="")
    page = text_of(sign_in("committee"), "/")
    assert f'href="/packs/{final.pk}">Read what changed' in page


@pytest.fixture
def whole(world):
    """Return the issued pack of the IRB."""
    kept = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    return shelf.pack(world, kept, forum="irb", standing="final", ready_at=NOW)


def extract(world, whole, **said):
    return public(world, whole, committee=committee(), meets_on=date(2026, 12, 10),
                  **{"audience": "member"} | said)  # fmt: skip


NAME = "Extract 1 of the IRB pack for Homes OSC"


def test_rule_24e_cpmo_is_told_what_is_to_be_recorded_next(world, sign_in, text_of, whole):
    made = extract(world, whole)
    assert "Record that the IRB received" not in text_of(sign_in("cpmo2"), "/"), "it has not met"
    met = datetime.combine(whole.snapshot.period.irb_on, time(18), tzinfo=UTC)
    with time_machine.travel(met, tick=False):
        client = sign_in("cpmo2")
        page = text_of(client, "/")
        assert f'href="/packs/{whole.pk}/steps/received">Record that the IRB received the' in page
        assert f"Publish the {NAME}, public agenda" in page
        assert "waits for the IRB’s receipt of the pack" in page
        received(world, whole)
        page = text_of(client, "/")
        assert "Record that the IRB received" not in page
        assert "ready: publish it, then record the day and the place" in page
        published(world, made)
        assert "Publish the" not in text_of(client, "/")
        step(world, made, PublicationStep.TAKEN_DOWN)
        assert "Publish the" not in text_of(client, "/"), "who took it down knows why"


def test_cpmo_is_told_of_an_extract_that_failed(world, sign_in, text_of, whole):
    extract(world, whole, state="failed", failure="Storage is full", sha256="", ready_at=None)
    page = text_of(sign_in("cpmo"), "/")
    assert f"{NAME}, public agenda, October 2026, failed try" in page
    assert "failed: Storage is full" in page


def test_a_member_is_told_of_what_was_published_and_of_the_exempt_part(
    world, sign_in, text_of, whole
):
    client = sign_in("committee")
    made = extract(world, whole)
    extract(world, whole, audience="exempt")
    page = text_of(client, "/")
    assert "Your post is not linked to a committee" in page and "Homes OSC" not in page
    sits(world, "committee", committee())
    page = text_of(client, "/")
    assert "not linked" not in page
    assert f"{NAME}, exempt part" in page and f"{NAME}, public agenda" not in page
    received(world, whole)
    published(world, made)
    page = text_of(client, "/")
    assert f"{NAME}, public agenda" in page
    assert "Published 9 Nov 2026; for the meeting of 10 Dec 2026; 12 pages" in page


def test_rule_30_in_a_pre_election_period_the_clearance_comes_first(world, sign_in, text_of, whole):
    made = public(world, whole)
    received(world, whole)
    pre_election(world)
    client = sign_in("cpmo2")
    page = text_of(client, "/")
    assert "Have the Public edition" in page and "clearance comes first" in page
    step(world, made, PublicationStep.CLEARED)
    assert "ready: publish it, then record the day and the place" in text_of(client, "/")


def test_a_commissioner_confirms_a_draft_before_all_else_and_cpmo_is_told_that_it_waits(
    world, sign_in, text_of
):
    kept = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    draft = shelf.pack(world, kept, forum="irb")
    page = text_of(sign_in("commissioner"), "/")
    assert page.index("Packs that wait for a commissioner") < page.index("to judge")
    waits = "; a commissioner confirms its pages of judgements first"
    assert waits in text_of(sign_in("cpmo"), "/")
    confirm_pack(
        draft, agrees=True, words="", version=0, by=world.user("commissioner"),
        at=NOW + timedelta(hours=2),
    )  # fmt: skip
    assert waits not in text_of(sign_in("cpmo"), "/")


def test_a_draft_asked_for_after_its_day_of_issue_has_no_day_that_has_passed(
    world, sign_in, text_of
):
    """As a correction is, which is made when it is needed."""
    kept = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    after = datetime.combine(kept.period.issue_on, time(9), tzinfo=UTC) + timedelta(days=9)
    shelf.pack(world, kept, forum="tib", requested_at=after)
    with time_machine.travel(after, tick=False):
        page = text_of(sign_in("cpmo2"), "/")
    assert "Read and issue the" in page and "9 days past" not in page
