"""Cells that name their columns, for the narrow windows in which rows are cards."""

from markupsafe import Markup

from irp.cards import carded

TABLE = Markup("""<table class="app-table">
<thead><tr><th scope="col">Ref</th><th scope="col"><a href="?sort=a">SAO's &amp; own</a></th>
<th scope="col" class="app-table__number">Reported<br>this month</th></tr></thead>
<tbody><tr class="app-table__group"><th colspan="3" scope="rowgroup">Homes</th></tr>
<tr><th scope="row">HOU-01</th><td>Red</td><td class="x">2 of 3</td></tr>
<tr><td colspan="2">Both</td><td>1</td></tr>
<tr><td data-label="Own words">HOU-02</td><td role="cell"></td><td>0</td></tr></tbody></table>""")


def test_each_cell_names_its_column_and_says_its_role():
    lines = carded(TABLE).splitlines()
    assert (
        '<th scope="row" role="rowheader">HOU-01</th>'
        '<td role="cell" data-label="SAO&#39;s &amp; own">Red</td>'
        '<td class="x" role="cell" data-label="Reported this month">2 of 3</td>'
    ) in lines[4]
    assert '<th scope="col" role="columnheader">Ref</th>' in lines[1]


def test_a_cell_over_several_columns_has_no_label_and_those_after_it_keep_theirs():
    lines = carded(TABLE).splitlines()
    assert '<td colspan="2" role="cell">Both</td>' in lines[5]
    assert '<td role="cell" data-label="Reported this month">1</td>' in lines[5]
    assert "data-label" not in lines[3]


def test_a_cell_that_has_a_label_or_a_role_keeps_it():
    last = carded(TABLE).splitlines()[6]
    assert '<td data-label="Own words" role="cell">HOU-02</td>' in last
    assert last.count('role="cell"') == 3


def test_text_is_left_as_it_was():
    assert carded(TABLE).striptags() == TABLE.striptags()
