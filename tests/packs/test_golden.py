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
    (1, "tib"): "209677797f78f33e0bc0027145f07c736027340fe391e7be8b354f74e4491f96",
    (1, "irb"): "17afeeb163244bfa4532d1e8e9f10908bf5e7af4354fefeca0fa5bd9456f5cc0",
    (2, "tib"): "1970244d9c9c8731f331bc24e2c804d733e00d03509c941acfc6f83c267e12f1",
    (2, "irb"): "b2769fa8e4b934e323355def4d9737329833e735bda8c0ca081984d2440f3acd",
    (3, "tib"): "2e8adadb64cd4c179a33db082d410b6de929240b6e7c5d021dc173b7f1841c3b",
    (3, "irb"): "fe46a5fdbe050deab0d4e67fae3a7bdac9cc3aae36e62e25c1e4d8612a8ccc2d",
    (4, "tib"): "d388e206720a21097e9f0aa916804d0ea0c5bfb7038984e19954a00516b99909",
    (4, "irb"): "2593b78e97909d6b53b0168a32495b0bf839b8331ce316c367f7879a8034d5ac",
    (5, "tib"): "d8b31a655d832a75153175b6f6609e4a8cd571dcd78239f8d33becf7bb0cf166",
    (5, "irb"): "f50e7ab97fcd9224ff5f5c4a44ba3f5b1179b78f6d9f809f585bbbc529c9ae22",
    (6, "tib"): "1f46eb57a6afec663d2dcea454282cf2ea219d19075dffc2872315b38a07023b",
    (6, "irb"): "f63a9dd14c80e1ee3cddc772a3111e86b27c3731996259181f0c6dff4ea295f6",
    (7, "tib"): "ee276ac7e794a9afcbac20283a7181bb534f3f883bdd5959e3f04335a5349082",
    (7, "irb"): "1ed14bce61a0de9013aa8ff0a36aaa05dfec5d61b0b21ab93e0b6d3c18ff4813",
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
