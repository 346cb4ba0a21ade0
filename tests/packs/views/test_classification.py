"""The pages of classification: every item, how each is classified, and why (Rule 29)."""

import csv
from datetime import timedelta

import pytest
import time_machine

from assurance.actions.evidence import change_evidence
from assurance.forms.evidence import ABOUT
from assurance.words import Judgement
from assurance.words.classification import Classification
from packs.models import ItemClassification
from packs.words import ItemKind
from packs.words.edition import TextStage
from tests.assurance import evidence_steps, shelf
from tests.packs.meeting_steps import decide, give, seek
from tests.packs.test_classification import BIDS, classify
from tests.packs.test_edition import write
from tests.packs.test_results_published import publish
from tests.packs.views.test_packs import text
from tests.programmes.steps import later
from tests.programmes.test_points import challenged
from tests.test_permission_matrix import register_risks
from tests.world import NOW

pytestmark = pytest.mark.django_db
HERE = "/classification"
ITEM = f"{HERE}/milestone/HOU-01"
TYPED = {"classification": "exempt", "paragraph": "3", "reason": BIDS, "version": "0"}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(sign_in):
    return sign_in("cpmo")


def test_nothing_classified_is_said(client, world):
    page = text(client.get(HERE))
    assert "Nothing is withheld from public editions." in page
    assert "Nobody has classified it: it is public." in text(client.get(ITEM))


def test_the_withheld_stand_first_with_who_when_and_why(client, world):
    classify(world, ref="JOB-02")
    page = text(client.get(HERE))
    assert page.index("JOB-02") < page.index("HOU-01")
    assert f"Exempt, paragraph 3: financial or business affairs {BIDS}" in page
    assert "by Person cpmo" in page and "Nothing is withheld" not in page


@pytest.mark.parametrize(
    ("asks", "refs"),
    [
        ("show=classified", {"HOU-01", "PO8-T1-1"}),
        ("show=exempt", {"HOU-01"}),
        ("kind=judgement", {"PO8-T1-1"}),
        ("programme=JOB&kind=milestone", {"JOB-01", "JOB-02", "JOB-03"}),
        ("words=job-03", {"JOB-03"}),
        ("kind=test", {"PO8-T1"}),
        ("words=nothing+of+the+kind", set()),
    ],
)
def test_the_list_and_its_file_are_filtered(client, world, asks, refs):
    classify(world)
    classify(world, Classification.CONFIDENTIAL, kind=ItemKind.JUDGEMENT, ref="PO8-T1-1")
    file = client.get(f"{HERE}.csv?{asks}").content.decode("utf-8-sig")
    assert {row["Reference"] for row in csv.DictReader(file.splitlines())} == refs
    page = text(client.get(f"{HERE}?{asks}"))
    assert f"{len(refs)} of" in page if refs else "No item matches these filters." in page


def test_statements_do_not_grow_with_what_is_classified(
    client, world, django_assert_max_num_queries
):
    register_risks(world)
    for ref in ("HOU-01", "HOU-02", "JOB-01"):
        classify(world, ref=ref)
    for address in (HERE, f"{HERE}.csv", ITEM):
        client.get(address)
        with django_assert_max_num_queries(10):
            assert client.get(address).status_code == 200


def test_an_item_is_classified_and_its_history_stays(client, world):
    answer = client.post(f"{ITEM}/classify", TYPED, follow=True)
    assert answer.redirect_chain == [(ITEM, 302)]
    page = text(answer)
    assert "HOU-01 is classified: Exempt." in page and "Withheld" in page
    client.post(
        f"{ITEM}/classify",
        {"classification": "public", "paragraph": "", "reason": "It was let.", "version": "1"},
    )
    page = text(client.get(ITEM))
    assert page.index("It was let.") < page.index(BIDS)
    assert page.count("Person cpmo") >= 2 and "In public editions Shown" in page


def test_what_is_now_stands_in_the_form_but_not_the_reason(client, world):
    """Rule 5: a reason is never prefilled."""
    classify(world)
    page = client.get(f"{ITEM}/classify").content.decode()
    assert 'value="exempt" checked' in page.replace("  ", " ") or "checked" in page
    assert BIDS not in page


def test_rule_24e_the_form_of_a_result_says_what_withholding_it_means(sign_in, world):
    """It is the commissioners' form; and where it was published, it says that it cannot be."""
    client, cpmo = sign_in("commissioner"), sign_in("cpmo")
    here = f"{HERE}/result/PO8-T1-1"
    shelf.judge(world, Judgement.MET, at=NOW - timedelta(days=1))
    assert "A result can be withheld until it is published." in text(client.get(f"{here}/classify"))
    assert "No: what is in force has not been published" in text(client.get(here))
    assert "“not shown”" not in text(cpmo.get(f"{ITEM}/classify"))
    assert cpmo.get(f"{here}/classify").status_code == 403
    assert "Commissioners: only they withhold" in text(cpmo.get(here))
    assert "Classify it" in text(client.get(here)) and "Classify it" not in text(cpmo.get(here))
    publish(world)
    for page in (here, f"{here}/classify"):
        assert "The result of PO8-T1-1 that is in force was published" in text(client.get(page))
    answer = client.post(f"{here}/classify", TYPED)
    assert answer.status_code == 422
    assert text(answer).count("A published result, its date and its author are never") > 1


