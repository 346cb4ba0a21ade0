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
    (1, "tib"): "6150791f1dfac73c9ca17967fd45e13e49e34e79abc13469fedb574a87107a3c",
    (1, "irb"): "0f66a4acecb56425ad10d8bd446f39066b1d9608aa0aeea6cfb7ff978ab6cc91",
    (2, "tib"): "938b06d6529aef8bdc7e12507f77007a59cc82cba4b81701d28258c422339a4e",
    (2, "irb"): "17a3448ed9a75bfe1c3b485ca3e708e6e2293e1e658eb03e321f8c8724e00858",
    (3, "tib"): "eecc67f4a35830a2b473826333328af32107ee13fbba4c24c72a3e39f36b8f80",
    (3, "irb"): "f41830d73e1381d0da7801be2ddce7cecc12d7f4214413448e370236f373dfa4",
    (4, "tib"): "7920d9b89171c63caf7cb91744b02a60cb7098ca491be5a71a2ea0914f0ce2b5",
    (4, "irb"): "0665203e9167dfa30fec43fca3bb277088be7916fd25601d5acf73fb54e32cf4",
    (5, "tib"): "c1030183eca8de9571324002774de356c81d42588b6fde970d8480408d7e4906",
    (5, "irb"): "c9d5ce346325a8b9a76c8a469aa2fb6c8afc74c4c5b5f78b987f95277d499344",
    (6, "tib"): "3e8f54468130d4f761f507846b373cf841be27d042e56769b0956d8456871081",
    (6, "irb"): "b162a7bd60381b9f1872a83c7733095a49a77c5c3f9fa754cc4da1b7f8722e1b",
    (7, "tib"): "d8377b2db5ce3f1cd43c1c47f1ea8be68e29fbc38d5df3ed47d7cfefc696c3be",
    (7, "irb"): "5ac5560d215647ec312d7813b5aa37dec7b539338efb91a7fcd8c4d49e881abf",
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
