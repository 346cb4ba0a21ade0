"""The addresses of pages by their names."""

from datetime import date

import pytest
from django.urls import NoReverseMatch, get_script_prefix, set_script_prefix

from irp.addresses import address


def test_a_page_is_known_by_its_name_and_what_it_is_of():
    assert address("dashboards:milestones") == "/milestones"
    assert address("programmes:milestone", "HOU-01") == "/milestones/HOU-01"
    assert address("programmes:milestone", ref="HOU-01") == "/milestones/HOU-01"
    assert address("dashboards:period", date(2026, 10, 1)) == "/periods/2026-10"


def test_a_name_that_is_none_is_refused_every_time():
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            address("dashboards:nowhere")


def test_a_site_that_stands_under_a_folder_has_its_addresses_there():
    assert address("dashboards:milestones") == "/milestones"
    before = get_script_prefix()
    try:
        set_script_prefix("/plan/")
        assert address("dashboards:milestones") == "/plan/milestones"
    finally:
        set_script_prefix(before)
    assert address("dashboards:milestones") == "/milestones"
