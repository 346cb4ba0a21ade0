"""The page of what people write for a pack, and the form of one text."""

import pytest

from packs.models import EditionText
from packs.words.edition import TextKind, TextStage
from tests.assurance import shelf
from tests.packs.test_edition import write
from tests.packs.views.test_packs import text

TEXTS = "/packs/tib/2026-10/texts"


@pytest.fixture
def client(sign_in):
    return sign_in("cpmo")


def test_each_text_says_whether_it_is_in_and_who_wrote_it(client, world):
    page = text(client.get(TEXTS))
    assert "Not in the pack. It prints: CPMO gave no opinion." in page
    write(world)
    write(world, "Better words", seen=1, stage=TextStage.DRAFT)
    page = text(client.get(TEXTS))
    assert "In the pack. Person cpmo" in page and "Draft by Person cpmo" in page
    assert "2 versions of CPMO’s headline" in page
    assert "candid statement" not in page, "it is the IRB's"
    assert "The council’s candid statement" in text(client.get("/packs/irb/2026-10/texts"))


def test_the_chief_executive_reads_no_draft_of_cpmo(sign_in, world):
    post = world.posts["sao"]
    type(post).objects.filter(pk=post.pk).update(title="Chief Executive")
    write(world, "A draft of CPMO", stage=TextStage.DRAFT)
    page = text(sign_in("sao").get(TEXTS))
    assert "A draft of CPMO" not in page and "headline" in page


def test_a_text_is_put_in_and_one_that_is_too_long_is_kept_in_the_form(client, world):
    address = f"{TEXTS}/headline/1"
    typed = {"words": "word " * 41, "stage": "in", "version": "0"}
    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "Shorten it to 40 words: it has 41" in text(answer)
    assert "word word" in answer.content.decode()
    answer = client.post(address, typed | {"words": "Late, and no way back"}, follow=True)
    assert answer.redirect_chain == [(TEXTS, 302)]
    assert "CPMO’s headline put in the pack" in text(answer)


def test_only_what_is_in_the_pack_can_be_taken_out_of_it(client, world):
    def offered() -> bool:
        return "Take it out of the pack" in text(client.get(f"{TEXTS}/headline/1"))

    assert not offered()
    write(world, stage=TextStage.DRAFT)
    assert not offered()
    write(world, seen=1)
    write(world, "Better words", seen=2, stage=TextStage.DRAFT)
    assert offered()
    typed = {"words": "Better words", "stage": "out", "version": "3"}
    assert client.post(f"{TEXTS}/headline/1", typed).status_code == 302
    assert not offered()
    answer = client.post(f"{TEXTS}/headline/1", typed | {"version": "4"})
    assert answer.status_code == 422 and "It is not in the pack" in text(answer)


def test_a_clash_shows_both_texts(client, world):
    write(world)
    answer = client.post(f"{TEXTS}/headline/1", {"words": "Mine", "stage": "in", "version": "0"})
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode() and "Housing is late" in answer.content.decode()
    assert EditionText.objects.count() == 1


def test_a_risk_has_its_owner_and_its_day(client, world):
    typed = {
        "words": "Two suppliers may fail", "stage": "in", "version": "0",
        "owner": world.posts["sao"].pk, "way_back": "Sign a third", "due_on": "4 12 2026",
    }  # fmt: skip
    client.post(f"{TEXTS}/worry/2", typed)
    row = EditionText.objects.get()
    assert (row.kind, row.place, row.owner) == (TextKind.WORRY, 2, world.posts["sao"].title)


def test_a_choice_not_made_and_too_many_words_are_told_at_once(client, world):
    typed = {"words": "word " * 41, "version": "0"}
    page = text(client.post(f"{TEXTS}/headline/1", typed))
    assert "Choose what to do with it" in page and "Shorten it to 40 words: it has 41" in page
    page = text(client.post(f"{TEXTS}/worry/1", {"words": "", "version": "0"}))
    assert "Choose what to do with it" in page and "Choose who owns the risk" in page
    assert page.count("Enter the text") <= 1
    assert not EditionText.objects.exists()


@pytest.mark.parametrize("path", ["statement/1", "headline/2", "worry/6", "poem/1"])
def test_what_a_pack_has_no_place_for_is_unknown(client, world, path):
    assert client.get(f"{TEXTS}/{path}").status_code == 404


def test_statements_do_not_grow_with_versions(client, world, django_assert_max_num_queries):
    for number in range(6):
        write(world, seen=number)
    with django_assert_max_num_queries(20):
        client.get(TEXTS)


def test_the_box_of_a_headline_counts_its_words(client, world):
    page = client.get(f"{TEXTS}/headline/1").content.decode()
    assert 'data-maxwords="40"' in page
    assert "data-maxlength" not in page


def test_the_page_says_who_can_still_issue_the_pack_and_that_the_last_one_must_not_write(
    client, sign_in, world
):
    """Rule 15, as for packs: whoever prepares is not who issues, and is told it in time."""
    last = "If you put in a text, nobody is left to issue it."
    page = text(client.get(TEXTS))
    assert "Who can still issue it: Person cpmo; Person cpmo2." in page and last not in page
    shelf.pack(world, shelf.freeze(world, drafts=False), requested_by=world.users["cpmo2"])
    page = text(client.get(TEXTS))
    assert "Who can still issue it: Person cpmo." in page and last in page
    write(world)
    page = text(client.get(TEXTS))
    assert "Nobody in CPMO can issue it now: one of you puts in every text" in page
    type(world.posts["sao"]).objects.filter(pk=world.posts["sao"].pk).update(
        title="Chief Executive"
    )
    assert "still issue it" not in text(sign_in("sao").get(TEXTS))
