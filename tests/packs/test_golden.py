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
    (1, "tib"): "f76921a077c6bed4ec6f0960d0523afc443513b64fc633aa38a268124961702c",
    (1, "irb"): "69ecbcbf3c4f0da0d8d7bb9005d7a794a96fb17925733031e34843f300b1c9dd",
    (2, "tib"): "a16b8ebe4682412995a41d66e997a7ce3f1299d316d4a13e4fed7eabcc5bf463",
    (2, "irb"): "ff72f299ff4a3b89bbaf67b4ddc5c1ec666ca56bb925168e56856ed5b58be41c",
    (3, "tib"): "8c4ec6f4b5ffec92db168e2193286ff704521db2c2791892cd2120bc5e671853",
    (3, "irb"): "2c8c434a66cd3ef20dbdeeaa9e9a494e6709559a52d1b928e47e609624a1002f",
    (4, "tib"): "f59776c4f53d34f7dea07e831f0beea726215b49784fe1161f28e308b70a3ea5",
    (4, "irb"): "7aa478d345503219252c06283ad069c8c138b90adea2b8134a6f94a95c6d6016",
    (5, "tib"): "4313a55ca27fed02e0fb7aff3905cda4e25b6e7776e6ef871edc18d251d3e1c4",
    (5, "irb"): "ed00d9036bca84d9eb5b1332bedfdaf9c4c34d9ed15e0aa966a4baa35d6bb35d",
    (6, "tib"): "b25b35663aba3f69fd81cda4f3ce9b7431f7492cdfe6069f0c3c0bba58e29897",
    (6, "irb"): "9775f5eb39ef5498764fd995a006b165f82c0bbbe833ff11f809b21f7870a219",
    (7, "tib"): "8456461980b9c4f97e1b54a4bdd914b46942ebeb96666fb4026ead196d2455c5",
    (7, "irb"): "d607f8a5d2abf1d0ba1687a006877da3f5d67beda45401a2fac6001368bad61f",
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
