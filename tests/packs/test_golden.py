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
    (1, "tib"): "6a1c3775f03c65106ef9f9f411ef34a70209489cccc26251a5bc77f01e69328c",
    (1, "irb"): "a6b769e42d339215283fe4bdc42595480dc9efd83f10d2fd2d13593bbed0c080",
    (2, "tib"): "3705dc7664d2cb0aba336fcf1c5b760cf0b0f3593ec40cf13bb6a6680b8512fd",
    (2, "irb"): "afc312894aa0abc050e9bc3ab8f1ad49fd827b6e2e31e1012eb10de22fd8e8e7",
    (3, "tib"): "84b95e91919ff09bf88145adeb1afa717429cae066c9064ead605104ff7ef512",
    (3, "irb"): "b5c7e17b40d159c83b915ab51619a9f4f01c580faa256ecfba60a9703b3489b7",
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
