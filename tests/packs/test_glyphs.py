"""No character of a frozen text may cost a period its packs (Rule 32)."""

import unicodedata
from html import escape

import pytest

from packs import pdf
from packs.glyphs import LAID_OUT, SHAPELESS, MissingFont, covered, lettered, printable
from packs.html import paragraphs
from tests.packs.test_pdf import document, failures, sheets_of

FONTS = pdf.STATIC / "fonts"
UNSEEN = "\u2028\u2029\ufff9\ufffa\ufffb\u200b\u200d\u202e\u2066\ufeff\u0085\x1f\U000e0041"


@pytest.mark.slow
def test_every_covered_sign_of_space_or_control_can_be_drawn(tmp_path):
    """Also those of private use: what the fonts list and WeasyPrint cannot draw is left out.

    A line separator in somebody's words is drawn as the space it reads as.
    """
    odd = [chr(p) for p in covered(FONTS) if p > 31 and unicodedata.category(chr(p))[0] in "ZC"]
    assert {"Cf", "Co", "Zs"} <= {unicodedata.category(char) for char in odd}
    lines = "".join(
        f"<p>a{escape(char)}b <b>a{escape(char)}b</b></p>" for char in [*sorted(odd), *UNSEEN]
    )
    path = tmp_path / "odd.pdf"
    words = f"<p>Line one\u2028line two{UNSEEN}</p>"
    pdf.draw(document(f"<h1>T</h1>{words}{lines}"), path)
    assert failures(path) == []
    assert "Line one line two" in sheets_of(path)[0]


@pytest.mark.parametrize("char", UNSEEN)
def test_signs_without_a_shape_are_left_out(char):
    text, _ = printable(f"a{char}b", fonts=FONTS)
    assert text == ("a\nb" if char in "\u2028\u2029" else "ab")


def test_what_the_layout_needs_stays():
    assert not LAID_OUT.isdisjoint("\u00ad") and "Cf" in SHAPELESS
    assert printable("Commis\u00adsioners\n\tand", fonts=FONTS)[0] == "Commis\u00adsioners\n\tand"


@pytest.mark.parametrize(
    ("typed", "faces"),
    [
        ("Łukasz → Żółć ■", set()),
        ("שרה", set()),  # DejaVu Sans, which every pack has
        ("علی۔", {"arabic"}),
        ("রহমান।", {"bengali"}),
        ("ਸਿੰਘ", {"gurmukhi"}),
        ("陳，小（明）。", {"chinese"}),
        ("فاطمة 王", {"arabic", "chinese"}),
    ],
)
def test_a_font_is_declared_only_where_its_script_occurs(typed, faces):
    """Each costs the drawing its reading; none that is declared is left to DejaVu's few letters."""
    text, found = printable(typed, fonts=FONTS)
    assert (text, {face.name for face in found}) == (typed, faces)
    markup = lettered(f"<head></head>{typed}", fonts=FONTS)
    assert markup.count("@font-face") == 2 * len(faces)


def test_a_joiner_stays_between_letters_that_join_and_nowhere_else():
    assert printable("علی\u200cرضا র\u200d্যাব", fonts=FONTS)[0] == "علی\u200cرضا র\u200d্যাব"
    assert printable("Li\u200cly\u200d", fonts=FONTS)[0] == "Lily"


def test_the_font_of_a_script_is_missed_only_where_the_script_occurs(tmp_path):
    for path in FONTS.glob("source-sans-3-*.ttf"):
        (tmp_path / path.name).symlink_to(path)
    assert printable("Żółć \N{FLAMINGO}", fonts=tmp_path)[0] == "Żółć [flamingo]"
    with pytest.raises(MissingFont, match="arabic font is missing.*run set-up"):
        printable("علی", fonts=tmp_path)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("One\u2028two", "<p>One<br>two</p>"),
        ("One\u2029\u2029two", "<p>One</p><p>two</p>"),
        ("One\r\ntwo", "<p>One<br>two</p>"),
        ("a\u202eb", "<p>ab</p>"),
    ],
)
def test_a_line_separator_is_a_line_break(typed, written):
    assert paragraphs(typed) == written
