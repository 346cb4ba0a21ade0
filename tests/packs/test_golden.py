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
    (3, "tib"): "5d1b2600abc020210f1713c6cdc22d2b894a7ea222dd16325b333f286119990f",
    (3, "irb"): "562ef384065d6ba685837c8ff4d6eff096df9f88e7cd0720d166e83fd795fde2",
    (4, "tib"): "2ccaefb54d1af680f06791d8407d17d0c09c1adb16af266289decf1d3ee22254",
    (4, "irb"): "de1401c3f373ad8e6b8bdc87b8dfb3886a3905edd6b8a33a2a6a5953f2931c57",
    (5, "tib"): "9e733a9d4d74bcac043fa21d7c86587cd4f30e45d515fbb4a3873f0a9970c5aa",
    (5, "irb"): "c67000fb9c17e36400435f052438a5b23391ed77690bc89e0f52a1fa72937e8a",
    (6, "tib"): "071b71f478db8bcf4d4c3be61cc56cdeaddf8539743a4b7100ff9110e630322a",
    (6, "irb"): "5d8b2cc8a22b8024e850a67750dc6f6863529fd1e8bcb520d64ba927f3cd7f8c",
    (7, "tib"): "a70a1e684f54b470293a8dfeeecdb30816e6b00867916f56087004c452a0eb15",
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
