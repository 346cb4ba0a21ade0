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
    (1, "tib"): "13c5af7685cac74f570d639c72acdd7286536ba21ae81ad02d8d6507932005f9",
    (1, "irb"): "1f6d0fc5365611bd0bf9efc0fc2d0ce5a149243b92f66a0b7cbb44f99eaecdd7",
    (2, "tib"): "d0b795f6a7d5d75f7b022c33d5ff1dd2fd472e26c326e6cecf6b50db55d7c355",
    (2, "irb"): "c3f11b1ec7f22741dbfba927dd9f8d0acc65abd6f653de5d87063ab67397985e",
    (3, "tib"): "487a9608757163a3c0f4b66e96368caf7c087b9089e8fff8e54a309d0586d907",
    (3, "irb"): "aa8867a67f7e7b562c9a4e5090de81ceb9f76dcd90c0cd92e73dc54233f35577",
    (4, "tib"): "65dfd1972b60de0a5a3f0270e4f7754df047b37b325cbbc63e091a5ec7f26574",
    (4, "irb"): "24feccac40e1be0ff5b514290c68dc18b755c05f949930730ea6b3cc2263f443",
    (5, "tib"): "09a28d0eb3f9b36213bf8487482ee2f0f2509768dcbf6446e490852237b556ea",
    (5, "irb"): "ca1397858f0e327501c21ecd6cffe1ee94e7a800981200318d9c6ec529caae8f",
    (6, "tib"): "a818c788a56a3410e28f9be2cfa59f63657374361be75b7c3997cf70ea0be440",
    (6, "irb"): "2594d018edfcc3b0ef6d598ba55030b356aec08b04bc772d10a59149d9f057d3",
    (7, "tib"): "71b21a96f852aef2c947108aae66a519cb996f19eb4e49efc49713f1a44a913b",
    (7, "irb"): "154d6738addbc6e9e934545e4ee69c77eedaacb17dda4d3a3b5aa169d74e758e",
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
