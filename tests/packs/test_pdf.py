"""Stage 4: drawing in a process of its own; tags, limits, refusals (Rule 32, DESIGN 4)."""

import subprocess
import sys
import threading
import time
from pathlib import Path

import page
import pikepdf
import pytest

from irp.marks import MARKS
from packs import html, pdf
from tests.packs import made_up

pytestmark = pytest.mark.xdist_group("whole packs")  # one worker draws each of them once

UA_1 = page.ValidationProfile.PDF_UA_1
DOCUMENT = '<html lang="en-GB"><head><title>T</title>{head}</head><body>{body}</body></html>'


def document(body: str = "<h1>T</h1>", head: str = "") -> str:
    return DOCUMENT.format(body=body, head=head)


def failures(path: Path) -> list[str]:
    """Return the PDF/UA-1 rules that a file fails."""
    checked = page.validate_pdf(str(path), profile=UA_1)
    return [failure.rule_id for failure in checked.failures]


def sheets_of(path: Path) -> list[str]:
    """Return the words of each page, in one line."""
    said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return [" ".join(sheet.split()) for sheet in said.stdout.decode().split("\f")[:-1]]


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_the_whole_pack_fails_no_rule_of_pdf_ua_1(drawn, forum):
    """Rule 32: packs are tagged PDF."""
    path, pages = drawn(forum)
    assert failures(path) == []
    assert 20 < pages < 100
    with pikepdf.open(path) as file:
        assert len(file.pages) == pages
        assert str(file.Root.Lang) == "en-GB"


def test_a_pack_that_would_shut_readers_out_is_not_kept(tmp_path):
    """Rule 32: the gate names the rule that fails, here a skipped heading level."""
    path = tmp_path / "bad.pdf"
    with pytest.raises(pdf.CannotDraw, match="fails PDF/UA-1: .*HEADING-NESTING"):
        pdf.draw(document("<h1>T</h1><h3>Skipped</h3>"), path)
    assert not path.exists()


def test_bookmarks_lead_to_sections_and_programmes(drawn):
    path, _ = drawn("irb")
    with pikepdf.open(path) as file, file.open_outline() as outline:
        top = [item.title for item in outline.root]
        under = [child.title for item in outline.root for child in item.children]
    assert "1. Ten outcomes and three tests" in top and "Contents" in top
    assert "Housing Improvement" in under and "Outcome 8: Housing" in under


def test_every_page_says_what_it_must(drawn):
    """DOMAIN 4: forum, meeting, standing, version, as-at, cut-off, hash, page x of y."""
    path, pages = drawn("tib")
    short = made_up.sha256_of(made_up.body())[:12]
    for number, said in enumerate(sheets_of(path), start=1):
        for words in ("Transformation and Improvement Board", "meeting 19 Nov 2026", "FINAL",
                      "version 1", "as at 12 Nov 2026", "cut-off", "Demonstration data", short,
                      f"Page {number} of {pages}"):  # fmt: skip
            assert words in said, (number, words)


def test_contents_name_the_right_pages(drawn):
    path, _ = drawn("tib")
    sheets = sheets_of(path)
    for entry in (
        "3. Portfolio on a page",
        "Housing Improvement",
        "8. Sources and data confidence",
    ):
        number = int(sheets[1].partition(entry)[2].split()[0])
        assert entry in sheets[number - 1] and number > 2


def test_the_portfolio_is_on_one_page(drawn):
    path, _ = drawn("tib")
    assert sum("Divergence" in sheet and "Signed for" in sheet for sheet in sheets_of(path)) == 1


def test_the_heat_map_is_on_one_page(drawn):
    path, _ = drawn("irb")
    title, head = "1. Ten outcomes and three tests", "Priority outcome"
    sheets = [one for one in sheets_of(path) if title in one and head in one]
    assert len(sheets) == 1
    assert "10. Regeneration" in sheets[0] and "these counts never decide it" in sheets[0]


def test_its_dates_come_from_the_freeze(drawn):
    """DESIGN 4: that the bytes are the same in another process is held in test_build."""
    path, _ = drawn("tib")
    with pikepdf.open(path) as file:
        assert "20261112140500" in str(file.docinfo["/CreationDate"])


def test_fonts_are_embedded_and_every_shape_has_a_glyph(tmp_path):
    """Rule 32: the shapes of the ratings are drawn, in Source Sans 3 or DejaVu Sans."""
    shapes = "".join(mark.shape for mark in MARKS.values()) + "→−×"
    style = f"<style>{(html.TEMPLATES / 'pack.css').read_text()}</style>"
    path = tmp_path / "shapes.pdf"
    pdf.draw(document(f"<h1>Shapes {shapes}</h1><p>Żółć <b>bold</b></p>", style), path)
    assert failures(path) == []
    assert "[" not in sheets_of(path)[0]
    with pikepdf.open(path) as file:
        fonts = file.pages[0].Resources.Font
        names = {str(font.BaseFont) for font in fonts.values()}
        for font in fonts.values():
            assert "/FontFile3" in (kept := font.DescendantFonts[0].FontDescriptor) or (
                "/FontFile2" in kept
            )
    assert all("Source-Sans" in name or "DejaVu" in name for name in names), names


