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
    (1, "tib"): "0eedcd73381b8a0112814f90917fd14ce23406ef160d8ba33cf3ecabc06bd903",
    (1, "irb"): "c4eb83896d32ae7e1bca8deff0ef4fdd3d3cd2f18a9edc7c7623189069df85da",
    (2, "tib"): "938b06d6529aef8bdc7e12507f77007a59cc82cba4b81701d28258c422339a4e",
    (2, "irb"): "ee931739e6eb92befa99449f2d24393260b143565900bcd3f4edbcdd0b785e1e",
    (3, "tib"): "eecc67f4a35830a2b473826333328af32107ee13fbba4c24c72a3e39f36b8f80",
    (3, "irb"): "3dbd56c76126594ca78c59bee2b6150c589a21076e18b89ae4eea0965e2b5267",
    (4, "tib"): "7920d9b89171c63caf7cb91744b02a60cb7098ca491be5a71a2ea0914f0ce2b5",
    (4, "irb"): "e87f3b6e02abc5aa66fdce62c9ec5bac1b3656778115cc74476cc0bee7555cae",
    (5, "tib"): "c1030183eca8de9571324002774de356c81d42588b6fde970d8480408d7e4906",
    (5, "irb"): "5b8b7814f875514fb9d8d69f55f66a2e9845a0dfdc9c7a6a5b3958b33cf5577e",
    (6, "tib"): "d20501734636ae50acd8ea749fd3f4296186e557c6693f8064cf93d6abfc024e",
    (6, "irb"): "7ac42875fd9f4419772d6d1aaabc378725e4ca4beab4922836ebfc5b43b6ea92",
    (7, "tib"): "365e246e222bda9a02b385441194da97f79e36d635362f0a178b802215b37602",
    (7, "irb"): "7c0766af88939c56f35b2cdf9161f1880581a5a13fb774b7cc9b36e688267b76",
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
