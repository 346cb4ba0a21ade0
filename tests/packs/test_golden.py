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
    (1, "tib"): "d1626d2d17f55a6f8dc879d4ec6a7bc15439ed8924ec4f78669b488f58e749c8",
    (1, "irb"): "d42660f6aa2b52a8644857e33ba41d0a106cde466f00b904d298e1326af304c4",
    (2, "tib"): "24325afba9176cb20bc01c27b8bb8ca8bce9d867e04a09c4274fce3d22900b5e",
    (2, "irb"): "e132794f5cb24f587dca194e73668fbc5345acbd5f058b130a90dae918693f08",
    (3, "tib"): "bf407703a7ce97c491b3a228ee2c7d38e7a76ab3272b717f876edc722c3ef869",
    (3, "irb"): "9eabbbc77272995276bdc8d8edd5a4ae93482ea510af4cf35988eafcd89e028f",
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
