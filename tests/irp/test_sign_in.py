"""Signing in: by address in any letters; Django's own permissions give nothing (ADR 0005)."""

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from irp.actions import deactivate_user, reactivate_user
from irp.models import User
from irp.sessions import SessionStore
from tests.world import NOW, PASSWORD


def test_the_address_is_never_case_sensitive(world):
    assert authenticate(username="RDL@Council.Example", password=PASSWORD) == world.users["rdl"]
    assert authenticate(username="rdl@council.example", password="wrong") is None


def test_rights_follow_posts_alone(world, django_assert_num_queries):
    """ADR 0005: there is no superuser and no group that would give a right past the posts."""
    columns = {field.name for field in User._meta.get_fields()}
    assert columns.isdisjoint({"is_superuser", "is_staff", "groups", "user_permissions"})
    person = world.user("rdl")
    person.is_superuser = True
    with django_assert_num_queries(1):  # the posts held today
        assert not person.has_perm("irp.administer")
        assert not person.has_perm("irp.change_user")
    assert world.user("administrator").has_perm("irp.administer")


def test_djangos_own_command_for_superusers_says_what_to_type():
    with pytest.raises(CommandError, match="first_administrator"):
        call_command("createsuperuser")


def test_a_user_name_of_any_length_is_answered(world):
    """SQLite gives up on a pattern of 50,000 characters; the address is compared as it is."""
    for name in ("x" * 60_000, "%" * 255, "x" * 250 + "@b.uk"):
        answer = Client().post("/sign-in", {"username": name, "password": "wrong"})
        assert answer.status_code in {200, 422}
        assert "address or password is not correct" in answer.content.decode()
    assert authenticate(username="x" * 60_000, password="wrong") is None


def test_a_session_of_before_a_closure_stays_ended(world):
    """Deactivated and opened again: whoever held the old session signs in anew."""
    theirs, person = Client(), world.user("rdl")
    theirs.force_login(person, backend="irp.sign_in.SignIn")
    assert theirs.get("/kpis").status_code == 200
    by = world.user("administrator")
    closed = deactivate_user(person, reason="Left", version=person.version, by=by, at=NOW)
    reactivate_user(closed, version=closed.version, by=by, at=NOW)
    assert theirs.get("/kpis").status_code == 302
    entered = {"username": person.email, "password": PASSWORD}
    assert Client().post("/sign-in", entered).status_code == 302


def test_a_session_that_is_over_or_unknown_is_nobodys(world, django_assert_num_queries):
    theirs = Client()
    theirs.force_login(world.user("rdl"), backend="irp.sign_in.SignIn")
    key = theirs.session.session_key
    with django_assert_num_queries(1):
        assert SessionStore(key).get("_auth_user_backend") == "irp.sign_in.SignIn"
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - timedelta(seconds=1))
    for gone in (key, "unknown"):
        session = SessionStore(gone)
        assert session.get("_auth_user_backend") is None and session.is_empty()
        assert session.session_key is None
    assert theirs.get("/kpis").status_code == 302


def test_a_refused_sign_in_says_what_is_true_beside_its_field(world):
    answer = Client().post("/sign-in", {"username": "rdl@council.example", "password": "wrong"})
    page = answer.content.decode()
    assert "The email address or password is not correct" in page
    assert '<a href="#id_username">' in page
    assert "both fields" not in page
    blank = Client().post("/sign-in", {}).content.decode()
    assert "Enter your email address" in blank and "Enter your password" in blank


@pytest.mark.parametrize(
    ("following", "leads_to"),
    [
        ("/kpis", "/kpis"),
        ("/sign-out", "/"),
        ("/sign-in?next=/sign-out", "/"),
        ("https://elsewhere.example/", "/"),
        ("/no-such-page", "/no-such-page"),
    ],
)
def test_signing_in_leads_to_a_page(world, following, leads_to):
    entered = {"username": "rdl@council.example", "password": PASSWORD, "next": following}
    answer = Client().post("/sign-in", entered)
    assert (answer.status_code, answer.url) == (302, leads_to)
