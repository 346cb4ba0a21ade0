"""A stored body of each older schema still makes the pages it made (Rule 16: an issued pack)."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from packs import html
from packs.context import Edition, compose
from packs.snapshot.stored import opened

GOLDEN = Path(__file__).parent / "golden"
HTML = {
    (1, "tib"): "00cb86d3d49bfb312db2c6a43c0fc3684ba23da1f863fb24931c4ec1ca685c98",
    (1, "irb"): "d442afa85f9049e47becc4e8fee0e793ca09894997d390324625b14ffc8afc40",
    (2, "tib"): "5be2985a77c4dc8efc328c1ab29200aa7db75c857d409c8bba0569528c6ee0ba",
    (2, "irb"): "6f48726eaf0d69b1db34a66d30e44900e6a006c78827fc40d396ed7d94808657",
    (3, "tib"): "7ff48e0418def33f98191f84150e5a524e1487ca7cc33deaaa09751583806b73",
    (3, "irb"): "aa067207ca07576bcb791b7cd8c01252ef090e286b8105ead1e89d67031460d5",
    (4, "tib"): "54eaf5df2e7b0ad3c159fbd66e4b5d95ec3892c4f0cb249841da6af810b565b9",
    (4, "irb"): "b951563c66ef71c104cfaab97b65d41da4496952f981362e9161eb67e7363745",
    (5, "tib"): "61a9a84b9107a4867d7a9100e89b0c31f22c0535f85a4f43e9c0d62d13836a8c",
    (5, "irb"): "b5189ca9d48465df97a6652f390bddb5be7204588162f2bca73b9b2f99ddac41",
    (6, "tib"): "2904c4374e9c8c6d412afab1fae080c186456e3d6fdd557302326376fe7c714f",
    (6, "irb"): "35b197a7def479693d7d5a1dc13c793a481acad475a3c09aa772c26a0023ac0c",
    (7, "tib"): "ea7aeb6dd7a2bdf140a65fcfbd96e8f98ecec2b97142eab9b18236c3174af65a",
    (7, "irb"): "0b5bf32de7f4ba27fa4e8954ac46162120c5da381a383267808b53a7b8774c3c",
}


def without_style(markup: str) -> str:
    """Return a pack's HTML without its style sheet: what it says, not in which letters."""
    said, count = re.subn(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    assert count
    return said


@pytest.mark.parametrize(("schema", "forum"), HTML)
def test_a_body_of_an_older_schema_makes_the_html_it_made(schema, forum):
    """The demonstration's October 2026, whole, as 0.1.0, 0.3.0 and 0.4.0 (five times) froze it."""
    text = gzip.decompress((GOLDEN / f"schema-{schema}.json.gz").read_bytes()).decode()
    edition = Edition(forum=forum, number=1, standing="draft")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    said = opened(text)
    markup = html.render(compose(said.plan, edition, sha256=sha256, before=said.before))
    assert hashlib.sha256(without_style(markup).encode()).hexdigest() == HTML[schema, forum]
