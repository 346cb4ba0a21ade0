"""A stored body of each older schema still makes the pages it made (Rule 16: an issued pack)."""

import gzip
import hashlib
from pathlib import Path

import pytest

from packs import html
from packs.context import Edition, compose
from packs.snapshot.stored import opened

GOLDEN = Path(__file__).parent / "golden"
HTML = {
    (1, "tib"): "4ad8c0c941561562603cb0f7bb6de16992ea89f98d0dab7ad5afebe423c15480",
    (1, "irb"): "01dacb45d2cb485a586f4189fe23a0bac2e5cd17829625210e6074afe1793a93",
    (2, "tib"): "c9e4c3bd24375c7b02e34c1a0e5306c3da34246d81e989de7309c697430a01a0",
    (2, "irb"): "ddd0718aa66d31000d4b8fe84d9936b97fe6d010114d17a99e1694bc7df259d6",
    (3, "tib"): "38527bf19e9ffcf3c08e755186027cbf8644bc945658411266034025e10bcf77",
    (3, "irb"): "081750b1a64bfc60730e1ad92daec2d8679ca941de4d3a7cb69b9ab976f709ad",
    (4, "tib"): "4d9eb6a7e206dc1a0a3d68b74722baf5c55a6bf3c9b919fcd9069ec4c9b188f2",
    (4, "irb"): "fac264efc0eefe55cbe8092e2c4f8f3f364e3610d916290ea4827699be2807a8",
    (5, "tib"): "ae8a44420f8338af9110d152c87779d534ab85453896999949871a274793c7c4",
    (5, "irb"): "0f4ee21039b9cec58c8acd5e84989f720210713c5a8ef6631730670f8926d062",
}


@pytest.mark.parametrize(("schema", "forum"), HTML)
def test_a_body_of_an_older_schema_makes_the_html_it_made(schema, forum):
    """The demonstration's October 2026, whole, as 0.1.0, 0.3.0 and 0.4.0 (thrice) froze it."""
    text = gzip.decompress((GOLDEN / f"schema-{schema}.json.gz").read_bytes()).decode()
    edition = Edition(forum=forum, number=1, standing="draft")
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    said = opened(text)
    markup = html.render(compose(said.plan, edition, sha256=sha256, before=said.before))
    assert hashlib.sha256(markup.encode()).hexdigest() == HTML[schema, forum]
