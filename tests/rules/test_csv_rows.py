"""A CSV file line by line: what is read, and every way in which it is refused (DESIGN 4a.10)."""

import pytest

from irp.rules.csv_rows import MOST_BYTES, MOST_ROWS, decoded, rows_of

LABELS = ("Ref", "Title", "Likelihood")


def read(text, needed=("Ref",)):
    rows, faults = rows_of(text, labels=LABELS, needed=needed)
    return rows, [str(fault) for fault in faults]


def test_columns_come_in_any_order_and_rows_know_their_line():
    rows, faults = read('Title,Ref\n"Two\nlines",HOU-R-01\n\n  Next ,\n')
    assert faults == []
    assert [(row.line, row.cells) for row in rows] == [
        (2, {"Title": "Two\nlines", "Ref": "HOU-R-01"}),
        (5, {"Title": "Next", "Ref": ""}),
    ]


@pytest.mark.parametrize("sign", ["\u202e", "\x07", "\u2066"])
def test_4a10_what_hides_or_turns_text_is_refused_as_in_a_form(sign):
    _, faults = read(f"Ref,Title\na,Homes {sign}are safe\n")
    code = f"U+{ord(sign):04X}"
    assert faults == [
        f"line 2, Title: Delete the invisible sign ({code}) after “Homes” and type the words again"
    ]


@pytest.mark.parametrize("cell", ["\u200b", "\u2800 \u00a0"])
def test_4a10_a_cell_in_which_nothing_shows_is_empty(cell):
    rows, faults = read(f"Ref,Title\na,{cell}\n")
    assert (faults, rows[0].cells["Title"]) == ([], "")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "line 1, Ref: Add this column. It is missing"),
        (
            "Ref,Owner\na,b\n",
            "line 1, Owner: Use one of these column headings: Ref, Title, Likelihood",
        ),
        (
            "Ref," + "x" * 90,
            f"line 1, {'x' * 60}: Use one of these column headings: Ref, Title, Likelihood",
        ),
        ("Ref,Ref\na,b\n", "line 1, Ref: Include this column once"),
        ("Ref,Title\n", "Add a row below the column headings"),
        ("Ref,Title\na,b,c\n", "line 2: Remove the cells beyond the last column"),
        ('Ref,Title\na,"open', "line 2: Close the quotation mark on this line"),
        ("Ref\n" + "a\n" * (MOST_ROWS + 1), f"Load at most {MOST_ROWS} rows at a time"),
        ("Ref,Title\na," + "x" * 200_000, "line 2: Use 5,000 characters at most in a cell"),
        ("Ref,Title\na," + "x" * 5001, "line 2, Title: Use 5,000 characters at most in a cell"),
    ],
)
def test_what_is_unclear_is_named_by_line_and_column(text, fault):
    _, faults = read(text)
    assert fault in faults


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_spreadsheet_ends_them(end):
    rows, faults = read(f'Ref,Title{end}a,"Two{end}lines"{end}b,c{end}')
    assert (faults, [row.cells["Title"] for row in rows]) == ([], ["Two\nlines", "c"])


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|x", "-2", "@SUM(A1)", "＝1+1", " =A1"])
def test_a_formula_is_refused_and_our_own_apostrophe_is_taken_away_again(cell):
    _, faults = read(f"Ref,Title\na,{cell}\n")
    assert len(faults) == 1 and faults[0].startswith("line 2, Title: Begin with a letter")
    rows, faults = read(f"Ref,Title\na,'{cell.strip()}\n")
    assert (faults, rows[0].cells["Title"]) == ([], cell.strip())
    rows, _ = read("Ref,Title\na,'plain\n")
    assert rows[0].cells["Title"] == "'plain"


@pytest.mark.parametrize(
    "content", [b"\xff\xfeR", "Ref\né".encode("latin-1"), b"Ref\n\0", b"x" * (MOST_BYTES + 1)]
)
def test_what_is_no_plain_utf_8_text_or_too_long_is_refused(content):
    text, faults = decoded(content)
    assert text == "" and len(faults) == 1
    assert decoded("\N{ZERO WIDTH NO-BREAK SPACE}Réf".encode()) == ("Réf", [])


@pytest.mark.parametrize(("sign", "words"), [(";", "semicolons"), ("\t", "tabs")])
def test_4a10_a_file_parted_by_another_sign_is_told_to_use_commas(sign, words):
    labels = ["Ref", "Title"]
    rows, (fault,) = rows_of(f"Ref{sign}Title\n,One\n", labels=labels, needed={"Title"})
    assert rows == [] and str(fault) == (
        f"line 1: Put commas between the cells. This file has {words} there"
    )
