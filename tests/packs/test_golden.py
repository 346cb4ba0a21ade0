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
    (1, "tib"): "a38e1368699939c42e97d6adee89a761940b0bc962b75acaf41bb2cdeee3fa4f",
    (1, "irb"): "4d22df9154911a2ae7582b8b12f7d4cbc689a92ad2c896d552f4338eaf1c43ec",
    (2, "tib"): "4619b6f94c361a1ed58938d809103980b74e7c6f6e49ab4bcfe0d4496f9fb182",
    (2, "irb"): "57e59b01d16f3d2ee9e2520a240b6d7974a5c5f89a1bd0acf699657420a91439",
    (3, "tib"): "f68ee22700737d324e5768899055813a29230597257cae46d470661d4f251c13",
    (3, "irb"): "3e017a56325ddc3bd1d617424e0fe374d1a5a790fd188a0bd939bdd8e560d8e6",
    (4, "tib"): "a445d82488c9ecece5df56f0dc754032fe2dca30285a18a755c0f0b62de8c6bb",
    (4, "irb"): "1fcfa6601959f6ad479da0fb4d41c2e381635c11f001ba94aa6c17003f962daf",
    (5, "tib"): "fa2b396d64692bea40866f402c989f24b74510ed0af67eac88224ef6e2953c14",
    (5, "irb"): "fd4dcbfb5ae98c4bccbc38a3ae7d84225aa0416c771b3016cb802cc5a644c7f5",
    (6, "tib"): "7d1aca15a73cecf28af4d8b12140396dc8b9437fb069b4c75e0ac606186a8c63",
    (6, "irb"): "ae5ada05d0954102fda5f4747fdcf0724e0f14d76589d59f1f16296ca2aeb39c",
    (7, "tib"): "138c00f1ec5015aedb040b6ae44b86584bf9308ea8eada65e9af44f54415eedb",
    (7, "irb"): "fe83420cff2449906debf7b86097284f9fe2f92a1a4ae55aa6caa4ab21483bdc",
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
