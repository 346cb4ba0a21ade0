"""The finishing step: what a screen reader meets in a whole pack (Rule 32)."""

import re
from collections import Counter

import pikepdf
import pytest

pytestmark = pytest.mark.xdist_group("whole packs")  # one worker draws each of them once


def walk(element, parent=None):
    yield element, parent
    kids = element.get("/K", [])
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from walk(kid, element)


@pytest.fixture(scope="module")
def pack(drawn):
    path, _ = drawn("irb")
    with pikepdf.open(path) as file:
        yield file


@pytest.fixture(scope="module")
def elements(pack):
    return list(walk(pack.Root.StructTreeRoot.K[0]))


def test_a_table_over_several_pages_is_one_table(elements):
    """One caption or head a table: no table begins again at a page break."""
    tables = [element for element, _ in elements if element.S == "/Table"]
    heads = Counter(
        sum(kid.S == "/THead" for kid in table.K if isinstance(kid, pikepdf.Dictionary))
        for table in tables
    )
    assert set(heads) <= {0, 1}
    register = max(tables, key=lambda table: sum(1 for one, _ in walk(table) if one.S == "/TR"))
    rows = [one for one, _ in walk(register) if one.S == "/TR"]
    assert len(rows) == 90 + 10 + 1, "90 requirements, ten outcomes and one head in one table"


def test_sections_and_articles_are_not_split(elements):
    tags = Counter(str(element.S) for element, _ in elements)
    assert tags["/Sect"] == 11, "cover, contents and nine sections"
    assert tags["/Art"] == 26, "ten outcomes and sixteen programmes"


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
            int(one) for one in re.findall(rb"<</MCID (\d+)>>\s*BDC", page.Contents.read_bytes())
        }
        kept = {
            mcid
            for mcid, owner in enumerate(owners[int(page.StructParents)])
            if owner is not None and owner.objgen in held
        }
        assert marked == kept


def test_links_are_called_by_their_words(pack):
    contents = {str(note.Dest): str(note.Contents) for note in pack.pages[1].Annots}
    assert contents["portfolio"] == "4. Portfolio on a page"
    assert contents["report-HOU"] == "Housing Improvement"
