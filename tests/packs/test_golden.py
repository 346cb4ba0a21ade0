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
    "tib": "81913548988c5e0de17ae575a5d8861d3f8f6d79a25acce72dd48db545d9b304",
    "irb": "7adf8de5986d87caba8a6eea3822141014af344c829c54668d39227d46ca26f0",
}


@pytest.mark.parametrize("forum", HTML)
def test_a_body_of_schema_1_makes_the_html_it_made(forum):
    """The demonstration's October 2026 as version 0.1.0 froze it, whole."""
    text = gzip.decompress((GOLDEN / "schema-1.json.gz").read_bytes()).decode()
    edition = Edition(forum=forum, number=1, standing="draft")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    said = opened(text)
    markup = html.render(compose(said.plan, edition, sha256=sha256, before=said.before))
    assert hashlib.sha256(markup.encode()).hexdigest() == HTML[forum]
