"""The page of an item says that it is withheld from public editions, and leads to why (Rule 29)."""

import pytest
import time_machine

from assurance.words.classification import Classification
from packs.presenters.classification import PAGES
from packs.words import ItemKind
from tests.assurance import shelf
from tests.packs.meeting_steps import TIB_MET, decide, give, seek
from tests.packs.test_classification import classify
from tests.packs.views.test_packs import text
from tests.programmes import lot_steps
from tests.statements import texts_sent

pytestmark = pytest.mark.django_db
SAID = "Withheld from public editions"
GROUND = "exempt, paragraph 3: financial or business affairs"


@pytest.fixture(autouse=True)
def _then():
    with time_machine.travel(TIB_MET, tick=False):
        yield


def withheld(world, kind: ItemKind, ref: str, **entered) -> None:
    classify(world, kind=kind, ref=ref, **entered)


def test_a_row_says_so_with_a_link_and_only_while_it_is_withheld(world, sign_in):
    client, there = sign_in("sao"), "/milestones/HOU-01"
    assert SAID not in text(client.get(there))
    withheld(world, ItemKind.MILESTONE, "HOU-01")
    page = client.get(there)
    assert f"{SAID}: {GROUND}. Classification of HOU-01" in text(page)
    assert 'href="/classification/milestone/HOU-01"' in page.content.decode()
    assert SAID not in text(client.get("/milestones/HOU-02"))
    assert SAID not in text(client.get(f"{there}?as_at=2026-11-10"))
    public = {"classification": Classification.PUBLIC, "seen": 1, "reason": "It was let."}
    withheld(world, ItemKind.MILESTONE, "HOU-01", **public)
    assert SAID not in text(client.get(there))


@pytest.mark.parametrize("name", ["lead_member", "committee"])
def test_rule_29_who_does_not_see_classifications_is_not_told(world, sign_in, name):
    withheld(world, ItemKind.MILESTONE, "HOU-01")
    page = sign_in(name).get("/milestones/HOU-01")
    assert page.status_code == 200 and SAID not in text(page)
    assert SAID not in text(sign_in("nobody").get("/milestones/HOU-01"))


@pytest.mark.parametrize(
    ("kind", "ref", "there", "what"),
    [
        (ItemKind.RETURN, "HOU", "/programmes/HOU", "what a programme’s returns say"),
        (ItemKind.JUDGEMENT, "PO8-T1-1", "/requirements/PO8-T1-1", "reasons and evidence"),
        (ItemKind.CPMO_VIEW, "PO8-T1-1", "/requirements/PO8-T1-1", "CPMO’s view of a requirement"),
        (ItemKind.TEST, "PO8-T1", "/outcomes/8/tests/1", "what commissioners say of a test"),
        (ItemKind.ITEM, "TIB-2026-10-I1", "/meetings/tib/2026-10", "decision sought from a board"),
        (ItemKind.DECISION, "TIB-2026-10-D1", "/meetings/tib/2026-10", "decision of a board"),
        (ItemKind.ACTION, "TIB-2026-10-A1", "/meetings/actions/TIB-2026-10-A1", ""),
        (ItemKind.LOT, "LOT-01", "/receipts/LOT-01", ""),
        (ItemKind.RESPONSE, "PO8-C1", "/outcomes/8", "response to a concern"),
    ],
)
def test_what_is_withheld_of_a_page_is_named_by_its_kind(world, sign_in, kind, ref, there, what):
    item = seek(world)
    decide(world, item)
    give(world)
    lot_steps.lot(world)
    shelf.respond(world, shelf.a_concern(world), shelf.Trend.WORSE)
    withheld(world, kind, ref)
    page = text(sign_in("cpmo").get(there))
    assert SAID in page and what in page and f"{GROUND}. Classification of {ref}" in page


def test_of_every_kind_it_is_known_on_which_page_it_is_said():
    """Kinds without a page of their own stand on the page of their meeting, pack or outcome."""
    without = set(ItemKind) - PAGES.keys()
    assert without == {
        ItemKind.TEST, ItemKind.RESPONSE, ItemKind.TEXT, ItemKind.ITEM, ItemKind.DECISION
    }  # fmt: skip


def test_it_takes_one_statement_more_and_none_on_other_pages(world, sign_in):
    client = sign_in("cpmo")
    for address, asked in (("/milestones/HOU-01", 1), ("/portfolio", 0)):
        client.get(address)
        with texts_sent() as texts:
            client.get(address)
        assert sum("itemclassification" in sent for sent in texts) == asked
