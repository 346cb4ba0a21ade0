"""A list of rows as JSON is read as the CSV file with the same heads is, and refused as clearly."""

import json

import pytest

from programmes.rules.json_rows import NO_LIST, table_of

LABELS = ["Ref", "Fate", "New date"]


def read(text, *, most=3):
    rows, faults = table_of(text.encode(), labels=LABELS, needed=("Ref", "Fate"), most=most)
    return [(row.line, row.cells) for row in rows], [str(fault) for fault in faults]


def test_the_same_rows_as_csv_and_as_json():
    text = (
        '[\n  {"Ref": "HOU-01", "Fate": "carried"},\n  {"Ref": "HOU-02",\n   "Fate": "new dates",'
    )
    text += ' "New date": "Jun 2027"}\n]\n'
    rows, faults = read(text)
    assert faults == []
    assert [line for line, _ in rows] == [2, 3]
    same, _ = read("Ref,Fate,New date\nHOU-01,carried,\nHOU-02,new dates,Jun 2027\n")
    assert [cells for _, cells in rows] == [cells for _, cells in same]


def test_a_number_is_its_text_and_nothing_is_blank():
    rows, _ = read('[{"Ref": 7, "Fate": null}]')
    assert rows == [(1, {"Ref": "7", "Fate": ""})]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[", NO_LIST),
        ('{"Ref": "HOU-01"}', NO_LIST),
        ('[["Ref", "Fate"]]', NO_LIST),
        ('[{"Ref": "A", "Fate": "B"} {"Ref": "C"}]', NO_LIST),
        ('[{"Ref": "A", "Fate": "B"}] and more', NO_LIST),
        ("[" * 100_000, NO_LIST),
        ('[{"Ref": "A", "Fate": ' + "9" * 5000 + "}]", NO_LIST),
        (r'[{"Ref": "\ud83d", "Fate": "x"}]', NO_LIST),  # half an emoji
        (r'[{"Ref": "A", "\ud83d": "x"}]', NO_LIST),
        ("[]", "Add a row to the list"),
        (json.dumps([{"Ref": "A", "Fate": "B"}] * 4), "Load at most 3 rows at a time"),
        (
            '[{"Ref": "A", "Fait": "B"}]',
            "line 1, Fait: Use one of these column headings: Ref, Fate, New date",
        ),
        ('[{"Ref": "A"}]', "line 1, Fate: Add this column. It is missing"),
        ('[\n{"Ref": "A", "Fate": ["x"]}]', "line 2, Fate: Enter text"),
        ('[{"Ref": "A", "Fate": true}]', "line 1, Fate: Enter text"),
        ('[{"Ref": "A", "Fate": {"a": 1}}]', "line 1, Fate: Enter text"),
        ('[{"Ref": "A", "Ref": "B", "Fate": "x"}]', "line 1, Ref: Use this name once in a row"),
        (
            '[{"Ref": "=A1", "Fate": "x"}]',
            "line 1, Ref: Begin with a letter or a number, not =: a formula cannot be loaded",
        ),
    ],
)
def test_what_is_hostile_or_unclear_is_refused(text, fault):
    assert fault in read(text)[1]
