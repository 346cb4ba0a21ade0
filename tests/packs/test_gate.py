"""The gate before a pack is kept: a good file passes, and each single fault is caught (Rule 32).

Most faults are put into the HTML and drawn, as a template would make them; what the drawing itself
always does right, such as the scope of a header cell, is spoilt in the finished file.
"""

import re
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from packs import gate, html, pdf
from tests.packs.test_pdf import failures

pytestmark = pytest.mark.slow

DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChw"
    "GA60e6kgAAAABJRU5ErkJggg=="
)
GOOD = f"""<html lang="en-GB"><head><title>A pack</title></head><body><h1>Pack</h1>
<h2 id="a">First</h2><p>See <a href="#b">below</a> and <a href="https://example.org/">there</a>.</p>
<img alt="A dot" src="{DOT}">
<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>A chart</title>
<rect width="9" height="9"/></svg>
<ul><li>One</li><li>Two</li></ul>
<table><caption>Rows</caption><thead><tr><th>Programme</th><th>Rating</th></tr></thead><tbody>
<tr><th>HOU</th><td>Red</td></tr><tr><th>CUS</th><td>Green</td></tr></tbody></table>
<h3 id="b">Second</h3><dl><dt>Status</dt><dd>Final</dd></dl></body></html>"""
NO_ALT = "no required alt description"  # WeasyPrint says so itself
FAULTY = {  # what stands in the good HTML, what instead of it, and what the refusal names
    "no language": (' lang="en-GB"', "", "lang"),
    "no title": ("<title>A pack</title>", "", "METADATA-TITLE"),
    "empty title": ("A pack", "", "METADATA-TITLE"),
    "first heading not the highest": ("<h1>Pack</h1>", "<h2>Pack</h2>", "HEADING-NESTING"),
    "skipped heading level": ('<h3 id="b">Second</h3>', '<h4 id="b">Second</h4>', "HEADING-NEST"),
    "empty heading": (">Second<", "><", "HEADING-WITHOUT-WORDS"),
    "image without alt": ('alt="A dot" ', "", NO_ALT),
    "image with empty alt": ("A dot", "", NO_ALT),
    "chart without title": ("<title>A chart</title>", "", "FIGURE-ALTERNATIVE-TEXT"),
    "element nested in a link": (">there<", "><b>there</b><", "LINK-TAG"),
    "paragraph in a list item": ("<li>One</li>", "<li><p>One</p></li>", "LI-KIDS"),
    "rows of unequal length": ("<td>Red</td>", "<td>Red</td><td>x</td>", "TABLE-ROW"),
    "table without header cell": ("th>", "td>", "TABLE-WITHOUT-HEADER-CELL"),
    "group in a list of terms": ("<dt>", "<div><dt>", "L-KIDS"),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_single_fault_of_a_template_is_caught(tmp_path, fault):
    old, new, names = FAULTY[fault]
    assert GOOD.count(old) > 0
    with pytest.raises(pdf.CannotDraw, match=names):
        pdf.draw(GOOD.replace(old, new), tmp_path / "faulty.pdf")


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("good") / "good.pdf"
    pdf.draw(GOOD, path)
    return path


def first(file: pikepdf.Pdf, tag: str) -> Dictionary:
    """Return the first element of a file that has a tag."""
    name = Name(f"/{tag}")
    return next(
        element for element in gate._elements(file.Root.StructTreeRoot) if name == element.S
    )


def cut(holder: Dictionary, entry: str) -> None:
    """Take an entry from a dictionary of a file."""
    del holder[entry]


def font(file: pikepdf.Pdf) -> Dictionary:
    """Return the first font of a file."""
    fonts = file.pages[0].Resources.Font
    return fonts[next(iter(fonts))]


def taken(file: pikepdf.Pdf, entry: str) -> None:
    """Take an entry from what a file says of itself."""
    with file.open_metadata() as metadata:
        del metadata[entry]


def written(file: pikepdf.Pdf, change) -> None:
    """Write the first page's content anew."""
    page = file.pages[0]
    page.contents_coalesce()
    content = page.Contents.read_bytes()
    assert change(content) != content
    page.Contents = file.make_stream(change(content))


def of_no_mark(content: bytes) -> bytes:
    """Return a page's content with its first passage out of every tag."""
    return re.sub(rb"/\w+\s*<</MCID \d+>>\s*BDC", b"/Span BMC", content, count=1)


def of_decoration(content: bytes) -> bytes:
    """Return a page's content with its first passage as one that is not read out."""
    return re.sub(rb"/\w+\s*<</MCID \d+>>\s*BDC", b"/Artifact BMC", content, count=1)


def of_one_number(content: bytes) -> bytes:
    """Return a page's content with its first passage under the number of the second."""
    return content.replace(b"/MCID 0>>", b"/MCID 1>>")


SPOILT = {
    "header cell without scope": (lambda f: cut(first(f, "TH").A, "/Scope"), "HEADER-CELL-SCOPE"),
    "data cell whose header is nowhere": (
        lambda f: setattr(first(f, "TD").A, "Headers", Array([pikepdf.String("nowhere")])),
        "DATA-CELL-WITHOUT-ITS-HEADER",
    ),
    "text outside every tag": (lambda f: written(f, of_no_mark), "CONTENT-TAGGING"),
    "no language": (lambda f: cut(f.Root, "/Lang"), "LANGUAGE"),
    "no title": (lambda f: taken(f, "dc:title"), "METADATA-TITLE"),
    "title not shown": (lambda f: cut(f.Root, "/ViewerPreferences"), "VIEWER-PREFERENCES"),
    "not said to be PDF/UA": (lambda f: taken(f, "pdfuaid:part"), "ID-PART"),
    "no tree of tags": (lambda f: cut(f.Root, "/StructTreeRoot"), "STRUCT-TREE-ROOT"),
    "not said to be tagged": (lambda f: cut(f.Root, "/MarkInfo"), "TAGGED-DOCUMENT"),
    "figure without alternative": (lambda f: cut(first(f, "Figure"), "/Alt"), "FIGURE-ALTERNATIVE"),
    "figure of blanks": (
        lambda f: setattr(first(f, "Figure"), "Alt", pikepdf.String("  ")),
        "FIGURE-WITHOUT-WORDS",
    ),
    "text that is read out by no tag": (
        lambda f: cut(first(f, "TD"), "/K"),
        "CONTENT-IN-NO-TAG-OR-IN-TWO",
    ),
    "text drawn as decoration": (
        lambda f: written(f, of_decoration),
        "CONTENT-IN-NO-TAG-OR-IN-TWO",
    ),
    "two texts of one number": (lambda f: written(f, of_one_number), "CONTENT-IN-NO-TAG-OR-IN-TWO"),
    "page that leads to no tag": (
        lambda f: cut(f.pages[0], "/StructParents"),
        "CONTENT-OF-ANOTHER-TAG",
    ),
    "link that leads to another's tag": (
        lambda f: setattr(f.pages[0].Annots[0], "StructParent", f.pages[0].Annots[1].StructParent),
        "CONTENT-OF-ANOTHER-TAG",
    ),
    "tag that nobody knows": (lambda f: setattr(first(f, "P"), "S", Name.Strange), "ROLE-MAP"),
    "link in no link's tag": (lambda f: setattr(first(f, "Link"), "S", Name.Span), "LINK-LINK-TAG"),
    "link of no content": (
        lambda f: setattr(first(f, "Link"), "K", Array([first(f, "Link").K[0]])),
        "LINK-WITHOUT-WORDS",
    ),
    "link without words": (lambda f: cut(f.pages[0].Annots[0], "/Contents"), "LINK-CONTENTS"),
    "order of the keyboard": (lambda f: cut(f.pages[0], "/Tabs"), "PAGE-TABS"),
    "row that is no row": (lambda f: setattr(first(f, "TR"), "S", Name.P), "THEAD-KIDS"),
    "letters that stand for nothing": (
        lambda f: cut(font(f), "/ToUnicode"),
        "FONT-UNICODE",
    ),
}


@pytest.mark.parametrize("fault", SPOILT)
def test_a_single_fault_put_into_a_good_file_is_caught(good, tmp_path, fault):
    spoil, names = SPOILT[fault]
    path = tmp_path / "spoilt.pdf"
    assert gate.failed_rules(good) == []
    with pikepdf.open(good) as file:
        spoil(file)
        file.save(path)
    found = gate.failed_rules(path)
    assert found and any(names in rule for rule in found), found


def test_no_rule_of_pdf_ua_1_fails_however_long_the_pack(tmp_path):
    """400 whole pages are drawn by bench/packs.py."""
    style = f"<style>{(html.TEMPLATES / 'pack.css').read_text()}</style>"
    rows = "".join(f'<tr><th scope="row">HOU-{row}</th><td>Red</td></tr>' for row in range(3))
    head = '<thead><tr><th scope="col">Row</th><th scope="col">Rating</th></tr></thead>'
    table = f"<table><caption>Rows</caption>{head}<tbody>{rows}</tbody></table>"
    parts = "".join(
        f'<section style="break-before: page"><h2 id="p{part}">Part {part}</h2>'
        f'<p><a href="#p{part}">Here</a></p>{table}</section>'
        for part in range(99)
    )
    markup = GOOD.replace("</head>", f"{style}</head>").replace("</body>", f"{parts}</body>")
    path = tmp_path / "long.pdf"
    assert 100 <= pdf.draw(markup, path) < 110
    assert failures(path) == []


def test_a_table_of_more_than_a_thousand_rows_is_let_through(tmp_path):
    rows = "".join(f"<tr><th scope='row'>{n}</th></tr>" for n in range(1_030))
    markup = (
        '<html lang="en-GB"><head><title>Long</title></head><body><h1>Long</h1><table><thead><tr>'
        f'<th scope="col">Number</th></tr></thead><tbody>{rows}</tbody></table></body></html>'
    )
    assert pdf.draw(markup, tmp_path / "long.pdf") > 10
