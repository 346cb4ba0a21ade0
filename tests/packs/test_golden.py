"""A stored body of each older schema still makes the pages it made (Rule 16: an issued pack)."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from packs import html
from packs.context import Edition, compose
from packs.snapshot.stored import opened

GOLDEN = Path(__file__).parent / "golden"
HTML = {
    (1, "tib"): "64d0c7f0c76d8534efd5fc789487ff15d1ba2877e8d83c9e88687209ef59f14c",
    (1, "irb"): "e08d2382ea43f8489157c0686ee6925f4ed5e216a877318a2046c87e11262c01",
    (2, "tib"): "51d371ab94df0e4e594dc81a453fefabfbb485ae970ea10f1366155efb3e2f56",
    (2, "irb"): "8ec2e0b752d2191e2ec2e51ccb20ae5cc4f976034bef3711d1cbced36088baf7",
    (3, "tib"): "d4dc8a68e6afdcf87ad24207ec8d1ec514775e40dfb04e6fe5298157edba4a10",
    (3, "irb"): "921bfdb2155a79daf4a468190b8f9a51be74985b3fbb40d977acb8993ce574c2",
    (4, "tib"): "829c99c5b21f8e04b71f143e687eaa3a035d18c0c7331498b54b7bae31be5b49",
    (4, "irb"): "e2d17b4c5b2265c4e583a99398c566c28bef2966ddf42e44efec7a25a9caea59",
    (5, "tib"): "5d4792586891fb353f55a82f36257fea3efd964cc412091dfad09e0864668706",
    (5, "irb"): "1a1e56fb197fffec8985c8b7c97cc343e216e85a4301e0a4e2aaad72e2ad2ace",
}


def without_style(markup: str) -> str:
    """Return a pack's HTML without its style sheet: what it says, not in which letters."""
    said, count = re.subn(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    assert count
    return said


@pytest.mark.parametrize(("schema", "forum"), HTML)
def test_a_body_of_an_older_schema_makes_the_html_it_made(schema, forum):
    """The demonstration's October 2026, whole, as 0.1.0, 0.3.0 and 0.4.0 (thrice) froze it."""
    text = gzip.decompress((GOLDEN / f"schema-{schema}.json.gz").read_bytes()).decode()
    edition = Edition(forum=forum, number=1, standing="draft")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    said = opened(text)
    markup = html.render(compose(said.plan, edition, sha256=sha256, before=said.before))
    assert hashlib.sha256(without_style(markup).encode()).hexdigest() == HTML[schema, forum]
