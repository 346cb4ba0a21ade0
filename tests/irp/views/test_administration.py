"""Every page of administration: who may see it, and what bad input meets."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from irp.actions import appoint, create_user
from irp.models import Post, PostHolding, User
from tests.programmes.committee_steps import committee
from tests.world import NOW, PASSWORD

PAGES = [
    "users", "user_add", "user", "user_edit", "user_deactivate", "user_reactivate",
    "user_password", "posts", "post_add", "post_committee", "appoint", "holding_end",
]  # fmt: skip
FORMS = [page for page in PAGES if page not in {"users", "user", "posts"}]


@pytest.mark.parametrize("name", PAGES)
def test_who_is_not_signed_in_is_sent_to_sign_in(address, name):
    response = Client().get(address(name))
    assert response.status_code == 302 and response.url.startswith("/sign-in")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["nobody", "cpmo", "commissioner"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_are_refused_with_words(address, sign_in, name, who, method):
    response = getattr(sign_in(who), method)(address(name))
    assert response.status_code in {403, 405}
    if response.status_code == 403:
        assert "Only administrators can manage users" in response.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_administrators_see_it_in_few_queries(
    address, sign_in, name, django_assert_max_num_queries
):
    client = sign_in("administrator")
    with django_assert_max_num_queries(10):
        response = client.get(address(name))
    assert response.status_code == 200


@pytest.mark.parametrize("name", FORMS)
def test_an_empty_form_comes_back_with_its_faults(address, sign_in, name):
    response = sign_in("administrator").post(address(name), {})
    assert response.status_code == 422
    if name != "user_reactivate":
        assert "There is a problem" in response.content.decode()


@pytest.mark.parametrize("part", ["users/999999", "users/999999/edit", "users/999999/deactivate",
                                  "users/999999/reactivate", "users/999999/password",
                                  "appointments/999999/end"])  # fmt: skip
def test_what_is_not_there_is_not_found(sign_in, part):
    assert sign_in("administrator").get(f"/administration/{part}").status_code == 404


def test_adding_a_user_and_appointing_them(sign_in, world, address):
    client = sign_in("administrator")
    entered = {"name": "New Person", "email": "New@council.example", "password": "a long new word"}
    response = client.post(address("user_add"), entered, follow=True)
    assert "New Person has an account" in response.content.decode()
    person = User.objects.get(email="new@council.example")
    appointment = {"user": person.pk, "post": world.posts["rdl"].pk, "starts_on": "9 Nov 2026"}
    appointment["capacity"] = "permanent"
    response = client.post(address("appoint"), appointment, follow=True)
    assert "holds Post of rdl from 9 Nov 2026" in response.content.decode()
    new = Client()
    assert new.login(username="new@council.example", password="a long new word")
    assert new.get("/kpis").status_code == 200


@pytest.mark.parametrize(
    ("entered", "fault"),
    [
        ({"password": "short"}, "Enter a password of at least 12 characters"),
        ({"password": "New Person1234"}, "less like the name"),
        ({"email": "not an address"}, "Enter an email address such as"),
        ({"email": "rdl@council.example"}, "already has an account"),
        ({"name": "x" * 201}, "Shorten “Name” to 200 characters: it has 201"),
    ],
)
def test_a_bad_account_is_refused_and_what_was_typed_stays(sign_in, address, entered, fault):
    good = {"name": "New Person", "email": "n@council.example", "password": "a long new word"}
    response = sign_in("administrator").post(address("user_add"), good | entered)
    assert response.status_code == 422
    text = response.content.decode()
    assert fault in text and "There is a problem" in text
    assert (good | entered)["name"] in text
    assert not User.objects.filter(email="n@council.example").exists()


@pytest.mark.parametrize(
    ("day", "fault"),
    [
        ("", "Enter the first day"),
        ("31/02/2026", "does not exist"),
        ("soon", "Enter a day such as"),
        ("Jun 2026", "Enter a day such as"),
        ("1/1/1999", "Enter a date from 5 Oct 2018 to 31 Oct 2043"),
        ("9" * 300, "Enter a day such as"),
    ],
)
def test_a_day_that_is_none_says_what_to_type(sign_in, world, address, day, fault):
    entered = {"user": world.users["nobody"].pk, "post": world.posts["rdl"].pk, "starts_on": day}
    response = sign_in("administrator").post(address("appoint"), entered)
    assert response.status_code == 422
    assert fault in response.content.decode()
    assert day in response.content.decode()


def test_4a1_a_conflict_shows_both_texts_and_keeps_what_was_typed(sign_in, world, address):
    client = sign_in("administrator")
    first = {"name": "First writer", "email": "rdl@council.example", "version": 1}
    assert client.post(address("user_edit"), first).status_code == 302
    late = client.post(address("user_edit"), first | {"name": "Second writer"})
    text = late.content.decode()
    assert late.status_code == 409
    assert "First writer" in text and "Second writer" in text and "Person administrator" in text
    assert world.user("rdl").name == "First writer"
    assert 'name="version" value="2"' in text  # having seen it, they may save again


def test_a_save_with_its_history_takes_at_most_fifteen_statements(
    sign_in, address, django_assert_max_num_queries
):
    client = sign_in("administrator")
    entered = {"name": "New name", "email": "rdl@council.example", "version": 1}
    with django_assert_max_num_queries(15):
        assert client.post(address("user_edit"), entered).status_code == 302


def test_deactivating_ends_the_session_and_the_sign_in(sign_in, world, address):
    theirs = sign_in("rdl")
    client = sign_in("administrator")
    page = client.get(address("user_deactivate")).content.decode()
    assert "Post of rdl" in page
    client.post(address("user_deactivate"), {"reason": "Left", "version": 1})
    assert theirs.get("/kpis").status_code == 302
    client.post(address("user_reactivate"), {"version": 2})
    assert theirs.get("/kpis").status_code == 302  # their old session is not revived
    world.users["rdl"].refresh_from_db()
    theirs.force_login(world.users["rdl"])
    assert theirs.get("/kpis").status_code == 200


def test_a_closed_account_holds_nothing_on_either_list(sign_in, world, address):
    client = sign_in("administrator")
    listed = client.get(address("users")).content.decode()
    assert "Post of rdl" in listed
    client.post(address("user_deactivate"), {"reason": "Left", "version": 1})
    assert "Post of rdl" not in client.get(address("users")).content.decode()
    assert "No, the account is deactivated" in client.get(address("user")).content.decode()
    assert "Person rdl" not in client.get(address("posts")).content.decode()


def test_the_last_administrator_is_told_why_not(sign_in, world):
    person = world.users["administrator"].pk
    response = sign_in("administrator").post(
        f"/administration/users/{person}/deactivate", {"reason": "Left", "version": 1}
    )
    assert response.status_code == 422
    assert "Appoint another administrator first" in response.content.decode()


def test_ending_a_post_says_until_when(sign_in, world, address):
    client = sign_in("administrator")
    typed = {"ends_on": "9/11/2026", "reason": "Left.", "version": 1}
    early = client.post(address("holding_end"), typed | {"ends_on": "1/1/2020"})
    assert early.status_code == 422 and "Enter 1 Apr 2024 or a later day" in early.content.decode()
    silent = client.post(address("holding_end"), typed | {"reason": ""})
    assert silent.status_code == 422 and "Enter the reason" in silent.content.decode()
    client.post(address("holding_end"), typed)
    assert PostHolding.objects.get(user=world.users["rdl"]).ends_on.isoformat() == "2026-11-09"
    person = client.get(address("user")).content.decode()
    assert "9 Nov 2026" in person and "Post ended: Left." in person


def test_a_temporary_password_signs_in_and_is_changed_by_its_owner(sign_in, world, address):
    client = sign_in("administrator")
    bad = client.post(address("user_password"), {"password": "short"})
    assert bad.status_code == 422
    client.post(address("user_password"), {"password": "given by hand 1", "version": 1})
    theirs = Client()
    assert theirs.login(username="rdl@council.example", password="given by hand 1")
    wrong = {"old_password": "nonsense", "new_password1": "my own words 1",
             "new_password2": "my own words 2"}  # fmt: skip
    assert theirs.post("/password", wrong).status_code == 422
    right = {"old_password": "given by hand 1", "new_password1": "my own words 1",
             "new_password2": "my own words 1"}  # fmt: skip
    assert theirs.post("/password", right).status_code == 302
    assert theirs.get("/kpis").status_code == 200  # still signed in here
    assert Client().login(username="rdl@council.example", password="my own words 1")


def test_4a1_of_two_temporary_passwords_the_second_is_told_of_the_first(sign_in, world, address):
    first, second = sign_in("administrator"), sign_in("administrator")
    page = address("user_password")
    first.post(page, {"password": "given by hand 1", "version": 1})
    answer = second.post(page, {"password": "given by hand 2", "version": 1})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "You already saved this on another page" in shown and "md5$" not in shown
    assert 'value="given by hand 2"' in shown and 'name="version" value="2"' in shown
    same = {"password": "given by hand 1", "version": 1, "csrfmiddlewaretoken": "another opening"}
    assert second.post(page, same).status_code == 302
    assert world.user("rdl").version == 2
    assert Client().login(username="rdl@council.example", password="given by hand 1")


def test_without_a_post_one_may_still_change_the_password(sign_in):
    assert sign_in("nobody").get("/password").status_code == 200


def test_a_post_that_the_documents_do_not_name(sign_in, address):
    response = sign_in("administrator").post(
        address("post_add"), {"title": "Head of CPMO", "kind": "cpmo"}
    )
    post = Post.objects.get(title="Head of CPMO")
    assert response.url == f"/administration/appointments/add?post={post.pk}"
    assert "selected" in sign_in("administrator").get(response.url).content.decode()


def test_rule_29_a_post_is_linked_to_its_committee_and_its_page_says_so(sign_in, world, address):
    client, homes = sign_in("administrator"), committee()
    post = world.posts["committee"]
    page = f"/posts/{post.pk}"
    assert "Not linked to a committee" in client.get(page).content.decode()
    assert "Ask an administrator" in sign_in("committee").get(page).content.decode()
    typed = {"committee": homes.pk, "reason": "Council, 20 May", "version": 1}
    silent = client.post(address("post_committee"), typed | {"reason": ""})
    assert silent.status_code == 422 and "Enter the reason" in silent.content.decode()
    assert client.post(address("post_committee"), typed).url == page
    shown = client.get(page).content.decode()
    assert "Sits on <b>Homes OSC</b>" in shown
    assert "Committee changed: Council, 20 May" in shown
    assert "Homes OSC" in client.get(address("posts")).content.decode()
    other = f"/administration/posts/{world.posts['sao'].pk}/committee"
    assert client.get(other).status_code == 404


def test_rule_29_a_new_post_sits_on_a_committee_if_it_is_a_members(sign_in, address):
    typed = {"title": "Member of Homes", "kind": "cpmo", "committee": committee().pk}
    answer = sign_in("administrator").post(address("post_add"), typed)
    assert answer.status_code == 422
    assert "only a lead member’s or committee’s post sits on one" in answer.content.decode()
    sign_in("administrator").post(address("post_add"), typed | {"kind": "committee"})
    assert Post.objects.get(title="Member of Homes").committee == committee()


def test_lists_do_not_ask_more_as_people_grow(sign_in, world, address):
    client = sign_in("administrator")

    def queries(name):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(name)).status_code == 200
        return len(asked)

    before = [queries("users"), queries("posts")]
    for number in range(3):
        person = create_user(
            email=f"p{number}@council.example", name="P", password=PASSWORD, by="test", at=NOW
        )
        appoint(person, world.posts["cpmo"], starts_on=NOW.date(), by="test", at=NOW)
    assert [queries("users"), queries("posts")] == before


def test_one_is_not_said_in_the_plural(sign_in, world, address, monkeypatch):
    client = sign_in("administrator")
    everyone = User.objects.count()
    assert f"{everyone} users, by name" in client.get(address("users")).content.decode()
    administrator = User.objects.filter(pk=world.users["administrator"].pk).order_by("name")
    only = administrator.prefetch_related("holdings__post")
    monkeypatch.setattr("irp.views.users.people_shown", lambda show, *, on: only)
    assert "1 user, by name" in client.get(address("users")).content.decode()
