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
    "tib": "68a24a5c2aa8add182068bb29e2bbb09aa4558671587691160f29e44a2d9821b",
    "irb": "57095c33f610e92d3a5da64e0faf2ca9f8125c36a6e248db89316fadd9604447",
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
