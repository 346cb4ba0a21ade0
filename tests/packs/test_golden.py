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
    (1, "tib"): "6150791f1dfac73c9ca17967fd45e13e49e34e79abc13469fedb574a87107a3c",
    (1, "irb"): "aa0475be7471e5c18944482f0f91a6e540de61f787d6f24dca75cf2a75fbf637",
    (2, "tib"): "938b06d6529aef8bdc7e12507f77007a59cc82cba4b81701d28258c422339a4e",
    (2, "irb"): "bd8d784aba88c97a05df1a2101dfbd2d2927a6f725e72547c50fee784178c0c9",
    (3, "tib"): "eecc67f4a35830a2b473826333328af32107ee13fbba4c24c72a3e39f36b8f80",
    (3, "irb"): "2cbc0751568f9d414c41b7c2b05fef1fc0d46c4df250901d31b7c0b0905793d1",
    (4, "tib"): "de009a324b8ef9c309eefd198adac3a5ecdaef3a92b7ce8087819bc81703d21d",
    (4, "irb"): "68fcade4273af1500aea978fbd7a636574b286d0ec0aab336a5a75ac5d7854a4",
    (5, "tib"): "36f5a2e37639b92dcfe5f6fe168c2a69dd364aae56e10927b2e854d9074e88a9",
    (5, "irb"): "d70075e98c6f6c39c8eec9e68f0887d3c8990b22fc644e58c0eaa57e21f60060",
    (6, "tib"): "4a49abd13a0194807cc9505239318e6bb85f1add0ab173937c92f1f36f6f9fc0",
    (6, "irb"): "cf23678f307509eed188687fe729ecf0ef97b34ce5bfffabdd7d05eceb722ad4",
    (7, "tib"): "e8187392be7d54c7d0b23088f4397c089bf38a93bae2a99de476b55595d96d39",
    (7, "irb"): "dfb5e745d2f6f0e848912325df21e0c04d76f5497b660ccbb1950023860c4f77",
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
