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
    (1, "tib"): "59155054a78bef278e2bf23c0236a5df2f0e3aed4f7942d915e8a2482057b340",
    (1, "irb"): "6808fbd706b578c5dff4efc687b980423052d02e9dced8136952807fbbc62b4f",
    (2, "tib"): "5fa20248308bf912bc7382c587a3ef3fcac8e38a77c4c4cf2c315c785af9aa54",
    (2, "irb"): "667a6c97878fb5e544e43ef26b560547df081496cb1dd5e1da99ba791af1c5a5",
    (3, "tib"): "b051388cb49650d673af156fa72bae5bf7ff6d9d98177a6a2db078a61bf58702",
    (3, "irb"): "86bb870c8c3a629d59e63dff27c567d8cbe3b47e056df089e5eee3c9b9f0f3fb",
    (4, "tib"): "3d11196a18c1170cbde298ff9fe754cbbb41e6af958d480ef8485d6965a26563",
    (4, "irb"): "389a7a4dced50f4380e2f5717fb60a68dbd6a8ffe3daeb83327833e9cd7ac7f3",
    (5, "tib"): "5d0b77a9e6bae803faa3f63750bf3a1d95b73573e78ff09c4f3473e4b30b87d3",
    (5, "irb"): "dc3db6a7ce9a99b50c4198efbe609313db76a5f76e3f8743a36da64c294ab007",
    (6, "tib"): "6f7eee692bef89b42b7ec8aff4b66e426dcf83eff649269bca9f31ebbac369d1",
    (6, "irb"): "431795e75c285faa5d0304e62e94a5d152c46427a77244fc542dfe7331ec8372",
    (7, "tib"): "c352c24ea67699c204ca2abebaa12189917065f06e87d1b8e22b5f3fbc891725",
    (7, "irb"): "a104a8bd5f67cc63f977dd4abfa20f73daf9367da1a93fcdf1e5c49340b06a2a",
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
