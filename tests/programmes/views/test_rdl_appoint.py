"""The delivery lead of a programme, whom the plan does not name."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from irp.history import record
from irp.models import Post, PostHolding
from programmes.models import Programme
from tests.world import NOW

PATH = "/programmes/HOU/rdl"
GOOD = {
    "title": "RDL, Housing", "user": "", "starts_on": "", "version": 1, "confirmed": "yes",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _on_the_day():
    with time_machine.travel(NOW, tick=False):
        yield


def test_only_administrators_name_the_delivery_lead(sign_in, world):
    assert Client().get(PATH).url.startswith("/sign-in")
    for who in ("nobody", "cpmo", "sao", "rdl", "commissioner"):
        client = sign_in(who)
        assert client.get(PATH).status_code == 403
        assert client.post(PATH, GOOD).status_code == 403
    assert Programme.objects.get(ref="HOU").rdl == world.posts["rdl"]


def test_an_unknown_programme_is_not_found(sign_in):
    assert sign_in("administrator").get("/programmes/XXX/rdl").status_code == 404


def test_where_the_plan_names_none_the_page_says_so(sign_in):
    programme = Programme.objects.get(ref="HOU")
    programme.rdl = None
    record(programme, by="test", at=NOW)
    text = sign_in("administrator").get(PATH).content.decode()
    assert "RDL: not named in the plan" in text
    assert "Responsible Delivery Lead, Housing Improvement" in text


def test_post_and_first_holder_are_named_at_once(sign_in, world):
    entered = GOOD | {"user": world.users["nobody"].pk, "starts_on": "9/11/2026"}
    client = sign_in("administrator")
    assert client.post(PATH, entered).status_code == 302
    assert Programme.objects.get(ref="HOU").rdl == Post.objects.get(title="RDL, Housing")
    theirs = sign_in("nobody").get("/").content.decode()
    assert "Prepare the return of Housing Improvement" in theirs


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"title": ""}, "Enter the title of the post"),
        ({"title": "Post of sao"}, "post of another kind"),
        ({"title": "x" * 201}, "Shorten “Title of the post” to 200 characters: it has 201"),
        ({"starts_on": "9/11/2026"}, "Choose the person who takes over the post"),
        ({"starts_on": "some day"}, "Enter a day such as"),
        ({"user": "999999"}, "Choose the person from those shown"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(sign_in, world, changes, fault):
    response = sign_in("administrator").post(PATH, GOOD | changes)
    assert response.status_code == 422 and fault in response.content.decode()
    assert Programme.objects.get(ref="HOU").rdl == world.posts["rdl"]
    assert not Post.objects.filter(title="RDL, Housing").exists()


def test_a_person_without_a_day_is_asked_for_one(sign_in, world):
    entered = GOOD | {"user": world.users["nobody"].pk}
    response = sign_in("administrator").post(PATH, entered)
    assert response.status_code == 422 and "Enter the first day" in response.content.decode()


def test_4a1_a_stale_page_is_a_conflict(sign_in):
    client = sign_in("administrator")
    client.post(PATH, GOOD)
    response = client.post(PATH, GOOD | {"title": "Another"})
    assert response.status_code == 409 and "Another" in response.content.decode()
    assert Programme.objects.get(ref="HOU").rdl.title == "RDL, Housing"


def checked(client, **changes):
    """Return the page that is shown before anything is saved, and what it sends."""
    entered = {name: value for name, value in GOOD.items() if name != "confirmed"} | changes
    answer = client.post(PATH, entered)
    text = re.sub(r"\s+", " ", answer.content.decode())
    assert answer.status_code == 200 and Programme.objects.get(ref="HOU").version == 1
    sent = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', text))
    facts = dict(re.findall(r"<dt>(\w+)</dt> ?<dd>(.*?)</dd>", text))
    return facts, sent


def test_who_leaves_and_who_comes_is_shown_before_it_is_saved(sign_in, world):
    client, nobody = sign_in("administrator"), world.users["nobody"].pk
    facts, sent = checked(client, user=nobody, starts_on="1/12/2026")
    assert facts["Leaves"].startswith("Person rdl.") and "from 1 Dec 2026" in facts["Leaves"]
    assert facts["Comes"] == "Person without a post, from 1 Dec 2026"
    assert facts["Stays"] == "Nobody"
    back = client.post(PATH, sent | {"act": "change"}).content.decode()
    assert 'value="RDL, Housing"' in back
    client.post(PATH, sent | {"confirmed": "yes"})
    assert Programme.objects.get(ref="HOU").rdl.title == "RDL, Housing"


def test_in_the_same_post_the_holders_stay_unless_they_are_succeeded(sign_in, world):
    client = sign_in("administrator")
    entered = {"title": "Post of rdl", "user": world.users["nobody"].pk, "starts_on": "1/12/2026"}
    facts, _ = checked(client, **entered)
    assert (facts["Leaves"], facts["Stays"]) == ("Nobody", "Person rdl")
    facts, sent = checked(client, **entered, succeeds="on")
    assert facts["Leaves"].startswith("Person rdl.") and facts["Stays"] == "Nobody"
    client.post(PATH, sent | {"confirmed": "yes"})
    ended = PostHolding.objects.get(user=world.users["rdl"])
    assert ended.ends_on == date(2026, 11, 30)
    reason = ended.history.first().history_change_reason
    assert reason == "Post ended: Succeeded by Person without a post"
