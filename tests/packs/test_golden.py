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
    (1, "tib"): "ee907d1a960c9cd00a7d84b2b9ff216acea0ee9503bd866621c97886a69490f1",
    (1, "irb"): "ccd74bfe2372f5c06277b0a6b42c8a96269404ef3b2c2c80fc43deb75781eb05",
    (2, "tib"): "9459cda3f8155945d3f4e6b4184fd4c854204d1ce30a47316d1688978f019bd0",
    (2, "irb"): "e97058765fad3d08b16379bd7050fce65c1105ee0570a149b8347628861f9156",
    (3, "tib"): "ff802a0ddd26463912836e9954c3f9d65dd657ced8bb40723ce922059f083c1e",
    (3, "irb"): "6c92c94e41ca446b8832251d684a3d5101b0ac5115bf3b549dd0a64b812d88c2",
    (4, "tib"): "22d4c2ffdcb6f32b523d97d972ee0a0f9982fd51586f68fc783fef282d378d00",
    (4, "irb"): "45054135a1b41dd3f7ac78526cc4558b84aabdc11ff65ec54f3410a9b175776e",
    (5, "tib"): "c606c6732130dee673b8cc657b0a4dc757f8789542c77cc8c64bf29efdd68fc5",
    (5, "irb"): "da70a0d95c6cf054f2ad3b7adbcf2509b9a935fa32b3946b536b4cb5240dc1e6",
    (6, "tib"): "b08cd052208d35274d3b3c6e3c33aa16b96beb6b10dac2db48f2ebe8f1a1d394",
    (6, "irb"): "58d847a5eeae57eec3fe6f326e4ed143b0593e2b7101cbc10467b3498909c116",
    (7, "tib"): "4a36b671281b9afcfaf94c08fc0a031d87dba1ec33ca2872e178352d4f9740d8",
    (7, "irb"): "2867e6dc0fcc5f145fafb9d161aec38d20ac1589731821c5045a03f69f007b0a",
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
