"""Issued, received and published are three acts; an election blocks the last (24e, 30)."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.utils import DatabaseError

from assurance.words import Judgement, Speaker
from assurance.words.classification import Classification
from irp.actions import Faulty, Refused
from irp.models import Conflict, PostHolding
from packs.actions import note_download
from packs.figures.publication import publication_words
from packs.models import Pack, PackStep, PreElectionPeriod
from packs.readings.publication import (
    monitoring_officers,
    pre_election_periods,
    steps_in,
    with_publication,
)
from packs.rules.pre_election import pre_election_on
from packs.rules.publication import is_cleared
from packs.rules.publication_entry import place_fault
from packs.words.publication import PublicationStep
from tests.assurance import shelf
from tests.packs.publication_steps import (
    DOCUMENT,
    ELECTION,
    LATER,
    PLACE,
    SOLICITOR,
    TODAY,
    issued,
    monitoring_officer,
    pre_election,
    public,
    published,
    received,
    step,
)
from tests.packs.test_classification import classify
from tests.packs.test_edition import asked
from tests.world import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _store(settings, tmp_path):
    settings.PACK_STORE = tmp_path


def said_of(pack) -> str:
    return publication_words(steps_in(pack.steps.order_by("number")))


def test_rule_24e_received_and_published_are_acts_of_their_own(world):
    whole = issued(world)
    edition = public(world, whole)
    assert (said_of(whole), said_of(edition)) == ("", "")
    received(world, whole)
    assert (said_of(whole), said_of(edition)) == ("Received by the IRB 9 Nov 2026", "")
    published(world, edition)
    assert said_of(edition) == "Published 9 Nov 2026"
    assert PackStep.objects.get(pack=edition).words == PLACE


def test_rule_24e_the_irb_receives_before_anything_is_published(world):
    edition = public(world)
    with pytest.raises(Refused, match="The IRB has not received the pack"):
        published(world, edition)
    assert not PackStep.objects.exists()


def test_the_edition_of_the_tib_is_published_without_the_irb(world):
    whole = issued(world, forum="tib")
    with pytest.raises(Refused, match="Only the packs of the IRB"):
        received(world, whole)
    published(world, public(world, whole))


def test_each_edition_has_the_acts_that_are_its_own(world):
    whole = issued(world)
    edition = public(world, whole)
    received(world, whole)
    with pytest.raises(Refused, match="Only a public edition or an extract is published"):
        published(world, whole)
    with pytest.raises(Refused, match="The IRB receives the whole edition"):
        received(world, edition)
    with pytest.raises(Refused, match="not published, so it is not taken down"):
        step(world, edition, PublicationStep.TAKEN_DOWN)
    draft = issued(world, forum="tib", standing="draft", number=2)
    with pytest.raises(Refused, match="has not been issued"):
        received(world, draft)


def test_a_publication_is_taken_down_with_a_reason_and_stays_on_record(world):
    edition = public(world, whole := issued(world))
    received(world, whole)
    published(world, edition)
    with pytest.raises(Faulty, match="Enter the reason"):
        step(world, edition, PublicationStep.TAKEN_DOWN, words=" ")
    step(world, edition, PublicationStep.TAKEN_DOWN, words="A name was left in it.")
    assert said_of(edition) == "Taken down 9 Nov 2026"
    with pytest.raises(Refused, match="not published"):
        step(world, edition, PublicationStep.TAKEN_DOWN)
    published(world, edition)
    assert [row.step for row in edition.steps.order_by("number")] == [
        "published", "taken_down", "published"
    ]  # fmt: skip


def test_what_a_later_edition_has_replaced_is_not_published(world):
    edition = public(world, whole := issued(world))
    received(world, whole)
    again = issued_again(world, whole)
    with pytest.raises(Refused, match="A later edition has replaced this one"):
        published(world, edition)
    later = public(world, again)
    with pytest.raises(Refused, match="A later edition has replaced this one"):
        published(world, edition)
    assert later.number > edition.number


def test_rule_29_what_is_not_public_any_more_is_not_published(world):
    edition = public(world, whole := issued(world))
    received(world, whole)
    classify(world)
    with pytest.raises(Refused, match="Not public any more since .*: HOU-01. Create it again"):
        published(world, edition)
    classify(world, Classification.PUBLIC, seen=1, reason="The contract was signed.")
    published(world, edition)
    step(world, edition, PublicationStep.TAKEN_DOWN)
    classify(world, seen=2)
    with pytest.raises(Refused, match="HOU-01"):
        published(world, edition)


def test_rule_24e_what_commissioners_withdrew_since_is_not_published(world):
    shelf.judge(world, Judgement.MET, at=NOW - timedelta(days=1))
    edition = public(world, issued(world, forum="tib"))
    shelf.withdraw(world, speaker=Speaker.COMMISSIONER, at=NOW + timedelta(hours=1))
    with pytest.raises(Refused, match="Commissioners withdrew since .*: PO8-T1-1. Correct the"):
        published(world, edition)


def issued_again(world, whole, **changes):
    values = {"supersedes": whole, "reason": "A figure", "ready_at": NOW} | changes
    return shelf.pack(world, whole.snapshot, forum="irb", standing="final", number=2, **values)


def test_where_a_replaced_edition_was_published_is_corrected_with_a_reason(world):
    """The record says what happened, whatever came since; it is published anew nowhere."""
    edition = public(world, whole := issued(world))
    received(world, whole)
    published(world, edition)
    issued_again(world, whole)
    classify(world)
    place = "https://www.birmingham.gov.uk/board-papers"
    with pytest.raises(Faulty) as faulty:
        published(world, edition, words=place)
    assert faulty.value.faults.keys() == {"reason"}
    published(world, edition, words=place, reason="It was put on another page")
    assert said_of(edition) == "Published 9 Nov 2026"
    step(world, edition, PublicationStep.TAKEN_DOWN)
    with pytest.raises(Refused, match="A later edition has replaced this one"):
        published(world, edition)


def test_a_replaced_edition_was_received_by_the_day_it_was_replaced_or_never(world):
    whole = issued(world, requested_at=NOW - timedelta(days=4))
    issued_again(world, whole, requested_at=NOW - timedelta(days=2))
    with pytest.raises(Faulty, match="7 Nov 2026, when a later edition replaced this one, or"):
        received(world, whole)
    received(world, whole, on=TODAY - timedelta(days=2))


@pytest.mark.parametrize(
    ("changes", "field", "fault"),
    [
        ({"on": TODAY + timedelta(days=1)}, "on", "Enter today or an earlier day"),
        ({"on": TODAY - timedelta(days=1)}, "on", "Enter 9 Nov 2026, the day it was issued"),
        ({"words": ""}, "words", "Enter where it is published"),
        ({"words": "javascript://alert"}, "words", "begins with https://"),
        ({"words": "javascript:alert(1)"}, "words", "begins with https://"),
        ({"words": "See JavaScript:alert(1)"}, "words", "words such as “Council House library”"),
        ({"words": "mailto:papers@example.org"}, "words", "begins with https://"),
        ({"words": "http://www.example.org/papers"}, "words", "begins with https://"),
        ({"words": "https://intranet/packs"}, "words", "public website"),
    ],
)
def test_a_fault_names_its_field(world, changes, field, fault):
    received(world, whole := issued(world))
    with pytest.raises(Faulty, match=fault) as faulty:
        published(world, public(world, whole), **changes)
    assert faulty.value.faults.keys() == {field}


def test_rule_24e_nothing_is_published_before_the_irb_received_it(world):
    early = NOW - timedelta(days=6)
    whole = issued(world, requested_at=early)
    edition = public(world, whole, requested_at=early)
    received(world, whole, on=TODAY - timedelta(days=1))
    with pytest.raises(Faulty, match="Enter 8 Nov 2026, the day the IRB received the pack, or"):
        published(world, edition, on=TODAY - timedelta(days=2))
    published(world, edition, on=TODAY - timedelta(days=1))
    with pytest.raises(Faulty, match="Enter 8 Nov 2026, when an edition made from this one was"):
        received(world, whole, on=TODAY, reason="Another day")
    received(world, whole, on=TODAY - timedelta(days=2), reason="Another day")


def test_rule_24e_nothing_is_published_again_before_it_was_taken_down(world):
    early = NOW - timedelta(days=6)
    whole = issued(world, requested_at=early)
    edition = public(world, whole, requested_at=early)
    received(world, whole, on=early.date())
    published(world, edition, on=early.date())
    step(world, edition, PublicationStep.TAKEN_DOWN, on=TODAY - timedelta(days=1))
    with pytest.raises(Faulty, match="Enter 8 Nov 2026, the day it was taken down, or a later"):
        published(world, edition, on=TODAY - timedelta(days=2))
    published(world, edition, on=TODAY - timedelta(days=1))


def test_no_act_is_overwritten(world):
    whole = issued(world)
    first = received(world, whole)
    with pytest.raises(Conflict) as clash:
        received(world, whole, version=0, words="Another minute")
    assert clash.value.row == first
    with pytest.raises(Refused, match="recorded already"):
        received(world, whole)
    with pytest.raises(Faulty) as faulty:
        received(world, whole, words="Minute 4.3")
    assert faulty.value.faults.keys() == {"reason"}
    received(world, whole, words="Minute 4.3", reason="The minute was renumbered")
    assert [row.reason for row in whole.steps.order_by("number")] == [
        "", "The minute was renumbered"
    ]  # fmt: skip
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        PackStep.objects.update(words="Changed")


@pytest.mark.parametrize("name", ["sao", "commissioner", "administrator", "officer"])
def test_cpmo_records_what_happened_to_an_edition(world, name):
    with pytest.raises(PermissionDenied):
        received(world, issued(world), by=name)


class TestPreElection:
    @pytest.fixture
    def edition(self, world):
        received(world, whole := issued(world))
        return public(world, whole)

    def test_rule_30_it_blocks_publication_and_says_until_when(self, world, edition):
        pre_election(world)
        with pytest.raises(Refused) as refused:
            published(world, edition)
        (reason,) = refused.value.reasons
        assert "blocked until 26 Nov 2026" in reason and ELECTION in reason
        assert "from 27 Nov 2026" in reason

    def test_rule_30_it_does_not_block_reporting(self, world, edition):
        """Packs are asked for, issued, received and downloaded as before."""
        pre_election(world)
        assert asked(world, at=LATER).pk
        assert note_download(edition, by=world.user("cpmo"), at=LATER).pk
        assert received(world, edition.made_from, words="Minute 4.3", reason="Renumbered").pk

    def test_rule_30_the_monitoring_officers_clearance_opens_this_edition_alone(
        self, world, edition
    ):
        pre_election(world)
        other = public(world, issued(world, forum="tib"))
        done = step(world, edition, PublicationStep.CLEARED)
        assert (done.officer, done.officer_post) == (world.users["nobody"].name, SOLICITOR)
        assert done.document == DOCUMENT
        published(world, edition)
        with pytest.raises(Refused, match="blocked"):
            published(world, other)

    def test_rule_30_a_clearance_ends_when_the_edition_is_taken_down(self, world, edition):
        pre_election(world)
        step(world, edition, PublicationStep.CLEARED)
        published(world, edition)
        step(world, edition, PublicationStep.TAKEN_DOWN)
        with pytest.raises(Refused, match="blocked"):
            published(world, edition)
        step(world, edition, PublicationStep.CLEARED, words="Cleared once more")
        assert published(world, edition).number == edition.steps.count()

    def test_rule_30_a_day_before_the_period_does_not_open_it(self, world):
        early = NOW - timedelta(days=6)
        whole = issued(world, requested_at=early)
        edition = public(world, whole, requested_at=early)
        received(world, whole, on=early.date())
        pre_election(world, starts_on=TODAY - timedelta(days=2))
        before = TODAY - timedelta(days=3)
        with pytest.raises(Refused, match="blocked until 26 Nov 2026"):
            published(world, edition, on=before)
        step(world, edition, PublicationStep.CLEARED)
        published(world, edition, on=before)

    def test_rule_30_nothing_is_cleared_before_it_was_issued(self, world, edition):
        pre_election(world)
        with pytest.raises(Faulty) as told:
            step(world, edition, PublicationStep.CLEARED, on=TODAY - timedelta(days=1))
        assert told.value.faults["on"].startswith("Enter 9 Nov 2026, the day it was issued")

    def test_rule_30_a_clearance_of_an_earlier_period_counts_no_more(self, world, edition):
        pre_election(world)
        step(world, edition, PublicationStep.CLEARED)
        pre_election(world, election="General election", starts_on=date(2026, 12, 1),
                     ends_on=date(2027, 1, 14))  # fmt: skip
        later = NOW + timedelta(days=30)
        with pytest.raises(Refused, match="General election"):
            published(world, edition, at=later, on=later.date())
        after = NOW + timedelta(days=20)
        published(world, edition, at=after, on=after.date())

    def test_rule_30_the_list_of_work_and_the_page_say_one_thing_of_a_clearance(
        self, world, edition
    ):
        """Your work asks SQL, the page asks the rule: a clearance ends with the taking down."""

        def both(on=TODAY) -> tuple[bool, bool]:
            (row,) = with_publication(Pack.objects.filter(pk=edition.pk), on=on)
            period = pre_election_on(pre_election_periods(), on=on)
            blocks = period is not None and not is_cleared(
                steps_in(edition.steps.order_by("number")), period, on=on
            )
            return row.blocked_from is not None and not row.is_cleared, blocks

        assert both() == (False, False)
        pre_election(world)
        assert both() == (True, True)
        step(world, edition, PublicationStep.CLEARED)
        assert both() == (False, False)
        assert both(TODAY - timedelta(days=1)) == (True, True)  # it was not cleared yet
        published(world, edition)
        step(world, edition, PublicationStep.TAKEN_DOWN)
        assert both() == (True, True)

    def test_rule_30_outside_a_period_nothing_is_blocked_and_nothing_to_clear(self, world, edition):
        with pytest.raises(Refused, match="No pre-election period is in force"):
            step(world, edition, PublicationStep.CLEARED)
        published(world, edition)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"holding": None}, "holding"),
            ({"document": " "}, "document"),
            ({"on": date(2026, 11, 1)}, "on"),
            ({"words": ""}, "words"),
        ],
    )
    def test_a_clearance_says_who_when_and_what(self, world, edition, changes, field):
        pre_election(world)
        with pytest.raises(Faulty) as faulty:
            step(world, edition, PublicationStep.CLEARED, **changes)
        assert faulty.value.faults.keys() == {field}

    def test_the_monitoring_officer_records_it_too_and_no_other_officer(self, world, edition):
        pre_election(world)
        with pytest.raises(PermissionDenied):
            step(world, edition, PublicationStep.CLEARED, by="sao")
        post = world.posts["sao"]
        type(post).objects.filter(pk=post.pk).update(title=SOLICITOR)
        done = step(world, edition, PublicationStep.CLEARED, by="sao")
        assert (done.by_name, done.officer, done.document) == ("Person sao", "Person sao", "")
        assert done.officer_post == SOLICITOR

    def test_rule_30_cpmo_names_who_held_the_post_that_day_and_no_other(self, world, edition):
        """Neither another post's holder nor one who had left."""
        pre_election(world)
        left = monitoring_officer(world, starts_on=date(2020, 4, 1), ends_on=date(2024, 3, 31))
        other = PostHolding.objects.filter(user=world.users["sao"]).first()
        for holding in (left, other):
            with pytest.raises(Faulty, match="Choose who held the post on 9 Nov 2026"):
                step(world, edition, PublicationStep.CLEARED, holding=holding)
        assert step(world, edition, PublicationStep.CLEARED).officer_post == SOLICITOR

    @pytest.mark.parametrize(
        ("title", "holds"),
        [
            ("Monitoring Officer", True),
            (SOLICITOR, True),
            ("Deputy Monitoring Officer", False),
            ("PA to the Monitoring Officer", False),
            ("Monitoring Officer’s assistant", False),
            ("Energy Monitoring Officer", False),
            ("Solicitor and monitoring officer", False),
        ],
    )
    def test_rule_30_the_post_that_clears_is_known_by_its_whole_title(
        self, world, edition, title, holds
    ):
        pre_election(world)
        held = PostHolding.objects.select_related("post").get(user=world.users["sao"])
        type(held.post).objects.filter(pk=held.post_id).update(title=title)
        assert [officer.pk for officer in monitoring_officers()] == [held.pk] * holds
        if holds:
            assert step(world, edition, PublicationStep.CLEARED, by="sao").officer_post == title
            return
        with pytest.raises(PermissionDenied):
            step(world, edition, PublicationStep.CLEARED, by="sao")
        held.post.title = title
        with pytest.raises(Faulty, match="Choose who held the post"):
            step(world, edition, PublicationStep.CLEARED, holding=held)

    def test_rule_30_it_is_changed_by_acts_with_a_reason_and_all_stay(self, world, edition):
        pre_election(world)
        with pytest.raises(Faulty) as faulty:
            pre_election(world, 1, version=1, ends_on=date(2026, 11, 6))
        assert faulty.value.faults.keys() == {"reason"}
        pre_election(world, 1, version=1, ends_on=date(2026, 11, 6), reason="Held earlier")
        published(world, edition)
        (now,) = pre_election_periods()
        assert (now.number, now.ends_on, now.reason) == (2, date(2026, 11, 6), "Held earlier")
        assert PreElectionPeriod.objects.count() == 2

    def test_one_that_does_not_apply_blocks_nothing(self, world, edition):
        pre_election(world)
        pre_election(world, 1, version=1, withdrawn=True, reason="The seat was not contested")
        assert pre_election_on(pre_election_periods(), on=TODAY) is None
        published(world, edition)
        assert pre_election(world, election="Another").series == 2, "and overlaps no other"

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            (
                {"election": " ", "starts_on": date(2026, 11, 27), "ends_on": date(2026, 12, 1)},
                "election",
            ),
            ({"ends_on": date(2026, 11, 1)}, "ends_on"),
            ({"starts_on": date(2026, 11, 26), "ends_on": date(2027, 1, 1)}, "starts_on"),
        ],
    )
    def test_a_fault_of_a_period_names_its_field(self, world, changes, field):
        pre_election(world)
        with pytest.raises(Faulty) as faulty:
            pre_election(world, **changes)
        assert faulty.value.faults.keys() == {field}

    def test_what_changes_nothing_and_what_there_is_not_is_refused(self, world):
        pre_election(world)
        with pytest.raises(Refused, match="changed nothing"):
            pre_election(world, 1, version=1, reason="Again")
        with pytest.raises(Refused, match="no such"):
            pre_election(world, 9, version=1, reason="Again")
        with pytest.raises(Conflict):
            pre_election(world, 1, version=2, reason="Again")

    @pytest.mark.parametrize("name", ["sao", "commissioner", "committee"])
    def test_administrators_and_cpmo_enter_it(self, world, name):
        with pytest.raises(PermissionDenied):
            pre_election(world, by=name)
        assert pre_election(world, by="administrator").pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"step": "burnt"},
        {"words": ""},
        {"officer": "A. Solicitor"},
        {"document": "Letter"},
        {"step": "cleared"},
        {"number": 0},
        {"on": date(1999, 1, 1)},
        {"words": "x" * 1001},
    ],
)
def test_the_database_itself_refuses_what_no_step_may_say(world, wrong):
    """DESIGN 4a.3."""
    right = {"pack": issued(world), "number": 1, "step": "received", "on": TODAY, "words": "4.2",
             "by_name": "Somebody", "at": NOW}  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        PackStep.objects.create(**right | wrong)
    PackStep.objects.create(**right)
    with pytest.raises(DatabaseError), transaction.atomic():
        PackStep.objects.create(**right)


@pytest.mark.parametrize(
    "wrong",
    [
        {"election": ""},
        {"ends_on": date(2026, 11, 1)},
        {"number": 2},
        {"withdrawn": True},
        {"reason": "Why"},
        {"number": 2, "reason": "x" * 1001},
    ],
)
def test_the_database_itself_refuses_what_no_period_may_say(world, wrong):
    """DESIGN 4a.3."""
    right = {"series": 1, "number": 1, "election": ELECTION, "starts_on": date(2026, 11, 2),
             "ends_on": date(2026, 11, 26), "by_name": "Somebody", "at": NOW}  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        PreElectionPeriod.objects.create(**right | wrong)
    PreElectionPeriod.objects.create(**right)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        PreElectionPeriod.objects.all().delete()


@pytest.mark.parametrize(
    "words",
    [
        "https://www.example.org/a:b",
        "Council House library: second floor",
        "Desk 2, 10:30 to 16:00",
    ],
)
def test_words_and_addresses_of_the_web_are_places_of_publication(words):
    assert place_fault(words) == ""
