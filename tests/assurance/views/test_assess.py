"""Giving an assessment in one voice."""

import re

import pytest

from assurance.models import Assessment
from assurance.readings.drafts import own_drafts
from assurance.words import JUDGEMENTS_DEFINED, Judgement, Speaker
from irp.history import record
from tests.assurance import shelf
from tests.world import NOW

REQUIREMENT = "/requirements/PO8-T1-1"
PAGE = f"{REQUIREMENT}/assess/commissioner"
ENTERED = {
    "judgement": "partly_met",
    "rationale": "Two of three considerations hold.",
    "evidence_cited": "Audit report 14",
    "missing_0": "The third of them",
    "version": "0",
    "act": "issue",
    "confirmed": "yes",
}


@pytest.fixture
def client(sign_in):
    return sign_in("commissioner")


def test_rule_5_nothing_is_prefilled_and_each_choice_has_its_definition(client, world):
    shelf.judge(world, Judgement.MET)
    page = client.get(PAGE).content.decode()
    assert not re.search(r'type="radio"[^>]*checked', page)
    for definition in JUDGEMENTS_DEFINED.values():
        assert definition in page


def test_rule_19_what_is_issued_is_looked_at_once_more(client):
    """Without JavaScript: a page with everything that was typed, and two ways on."""
    typed = {name: value for name, value in ENTERED.items() if name != "confirmed"}
    page = client.post(PAGE, typed)
    text = page.content.decode()
    assert page.status_code == 200 and "Check before you issue" in text
    assert "Two of three considerations hold." in text and "Audit report 14" in text
    assert not Assessment.objects.exists()
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))
    back = client.post(PAGE, sent | {"act": "change"})
    assert back.status_code == 200 and "Two of three considerations hold.</textarea>" in (
        back.content.decode()
    )
    assert not Assessment.objects.exists()
    client.post(PAGE, sent | {"act": "issue"})
    assert Assessment.objects.get().issued


