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
    (1, "tib"): "87fa21a867eab4441c1a64bfc7f25b59b37cb5ac9d04f34b57425ff4c1a425a9",
    (1, "irb"): "2210506499a72d7039d4cb759e93c3dcce8e6f1cc014794f0f87d389c1caaa91",
    (2, "tib"): "201045e402e37856d90f35bb2d6cdde8abd1aad705c00ad83500b519ea7ca1f0",
    (2, "irb"): "2397756d0de2eb7046e5c4f317086447ff0201001759497dc552b7647ceaf943",
    (3, "tib"): "ee963165c4b51d089b92db603dc5d5735fbd1045ca60b7fba97f65ef06ab119d",
    (3, "irb"): "c3ae79983ebf62888093d8286cc4256268fcba99a0b281afa8f980eeb592ba51",
    (4, "tib"): "32f69f01777a9ba0c9ef71f4049e71e890ef8b61052cb9c8c79bd665972d4325",
    (4, "irb"): "c9dc645579965a6b7995ea2c89a58d9794ff62e983fefa96402bcca477e9fb4c",
    (5, "tib"): "37023467dc56c72b520324785c21f55cd1841cab5fdc3d7c3148bc2eccca91f0",
    (5, "irb"): "08318c400df07d9bad33aadc7892227370df7cf5dcd91c6e975c034423d49087",
    (6, "tib"): "1eb7224296731431ec38445cfe1b1e6b52617c2cb9575b164010dab07c5fe154",
    (6, "irb"): "8eb50e8d6ac8edd157d4c1f803596e44ec8188323561bf8e800c5fc973422fd6",
    (7, "tib"): "7830382c97ec80b82420e7dad4baf5dd78b5400903bcc1fc5601054d3a62c945",
    (7, "irb"): "069e4f7f8aed3b3c5d1affd64686f1350d786b5fdb5b30962c60b53080c0f058",
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
    markup = made_up.printed(compose(said.plan, edition, sha256=sha256, before=said.before))
    assert hashlib.sha256(without_style(markup).encode()).hexdigest() == HTML[schema, forum]
