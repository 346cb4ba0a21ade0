"""A stored body of each older schema still makes the pages it made (Rule 16: an issued pack)."""

import gzip
import hashlib
from pathlib import Path

import pytest

from packs import html
from packs.context import Edition, compose
from packs.snapshot.stored import opened

GOLDEN = Path(__file__).parent / "golden"
HTML = {
    (1, "tib"): "e61a943fe70859a758f23d453e0a3f617ea4cdbd551c9d2c84acf9152abdc97b",
    (1, "irb"): "7e504eaf5b140fe58f58801ed6080dd9dc56e3e945ea5cfc9f1f6ddf5eafe50b",
    (2, "tib"): "f88853fd5fd66cd7fd92fd6671d76575c2241f51c3d333b795193a4147e02fdf",
    (2, "irb"): "01d8b4797a11af627dd557494503fe9c5645419828a2a47715cb9e63abbc5ecf",
    (3, "tib"): "d86c42bcb4e90f4cc20f959300c429db33ed1b689900c8d79d1c3f4d4b992903",
    (3, "irb"): "432e680f2cf93cf94436de06f659eac41bac888d9f7e682ad58347a3f48340d7",
}


@pytest.mark.parametrize(("schema", "forum"), HTML)
def test_a_body_of_an_older_schema_makes_the_html_it_made(schema, forum):
    """The demonstration's October 2026 as versions 0.1.0, 0.3.0 and 0.4.0 froze it, whole."""
    text = gzip.decompress((GOLDEN / f"schema-{schema}.json.gz").read_bytes()).decode()
    edition = Edition(forum=forum, number=1, standing="draft")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    said = opened(text)
    markup = html.render(compose(said.plan, edition, sha256=sha256, before=said.before))
    assert hashlib.sha256(markup.encode()).hexdigest() == HTML[schema, forum]
