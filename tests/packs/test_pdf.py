"""Stage 4: drawing in processes of its own; tags, limits, refusals (Rule 32, DESIGN 4)."""

import re
import subprocess
import tempfile
import threading
import time
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import page
import pikepdf
import pytest
from PIL import Image

from irp.marks import MARKS
from packs import html, pdf

pytestmark = pytest.mark.slow

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
    output = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return [" ".join(sheet.split()) for sheet in output.stdout.decode().split("\f")[:-1]]


def walk(element, parent=None):
    """Yield every element of a tag tree under one, each with its parent."""
    yield element, parent
    kids = element.get("/K", [])
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from walk(kid, element)


def test_a_pack_that_would_shut_readers_out_is_not_kept(tmp_path):
    """Rule 32: the gate names the rule that fails, here a skipped heading level."""
    path = tmp_path / "bad.pdf"
    with pytest.raises(pdf.CannotDraw, match="fails PDF/UA-1: .*HEADING-NESTING"):
        pdf.draw(document("<h1>T</h1><h3>Skipped</h3>"), path)
    assert not path.exists()


@pytest.fixture(scope="module")
def signs(tmp_path_factory) -> Path:
    """A page of every shape of the ratings, of names, and of signs that no font has."""
    shapes = "".join(mark.shape for mark in MARKS.values()) + "→−×"
    style = f"<style>{(html.TEMPLATES / 'pack.css').read_text()}</style>"
    names = "<p>Well done \N{FLAMINGO}\N{DEVANAGARI LETTER KA}</p>"
    path = tmp_path_factory.mktemp("signs") / "signs.pdf"
    pdf.draw(document(f"<h1>Shapes {shapes}</h1><p>Żółć <b>bold</b></p>{names}", style), path)
    return path


def test_fonts_are_embedded_and_every_shape_has_a_glyph(signs):
    """Rule 32: the shapes of the ratings are drawn, in Source Sans 3 or DejaVu Sans."""
    assert failures(signs) == []
    shapes, _, _ = sheets_of(signs)[0].partition("Well done")
    assert "Żółć" in shapes and "[" not in shapes
    with pikepdf.open(signs) as file:
        fonts = file.pages[0].Resources.Font
        names = {str(font.BaseFont) for font in fonts.values()}
        for font in fonts.values():
            assert "/FontFile3" in (descriptor := font.DescendantFonts[0].FontDescriptor) or (
                "/FontFile2" in descriptor
            )
    assert all("Source-Sans" in name or "DejaVu" in name for name in names), names


def test_characters_without_a_glyph_are_spelled_out(signs):
    """A frozen text can no longer be changed, so it must not make its pack undrawable."""
    words = sheets_of(signs)[0]
    assert "[flamingo]" in words and "[devanagari letter ka]" in words


OUTSIDE = {
    "image": '<img alt="x" src="file:///etc/passwd">',
    "loopback": '<img alt="x" src="http://127.0.0.1:1/x.png">',
    "climb": '<img alt="x" src="static:../../irp/settings.py">',
    "style": '<p style="background: url(file:///etc/passwd)">x</p>',
    "object": '<object data="http://127.0.0.1:1/x.svg"></object>',
    "attachment": '<a rel="attachment" href="file:///etc/passwd">x</a>',
    "image in SVG": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>t</title>'
    '<image href="file:///etc/passwd" width="9" height="9"/></svg>',
}
OUTSIDE = {name: document(f"<h1>T</h1>{body}") for name, body in OUTSIDE.items()} | {
    "linked style": document(head='<link rel="stylesheet" href="http://127.0.0.1:1/a.css">')
}
AT_FAULT = {
    "CSS": document(head="<style>p { colour: red }</style>"),
    "dead link": document('<h1>T</h1><p><a href="#nowhere">x</a></p>'),
}
NO_FONT = document(
    head='<style>@font-face { font-family: A; src: url("static:fonts/none.ttf") }</style>'
)


def refusal(markup: str, **where) -> str:
    """Return why a document is not drawn."""
    with TemporaryDirectory() as folder, pytest.raises(pdf.CannotDraw) as refused:
        pdf.draw(markup, Path(folder) / "out.pdf", **where)
    return str(refused.value)


