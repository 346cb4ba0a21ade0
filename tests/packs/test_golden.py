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
    (1, "tib"): "8b534a7a9bf23d54584baa5bd074ebaaeb25177122eee1d65c0213b040df5abf",
    (1, "irb"): "c65d55c779368588d8e36c323a0d553d7d9010cfe832b3d0dc816e3134e67bbd",
    (2, "tib"): "47f28f49c1b7b7c806695846851958f7bdfcd72181cbc72a332f6cbfdd3688b9",
    (2, "irb"): "4e951a16575f7509e0473328cfbce85a5fac51fd3c899cb94dab6234f9e0e73f",
    (3, "tib"): "e6a81936e68d4eb856a4ef443295eaaa8e4302bda6ca7e9769009f6f9e3b9c79",
    (3, "irb"): "e919cca31340c4d0ecfa2269a359bb8485c842dc5d339c4ba39b3a7e061b13b5",
    (4, "tib"): "9211dfa8e7a8c94020fabf8cce489bd053e2808c4bc9b66555af97a4f1d670e9",
    (4, "irb"): "891e75f84fd85b65f4b6d56f92f3d129cc078f1bc7e7c5b7efc765e825f66235",
    (5, "tib"): "9391253e4b591e2434129bebc837c83c9fe674cc336d4dd2e092f620fc33ed68",
    (5, "irb"): "d0a60054d70f15d3b66b03ee6b69ac5f0d23a37297780a26269bb929fd9bf139",
    (6, "tib"): "1c00aa28ca0e8981272ce490a13d2bcc9015c9c31cb4e471745c3c44f1037109",
    (6, "irb"): "3d2e5a1d5c803396ce84f3b63a52a2d9728a5eaac4615206b6a77590d2aff95f",
    (7, "tib"): "f4138916fec4f0b4612baeaba107f07901733ef93e8f30c4f1bb7864d15dfbcc",
    (7, "irb"): "7e4667ed0528cfa2b2fd1f26a62c0e22f362576606fe37a129594a0876e8b217",
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
