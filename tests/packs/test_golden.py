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
    (1, "tib"): "20bcc67606737c85a9b96ac51606ecc6a31266ef3c5f07548c2dede091e0c013",
    (1, "irb"): "d78fea71cfe6ffcf90ce58431ecafc5e361203b5dd55784d5db2101664d80cd1",
    (2, "tib"): "de91fd3fed3ec3f71f614132b0286cd5247760f667b98e56f67d0d33cec70e7e",
    (2, "irb"): "694a42a5b70d9d5fb3856bc7cadd00164430f88ff0b92dccbedc996cde1eb080",
    (3, "tib"): "13d3f4a47f446b47fc7354657505408c2f403703cbef87b46dd06571cbf71903",
    (3, "irb"): "7d2f04827c85a83b8567de9cd545ae7d1469de0bfee62a80c90de0ee8d96cfe7",
    (4, "tib"): "d197f9c6ec04bea8f890f9051b92ff9e66ba585cd6fd2c973efbe071f977404f",
    (4, "irb"): "a4839ee48d73a49fafca33d9856686ceb9bdf1c1c0270348579a7b724ced0b59",
    (5, "tib"): "e68c94efb545eec32d986194b63ea9f31767170c4335a05afb99a0f0253bab9b",
    (5, "irb"): "bbb419b0016ebe77995a392123a732546ea3c14b0ab2646bbe99a543ef478135",
    (6, "tib"): "97a21827fbb7c9910930988a3a738a6470ee506f4467fa180fc7f10704ae9b57",
    (6, "irb"): "57afbfc0368abae153f427b0507bc51e8063445dcdd85ff1c55f3dc8adc170fb",
    (7, "tib"): "695b40c82ef72e621091f782e91d30c13c9ba606fe48508f42fa6dc34888bebf",
    (7, "irb"): "3d35301d4d4990fad2fbbd66dd66df79680330e99fb56dee85a11d3ebc3703c8",
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