@pytest.mark.parametrize("name", OUTSIDE)
def test_nothing_outside_the_pack_is_fetched(name):
    """DESIGN 4: the fetcher refuses everything but our own files and data: images."""
    assert re.search("outside it|own file", refusal(OUTSIDE[name]))


def test_a_missing_font_says_what_to_do(tmp_path):
    (tmp_path / "fonts").mkdir()
    assert "run set-up" in refusal(document(), static=tmp_path)
    assert "none.ttf is missing" in refusal(NO_FONT)


@pytest.mark.parametrize("name", AT_FAULT)
def test_a_fault_of_the_templates_fails_the_build(name):
    """Broken CSS, a dead link within the pack: WeasyPrint's ERROR logs fail the build."""
    assert "print templates are at fault" in refusal(AT_FAULT[name])


LONG = document("<h1>T</h1>" + "<p>A long paragraph of words.</p>" * 20_000)


def limited(**changes) -> pdf.DrawingLimits:
    return replace(pdf.DrawingLimits(processor=60, clock=60), **changes)


def test_drawing_has_a_limit_of_processor_time(tmp_path):
    with pytest.raises(pdf.CannotDraw, match="more than 1 seconds of processor time") as fault:
        pdf.draw(LONG, tmp_path / "out.pdf", limits=limited(processor=1))
    assert not isinstance(fault.value, pdf.TryAgain), "it would take as long another time"
    assert not (tmp_path / "out.pdf").exists()


def test_a_busy_machine_is_told_apart_from_a_pack_that_is_too_large(tmp_path):
    """The clock runs out before the processor time does: nothing is wrong with the pack."""
    began = time.monotonic()
    with pytest.raises(pdf.TryAgain, match="machine was too busy"):
        pdf.draw(LONG, tmp_path / "out.pdf", limits=limited(clock=1))
    assert time.monotonic() - began < 10


def test_limits_grow_with_the_document():
    small, large = (pdf.DrawingLimits.of("x" * size) for size in (400_000, 1_600_000))
    assert (small.processor, large.processor) == (280, 760)
    assert (small.megabytes, large.megabytes) == (2048, 2240)
    assert large.clock == 4 * large.processor


def test_drawing_has_a_memory_limit(tmp_path):
    body = f"<h1>T</h1><p>{'A very long paragraph. ' * 150_000}</p>"
    with pytest.raises(pdf.CannotDraw, match="memory"):
        pdf.draw(document(body), tmp_path / "out.pdf", limits=limited(megabytes=150))


@pytest.mark.parametrize(
    ("place", "reason"),
    [("/dev/full", "Storage is full"), ("/sys/out.pdf", "Storage is read-only")],
)
def test_a_disk_that_takes_nothing_is_called_so(tmp_path, place, reason):
    """It is not taken for want of memory."""
    path = tmp_path / "out.pdf"
    path.symlink_to(place)
    with pytest.raises(pdf.CannotDraw, match=reason) as fault:
        pdf.draw(document(), path)
    assert not isinstance(fault.value, pdf.TryAgain)
    assert not path.is_symlink()