def test_rule_24e_a_test_leads_to_its_page_and_a_withheld_one_says_how_it_reads(client, world):
    classify(world, kind=ItemKind.TEST, ref="PO8-T1")
    answer = client.get(f"{HERE}/test/PO8-T1")
    assert "Withheld: it reads “not shown”" in text(answer)
    assert 'href="/outcomes/8/tests/1"' in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"paragraph": ""}, "Choose the paragraph of Schedule 12A that makes it exempt"),
        ({"classification": "confidential"}, "Choose no paragraph, or choose “Exempt”"),
        ({"classification": "public", "paragraph": ""}, "HOU-01 is public already."),
        ({"classification": ""}, "Choose how it is classified"),
        ({"classification": "secret"}, "choose"),
        ({"reason": " "}, "Enter the reason"),
        ({"reason": "x" * 1001}, "1,000 characters"),
        ({"reason": "Paid\u202esterces"}, "reason"),
    ],
)
def test_a_fault_says_what_to_type_and_nothing_typed_is_lost(client, world, change, fault):
    answer = client.post(f"{ITEM}/classify", TYPED | change)
    assert answer.status_code == 422
    assert fault.lower() in text(answer).lower()
    assert not ItemClassification.objects.exists()


def test_a_clash_shows_both_texts(client, world):
    classify(world)
    answer = client.post(f"{ITEM}/classify", TYPED | {"reason": "Mine"})
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode() and BIDS in answer.content.decode()


def test_a_text_and_an_item_lead_to_their_classification_which_holds_for_the_place(client, world):
    seek(world)
    write(world)
    for there, ref in (("/meetings/tib/2026-10", "item/TIB-2026-10-I1"),
                       ("/packs/tib/2026-10/texts", "text/TIB-2026-10-HEADLINE")):  # fmt: skip
        assert f'href="{HERE}/{ref}"' in client.get(there).content.decode()
        hint = "It also applies to a later version or correction"
        assert hint in text(client.get(f"{HERE}/{ref}/classify"))
    assert "a later version or correction" not in text(client.get(f"{ITEM}/classify"))


def test_what_is_of_a_meeting_is_classified_from_its_own_address(client, world):
    item = seek(world)
    decide(world, item)
    give(world)
    for kind, ref, place in (
        ("item", "TIB-2026-10-I1", "/meetings/tib/2026-10#agenda"),
        ("decision", "TIB-2026-10-D1", "/meetings/tib/2026-10#agenda"),
        ("action", "TIB-2026-10-A1", "/meetings/actions/TIB-2026-10-A1"),
    ):
        there = f"{HERE}/{kind}/{ref}"
        assert f'href="{place}"' in client.get(there).content.decode()
        assert client.post(f"{there}/classify", TYPED).status_code == 302
        assert ref in text(client.get(f"{HERE}?kind={kind}&show=exempt"))
        page = text(client.get(there))
        shown = "who recorded it and when are shown" in page
        assert "Withheld" in page and shown is (kind != "action")


@pytest.mark.parametrize("path", ["milestone/HOU-99", "risk/HOU-01", "poem/HOU-01"])
def test_an_item_that_there_is_not_is_unknown(client, world, path):
    assert client.get(f"{HERE}/{path}").status_code == 404
    assert client.get(f"{HERE}/{path}/classify").status_code == 404


@pytest.mark.parametrize("name", ["lead_member", "committee", "nobody"])
def test_rule_29_who_reads_public_editions_alone_is_not_told_why(sign_in, world, name):
    for address in (HERE, f"{HERE}.csv", ITEM):
        assert sign_in(name).get(address).status_code == 403


def test_an_owner_reads_how_it_is_classified_and_changes_nothing(sign_in, world):
    classify(world)
    page = sign_in("sao").get(ITEM)
    assert BIDS in text(page) and "/classify" not in page.content.decode()
    assert sign_in("sao").post(f"{ITEM}/classify", TYPED).status_code == 403


