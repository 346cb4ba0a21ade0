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
    (1, "tib"): "149094fc1d4af1a34d52e1ae61176b5e889db6829c8b97499f0fd63084ad5a93",
    (1, "irb"): "19159b31231b8aa8cfb2b1a89093019f48c9d288e179eb648a33693e7de1450e",
    (2, "tib"): "30bd30fc94285bd50bc173dc8e47554326a5f3802e7128d3b667fc82112effc6",
    (2, "irb"): "57dc4b0e3676e9c99a4ef83d28e4074f5fa99fd6d00ddba03d1f7712f01cc443",
    (3, "tib"): "cdf4d890b43c45326b285d7765ecfa6f97e24d4d8fb5492b0c39aefcb8d03486",
    (3, "irb"): "fd894c1c6b23bfc77151598eebc78041c5e6a1ee7eaa02dc0cec8c5a989c75b1",
    (4, "tib"): "d2f8627a2876cb4a8322b090c66c53f367fe47a6d8931020f27ff5db9936ee92",
    (4, "irb"): "7aa478d345503219252c06283ad069c8c138b90adea2b8134a6f94a95c6d6016",
    (5, "tib"): "a5148d3f272ff6f7735247770ecce19e391fab8e71747a5eceb6b05a4ab89500",
    (5, "irb"): "ed00d9036bca84d9eb5b1332bedfdaf9c4c34d9ed15e0aa966a4baa35d6bb35d",
    (6, "tib"): "d28200b3831a5e70999527f0809d02d86da70ceec6a48bfab5460761cd42e9f9",
    (6, "irb"): "9775f5eb39ef5498764fd995a006b165f82c0bbbe833ff11f809b21f7870a219",
    (7, "tib"): "15f41988772023f4467381914e970bb0468dc9f18e5ddb86dd8c9b445e083976",
    (7, "irb"): "d607f8a5d2abf1d0ba1687a006877da3f5d67beda45401a2fac6001368bad61f",
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
