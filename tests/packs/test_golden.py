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
    "tib": "b3fcf5e301056e7aea8c759adf89372bfbc5b37c1afbf47f9dc98449b42d1cd6",
    "irb": "9c85b48b9954906a1c8522176847a5088aade6a8a02626b704cca1e4878a1b9d",
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
