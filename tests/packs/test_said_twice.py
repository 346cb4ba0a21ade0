"""What one board's public edition prints and the other's withholds is said by name (Rule 29)."""

import pytest
import time_machine

from assurance.words.classification import Classification
from packs.models import Pack, PlanSnapshot
from packs.snapshot.codec import text_of
from packs.snapshot.pinning import pinned
from packs.snapshot.said_twice import said_elsewhere, said_twice
from packs.words import Forum, ItemKind
from packs.words.edition import TextKind
from tests.assurance import shelf
from tests.packs.meeting_steps import seek
from tests.packs.publication_steps import LATER, issued, public, published
from tests.packs.test_classification import classify
from tests.packs.test_edition import write
from tests.packs.views.test_packs import text
from tests.world import NOW

pytestmark = pytest.mark.django_db
WORDS = "Savings are validated late, so that a shortfall is seen when it is too late."
OPINIONS = {forum: f"{forum.value.upper()}-2026-10-OPINION" for forum in Forum}
HERE = "/classification/text/IRB-2026-10-OPINION"
PRINTS = "It prints words that the other board’s public edition withholds"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(LATER, tick=False):
        yield


def name_to_both(world, *, words: str = WORDS, other: str = WORDS) -> None:
    for forum, opinion in ((Forum.TIB, words), (Forum.IRB, other)):
        write(world, opinion, forum=forum, kind=TextKind.OPINION)


def withhold(world, forum: Forum = Forum.IRB, **entered):
    classify(world, kind=ItemKind.TEXT, ref=OPINIONS[forum], **entered)


def found(world, forum: Forum) -> list[tuple[str, str, str]]:
    """Return what an edition that is asked for now prints though the other is without it."""
    snapshot = PlanSnapshot.objects.first() or shelf.freeze(world, drafts=False)
    (those,) = said_twice([(forum, snapshot.period.month, pinned(snapshot, forum, at=LATER))])
    return [(pair.own.ref, pair.other.ref, pair.ground) for pair in those]


class TestForm:
    """Who classifies the words of one pack is shown those of the other, on the form and after."""

    def test_rule_29_the_other_boards_place_is_named_with_how_it_is_classified(
        self, sign_in, world
    ):
        name_to_both(world)
        client = sign_in("cpmo")
        words = "TIB-2026-10-OPINION CPMO’s opinion: Public"
        for address in (HERE, f"{HERE}/classify"):
            page = client.get(address)
            assert words in text(page)
            assert f'href="{HERE.replace("IRB", "TIB")}"' in page.content.decode()
        withhold(world, Forum.TIB)
        assert "TIB-2026-10-OPINION CPMO’s opinion: Exempt, paragraph 3" in text(client.get(HERE))

    def test_once_it_is_classified_its_page_still_says_so(self, sign_in, world):
        name_to_both(world)
        typed = {"classification": "official_sensitive", "reason": "Not yet", "version": "0"}
        page = text(sign_in("cpmo").post(f"{HERE}/classify", typed, follow=True))
        assert "is classified: Official-sensitive." in page
        assert "TIB-2026-10-OPINION CPMO’s opinion: Public" in page

    def test_words_of_one_board_alone_have_no_such_notice(self, sign_in, world):
        name_to_both(world, other="Housing is late, and nobody has a dated way back.")
        assert "other board’s pack" not in text(sign_in("cpmo").get(HERE))

    def test_an_ask_that_went_on_to_the_other_board_is_one(self, world):
        tib, irb = (seek(world, WORDS, forum=forum) for forum in Forum)
        (other,) = said_elsewhere(ItemKind.ITEM, f"TIB-2026-10-I{tib.number}")
        assert other.ref == f"IRB-2026-10-I{irb.number}"
        assert said_elsewhere(ItemKind.MILESTONE, "HOU-01") == []

    @pytest.mark.parametrize("forum", Forum)
    def test_the_place_that_says_more_is_named_and_so_is_that_which_says_less(self, world, forum):
        name_to_both(world, words="Sell the town hall.", other="We ask: Sell the town hall. Now.")
        (other,) = said_elsewhere(ItemKind.TEXT, OPINIONS[forum])
        assert other.ref != OPINIONS[forum]


class TestEditions:
    def test_rule_29_what_the_other_board_withholds_is_found_however_it_is_typed(self, world):
        name_to_both(world, words=f"As we said: {WORDS.upper()}")
        withhold(world)
        assert found(world, Forum.TIB) == [
            (
                OPINIONS[Forum.TIB],
                OPINIONS[Forum.IRB],
                "Exempt, paragraph 3: financial or business affairs",
            )
        ]
        assert found(world, Forum.IRB) == []

    def test_where_both_are_withheld_or_both_public_nothing_is(self, world):
        name_to_both(world)
        assert found(world, Forum.TIB) == []
        withhold(world)
        withhold(world, Forum.TIB)
        assert found(world, Forum.TIB) == []

    def test_what_is_withheld_since_is_said_as_that_alone(self, world):
        name_to_both(world)
        withhold(world)
        snapshot = shelf.freeze(world, drafts=False)
        own = (Forum.TIB, snapshot.period.month, pinned(snapshot, Forum.TIB, at=LATER))
        withhold(world, Forum.TIB)
        assert said_twice([own]) == [[]]

    def test_made_public_again_is_withheld_no_more(self, world):
        name_to_both(world)
        withhold(world)
        withhold(world, classification=Classification.PUBLIC, paragraph=None, seen=1)
        assert found(world, Forum.TIB) == []

    def test_short_words_are_said_by_chance(self, world):
        name_to_both(world, words="Late.", other="Late.")
        withhold(world)
        assert found(world, Forum.TIB) == []

    def test_statements_do_not_grow_with_editions(self, world, django_assert_num_queries):
        name_to_both(world)
        withhold(world)
        snapshot = shelf.freeze(world, drafts=False)
        own = (Forum.TIB, snapshot.period.month, pinned(snapshot, Forum.TIB, at=LATER))
        for editions in ([own], [own] * 5):
            with django_assert_num_queries(3):
                assert len(said_twice(editions)) == len(editions)


class TestPages:
    """It is said before the edition is created, on its page, and on Your work of who publishes."""

    @pytest.fixture
    def whole(self, world) -> Pack:
        name_to_both(world)
        withhold(world)
        snapshot = shelf.freeze(world, drafts=False)
        return issued(world, forum="tib", pinned=text_of(pinned(snapshot, Forum.TIB, at=NOW)))

    def test_rule_29_it_is_said_where_the_words_are_read_and_on_the_editions_page(
        self, sign_in, world, whole
    ):
        client = sign_in("cpmo")
        words = (
            "TIB-2026-10-OPINION CPMO’s opinion repeats IRB-2026-10-OPINION , which is withheld: "
            "Exempt, paragraph 3"
        )
        page = text(client.get(f"/packs/{whole.pk}/public"))
        assert PRINTS in page and words in page
        edition = public(world, whole)
        page = text(client.get(f"/packs/{edition.pk}"))
        assert PRINTS in page and words in page
        published(world, edition)
        page = text(sign_in("committee").get(f"/packs/{edition.pk}"))
        assert "Published" in page and PRINTS not in page, "why words are withheld stays inside"

    def test_rule_29_your_work_says_so_until_it_is_published(self, sign_in, world, whole):
        public(world, whole)
        page = text(sign_in("cpmo2").get("/"))
        assert "Publish the public edition of the TIB pack" in page
        assert "first see TIB-2026-10-OPINION: the other board’s public edition withholds" in page