class TestWordsOfWhatHasNoTitle:
    """Rules 15 and 29: a list shows how words begin to those who may read them."""

    LONG = "Two bidders are left. " + "Each asks for more than Council resolved. " * 5

    def test_a_text_shows_how_it_begins_as_its_pack_prints_it(self, sign_in, client, world):
        write(world, words="Was said first.", stage=TextStage.IN)
        write(world, words=self.LONG, stage=TextStage.IN, seen=1)
        write(world, words="A draft of later.", stage=TextStage.DRAFT, seen=2)
        ref = "text/TIB-2026-10-HEADLINE"
        for address in (f"{HERE}?kind=text", f"{HERE}/{ref}", f"{HERE}/{ref}/classify"):
            page = text(client.get(address))
            assert "CPMO’s headline: Two bidders are left. Each asks" in page
            assert "Was said first" not in page and "A draft of later" not in page
            assert page.count("than Council resolved.") == 2
        file = client.get(f"{HERE}.csv?kind=text").content.decode("utf-8-sig")
        (row,) = csv.DictReader(file.splitlines())
        assert row["Its words begin"].startswith("Two bidders are left.")
        assert "Two bidders" not in text(sign_in("sao").get(f"{HERE}?kind=text"))

    def test_a_draft_is_shown_to_who_may_write_it_alone(self, sign_in, client, world):
        write(world, words="Not in the pack yet.", stage=TextStage.DRAFT)
        assert "CPMO’s headline: Not in the pack yet." in text(client.get(f"{HERE}?kind=text"))
        post = world.posts["sao"]
        type(post).objects.filter(pk=post.pk).update(title="Chief Executive")
        chief = text(sign_in("sao").get(f"{HERE}?kind=text"))
        assert "CPMO’s headline" in chief and "Not in the pack" not in chief

    def test_an_ask_on_an_unsigned_return_is_its_programmes(self, sign_in, client, world):
        challenged(world)
        there, says = f"{HERE}?kind=point", "Challenge: What moved on?"
        with time_machine.travel(later(9), tick=False):
            assert says in text(client.get(there)) and says in text(sign_in("sao").get(there))
            other = text(sign_in("finance_validator").get(there))
        assert "Challenge" in other and says not in other


def test_the_tiles_say_that_evidence_is_apart(client, world):
    evidence_steps.add(world, classification="confidential")
    page = text(client.get(HERE))
    assert "Confidential 0 and 1 piece of evidence apart" in page
    assert "Exempt 0 and 0 pieces of evidence apart" in page


def test_rule_24e_of_a_result_that_was_never_given_nothing_is_said_to_be_in_force(client, world):
    for kind, ref in (("result", "PO8-T1-1"), ("test", "PO8-T1"), ("own_view", "PO8-T1-1")):
        page = text(client.get(f"{HERE}/{kind}/{ref}"))
        assert "Published No: no result has been given yet" in page and "in force" not in page


class TestPublished:
    """Rules 24e and 29: what is published is not withheld as if nobody had seen it."""

    def test_the_form_warns_before_and_the_page_says_so_after(self, client, world):
        edition = publish(world)
        page = client.get(f"{ITEM}/classify")
        for words in ("1 published edition shows it", f"{edition} , published on 9 Nov 2026",
                      "Classifying it does not take an edition down."):  # fmt: skip
            assert words in text(page)
        assert f'href="/packs/{edition.pk}#publication"' in page.content.decode()
        answer = client.post(f"{ITEM}/classify", TYPED, follow=True)
        warning = f"It is still shown by what was published: {edition}, published on 9 Nov 2026."
        assert warning in text(answer) and "1 published edition still shows it" in text(answer)
        there = client.get(f"/packs/{edition.pk}")
        assert "It shows what was withheld since: HOU-01 ." in text(there)
        assert f'href="{ITEM}"' in there.content.decode()

    def test_what_no_published_edition_shows_has_no_warning(self, client, world):
        assert "published edition" not in text(client.get(f"{ITEM}/classify"))
        answer = client.post(f"{ITEM}/classify", TYPED, follow=True)
        assert "still shown" not in text(answer)
        edition = publish(world)
        for page in (ITEM, f"{ITEM}/classify", f"/packs/{edition.pk}"):
            words = text(client.get(page))
            assert "shows it" not in words and "withheld since" not in words

    def test_public_again_is_no_warning_and_the_editions_are_named(self, client, world):
        edition = publish(world)
        classify(world)
        again = {"classification": "public", "paragraph": "", "reason": "Let.", "version": "1"}
        answer = client.post(f"{ITEM}/classify", again, follow=True)
        assert "still" not in text(answer)
        assert f"Published {edition} , 9 Nov 2026" in text(answer)

    def test_who_reads_published_editions_alone_is_not_told_what_was_withheld(self, sign_in, world):
        edition = publish(world)
        classify(world)
        page = text(sign_in("committee").get(f"/packs/{edition.pk}"))
        assert "Published" in page and "withheld since" not in page

    def test_the_form_of_evidence_warns_too_and_its_page_says_so_after(self, client, world):
        piece = evidence_steps.add(world, at=NOW - timedelta(days=1), classification="public")
        there = f"/evidence/{piece.ref}"
        assert "published edition" not in text(client.get(f"{there}/edit"))
        edition = publish(world)
        assert "1 published edition shows it" in text(client.get(f"{there}/edit"))
        assert "shows it" not in text(client.get(there))
        about = {name: getattr(piece, name) for name in ABOUT} | {"classification": "confidential"}
        change_evidence(piece, about, version=piece.version, reason="A court",
                        by=world.user("cpmo"), at=NOW)  # fmt: skip
        page = text(client.get(there))
        assert "1 published edition still shows it" in page and str(edition) in page
        assert piece.ref in text(client.get(f"/packs/{edition.pk}"))
