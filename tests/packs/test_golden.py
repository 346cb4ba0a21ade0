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
    (1, "tib"): "59155054a78bef278e2bf23c0236a5df2f0e3aed4f7942d915e8a2482057b340",
    (1, "irb"): "20e767dfa151db824f897e8ce9ffff05458f8a4b663a1a84f06cadcd5c696533",
    (2, "tib"): "5fa20248308bf912bc7382c587a3ef3fcac8e38a77c4c4cf2c315c785af9aa54",
    (2, "irb"): "3a5e7c2974ffd4b2a192bdcfe8a63e94a513cc811ceba0d0b731e3e4dcaaddb6",
    (3, "tib"): "b051388cb49650d673af156fa72bae5bf7ff6d9d98177a6a2db078a61bf58702",
    (3, "irb"): "c1eda50065fb5e8cb25cb5fa68e62415df0965ec25d8a692435ebc499900f043",
    (4, "tib"): "3d11196a18c1170cbde298ff9fe754cbbb41e6af958d480ef8485d6965a26563",
    (4, "irb"): "867c5fce2d2ff0e0095d5970b3316f8c9d1400b53219a53c0276af521a75a1a5",
    (5, "tib"): "5d0b77a9e6bae803faa3f63750bf3a1d95b73573e78ff09c4f3473e4b30b87d3",
    (5, "irb"): "9cd332e466c60b9c11e7e8837a2eaffc2e07b547e8c0b37b703c4ff5672d93b5",
    (6, "tib"): "6f7eee692bef89b42b7ec8aff4b66e426dcf83eff649269bca9f31ebbac369d1",
    (6, "irb"): "f4e11eaacad72cf288de30a29ebab6ce617f92135a7236e7e9f9cb2a5691da19",
    (7, "tib"): "c352c24ea67699c204ca2abebaa12189917065f06e87d1b8e22b5f3fbc891725",
    (7, "irb"): "8e01ba5eaf4612fcac4dced48f0eec24f0460815619a2884f26571c36b065e9f",
}


NARROW = re.compile(r'<svg [^>]*class="app-drawing__narrow.*?</svg>', re.DOTALL)


def without_style(markup: str) -> str:
    """Return a pack's HTML as paper shows it: what it says, not in which letters.

    Its style sheet goes, and what is drawn for narrow windows alone.
    """
    said, count = re.subn(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    assert count
    return NARROW.sub("", said)


@pytest.mark.parametrize(("schema", "forum"), HTML)
def test_a_body_of_an_older_schema_makes_the_html_it_made(schema, forum):
    """The demonstration's October 2026, whole, as 0.1.0, 0.3.0 and 0.4.0 (five times) froze it."""
    text = gzip.decompress((GOLDEN / f"schema-{schema}.json.gz").read_bytes()).decode()
    edition = Edition(forum=forum, number=1, standing="draft")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    said = opened(text)
    markup = made_up.printed(compose(said.plan, edition, sha256=sha256, before=said.before))
    assert hashlib.sha256(without_style(markup).encode()).hexdigest() == HTML[schema, forum]
