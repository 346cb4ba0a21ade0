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
    (1, "tib"): "81913548988c5e0de17ae575a5d8861d3f8f6d79a25acce72dd48db545d9b304",
    (1, "irb"): "7adf8de5986d87caba8a6eea3822141014af344c829c54668d39227d46ca26f0",
    (2, "tib"): "434f2a029480eb9584619400dac1b1f58035357d1a4eff06959541228e7c3894",
    (2, "irb"): "5abbd275499ab20461e672bdf2f4ac371f4df545b8432853d5acef0578d18ba7",
    (3, "tib"): "1a638d31ef97c896f3af20ac0f856193afcf7e4cc0ff564494b9ce8582baea24",
    (3, "irb"): "24fde982f9327a5b2f3419564981daa719d739eba6a6360841f1e6ca54bd7334",
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
