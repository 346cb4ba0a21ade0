"""A stored body of each older schema still makes the pages it made (Rule 16: an issued pack)."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from packs.context import Edition, compose
from packs.snapshot.stored import opened
from tests.packs import made_up

GOLDEN = Path(__file__).parent / "golden"
HTML = {
    (1, "tib"): "3408cf09f1ea0cf0d07f3c7b41d6a96ae1bb17c377a604b97abd2800c47bca04",
    (1, "irb"): "342e2713766bc100e3f9ce35ee11977c3170d8d8573dd6a4606f5a18ab104845",
    (2, "tib"): "bdd381d7fe9bac57df8e52751e7bfe8a1d5f188a41f48e283c7331078251ac62",
    (2, "irb"): "2397756d0de2eb7046e5c4f317086447ff0201001759497dc552b7647ceaf943",
    (3, "tib"): "649e6047fa1bfd747201724981a5715d225b7dd6042c47be432de7a4cfa40a47",
    (3, "irb"): "c3ae79983ebf62888093d8286cc4256268fcba99a0b281afa8f980eeb592ba51",
    (4, "tib"): "8a4fc42c60a6e2b99446d7cba62c6682cdc49bb1478008e71c9f3f4e7abca8f9",
    (4, "irb"): "c9dc645579965a6b7995ea2c89a58d9794ff62e983fefa96402bcca477e9fb4c",
    (5, "tib"): "f735833a01a4ccc214154b4881d5d25647891d20f6c0998b108d82b107d99300",
    (5, "irb"): "08318c400df07d9bad33aadc7892227370df7cf5dcd91c6e975c034423d49087",
    (6, "tib"): "a93c7b2a569567ecef9f53d0be99ee448c81c91e744cd8bb343be7de45169a92",
    (6, "irb"): "8eb50e8d6ac8edd157d4c1f803596e44ec8188323561bf8e800c5fc973422fd6",
    (7, "tib"): "12be275cb55a1ac37e1810d5cc3a9f5b68b6bac5401a8d88f430d1e9d383ed7e",
    (7, "irb"): "069e4f7f8aed3b3c5d1affd64686f1350d786b5fdb5b30962c60b53080c0f058",
}


def without_style(markup: str) -> str:
    """Return a pack's HTML without its style sheet: what it says, not in which letters."""
    said, count = re.subn(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    assert count
    return said


@pytest.mark.parametrize(("schema", "forum"), HTML)
def test_a_body_of_an_older_schema_makes_the_html_it_made(schema, forum):
    """The demonstration's October 2026, whole, as 0.1.0, 0.3.0 and 0.4.0 (five times) froze it."""
    text = gzip.decompress((GOLDEN / f"schema-{schema}.json.gz").read_bytes()).decode()
    edition = Edition(forum=forum, number=1, standing="draft")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    said = opened(text)
    markup = made_up.printed(compose(said.plan, edition, sha256=sha256, before=said.before))
    assert hashlib.sha256(without_style(markup).encode()).hexdigest() == HTML[schema, forum]
