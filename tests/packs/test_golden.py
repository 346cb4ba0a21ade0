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
    (1, "tib"): "f6d49b3ed2c892402fa01c25075bab48f29bf3e4dac370b7a7fe976758f3ee84",
    (1, "irb"): "377048ea04b53366f69adc621465669c89ff10c229754b188d4ae56ddf819afc",
    (2, "tib"): "6ab8bd7139f91cc9fd991948c84041e3dc27b63076181fdb251f58c8a1bfd8a0",
    (2, "irb"): "8d506ab5d8f3e49d650cc2952da538333035053f3f3e7c32a9a24e2b2cb50eb7",
    (3, "tib"): "3b94875ee06637f1b4bf59a42f5b4d5213d01341b340ea8fd6da604b4870db4d",
    (3, "irb"): "79e46922b72191f18fb2c265d36936226448b94aa76a2ed4ee8eba0def4de98c",
    (4, "tib"): "e8f1073eb8d6ac913fc69a7ffc6e110ebc9c470bf75329ffcc458f5d569adaa3",
    (4, "irb"): "f8a8b04b90f2ca52954cf338e4536594b9bb2d0d154309325364951416eb790e",
    (5, "tib"): "33f9050ce84d29afea4eb77c4ee10d9b0b7e90916f2dffcbf0e60d9bbe7cac1d",
    (5, "irb"): "0a2d96f30a7b756dc21f81e28bea4b7b31c4f149d4ec9b4be2075e6a5f2f8de2",
    (6, "tib"): "378b814859b239fa25841d1fea90b0589b85c3b2cc9bd2ac7556bd7000df72de",
    (6, "irb"): "0eb426955ab34472cb78a2cb6ebf3cf5e31cf3d6679938472a8926ebf34e29b2",
    (7, "tib"): "96e83e10be814d80b551511f06f571eafdf3f1b2758dea3fe89aa6def999aecf",
    (7, "irb"): "fe2fcff41c4c80f775babf39c69233997b72fb775217c93df9a48a47dd85533a",
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
