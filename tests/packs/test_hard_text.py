"""What people type prints whole: unbroken words, rows longer than a page (Rule 32).

The packs are small ones, drawn for real.
"""

import itertools
import re
import subprocess
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from packs import html, pdf
from packs.context import Edition, compose
from packs.figures.key_facts import key_facts
from packs.words import PackFile
from tests.packs import hard_words, made_up
from tests.packs.test_pdf import document, sheets_of, walk

pytestmark = pytest.mark.slow

MARGIN = 39.7  # points: 14 mm, of which no letter may stand outside
LETTERS = "ABCDEFGHJKLNPQRSTUVXYZ"


def drawn(body: dict, path: Path, *, forum: str = "irb", file: PackFile = PackFile.PACK) -> str:
    """Draw a file of a small pack and return its markup."""
    edition = Edition(forum=forum, number=1, standing="draft")
    composed = made_up.composed(body, edition, last=made_up.before(body))
    markup = html.render(composed, file=file)
    pdf.draw(markup, path)
    return markup


def letters_of(path: Path) -> str:
    """Return the letters of a file in the order they are read in, without spaces."""
    output = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return "".join(output.stdout.decode().split())


def typed_letters_of(path: Path) -> str:
    """Return the letters of the long words alone: a row may go on under the next page's heads."""
    output = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    words = (word.strip(".,;:()") for word in output.stdout.decode().split())
    return "".join(word for word in words if set(word) <= set(LETTERS) and word != "DRAFT")


def outside(path: Path) -> list[str]:
    """Return the lines of the words that stand outside the margins of their page."""
    output = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, check=True)
    width, found = 0.0, []
    for line in output.stdout.decode().splitlines():
        if page := re.search(r'<page width="([\d.]+)"', line):
            width = float(page[1])
        elif word := re.search(r'xMin="([-\d.]+)".* xMax="([-\d.]+)"', line):
            left, right = float(word[1]), float(word[2])
            if left < MARGIN - 0.5 or right > width - MARGIN + 0.5:
                found.append(line)
    return found


@pytest.mark.parametrize("forum", ["tib", "irb"])
def test_a_word_of_300_letters_breaks_wherever_it_stands(tmp_path, forum):
    """A link, heading or name without spaces is read whole and stays on its page.

    What people type outside of returns too, in the register, requests, asks and links: 180 letters
    there, since no title has more.
    """
    letters = itertools.product(LETTERS, repeat=3)
    of_300 = ("".join(next(letters)) * 100 for _ in itertools.count())
    of_180 = ("".join(next(letters)) * 60 for _ in itertools.count())
    body = hard_words.small(lambda field: next(of_300))
    plan = hard_words.acted(made_up.facts_of(body), lambda field: next(of_180))
    last = key_facts(made_up.facts_of(made_up.before(body)), sha256="0" * 64)
    edition = Edition(forum=forum, number=1, standing="draft", reason=next(of_300))
    context = compose(plan, edition, sha256="1" * 64, before=last)
    every: set[str] = set()
    for file in context.files:
        markup, path = html.render(context, file=file), tmp_path / f"words-{file}.pdf"
        pdf.draw(markup, path)
        printed = re.sub(r"<title>.*?</title>", "", markup)
        typed = set(re.findall("(?<![A-Z])(?:[A-Z]{180}|[A-Z]{300})(?![A-Z])", printed))
        printed_letters = typed_letters_of(path)
        assert [word[:3] for word in typed if word not in printed_letters] == []
        assert outside(path) == []
        every |= typed
    lengths = Counter(map(len, every))
    assert lengths[300] > 50 and lengths[180] > 8


def test_a_row_longer_than_a_page_begins_under_its_reference_and_stays_one_row(tmp_path):
    """No reference stands alone on a page, and a screen reader meets one row of whole cells."""
    long = "The programme board met and agreed the sequence of the remaining work. " * 56
    body = hard_words.small(lambda field: long if field == "rationale" else "Words")
    body["programmes"] = []
    path = tmp_path / "rows.pdf"
    markup = drawn(body, path, file=PackFile.ANNEX)
    sheet = next(sheet_words for sheet_words in sheets_of(path) if "PO8-T1-2" in sheet_words)
    assert "Considered" in sheet.partition("PO8-T1-2")[2]
    with pikepdf.open(path) as file:
        rows = [element for element, _ in walk(file.Root.StructTreeRoot.K[0]) if element.S == "/TR"]
    assert len(rows) == markup.count("<tr")


