"""The three acts on a pack's page, their forms, and the pages of pre-election periods (24e, 30)."""

from datetime import date

import pytest
import time_machine

from packs.models import PackStep, PreElectionPeriod
from packs.words.publication import PublicationStep
from tests.packs.publication_steps import (
    DOCUMENT,
    ELECTION,
    LATER,
    PLACE,
    RECEIPT,
    SOLICITOR,
    issued,
    monitoring_officer,
    pre_election,
    public,
    published,
    received,
    step,
)
from tests.packs.test_publication import issued_again
from tests.packs.views.test_packs import text
from tests.programmes.committee_steps import committee
from tests.standing import standing

pytestmark = pytest.mark.django_db
PERIODS = "/pre-election"


@pytest.fixture(autouse=True)
def _now(settings, tmp_path):
    settings.PACK_STORE = tmp_path
    with time_machine.travel(LATER, tick=False):
        yield


@pytest.fixture
def client(sign_in):
    return sign_in("cpmo")


@standing
def whole(world):
    return issued(world)


def at(pack, which="") -> str:
    return f"/packs/{pack.pk}{f'/steps/{which}' if which else ''}"


def test_rule_24e_the_pages_of_both_editions_say_how_far_each_has_come(client, world, whole):
    edition = public(world, whole)
    page = text(client.get(at(whole)))
    assert "Received by the IRB Not yet" in page and "Not published yet" in page
    page = text(client.get(at(edition)))
    assert "It cannot be published yet" in page and "The IRB has not received the pack" in page
    received(world, whole)
    published(world, edition)
    page = text(client.get(at(whole)))
    assert f"Received by the IRB 9 Nov 2026. {RECEIPT}" in page
    assert "Published 9 Nov 2026" in page
    answer = client.get(at(edition))
    assert "Recorded by Person cpmo" in text(answer)
    assert f'<a class="govuk-link" href="{PLACE}"' in answer.content.decode()
    assert "Published 9 Nov 2026" in text(client.get("/packs"))
    assert "Correct the publication" in text(answer) and "Record that it was taken" in text(answer)


def test_a_replaced_version_says_that_nobody_is_asked_for_its_receipt(client, world, whole):
    assert "nobody is asked" not in text(client.get(at(whole)))
    issued_again(world, whole)
    page = text(client.get(at(whole)))
    assert "A later version replaced it on" in page and "so nobody is asked to record this" in page
    assert "steps/received" in client.get(at(whole)).content.decode()
    received(world, whole)
    assert "nobody is asked" not in text(client.get(at(whole)))


def test_a_page_says_what_its_days_are_of(client, whole):
    page = text(client.get(at(whole)))
    assert "The moment it was asked for. Its PDF was created" in page
    assert ", when its PDF was created" in page


def test_a_draft_has_none_of_them(client, world):
    page = text(client.get(at(issued(world, standing="draft"))))
    assert "Issued, received, published" not in page


def test_cpmo_records_each_and_others_are_offered_nothing(sign_in, client, world, whole):
    assert "steps/received" in client.get(at(whole)).content.decode()
    assert "/steps/" not in sign_in("commissioner").get(at(whole)).content.decode()
    typed = {"on": "9 11 2026", "words": RECEIPT, "version": "0"}
    answer = client.post(at(whole, "received"), typed, follow=True)
    assert answer.redirect_chain == [(at(whole), 302)]
    assert "Received by the IRB: recorded." in text(answer)
    assert PackStep.objects.get().words == RECEIPT


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"on": "10 11 2026"}, "Enter today or an earlier day"),
        ({"on": "31 11 2026"}, "day"),
        ({"on": ""}, "Enter"),
        ({"words": ""}, "Enter"),
        ({"words": "x" * 1001}, "1,000 characters"),
    ],
)
def test_a_fault_says_what_to_type_and_nothing_typed_is_lost(client, whole, change, fault):
    typed = {"on": "9 11 2026", "words": RECEIPT, "version": "0"} | change
    answer = client.post(at(whole, "received"), typed)
    assert answer.status_code == 422 and fault in text(answer)
    assert not PackStep.objects.exists()


