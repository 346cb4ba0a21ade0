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
    (1, "tib"): "a854e2da8c49915ed645d7767bf36e99e9e0566e28c975a07c345eb23a87107e",
    (1, "irb"): "8fbd50ba0aa06a49e600b3dad0b575f0537fd2d747e7bfaf0bc1764c3844ca61",
    (2, "tib"): "31fdf4cecd413efed2142a16aa031dc7763b4f37ec6c3838a038656d096c5cfb",
    (2, "irb"): "43ff1b82b0651760da28224fd89d477250d05231c9562ef4f141500b29a4164c",
    (3, "tib"): "7089dc812557cd5bc1d9a229af78cf2b65a4d41ff58ec2f9749087a06c1ea23b",
    (3, "irb"): "cce35b631e2ed41d02c982a16a42b6b78ef341d03a884e56c431ae98317b61d9",
    (4, "tib"): "18d8f5a97b3f9f93fcbd2e1d9e912c4563fd3f72955f3f11f67358df7b30429e",
    (4, "irb"): "2df5e68351c1ee32e590356bd62884296a57797198d5e14a2a5d6a75fca001d2",
    (5, "tib"): "a6f70da9b3a304d87bc3b94548cf0100ab3e386d7d802b409ae589b1d3809e65",
    (5, "irb"): "0f1a230f288cdb96eb59c730a5091e105cfe56582045d5fe3a63e7d51e094eac",
    (6, "tib"): "6e031a92e7675d1c4faebf87ff13ccedd2977ef7645840b90510a19881508b4d",
    (6, "irb"): "a6d0f213b071d06957e5cc163b43627513f7e6445a94fc5b2a9bbc1e9750c04e",
    (7, "tib"): "fbf4f2c3c7466c69eba771a4d7aa6f59017ab7562116fcf375d69dc0c9b17c44",
    (7, "irb"): "b6e20640ef4d7695995bb76edcac4e6c26a730f19f3224ee0c9d282d6d127f67",
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