def test_a_key_never_stands_on_a_page_without_its_table(tmp_path):
    """However many rows the table has, some of them stand above its key."""
    style = f"<style>{(html.TEMPLATES / 'pack.css').read_text()}</style>"
    body = "<h1>T</h1>"
    for rows in range(40, 60, 2):
        table = "".join(f"<tr><th>Row {row}</th></tr>" for row in range(rows))
        words = f"<p>Counts {rows}.</p><p class='note'>Key {rows}.</p>"
        body += f"<section><table><tbody>{table}</tbody></table>{words}</section>"
    pdf.draw(document(body, style), tmp_path / "keys.pdf")
    sheets = sheets_of(tmp_path / "keys.pdf")
    keys = [sheet for sheet in sheets if "Key " in sheet]
    assert len(keys) == 10 < len(sheets) - 1, "some tables take one page and some two"
    assert all("Row" in sheet and "Counts" in sheet for sheet in keys)


@pytest.mark.parametrize(
    "parts", [("programmes", "aims", "outcomes", "tests"), ("milestones", "requirements")]
)
def test_a_plan_with_empty_parts_is_drawn(tmp_path, parts):
    """Rule 32: neither an empty table nor an empty list keeps the boards from their packs."""
    for forum in ("tib", "irb"):
        drawn(hard_words.empty(*parts), tmp_path / f"{forum}.pdf", forum=forum)


NAMES = {
    "Urdu": "محمد علی ہاشمی ٹ ڈ ے ۔ ٱ",
    "Arabic": "فاطمة الزهراء",
    "Persian": "ژاله گلستانی",
    "Hebrew": "שרה בן־גוריון",
    "Chinese": "陳小明，王偉",
    "Bengali": "মোহাম্মদ রহমান ক্ষমা র‍্যাব",
    "Punjabi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Polish": "Łukasz Żółć Świątek",
}
LEFTWARDS = ("Urdu", "Arabic", "Persian", "Hebrew")
ORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # pdftotext marks what runs to the left


def lines_of(path: Path) -> str:
    """Return the words of a file as its lines are read by eye, each in its own order."""
    output = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return ORDERING.sub("", output.stdout.decode())


@pytest.fixture(scope="module")
def named(tmp_path_factory) -> tuple[Path, str]:
    """A small pack whose every text is one of the names, and its markup."""
    path, names = tmp_path_factory.mktemp("names") / "names.pdf", itertools.cycle(NAMES.values())
    return path, drawn(hard_words.small(lambda field: next(names)), path, forum="tib")


def test_names_in_every_script_print_as_letters(named):
    """Rule 32: the pack passed PDF/UA-1 when it was drawn; Birmingham's residents have such names.

    Their letters are found again in the order they were typed in, those from right to left too.
    """
    path, _ = named
    lines = lines_of(path)
    assert {language: lines.count(name) > 5 for language, name in NAMES.items()} == dict.fromkeys(
        NAMES, True
    )
    assert not re.search(r"\[(arabic|hebrew|bengali|gurmukhi|cjk|latin) ", lines)


def test_names_in_chart_labels_are_whole_words(named):
    """A label that were laid out letter by letter would run backwards and not join."""
    path, markup = named
    printed = re.sub(r"<svg[^>]*__narrow.*?</svg>", "", markup, flags=re.DOTALL)
    labels = re.findall(r'<text x="0"[^>]*>([A-Z]+-\d+ [^<]+)</text>', printed)
    # The open rows are drawn: one of them is named from right to left.
    assert [label.split()[0] for label in labels] == ["CUS-02", "CUS-03"]
    assert any(NAMES[language] in labels[0] for language in LEFTWARDS)
    assert [label for label in labels if label not in lines_of(path)] == []


def test_a_name_from_right_to_left_moves_nothing_beside_it(named):
    """The date after a name stays after it, and a list of names keeps its order."""
    path, _ = named
    leftwards = "|".join(NAMES[language] for language in LEFTWARDS)
    assert re.search(rf"(?:{leftwards}), 9 Nov", lines_of(path))
    isolated = html.paragraphs(f"{NAMES['Urdu']} 3 of 4\nThe 2nd of {NAMES['Arabic']} 5")
    assert isolated == (
        f'<p><bdi dir="rtl">{NAMES["Urdu"]} 3 of 4</bdi><br>'
        f"<bdi>The 2nd of {NAMES['Arabic']} 5</bdi></p>"
    )
    assert html.joined([NAMES["Urdu"], "Ann & Bo"], "; ") == (
        f'<bdi dir="rtl">{NAMES["Urdu"]}</bdi>; Ann &amp; Bo'
    )


def test_a_post_that_is_named_from_right_to_left_is_said_once():
    post = f"{NAMES['Urdu']}, in place of Ann & Bo"
    assert html.posted(NAMES["Urdu"], post) == html.isolated(post)
    assert html.posted("Ann", "Lead & <b>") == "Ann (Lead &amp; &lt;b&gt;)"