@pytest.mark.parametrize("which", PublicationStep)
def test_rule_24e_a_version_of_any_length_is_refused_by_the_form(client, world, whole, which):
    edition = whole if which is PublicationStep.RECEIVED else public(world, whole)
    typed = {"on": "9 11 2026", "words": RECEIPT, "version": "9" * 5000}
    assert client.post(at(edition, which), typed).status_code == 422
    assert not PackStep.objects.exists()


def test_a_clash_shows_both_texts(client, world, whole):
    received(world, whole)
    typed = {"on": "9 11 2026", "words": "Mine", "version": "0"}
    answer = client.post(at(whole, "received"), typed)
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode() and RECEIPT in answer.content.decode()


def test_a_correction_asks_for_its_reason_and_a_first_act_for_none(client, world, whole):
    edition = public(world, whole)
    page = text(client.get(at(whole, "received")))
    assert "Reason for the correction" not in page and "replaced this edition" not in page
    received(world, whole)
    published(world, edition)
    assert "takes its place" in text(client.get(at(whole, "received")))
    issued(world, number=2, supersedes=whole)
    page = text(client.get(at(edition, "published")))
    assert "Reason for the correction" in page
    assert "replaced this edition on 9 Nov 2026" in page
    typed = {"on": "9 11 2026", "words": "https://example.org/papers", "version": "1"}
    answer = client.post(at(edition, "published"), typed)
    assert answer.status_code == 422 and "Enter" in text(answer)
    client.post(at(edition, "published"), typed | {"reason": "Another page"})
    assert "Reason for the correction: Another page" in text(client.get(at(edition)))


def test_a_step_that_there_is_not_is_unknown(client, whole):
    assert client.get(at(whole, "burnt")).status_code == 404
    assert client.get("/packs/999999/steps/received").status_code == 404
    assert client.get(f"{PERIODS}/9").status_code == 404


def test_who_created_a_public_edition_does_not_publish_it(sign_in, world, whole):
    received(world, whole)
    edition = public(world, whole)
    typed = {"on": "9 11 2026", "words": PLACE, "version": "0"}
    page = text(sign_in("cpmo").get(at(edition)))
    assert "You created this edition." in page and "Record that it was published" not in page
    answer = sign_in("cpmo").post(at(edition, "published"), typed)
    assert answer.status_code == 422 and "Somebody else of CPMO reads it" in text(answer)
    assert sign_in("cpmo2").post(at(edition, "published"), typed).status_code == 302


def test_a_failed_edition_leads_to_its_words_and_is_asked_for_again_there(client, world, whole):
    failed = {"state": "failed", "failure": "Storage is full", "sha256": "", "ready_at": None}
    edition = public(world, whole, **failed)
    words = "Read its words and ask for it again"
    page = client.get(at(edition)).content.decode()
    assert f'href="/packs/{whole.pk}/public">{words}' in page and "Storage is full" in page
    taken = committee()
    extract = public(world, whole, audience="member", committee=taken, meets_on=date(2026, 12, 10),
                     **failed)  # fmt: skip
    there = f"/packs/{whole.pk}/extract?committee={taken.pk}&amp;meets_on=10/12/2026"
    page = client.get(at(extract)).content.decode()
    assert f'href="{there}">{words}' in page
    public(world, whole, part=2)
    assert words not in text(client.get(at(edition))), "it was asked for again"


