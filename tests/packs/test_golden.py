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
    (1, "tib"): "0f1563f878eacef5f1cbfdf37a56de803ce6a06b903e4d76f1e1ed8825a5b982",
    (1, "irb"): "d2c9ab79d1a4474b8039757b04ce9892f4c78fd11c0613e62ce5ec1a307e636c",
    (2, "tib"): "6ffb2dbe65c7bac6b4a2e9199d937fd25b49f5ecf292a20bea93829f3db168ad",
    (2, "irb"): "1eced22391d8f755a9a4e4d01b69faaecb52b3ac9813b7b56a6c97deb92d8dc3",
    (3, "tib"): "5b5ba97237cb32cb7ba5fcfd288eac3d73d9f88f4e5bbd124bc73c0e9b23e1e1",
    (3, "irb"): "20a0361eacac2f75ef6deaf63d082d158a27b2479fc2e7899bbdb68a2c5ba818",
    (4, "tib"): "6b1013c1d06a675e2bb6ee772a8c44e05a8e48ba23241dfef70d32c5b56063bb",
    (4, "irb"): "2e19ed50940b122dacc8032e4f2703f2bccfee631029d27f2a67cd68b027b1d1",
    (5, "tib"): "a799f94ff3f9a261ba589e9bc0b1352d8e7708d06fc053908c632c208a927e01",
    (5, "irb"): "58c48ada724d99285d120bbfce52dad26e192249dfd767ecfa5caba1267ab16e",
    (6, "tib"): "26b63f3ddb2b308f210d87f492fcd25304f1e0f5a8d13a50ceb272cd3dfb1f7b",
    (6, "irb"): "1bb51c1d54303da1a2e27476590d3c4ab62ccb1faf4fbd71b25e02e85fb8f3a3",
    (7, "tib"): "fbf4f2c3c7466c69eba771a4d7aa6f59017ab7562116fcf375d69dc0c9b17c44",
    (7, "irb"): "e03a87d49a5fd26d7c7b794aa3332baac9dc78a36656e9048b27b8915df26fb3",
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