def test_characters_without_a_glyph_are_spelled_out(tmp_path):
    """A frozen text can no longer be changed, so it must not make its pack undrawable."""
    path = tmp_path / "names.pdf"
    pdf.draw(document("<h1>Well done \N{FLAMINGO}\N{CJK UNIFIED IDEOGRAPH-6C34}</h1>"), path)
    said = sheets_of(path)[0]
    assert "[flamingo]" in said and "[cjk unified ideograph-6c34]" in said
    assert failures(path) == []


@pytest.mark.parametrize(
    "body",
    [
        '<h1>T</h1><img alt="x" src="file:///etc/passwd">',
        '<h1>T</h1><img alt="x" src="http://127.0.0.1:1/x.png">',
        '<h1>T</h1><img alt="x" src="static:../../irp/settings.py">',
        '<h1>T</h1><p style="background: url(file:///etc/passwd)">x</p>',
        '<h1>T</h1><object data="http://127.0.0.1:1/x.svg"></object>',
        '<h1>T</h1><a rel="attachment" href="file:///etc/passwd">x</a>',
        '<h1>T</h1><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>t</title>'
        '<image href="file:///etc/passwd" width="9" height="9"/></svg>',
    ],
)
def test_nothing_outside_the_pack_is_fetched(tmp_path, body):
    """DESIGN 4: the fetcher refuses everything but our own files and data: images."""
    path = tmp_path / "out.pdf"
    with pytest.raises(pdf.CannotDraw, match="outside it|own file"):
        pdf.draw(document(body), path)
    assert not path.exists()


def test_a_linked_style_sheet_outside_is_refused(tmp_path):
    head = '<link rel="stylesheet" href="http://127.0.0.1:1/a.css">'
    with pytest.raises(pdf.CannotDraw, match="outside it"):
        pdf.draw(document(head=head), tmp_path / "out.pdf")


def test_a_missing_font_says_what_to_do(tmp_path):
    (tmp_path / "fonts").mkdir()
    with pytest.raises(pdf.CannotDraw, match=r"run set-up"):
        pdf.draw(document(), tmp_path / "out.pdf", static=tmp_path)
    head = '<style>@font-face { font-family: A; src: url("static:fonts/none.woff2") }</style>'
    with pytest.raises(pdf.CannotDraw, match=r"none\.woff2 is missing"):
        pdf.draw(document(head=head), tmp_path / "out.pdf")


def test_broken_css_fails_the_build(tmp_path):
    with pytest.raises(pdf.CannotDraw, match="print templates are at fault"):
        pdf.draw(document(head="<style>p { colour: red }</style>"), tmp_path / "out.pdf")


def test_a_dead_link_within_the_pack_fails_the_build(tmp_path):
    """WeasyPrint's ERROR logs fail the build."""
    with pytest.raises(pdf.CannotDraw, match="print templates are at fault"):
        pdf.draw(document('<h1>T</h1><p><a href="#nowhere">x</a></p>'), tmp_path / "out.pdf")


def test_drawing_has_a_time_limit(tmp_path):
    body = "<h1>T</h1>" + "<p>A long paragraph of words.</p>" * 20_000
    began = time.monotonic()
    with pytest.raises(pdf.CannotDraw, match="longer than 1 seconds"):
        pdf.draw(document(body), tmp_path / "out.pdf", seconds=1)
    assert time.monotonic() - began < 10
    assert not (tmp_path / "out.pdf").exists()


def test_drawing_has_a_memory_limit(tmp_path):
    body = f"<h1>T</h1><p>{'A very long paragraph. ' * 1_500_000}</p>"
    with pytest.raises(pdf.CannotDraw, match="memory"):
        pdf.draw(document(body), tmp_path / "out.pdf", megabytes=300)


def test_a_huge_word_does_not_stop_a_pack(tmp_path):
    style = f"<style>{(html.TEMPLATES / 'pack.css').read_text()}</style>"
    body = f"<h1>T</h1><table><tbody><tr><td>{'W' * 5_000}</td></tr></tbody></table>"
    assert pdf.draw(document(body, style), tmp_path / "out.pdf", seconds=60) >= 1


def test_progress_is_heard_while_pages_are_laid_out(tmp_path):
    heard = []
    body = "<h1>T</h1>" + '<p style="break-after: page">x</p>' * 4
    pdf.draw(document(body), tmp_path / "out.pdf", on_progress=heard.append)
    assert "Drawing page 3" in heard and heard[-1] == "Checking accessibility"


def test_whoever_listens_can_stop_the_drawing(tmp_path):
    class Enough(Exception):
        pass

    def stop(stage: str) -> None:
        raise Enough

    body = "<h1>T</h1>" + "<p>A long paragraph of words.</p>" * 5_000
    before = threading.active_count()
    with pytest.raises(Enough):
        pdf.draw(document(body), tmp_path / "out.pdf", on_progress=stop)
    assert not (tmp_path / "out.pdf").exists()
    time.sleep(0.2)
    assert threading.active_count() <= before


def test_this_process_draws_nothing_itself():
    """Web and worker processes stay small: WeasyPrint is imported by the child alone."""
    code = (
        "import django, sys; django.setup(); import packs.tasks; "
        "sys.exit('weasyprint' in sys.modules or 'fontTools' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
