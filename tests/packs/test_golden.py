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
    (1, "tib"): "bac9d528c856b7de74f530aeb0bdd78c51e7af4da3d29238ee3620677f159759",
    (1, "irb"): "961935b394d56434007b111ed3a753928127e60a3e9ed9a75aedfa75b24897ab",
    (2, "tib"): "ccf6b279e3ed3d6d1a2f2b116301c901d7709ec459b3f6cf7c17dd51956f2b36",
    (2, "irb"): "1b6f7df85910fe94c6e7ae1ca018d34d13e9714c49b301cbaa14b0c53060e2a2",
    (3, "tib"): "29855b656a0ffba93821ab4bfced863bad9453b5dc8671f36521a4caf9e37078",
    (3, "irb"): "c3cc2c86cc8699e610ea31cf1797d51fe156be11fe7261b863841be9406f04d1",
    (4, "tib"): "b947a802b516e861aa588664c13ea00418ff93577f2f905b67b3097011839282",
    (4, "irb"): "461569a120a8295fa53cedbc8f54bd227c62f619cf41aa2f49ed7d273ab7dc70",
    (5, "tib"): "b12110d9d2cdf1ee4aa846d73604d17a84a10000c7341df7d3967cb3a25cf7b3",
    (5, "irb"): "1a0ee71f539733af05ce1f5c7577fc79bce5d038621144c6fb34134f13945860",
    (6, "tib"): "b39d82d19817d3f37960e2884c5ab11723e7eec9e323ffa3e0bbe3f4cdd3706b",
    (6, "irb"): "6131e987f6370606bf9e830b54df31832dbfc7c4bceb4c1f3cdd2e7b33ca6476",
    (7, "tib"): "74b64a19dcbd7159774e747d21ae027a1460ae697ef856cfd971fa3e2390afa8",
    (7, "irb"): "d62cd7f8a7dd4bd1692dedccce26e2c3dbe6393626b138bf82d9ca8cc980befb",
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
