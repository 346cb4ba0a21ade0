"""What a reader meets in a whole pack, by eye and by screen reader (Rule 32).

One file, so that one of the two processes of `./run test` draws each pack, once.
"""

import re
from collections import Counter

import pikepdf
import pytest

from packs.context import Edition
from packs.words import PackFile
from tests.packs import made_up
from tests.packs.test_pdf import failures, sheets_of, walk

pytestmark = pytest.mark.slow
IRB = Edition(forum="irb", number=2, label="v1.0", standing="final")


@pytest.mark.parametrize(("forum", "file"), [("tib", "pack"), ("irb", "pack"), ("irb", "annex")])
def test_the_whole_pack_fails_no_rule_of_pdf_ua_1(drawn, forum, file):
    """Rule 32: packs are tagged PDF."""
    path, pages = drawn(forum, PackFile(file))
    assert failures(path) == []
    assert 10 < pages < 100
    with pikepdf.open(path) as file:
        assert len(file.pages) == pages
        assert str(file.Root.Lang) == "en-GB"


def test_bookmarks_lead_to_sections_and_programmes(drawn):
    path, _ = drawn("irb")
    with pikepdf.open(path) as file, file.open_outline() as outline:
        top = [item.title for item in outline.root]
        under = [child.title for item in outline.root for child in item.children]
    assert "1. Ten outcomes and three tests" in top and "Contents" in top
    assert "Outcome 8: Housing" in under
    path, _ = drawn("tib")
    with pikepdf.open(path) as file, file.open_outline() as outline:
        under = [child.title for item in outline.root for child in item.children]
    assert "Housing Improvement" in under


def test_every_page_says_what_it_must(drawn):
    """DOMAIN 4: forum, meeting, standing, version, as-at, cut-off, hash, page x of y."""
    path, pages = drawn("tib")
    short = made_up.sha256_of(made_up.body_for("tib"))[:12]
    for number, sheet in enumerate(sheets_of(path), start=1):
        for words in ("Transformation and Improvement Board", "meeting 19 Nov 2026", "FINAL",
                      "v1.0", "as at 12 Nov 2026", "cut-off", "Demonstration data", short,
                      f"Page {number} of {pages}"):  # fmt: skip
            assert words in sheet, (number, words)


def test_contents_name_the_right_pages(drawn):
    path, _ = drawn("tib")
    sheets = sheets_of(path)
    for entry in (
        "3. Portfolio on a page",
        "Housing Improvement",
        "Annex H. Sources and differences in the documents",
    ):
        number = int(sheets[1].partition(entry)[2].split()[0])
        assert entry in sheets[number - 1] and number > 2


@pytest.mark.parametrize(("forum", "least", "most"), [("tib", 9, 11), ("irb", 27, 30)])
def test_a_board_reads_no_more_than_it_has_time_for(drawn, forum, least, most):
    """PAGES 6: 20 pages of TIB and about 40 of IRB, before the annexes; page 1 stands alone.

    Those of the demonstration are held in `test_seed_demo`. Of the plan drawn here, which has no
    register, meetings, asks or money, the body is half and three quarters as long.
    """
    path, pages = drawn(forum)
    sheets = [" ".join(sheet.split()) for sheet in sheets_of(path)]
    annexes = (number for number, sheet in enumerate(sheets) if "Annex A. Highlight" in sheet)
    body = pages if forum == "irb" else [*annexes][-1]
    assert least <= body <= most
    assert "Data confidence" in sheets[0] and "Contents Section Page" in sheets[1]


def test_the_portfolio_is_on_one_page(drawn):
    path, _ = drawn("tib")
    sheets = [" ".join(sheet.split()) for sheet in sheets_of(path)]
    with_heads = [sheet for sheet in sheets if "Comparison May to Oct 2026" in sheet]
    assert len(with_heads) == 1
    assert "No SAO has judged time, cost" in with_heads[0]  # its key stands on the page


def test_the_heat_map_is_on_one_page(drawn):
    path, _ = drawn("irb")
    title, head = "1. Ten outcomes and three tests", "Met: Commissioners"
    sheets = [
        " ".join(sheet.split()) for sheet in sheets_of(path) if title in sheet and head in sheet
    ]
    assert len(sheets) == 1
    assert "10. Regeneration" in sheets[0] and "Com 1/6" in sheets[0]