def test_a_drawing_leaves_nothing_in_the_temporary_folder(tmp_path, monkeypatch):
    """Each would leave its fonts there, until the disk was full."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    style = f"<style>{(html.TEMPLATES / 'pack.css').read_text()}</style>"
    (tmp_path / "store").mkdir()
    pdf.draw(document(head=style), tmp_path / "store" / "out.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_a_huge_word_does_not_stop_a_pack(tmp_path):
    style = f"<style>{(html.TEMPLATES / 'pack.css').read_text()}</style>"
    body = f"<h1>T</h1><table><tbody><tr><th>{'W' * 4_000}</th></tr></tbody></table>"
    assert pdf.draw(document(body, style), tmp_path / "out.pdf", limits=limited()) >= 1


def test_a_line_beneath_a_cell_is_one_rectangle_where_weasyprint_clips_a_frame(tmp_path):
    """It looks the same; a frame with a corner that nobody sees is drawn WeasyPrint's way."""
    line = "border-bottom: 9pt solid #1d3c6e; padding: 3pt"
    dark = []
    for name, corner in (("quick", ""), ("clipped", "; border-bottom-left-radius: 0.01pt 0.01pt")):
        path = tmp_path / f"{name}.pdf"
        pdf.draw(document(f'<h1>T</h1><p style="{line}{corner}">&nbsp;</p>'), path)
        with pikepdf.open(path) as file:
            drawn = pikepdf.parse_content_stream(file.pages[0])
        clips = {str(operation.operator) for operation in drawn} & {"W", "W*"}
        assert bool(clips) == (name == "clipped"), {str(operation.operator) for operation in drawn}
        command = ["pdftoppm", "-r", "144", "-png", "-singlefile", path, path.with_suffix("")]
        subprocess.run(command, check=True)
        below = Image.open(path.with_suffix(".png")).convert("L").crop((0, 260, 1190, 1000))
        dark.append(below.point(lambda shade: 255 if shade < 128 else 0).getbbox())
    assert all(abs(edge - other) <= 1 for edge, other in zip(*dark, strict=True)), dark
    left, top, right, bottom = dark[0]
    assert bottom - top in {17, 18, 19} and right - left > 900


def test_progress_is_heard_while_pages_are_laid_out(tmp_path):
    heard = []
    body = "<h1>T</h1>" + '<p style="break-after: page">x</p>' * 4
    pdf.draw(document(body), tmp_path / "out.pdf", on_progress=heard.append)
    assert "Creating page 3" in heard and heard[-1] == "Checking accessibility"


def test_a_page_that_stays_as_it_was_laid_out_is_no_news(tmp_path):
    heard = []
    style = "<style>a::after { content: target-counter(attr(href), page) }</style>"
    pages = '<p style="break-after: page">x</p>' * 2 + '<p id="end">x</p>'
    body = f'<h1>T</h1><p><a href="#end">The end is on page</a></p>{pages}'
    pdf.draw(document(body, head=style), tmp_path / "out.pdf", on_progress=heard.append)
    numbers = {stage.rsplit(" ", 1)[-1] for stage in heard if stage.startswith("Creating page")}
    assert numbers == {"1", "2", "3"}


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


@pytest.mark.parametrize("width", [22, 30, 38, 46])
def test_no_line_is_broken_within_a_date_a_reference_or_an_amount(tmp_path, width):
    """Its words are found as they were typed: no sign of another kind stands in them."""
    path = tmp_path / "lines.pdf"
    words = "Cut-off 10 Nov 2026, −£248,508 for PO2-T1-1 and HOU-R-03 (4 × 3 to 4 × 4), 300 days."
    pdf.draw(document(f'<h1>T</h1><p style="width: {width}mm">{words}</p>'), path)
    output = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    lines = output.stdout.decode().split("\n")
    assert len(lines) > 3
    for whole in ("10 Nov 2026", "−£248,508", "PO2-T1-1", "HOU-R-03", "4 × 3", "4 × 4", "300 days"):
        assert any(whole in line for line in lines), (whole, lines)


def test_a_table_whose_caption_alone_has_room_on_a_page_is_let_through(tmp_path):
    """Rule 32: the head that comes with its first row on the next page stands after the caption."""
    path = tmp_path / "table.pdf"
    tall = (
        '<div style="height: 222mm"></div><table><caption>C</caption><thead><tr><th scope="col">A'
    )
    tall += f"</th></tr></thead><tbody><tr><td>{'word ' * 3000}</td></tr></tbody></table>"
    pdf.draw(document(f"<h1>T</h1>{tall}", head="<style>@page { margin: 20mm }</style>"), path)
    assert failures(path) == []
    with pikepdf.open(path) as file:
        root = file.Root.StructTreeRoot.K[0]
        tables = [element for element, _ in walk(root) if element.S == "/Table"]
        assert [[str(kid.S) for kid in table.K][:2] for table in tables] == [["/Caption", "/THead"]]
