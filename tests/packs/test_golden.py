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
    (1, "irb"): "d78fea71cfe6ffcf90ce58431ecafc5e361203b5dd55784d5db2101664d80cd1",
    (2, "tib"): "ccf6b279e3ed3d6d1a2f2b116301c901d7709ec459b3f6cf7c17dd51956f2b36",
    (2, "irb"): "694a42a5b70d9d5fb3856bc7cadd00164430f88ff0b92dccbedc996cde1eb080",
    (3, "tib"): "29855b656a0ffba93821ab4bfced863bad9453b5dc8671f36521a4caf9e37078",
    (3, "irb"): "7d2f04827c85a83b8567de9cd545ae7d1469de0bfee62a80c90de0ee8d96cfe7",
    (4, "tib"): "b947a802b516e861aa588664c13ea00418ff93577f2f905b67b3097011839282",
    (4, "irb"): "a4839ee48d73a49fafca33d9856686ceb9bdf1c1c0270348579a7b724ced0b59",
    (5, "tib"): "b12110d9d2cdf1ee4aa846d73604d17a84a10000c7341df7d3967cb3a25cf7b3",
    (5, "irb"): "bbb419b0016ebe77995a392123a732546ea3c14b0ab2646bbe99a543ef478135",
    (6, "tib"): "b39d82d19817d3f37960e2884c5ab11723e7eec9e323ffa3e0bbe3f4cdd3706b",
    (6, "irb"): "57afbfc0368abae153f427b0507bc51e8063445dcdd85ff1c55f3dc8adc170fb",
    (7, "tib"): "74b64a19dcbd7159774e747d21ae027a1460ae697ef856cfd971fa3e2390afa8",
    (7, "irb"): "f716607c4d46e888b6d5df7e70bb29eb877b5ac87daaefb291b3f76420642518",
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
