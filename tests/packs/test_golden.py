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
    (1, "tib"): "5cb47effcc3b1d501b02ffd7a3e0a519f3b9574180b94ead9b815ade803e8bb1",
    (1, "irb"): "b9e0b7c53c61e296121d27f8b884e3cdac1baee73e8d4fc2edb905ca5b46ba19",
    (2, "tib"): "1986112bbfd2dbfe7449921a54d13a82a499327d13a08170437ccff4ef9571a8",
    (2, "irb"): "d7588f1c3f4bdd5fc88564a49fd20e6f8c6d94224def1345bb61032c56a4cca3",
    (3, "tib"): "50f12d192ff1c537cd2b232aafe166249011710ca21e95874358e2daf050a9ef",
    (3, "irb"): "562ef384065d6ba685837c8ff4d6eff096df9f88e7cd0720d166e83fd795fde2",
    (4, "tib"): "1747fa4b69fdf61618a44d9498423f3a1e35c79d69496b9d059ccf694e732ee3",
    (4, "irb"): "de1401c3f373ad8e6b8bdc87b8dfb3886a3905edd6b8a33a2a6a5953f2931c57",
    (5, "tib"): "4429ff613b6d74d9aac126890f6f4729e3e331178ea57ff7e66bb3222e853a6c",
    (5, "irb"): "c67000fb9c17e36400435f052438a5b23391ed77690bc89e0f52a1fa72937e8a",
    (6, "tib"): "423d7900ce477015401e7a60122b5cf6b9393ef5362f45c2037f29a99969916d",
    (6, "irb"): "5d8b2cc8a22b8024e850a67750dc6f6863529fd1e8bcb520d64ba927f3cd7f8c",
    (7, "tib"): "c5a012ecd645eaf74d96cbfd3700a05f5b3259fdd00ca944a914bd441dcffc4f",
    (7, "irb"): "a29957b76bebf923b5b534a6719387d1bc2a862aa5f55b4ed7085f90b4e5bc11",
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
