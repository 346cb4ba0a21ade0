"""A pack's HTML read as XML is the same document as read by the rules of HTML."""

import json
import subprocess
import sys

import pytest

from packs import html, pdf
from packs.context import Edition
from tests.packs import hard_words, made_up

pytestmark = pytest.mark.slow

BOTH = """
import json, sys
from weasyprint import HTML
from packs.parsing import parsed

def told(element):
    kids = [told(kid) for kid in element if isinstance(kid.tag, str)]
    traits = sorted(one for one in element.items() if "xmlns" not in one[0])
    return element.tag, traits, element.text or "", kids, element.tail or ""

for markup in json.load(sys.stdin):
    ours, theirs = parsed(markup, url_fetcher=None), HTML(string=markup)
    for one in (ours, theirs):  # a line break behind the body is of no account
        one.etree_element[1].tail = one.etree_element[1][-1].tail = None
    print(type(ours).__name__, told(ours.etree_element) == told(theirs.etree_element))
"""
PLAIN = '<html lang="en-GB"><head><title>T</title></head><body><p>{}</p></body></html>'


def read(*markups: str) -> list[str]:
    """Return how each document was read, and whether both ways of reading it give one document."""
    run = subprocess.run(
        [sys.executable, "-c", BOTH], cwd=pdf.ROOT, input=json.dumps(markups), check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    return run.stdout.splitlines()


def test_a_pack_is_read_as_xml_and_is_the_same_document():
    body = hard_words.small(lambda field: "A & B <c> “d” \N{NO-BREAK SPACE}é")
    files = []
    for forum in ("tib", "irb"):
        edition = Edition(forum=forum, number=1, standing="draft")
        context = made_up.composed(body, edition, last=made_up.before(body))
        files += [html.render(context, file=file) for file in context.files]
    assert read(*files) == ["_WellFormed True"] * 3


def test_what_is_no_xml_is_read_as_html():
    ways = {
        "a<br>b<img alt='x' src='y'>&nbsp;&shy;&pound;&amp;&#38;": "_WellFormed",
        "<b>not closed": "HTML",
        "a control \x0b character": "HTML",
        "&bogus; &lt;": "_WellFormed",
    }
    assert read(*map(PLAIN.format, ways)) == [f"{how} True" for how in ways.values()]


OWN_SHEET = """
import hashlib, sys
from pathlib import Path
from weasyprint import HTML
from packs.parsing import parsed

def drawn(document):
    made = document.render(pdf_variant="pdf/ua-1")
    return hashlib.sha256(made.write_pdf()).hexdigest()

markup, fetcher = sys.stdin.read(), None
ours, theirs = parsed(markup, url_fetcher=fetcher), parsed(markup, url_fetcher=fetcher)
theirs._ua_stylesheets = HTML._ua_stylesheets.__get__(theirs)
print(drawn(ours) == drawn(theirs), len(ours._ua_stylesheets()[0].matcher.other_selectors),
      len(theirs._ua_stylesheets()[0].matcher.other_selectors))
"""


def test_lists_and_quotations_are_drawn_as_by_the_whole_style_sheet():
    inner = "<q>Said</q></p><ul><li>One<ul><li>Two</li></ul></li></ul><ol><li>Three</li></ol><p>"
    run = subprocess.run(
        [sys.executable, "-c", OWN_SHEET], cwd=pdf.ROOT, input=PLAIN.format(inner),
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    same, ours, theirs = run.stdout.split()
    assert same == "True"
    assert int(theirs) - int(ours) == 6  # five kinds of note, and the markers of all but lists
