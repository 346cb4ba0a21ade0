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
    (1, "tib"): "399904aadfcf71c3249e726998a1fc0fb6340bf40c4251931e8852cf08ba6d23",
    (1, "irb"): "17afeeb163244bfa4532d1e8e9f10908bf5e7af4354fefeca0fa5bd9456f5cc0",
    (2, "tib"): "9ed79be4e781666db7e74f29fb4d379216fe9d2aae0cfc8cd3b75f1bfd2d32c4",
    (2, "irb"): "b2769fa8e4b934e323355def4d9737329833e735bda8c0ca081984d2440f3acd",
    (3, "tib"): "7590c6b82d274a8e88a041033f6d296f0dc3c0e823ce1075adb24539b1c7d59f",
    (3, "irb"): "fe46a5fdbe050deab0d4e67fae3a7bdac9cc3aae36e62e25c1e4d8612a8ccc2d",
    (4, "tib"): "f8a87b2e0ceea598861a5c844ea49a3d869325b5ab39ec6163ed12505de73249",
    (4, "irb"): "2593b78e97909d6b53b0168a32495b0bf839b8331ce316c367f7879a8034d5ac",
    (5, "tib"): "21eccce7737d53d97487b959bc2018aeb67ae4872af52062c950c06d6b74d342",
    (5, "irb"): "f50e7ab97fcd9224ff5f5c4a44ba3f5b1179b78f6d9f809f585bbbc529c9ae22",
    (6, "tib"): "e8b439df3d7adec5198e0930791c77448f774415cef343d589bb664eb6b376bd",
    (6, "irb"): "f63a9dd14c80e1ee3cddc772a3111e86b27c3731996259181f0c6dff4ea295f6",
    (7, "tib"): "38c0d90a59da5f9b8e0f003db640f5ac5ad1167a4516bddb7877ab3319bdb5b1",
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
