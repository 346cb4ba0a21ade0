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
    (1, "irb"): "1742f5cd8aeee9fa4fd5560392a13b84208c6fe8446af29162a0566ce48e824d",
    (2, "tib"): "9459cda3f8155945d3f4e6b4184fd4c854204d1ce30a47316d1688978f019bd0",
    (2, "irb"): "604520716e34953b9c605f7d81f8982a63c22b8acc7ba70d63d5f0e991a5925d",
    (3, "tib"): "ff802a0ddd26463912836e9954c3f9d65dd657ced8bb40723ce922059f083c1e",
    (3, "irb"): "3b1707dc6ae4e8999f7ca68e1c06c661851a323a736ce4b8040a65b131074c9d",
    (4, "tib"): "22d4c2ffdcb6f32b523d97d972ee0a0f9982fd51586f68fc783fef282d378d00",
    (4, "irb"): "51439b255cff218dbec62eda9437879227949b9f3a6745ac420a36024ef8cdd0",
    (5, "tib"): "c606c6732130dee673b8cc657b0a4dc757f8789542c77cc8c64bf29efdd68fc5",
    (5, "irb"): "43adfce50b58ccae44b568829a7673ff97b18834816b71625fa5307a466e61a8",
    (6, "tib"): "033db4b3a943f74a436d0ebec07e1b9f93b060f90a4284d2b100989043310493",
    (6, "irb"): "f1af120f5dbcf67aeaffaa1975a62c6f06a7e1963c1c15723ace0bf9f79c1a91",
    (7, "tib"): "fa2c80eb5e2a937d567e7f08c94d851da5ff988a10bbc1027d470bb512be13af",
    (7, "irb"): "5d41414791cc8003673ff97525972ad69035247aea4260d58c7629b60353a1b2",
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
