"""What every page is given: who sees which places, and settings read once in a request."""

import pytest
from django.test import RequestFactory

from irp.context import is_demonstration, places_of, settings_of
from irp.history import record
from irp.models import PlanSettings
from tests.world import NOW


@pytest.mark.parametrize(
    ("name", "last"), [("administrator", "Administration"), ("cpmo", "Search"), ("nobody", "Home")]
)
def test_nobody_is_shown_a_place_that_refuses_them(world, name, last):
    assert places_of(world.user(name))[-1].text == last


def test_the_settings_are_read_once_in_a_request(world, django_assert_num_queries):
    request = RequestFactory().get("/")
    with django_assert_num_queries(1):
        assert is_demonstration(request) is False
        assert settings_of(request).council == "Birmingham City Council"


def test_a_demonstration_says_so(world):
    settings = PlanSettings.objects.get()
    settings.demonstration = True
    record(settings, by="test", at=NOW)
    assert is_demonstration(RequestFactory().get("/"))
