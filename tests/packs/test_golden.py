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
    (1, "tib"): "f61c59ff31a8b2905b598bd6f5f5d89c8d6e7c482f7905e13155d6ba0ae20143",
    (1, "irb"): "f7885c8756c4f31c0c76552c9da6f70941964a72fdfb63182af7889277e48abe",
    (2, "tib"): "fbb8515be2971d71fc9f1f4434cb2ec1b26206600f25ac75ab27717202e4da35",
    (2, "irb"): "ece64e82d68f843e039d1f590c6f54ebdb1485f86fbae593928c7fd165b13b00",
    (3, "tib"): "0ffaeac0b5ed335cca502225e068a0b3325c364a0c5b29ee3f4d15da330f0772",
    (3, "irb"): "93bdfe02a074cf2857ea5460f1c63ecc5419cce345b157b2ad8909593d59fd14",
    (4, "tib"): "7cc4df8d7b59c47ad8989b3c9fa62c4e50e60bf93a65013783a06e9c8bb17aaf",
    (4, "irb"): "ce4ae1d89b2dc91db4c278b2dab7c1aa08f55e2cb8757ce78b64ef8b7c55034c",
    (5, "tib"): "cf1b9ed0fe9684168f18986eab78a24082b54b6e7d0867e66c6a11a37b670841",
    (5, "irb"): "7febe54c7a8ec5fe086e36be61b781b4c634d26ea82632b0a3354f4ec196f430",
    (6, "tib"): "9c891b00c5c2d97408384321b3202f435adb83c7deb2eef8dfbfc80b5f200700",
    (6, "irb"): "c33964973e41dddd81846fd5e72b9dc43ecf217f29c51fb8ccbd7c9dc0e05b93",
    (7, "tib"): "44a5527aa024e637bdd89a3d4ea0bf4b635f63fff3efc7873483a92c6ff43577",
    (7, "irb"): "3787177806e38d32ba4844c17ae095674bcda260f5b59845d46aceac1351fc67",
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
