"""Signing in: by address in any letters; Django's own permissions give nothing (ADR 0005)."""

from django.contrib.auth import authenticate
from django.contrib.auth.models import Permission

from tests.world import PASSWORD


def test_the_address_is_never_case_sensitive(world):
    assert authenticate(username="RDL@Council.Example", password=PASSWORD) == world.users["rdl"]
    assert authenticate(username="rdl@council.example", password="wrong") is None


def test_rights_follow_posts_and_djangos_tables_are_never_asked(world, django_assert_num_queries):
    person = world.user("rdl")
    person.user_permissions.set(Permission.objects.all())
    person = world.user("rdl")
    with django_assert_num_queries(1):  # the posts held today
        assert not person.has_perm("irp.administer")
        assert not person.has_perm("irp.change_user")
    assert person.get_all_permissions() == set()