class TestPreElection:
    def test_rule_30_none_is_said_and_one_is_entered(self, client, world):
        assert "nothing blocks publication" in text(client.get(PERIODS))
        typed = {"election": ELECTION, "starts_on": "2 11 2026", "ends_on": "26/11/2026",
                 "version": "0"}  # fmt: skip
        page = text(client.post(f"{PERIODS}/add", typed, follow=True))
        assert f"In force today: {ELECTION}, until 26 Nov 2026" in page
        assert "Status In force" in page
        assert PreElectionPeriod.objects.get().by_name == "Person cpmo"

    def test_it_is_changed_with_a_reason_and_what_was_before_stays(self, sign_in, world):
        pre_election(world)
        client = sign_in("administrator")
        typed = {"election": ELECTION, "starts_on": "2 11 2026", "ends_on": "5 11 2026",
                 "version": "1", "reason": ""}  # fmt: skip
        answer = client.post(f"{PERIODS}/1", typed)
        assert answer.status_code == 422 and "Enter the reason" in text(answer)
        page = text(client.post(f"{PERIODS}/1", typed | {"reason": "Held early"}, follow=True))
        assert "Ended" in page and "Held early" in page and "As it was before: 1" in page

    def test_rule_30_the_page_of_the_public_edition_says_until_when(self, sign_in, world, whole):
        client = sign_in("cpmo2")
        received(world, whole)
        edition = public(world, whole)
        pre_election(world)
        page = text(client.get(at(edition)))
        assert f"Pre-election period of the {ELECTION}, until 26 Nov 2026" in page
        assert "Publication is blocked" in page and "Record that it was published" not in page
        assert "Pre-election period of" not in text(client.get(at(whole)))
        typed = {"on": "9 11 2026", "words": PLACE, "version": "0"}
        answer = client.post(at(edition, "published"), typed)
        assert answer.status_code == 422 and "blocked until 26 Nov 2026" in text(answer)
        step(world, edition, PublicationStep.CLEARED)
        page = text(client.get(at(edition)))
        assert "The Monitoring Officer has cleared this edition" in page
        assert "Record that it was published" in page
        assert client.post(at(edition, "published"), typed | {"version": "1"}).status_code == 302

    def test_the_monitoring_officer_is_offered_the_clearance_alone(self, sign_in, world, whole):
        received(world, whole)
        edition = public(world, whole)
        pre_election(world)
        post = world.posts["sao"]
        type(post).objects.filter(pk=post.pk).update(title="City Solicitor and Monitoring Officer")
        client = sign_in("sao")
        page = client.get(at(edition)).content.decode()
        assert "steps/cleared" in page and "steps/published" not in page
        page = client.get(at(edition, "cleared")).content.decode()
        assert 'name="words"' in page and 'name="holding"' not in page
        typed = {"on": "9 11 2026", "words": "It may be published", "version": "0"}
        page = text(client.post(at(edition, "cleared"), typed, follow=True))
        assert "9 Nov 2026, Person sao (City Solicitor and Monitoring Officer)" in page

    def test_rule_30_cpmo_chooses_who_holds_the_post_and_cites_the_document(
        self, client, world, whole
    ):
        received(world, whole)
        edition = public(world, whole)
        pre_election(world)
        there = at(edition, "cleared")
        page = client.get(there)
        assert "Nobody holds the post of the Monitoring Officer" in text(page)
        assert "<textarea" not in page.content.decode()
        holding = monitoring_officer(world)
        typed = {"on": "9 11 2026", "words": "It may be published", "version": "0",
                 "holding": "", "document": "", "officer": "A. Solicitor"}  # fmt: skip
        answer = client.post(there, typed)
        assert answer.status_code == 422 and "Monitoring Officer" in text(answer)
        forged = client.post(there, typed | {"holding": "999999"})
        assert "Choose the Monitoring Officer from those shown" in text(forged)
        page = text(client.post(
            there, typed | {"holding": holding.pk, "document": DOCUMENT}, follow=True
        ))  # fmt: skip
        assert f"{holding.user.name} ({SOLICITOR}), {DOCUMENT}. It may be published" in page
        assert "A. Solicitor" not in page

    def test_an_overlap_names_the_other(self, client, world):
        pre_election(world)
        typed = {"election": "Another", "starts_on": "26 11 2026", "ends_on": "3 12 2026",
                 "version": "0"}  # fmt: skip
        answer = client.post(f"{PERIODS}/add", typed)
        assert answer.status_code == 422
        assert f"It overlaps the pre-election period of the {ELECTION}" in text(answer)
        assert PreElectionPeriod.objects.get().ends_on == date(2026, 11, 26)


def test_statements_do_not_grow_with_what_was_recorded(
    client, world, whole, django_assert_max_num_queries
):
    edition = public(world, whole)
    pre_election(world)
    received(world, whole)
    step(world, edition, PublicationStep.CLEARED)
    published(world, edition)
    for address in (at(whole), at(edition), "/packs", PERIODS):
        client.get(address)
        with django_assert_max_num_queries(20):
            assert client.get(address).status_code == 200
