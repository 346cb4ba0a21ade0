"""A stored body of each older schema still makes the pages it made (Rule 16: an issued pack)."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest

from packs.context import Edition, compose
from packs.snapshot.stored import opened
from tests.packs import made_up

GOLDEN = Path(__file__).parent / "golden"
HTML = {
    (1, "tib"): "2697b3e51ce335937bf9998f56ac573fea46b6922ac72ef7c5b37bf1bc2e2f00",
    (1, "irb"): "b9e0b7c53c61e296121d27f8b884e3cdac1baee73e8d4fc2edb905ca5b46ba19",
    (2, "tib"): "3c839445176b290510b908ea74a63c8f16ea756981951b22e19909d5e8c7499c",
    (2, "irb"): "d7588f1c3f4bdd5fc88564a49fd20e6f8c6d94224def1345bb61032c56a4cca3",
    (3, "tib"): "eca4fd8627aa9fa399adc16658e3f3d63f90ca8b0b82ca73a3711e6ba87f9cbb",
    (3, "irb"): "6a151bf03c4f5c3faf1610fa5bfed220394f9c045bafa6b069d8f39e15ae089b",
    (4, "tib"): "f82aba14121259d21922ef006c72278e073a46486eae843b4021176714c5f399",
    (4, "irb"): "ecf26753c5926dc6db8a49e247ad03016f3278b8a066ef9e24ae07cdc6367b83",
    (5, "tib"): "fa4dc4ee5828a9998f7539e8e56eadfc762ef9251f8a40b1aefdcfe0519799f1",
    (5, "irb"): "3cd394df40d036585ae86637e76392fcf6bbee04a418dcbbbd07a58b1565d501",
    (6, "tib"): "d29a7191e0d79284f32a8dfee82dd876fc19689b9339c4268a1bce629f1f09c1",
    (6, "irb"): "1ddbe8c5b2efbe6b64432ad390e15759562f635b54891d7b7f9de65f82b000a6",
    (7, "tib"): "3c207839aef6cbdb7b95fbaf0393a3cdd0855976fb72a2a4f68507f2442dfd6b",
    (7, "irb"): "647c9868dd3dc988369caa65b11f3634a437b6b990c7850f2c8dbca2c1eb25f4",
}


NARROW = re.compile(r'<svg [^>]*class="app-drawing__narrow.*?</svg>', re.DOTALL)


def without_style(markup: str) -> str:
    """Return a pack's HTML as paper shows it: what it says, not in which letters.

    Its style sheet goes, and what is drawn for narrow windows alone.
    """
    plain, count = re.subn(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    assert count
    return NARROW.sub("", plain)


@pytest.mark.parametrize(("schema", "forum"), HTML)
def test_a_body_of_an_older_schema_makes_the_html_it_made(schema, forum):
    """The demonstration's October 2026, whole, as 0.1.0, 0.3.0 and 0.4.0 (five times) froze it."""
    text = gzip.decompress((GOLDEN / f"schema-{schema}.json.gz").read_bytes()).decode()
    edition = Edition(forum=forum, number=1, standing="draft")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    body = opened(text)
    markup = made_up.printed(compose(body.plan, edition, sha256=sha256, before=body.before))
    assert hashlib.sha256(without_style(markup).encode()).hexdigest() == HTML[schema, forum]