def test_its_dates_come_from_the_freeze(drawn):
    """DESIGN 4: that the bytes are the same in another process is held in test_build."""
    path, _ = drawn("tib")
    with pikepdf.open(path) as file:
        assert "20261112140500" in str(file.docinfo["/CreationDate"])


@pytest.fixture(scope="module")
def pack(drawn):
    path, _ = drawn("irb")
    with pikepdf.open(path) as file:
        yield file


@pytest.fixture(scope="module")
def elements(pack):
    return list(walk(pack.Root.StructTreeRoot.K[0]))


@pytest.fixture(scope="module")
def annex(drawn):
    path, _ = drawn("irb", PackFile.ANNEX)
    with pikepdf.open(path) as file:
        yield list(walk(file.Root.StructTreeRoot.K[0]))


def test_a_table_over_several_pages_is_one_table(annex):
    """One caption or head a table: no table begins again at a page break."""
    tables = [element for element, _ in annex if element.S == "/Table"]
    heads = Counter(
        sum(kid.S == "/THead" for kid in table.K if isinstance(kid, pikepdf.Dictionary))
        for table in tables
    )
    assert set(heads) <= {0, 1}
    rows = [sum(1 for element, _ in walk(table) if element.S == "/TR") for table in tables]
    assert 2 * 90 + 10 + 1 in rows, "90 requirements on two rows, ten outcomes and one head"


def test_sections_and_articles_are_not_split(elements):
    tags = Counter(str(element.S) for element, _ in elements)
    body = made_up.composed(made_up.body_for("irb"), IRB).body
    assert tags["/Sect"] == 2 + len(body), "cover, contents and its sections"
    assert tags["/Art"] == 10, "ten outcomes"


def test_every_header_cell_has_its_scope(elements):
    cells = [element for element, _ in elements if element.S == "/TH"]
    assert cells and all(str(cell.A.Scope) in {"/Column", "/Row"} for cell in cells)


def test_every_data_cell_points_at_header_cells_that_exist(elements):
    names = {str(element.ID) for element, _ in elements if "/ID" in element}
    pointed = {
        str(name)
        for element, _ in elements
        if element.S == "/TD"
        for name in element.A.get("/Headers", [])
    }
    assert pointed and pointed <= names


def test_every_parent_is_the_element_that_holds_it(elements):
    for element, parent in elements:
        if parent is not None:
            assert element.P.objgen == parent.objgen


def test_running_heads_are_artefacts(pack):
    """Heads and feet are on every page and in no tag."""
    for page in pack.pages:
        content = page.Contents.read_bytes()
        assert content.count(b"/Artifact <</Type /Pagination>> BDC") >= 4


def test_content_in_no_tag_is_an_artefact_and_the_rest_is_in_the_tree(pack, elements):
    held = {element.objgen for element, _ in elements}
    numbers = pack.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
    for page in pack.pages:
        marked = {
            int(number)
            for number in re.findall(rb"<</MCID (\d+)>>\s*BDC", page.Contents.read_bytes())
        }
        in_tree = {
            mcid
            for mcid, owner in enumerate(owners[int(page.StructParents)])
            if owner is not None and owner.objgen in held
        }
        assert marked == in_tree


def test_links_are_called_by_their_words(pack):
    contents = {str(note.Dest): str(note.Contents) for note in pack.pages[1].Annots}
    assert contents["portfolio"] == "4. Portfolio on a page"
    assert contents["outcome-8"] == "Outcome 8: Housing"


def test_a_row_of_the_portfolio_leads_to_its_programme_and_back(drawn):
    path, _ = drawn("tib")
    with pikepdf.open(path) as file:
        leads = [
            {str(note.Dest) for note in sheet.get("/Annots", []) if "/Dest" in note}
            for sheet in file.pages
        ]
    assert any({"report-HOU", "report-COL"} <= dests for dests in leads[2:])
    assert sum(dests == {"portfolio"} for dests in leads) >= 10


def test_a_programme_is_one_side(drawn):
    """PAGES 6."""
    path, _ = drawn("tib")
    sheets = [" ".join(sheet.split()) for sheet in sheets_of(path)]
    sides = [sheet for sheet in sheets if "Back to the portfolio" in sheet]
    assert len(sides) == 16
