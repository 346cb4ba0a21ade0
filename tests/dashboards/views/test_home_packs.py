"""Latest final packs on Your work: each to open, and what changed since the last one first."""

from datetime import timedelta

from tests.assurance import shelf
from tests.world import NOW


def test_a_reader_is_led_to_what_changed_since_the_last_pack(world, sign_in, text_of):
    kept = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    client = sign_in("committee")
    words = "Read what changed since the last pack"
    assert words not in text_of(client, "/")
    shelf.pack(world, kept, forum="irb")
    assert words not in text_of(client, "/"), "a draft is CPMO’s"
    final = shelf.pack(world, kept, forum="irb", standing="final")
    page = text_of(client, "/")
    assert f'href="/packs/{final.pk}/read#changes">{words}' in page
    assert "in the IRB pack, October 2026, v1.0, bad news first" in page


def test_a_pack_from_before_packs_were_read_on_screen_is_opened_on_its_page(
    world, sign_in, text_of
):
    kept = shelf.freeze(world, at=NOW + timedelta(hours=1), drafts=False)
    final = shelf.pack(world, kept, forum="irb", standing="final", manifest="", label="")
    page = text_of(sign_in("committee"), "/")
    assert f'href="/packs/{final.pk}">Read what changed' in page
