"""Search: names, aliases and references, grouped and paged."""

from datetime import date

import pytest
from django.test import Client

from irp.history import record, record_all
from programmes.models import Milestone, Programme
from tests.programmes.benefit_steps import add as add_benefit
from tests.programmes.lot_steps import lot
from tests.programmes.saving_steps import save
from tests.world import LOADED_AT, LOADER, NOW


def test_who_may_search(sign_in):
    assert Client().get("/search?q=hou").url.startswith("/sign-in")
    assert sign_in("nobody").get("/search?q=hou").status_code == 403
    assert sign_in("committee").get("/search?q=hou").status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("hou-02", "Activity 2 of Housing Improvement"),
        ("HOUSING improvement", "/programmes/HOU"),
        ("activity 3 job", "JOB-03"),
        ("po8", "Safety"),
        ("safety", "PO8-T1-1"),
    ],
)
def test_every_word_is_looked_for_in_any_letters(sign_in, text_of, query, found):
    assert found in text_of(sign_in("sao"), f"/search?q={query}")


def test_aliases_are_understood_and_so_is_an_ampersand(world, sign_in, text_of):
    programme = Programme.objects.get(ref="JOB")
    programme.aliases = ["Equal Pay Programme", "Children & Families"]
    record(programme, by=LOADER, at=NOW)
    client = sign_in("sao")
    assert "/programmes/JOB" in text_of(client, "/search?q=equal+pay")
    assert "/programmes/JOB" in text_of(client, "/search?q=children+and+families")
    assert "/programmes/JOB" in text_of(client, "/search?q=children+%26+families")


@pytest.mark.parametrize("query", ["zzz", "%25", "_____", "HOU-01'--", "\\", "%01", "a" * 5000,
                                   "%F0%9F%8F%A0"])  # fmt: skip
def test_what_is_not_there_finds_nothing_and_breaks_nothing(sign_in, text_of, query):
    page = text_of(sign_in("sao"), f"/search?q={query}")
    assert "No results" in page or "something to search for" in page


def test_what_was_typed_stays_and_is_escaped(sign_in, text_of):
    page = text_of(sign_in("sao"), "/search?q=<script>x")
    assert "&lt;script&gt;x" in page and "<script>x" not in page


def test_many_are_counted_and_paged_by_kind(world, sign_in, text_of, queries_of):
    rows = [
        Milestone(ref=f"HOU-{number}", programme=world.programmes["HOU"], number=number,
                  title=f"Gate {number}", kind="undated")
        for number in range(100, 160)
    ]  # fmt: skip
    client = sign_in("sao")
    before = queries_of(client, "/search?q=activity")
    record_all(rows, by=LOADER, at=LOADED_AT)
    assert "Show all 60 milestones" in text_of(client, "/search?q=gate")
    first = text_of(client, "/search?q=gate&kind=milestones")
    assert "Showing 1 to 50 of 60" in first and "HOU-149" in first and "HOU-150" not in first
    assert "HOU-159" in text_of(client, "/search?q=gate&kind=milestones&page=2")
    assert "HOU-159" in text_of(client, "/search?q=gate&kind=milestones&page=99")
    assert queries_of(client, "/search?q=gate") <= before
    assert "No results" in text_of(client, "/search?q=gate&kind=programmes")


def test_rule_24_what_is_retired_says_so_from_its_day_on(world, sign_in, text_of):
    for ref, day in (("HOU-01", date(2026, 11, 9)), ("HOU-02", date(2027, 1, 8))):
        row = Milestone.objects.get(ref=ref)
        row.retired_on = day
        record(row, by=LOADER, at=NOW)
    page = text_of(sign_in("sao"), "/search?q=hou-0")
    assert page.count("Housing Improvement, retired") == 1


def test_savings_benefits_and_assets_are_found_in_at_most_20_statements(
    world, sign_in, text_of, django_assert_max_num_queries
):
    save(world, "Depots shared")
    add_benefit(world, title="Depots are nearer")
    lot(world, "Depot in the north")
    client = sign_in("committee")
    with django_assert_max_num_queries(20):
        page = text_of(client, "/search?q=depot")
    for found in ("/savings/SAV-S01", "/benefits/HOU-B-01", "/receipts/LOT-01"):
        assert f'href="{found}"' in page
    assert "Depot in the north" in text_of(client, "/search?q=LOT-01")
