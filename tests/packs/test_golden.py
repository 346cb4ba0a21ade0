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
    (1, "tib"): "a0e7d54bf6c6ec91e772902f5d3801cd539bca572e6d6c1463308049f02f6365",
    (1, "irb"): "b9e0b7c53c61e296121d27f8b884e3cdac1baee73e8d4fc2edb905ca5b46ba19",
    (2, "tib"): "7364dfb1df5f0c794330bc1eaa355a013384f358c1f402caf1e0679ca7c8bc7a",
    (2, "irb"): "d7588f1c3f4bdd5fc88564a49fd20e6f8c6d94224def1345bb61032c56a4cca3",
    (3, "tib"): "427dfa0aa9bf3e9e39ef739d08681bdb8fb3093fe5af9cdef20d835a35f3bc24",
    (3, "irb"): "6a151bf03c4f5c3faf1610fa5bfed220394f9c045bafa6b069d8f39e15ae089b",
    (4, "tib"): "0ea1e895753bc9963e080f86381bf4fb2f7b80d96847fa967f589b04031e843f",
    (4, "irb"): "ecf26753c5926dc6db8a49e247ad03016f3278b8a066ef9e24ae07cdc6367b83",
    (5, "tib"): "e8e58613147a1062c325e4e050451fe2f6caaf4a94925c6097fa4bf66acad480",
    (5, "irb"): "3cd394df40d036585ae86637e76392fcf6bbee04a418dcbbbd07a58b1565d501",
    (6, "tib"): "2d1d3c824768ef78b37bf01e1da57810e0369ef72a05f9251c0cd77d8a73047e",
    (6, "irb"): "42a879690e9de18f594e7c79b40055357acd3de12c9ae690a13ac418fb989abb",
    (7, "tib"): "00c1b0297f2905e0a2f226814eb87059765bb99975e7475bffa1248a262b01a9",
    (7, "irb"): "92a7b1c605151a8d6fb5c4e79edb6452b26ec1724809247918454f2d4fafff96",
}


NARROW = re.compile(r'<svg [^>]*class="app-drawing__narrow.*?</svg>', re.DOTALL)


def without_style(markup: str) -> str:
    """Return a pack's HTML as paper shows it: what it says, not in which letters.

    Its style sheet goes, and what is drawn for narrow windows alone.
    """
    said, count = re.subn(r"<style>.*?</style>", "", markup, flags=re.DOTALL)
    assert count
    return NARROW.sub("", said)


@pytest.mark.parametrize(("schema", "forum"), HTML)
def test_a_body_of_an_older_schema_makes_the_html_it_made(schema, forum):
    """The demonstration's October 2026, whole, as 0.1.0, 0.3.0 and 0.4.0 (five times) froze it."""
    text = gzip.decompress((GOLDEN / f"schema-{schema}.json.gz").read_bytes()).decode()
    edition = Edition(forum=forum, number=1, standing="draft")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    said = opened(text)
    markup = made_up.printed(compose(said.plan, edition, sha256=sha256, before=said.before))
    assert hashlib.sha256(without_style(markup).encode()).hexdigest() == HTML[schema, forum]
