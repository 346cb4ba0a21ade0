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
    (1, "tib"): "1a9fdf2659b0e795b34540c3a29a1eb4a837300bc145ffe7f884fe74311d986a",
    (1, "irb"): "f252456f25b64470dcc326726a829f56f11b1b5bad91b7855df8d856023fceec",
    (2, "tib"): "970403d971a8615bd15b957c5291269c9a9df232751649ae0867870de05c32f4",
    (2, "irb"): "a8b49f6b204da9fba11abcfb5e07b27d8cb81bd7efe668b3e6e9237a34f45f4c",
    (3, "tib"): "3c07b7e04a59f2e91f6dc23176817402fe9825d81782590b63ece6b5aef7c661",
    (3, "irb"): "24304d473cc22ba0d57f9aea5cfdc08c5173fb1d469efa90c3ac4dca2cb68694",
    (4, "tib"): "48c2ae56adb50934af12c72ccb71b1dcae9b43ca15331723abf17f65a8395405",
    (4, "irb"): "337fadc74bee6c8fa3d5b33950b8ee93ab0d8cbbce4a262c0d65a1c4c84d0675",
    (5, "tib"): "2d71e24b1b2bf7b7911b0ecdeffb6c4e40da41b736648fc27ef3b4e4657152da",
    (5, "irb"): "0500c4e538fe05adfc5d9d27997a2d9878317ecba51620eb63f3148392fc7e30",
    (6, "tib"): "a9ee3a4574e443e4c1574f08799250ace93f8f52189c98dbbfa63f07d46aab7f",
    (6, "irb"): "12622cdf9cb064e5f370e4c4f8579efe975f5a6b9e14bc4875e108577b1d4c14",
    (7, "tib"): "be9d49ef799678b123c6c44105b911739101cc08858a4d4bd62eca4f7c5212fb",
    (7, "irb"): "a5e6f1c41d25143b9c0a06e5437fe5008cdf694beae4b93f52cb8d6ec4d11fd3",
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
