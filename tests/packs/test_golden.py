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
    (1, "tib"): "5eb7e008428fb4a59997f1b7780590b1be0f1b925d4e979c5314c190ce1fd2d5",
    (1, "irb"): "1d506fbe33d860937d11e712500b36afea0c0895428fe27855cb86e3c28b4b54",
    (2, "tib"): "5eae52c45e326205855d6b04de74bf9f19b094733f034e3e5193a88f8d126f38",
    (2, "irb"): "3c95f690a02867acb08eee5c1f700e3bab0143b136239b879d4145d96e2187d5",
    (3, "tib"): "64d6dd3f10e6201974150176c8be4a9a39649f9bdf5e6d0376e8a7af5b0c8f8f",
    (3, "irb"): "f8400beaf12197c37650ad71d6928ab9b04d1afde3e2dab50d89cd6f0bd3e821",
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
