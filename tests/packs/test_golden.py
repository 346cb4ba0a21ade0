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
    (1, "tib"): "90cbe463be9f6230fdf0d42d4d1ee13b30a5ab8835c5ba2dd885cda491f1d952",
    (1, "irb"): "abb4969fe17c49bb687e3a5baf898952fb4fbca1f568876b1bfc7df56f53e9fa",
    (2, "tib"): "6e0b7e310894d7fba891c110428455dc720456a53e510510578a5576f8c5bb3a",
    (2, "irb"): "724d784db87043e9c4dec5bb9a0a4665562e2c62e21a11cfd0b2f4a8ea430c83",
    (3, "tib"): "4505ca5d24724a05c2fdceef2f1a005f86bc93a440610e5f0f6c2ab8e1e7ad1f",
    (3, "irb"): "7da3ed97f4a2c4a0fb7f8dc7154b108cfe9804d299d69d31f670204d336558c5",
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