@pytest.mark.parametrize(("act", "issued"), [("issue", True), ("draft", False)])
def test_an_assessment_is_issued_or_kept_as_a_draft(client, world, act, issued):
    answer = client.post(PAGE, ENTERED | {"act": act})
    assert (answer.status_code, answer.url) == (302, REQUIREMENT)
    row = Assessment.objects.get() if issued else own_drafts(world.user("commissioner"))[0]
    assert (row.speaker, row.judgement, row.issued) == ("commissioner", "partly_met", issued)
    assert (row.by_name, row.by_post) == ("Person commissioner", "Post of commissioner")
    assert (row.rationale, row.evidence_cited) == (
        "Two of three considerations hold.",
        "Audit report 14",
    )
    notice = "Commissioner judgement issued" if issued else "Draft saved at "
    assert notice in client.get(REQUIREMENT).content.decode()


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"judgement": ""}, "Choose the judgement"),
        ({"judgement": "nearly"}, "Choose the judgement from those shown"),
        ({"rationale": ""}, "Enter the rationale"),
        ({"rationale": " \n "}, "Enter the rationale"),
        ({"rationale": "x" * 4001}, "Shorten “Rationale” to 4,000 characters: it has 4,001"),
        ({"evidence_cited": "x" * 4001}, "Shorten “Evidence cited” to 4,000 characters"),
        ({"version": "soon"}, "The page did not send everything on it. Open it again"),
    ],
)
def test_bad_input_comes_back_with_a_message_and_nothing_is_saved(client, changes, message):
    answer = client.post(PAGE, ENTERED | changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert message in page
    if "evidence_cited" not in changes:
        assert "Audit report 14" in page
    assert not Assessment.objects.exists()


def test_a_drafts_words_are_carried_on_but_not_its_judgement(client, world):
    shelf.judge(world, Judgement.NOT_MET, issued=False, rationale="As far as I got")
    page = client.get(PAGE).content.decode()
    assert re.search(r"<textarea[^>]*>\s*As far as I got</textarea>", page)
    assert not re.search(r'type="radio"[^>]*checked', page)
    assert 'name="version" value="1"' in page


def test_rule_22_a_draft_does_not_type_the_citations_into_its_words_of_evidence(client, world):
    held = shelf.a_record(world.requirement)
    sent = ENTERED | {"act": "draft", f"cite-{held.pk}": "strong"}
    client.post(PAGE, sent | {"evidence_cited": ""})
    saved = own_drafts(world.user("commissioner"))[0]
    assert saved.evidence_cited.startswith("EV-")
    box = r'name="evidence_cited"[^>]*>\s*([^<]*)</textarea>'
    assert re.search(box, client.get(PAGE).content.decode())[1] == ""
    client.post(PAGE, sent | {"evidence_cited": "Audit report 14", "version": "1"})
    assert re.search(box, client.get(PAGE).content.decode())[1] == "Audit report 14"


def test_what_was_issued_last_stands_beside_and_is_not_input(client, world):
    """Rule 5: last time's text shows as last time."""
    shelf.judge(world, Judgement.NOT_MET, rationale="As it was then")
    page = client.get(PAGE).content.decode()
    assert "Last issued" in page
    assert "As it was then" in page
    assert not re.search(r"<textarea[^>]*>\s*As it was then", page)


def test_a_conflict_shows_both_texts_and_a_second_save_stands_beside(client, world):
    """DESIGN 4a.1: nobody overwrites what they have not read."""
    other = {"by": world.user("commissioner2"), "rationale": "Theirs, meanwhile"}
    shelf.judge(world, Judgement.MET, **other)
    answer = client.post(PAGE, ENTERED)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Theirs, meanwhile" in page
    assert "Two of three considerations hold." in page
    assert "Error:" in page
    assert Assessment.objects.count() == 1
    assert 'name="version" value="1"' in page
    assert "Someone else saved this assessment first" in page
    assert client.post(PAGE, ENTERED | {"version": "1"}).status_code == 302
    own = client.post(PAGE, ENTERED).content.decode()
    assert "You already saved this assessment on another page" in own and "Someone else" not in own
    assert Assessment.objects.count() == 2


def test_rule_23_the_form_gives_no_number_by_which_others_drafts_can_be_counted(sign_in, world):
    council = PAGE.replace("commissioner", "council")
    for _ in range(3):
        shelf.judge(world, Judgement.MET, issued=False)
    sao = sign_in("sao")
    assert 'name="version" value="0"' in sao.get(council).content.decode()
    shelf.judge(world, Judgement.MET, speaker=Speaker.COUNCIL, by=world.user("sao"))
    assert 'name="version" value="1"' in sao.get(council).content.decode()


def test_rule_23_a_second_commissioner_meets_no_draft_of_the_first_unless_it_is_shared(
    client, sign_in, world
):
    """Requirement, its history and count, the form and its number, home: all as if it were not."""
    other = sign_in("commissioner2")
    pages = (REQUIREMENT, PAGE, "/", "/outcomes", "/outcomes/8", "/search?q=PO8-T1-1")
    before = {page: seen(other, page) for page in pages}
    client.post(PAGE, ENTERED | {"act": "draft"})
    assert {page: seen(other, page) for page in pages} == before
    assert "Two of three considerations hold." in seen(client, REQUIREMENT)
    assert other.post(PAGE, ENTERED | {"act": "draft", "rationale": "My own"}).status_code == 302
    assert "My own" in seen(other, REQUIREMENT) and "My own" not in seen(client, REQUIREMENT)
    answer = client.post(PAGE, ENTERED | {"act": "share", "version": "1"}, follow=True)
    assert "and shared with the other commissioners" in answer.content.decode()
    shared = seen(other, REQUIREMENT)
    assert "Two of three considerations hold." in shared and "My own" in shared
    assert re.search(r"<textarea[^>]*>\s*My own</textarea>", seen(other, PAGE))
    for name in ("cpmo", "sao", "committee"):
        assert "Two of three" not in seen(sign_in(name), REQUIREMENT)


def seen(client, page) -> str:
    """Return a page without what differs each time it is asked for."""
    text = client.get(page).content.decode()
    return re.sub(r"(csrfmiddlewaretoken|X-CSRFToken)[^>]*>", "", text)


def test_rule_24_a_retired_requirement_is_refused_in_words(client, world):
    world.requirement.retired_on = NOW.date()
    record(world.requirement, by="test", at=NOW, reason="Retired")
    answer = client.post(PAGE, ENTERED)
    assert answer.status_code == 422
    assert "PO8-T1-1 has been retired" in answer.content.decode()


@pytest.mark.parametrize("speaker", list(Speaker))
def test_nobody_posts_in_anothers_voice(sign_in, world, speaker):
    for name in ("rdl", "administrator", "committee", *shelf.SPEAKS.values()):
        if name == shelf.SPEAKS[speaker]:
            continue
        answer = sign_in(name).post(f"{REQUIREMENT}/assess/{speaker.value}", ENTERED)
        assert answer.status_code == 403, name
    assert not Assessment.objects.exists()


def test_a_save_takes_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        assert client.post(PAGE, ENTERED).status_code == 302


def test_rule_22_met_is_issued_on_evidence_and_drafted_without(client):
    """The fault stands beside its box before anything is confirmed; other judgements need none."""
    met = ENTERED | {"judgement": "met", "evidence_cited": " "}
    for sent in (met, {name: value for name, value in met.items() if name != "confirmed"}):
        answer = client.post(PAGE, sent)
        assert answer.status_code == 422
        assert "Enter the evidence that it is met: each document" in answer.content.decode()
    assert not Assessment.objects.exists()
    assert client.post(PAGE, met | {"act": "draft"}).status_code == 302
    assert client.post(PAGE, met | {"judgement": "not_met", "version": "1"}).status_code == 302


def test_commissioners_read_what_the_others_say_beside_the_form(client, sign_in, world):
    shelf.judge(world, Judgement.MET, speaker=Speaker.CPMO, rationale="CPMO saw it work")
    shelf.judge(world, Judgement.PARTLY, speaker=Speaker.COUNCIL, issued=False, rationale="Unready")
    page = client.get(PAGE).content.decode()
    assert "CPMO saw it work" in page and "Audit report 14, 3 October 2026" in page
    assert "No assessment has been issued." in page and "Unready" not in page
    council = sign_in("sao").get(PAGE.replace("commissioner", "council")).content.decode()
    assert "CPMO saw it work" not in council


def test_rule_2_cpmo_comes_to_its_view_without_the_others(sign_in, world):
    shelf.judge(world, Judgement.NOT_MET, rationale="As commissioners saw it")
    cpmo, own = sign_in("cpmo"), PAGE.replace("commissioner", "cpmo")
    page = cpmo.get(own).content.decode()
    assert "Decide CPMO’s view first" in page and "As commissioners saw it" not in page
    cpmo.post(own, ENTERED | {"act": "draft"})
    page = cpmo.get(own).content.decode()
    assert "Decide CPMO’s view first" not in page and "As commissioners saw it" in page
    cpmo.post(own, ENTERED | {"version": "1"})
    assert "As commissioners saw it" not in cpmo.get(own).content.decode()


def test_the_way_back_to_a_draft_leads_to_its_form(client, sign_in, world):
    home = f'href="{PAGE}">Continue your draft: PO8-T1-1'
    assert "Continue your draft" not in client.get(REQUIREMENT).content.decode()
    assert home not in client.get("/").content.decode()
    client.post(PAGE, ENTERED | {"act": "share"})
    assert "Continue your draft" in client.get(REQUIREMENT).content.decode()
    assert home in client.get("/").content.decode()
    other = sign_in("commissioner2").get(REQUIREMENT).content.decode()
    assert "Continue your draft" not in other and ">Assess" in other
    client.post(PAGE, ENTERED | {"version": "1"})
    assert "Continue your draft" not in client.get(REQUIREMENT).content.decode()


def test_the_page_takes_few_queries(client, world, django_assert_max_num_queries):
    for speaker in Speaker:
        shelf.judge(world, Judgement.PARTLY, speaker=speaker)
    with django_assert_max_num_queries(15):
        assert client.get(PAGE).status_code == 200


def test_rule_23_a_draft_is_discarded_after_a_look_at_it(client, sign_in, world):
    page = f"{REQUIREMENT}/draft/discard"
    assert client.get(page).status_code == 404
    client.post(PAGE, ENTERED | {"act": "share"})
    assert f'href="{page}"' in client.get(PAGE).content.decode()
    assert sign_in("commissioner2").get(page).status_code == 404
    assert sign_in("administrator").get(page).status_code == 403
    assert "Two of three considerations hold." in client.get(page).content.decode()
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"confirmed": "on"}).url == REQUIREMENT
    assert "Two of three" not in seen(client, REQUIREMENT)
    assert "Two of three" not in seen(sign_in("commissioner2"), REQUIREMENT)
