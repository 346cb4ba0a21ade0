"""Rule 12: what is odd in the order of an outcome's dates is derived, shown and never corrected."""

import json
from pathlib import Path

from assurance.rules import GatesOf, odd_order
from irp.rules.plan_dates import QuarterConvention, parse_plan_date


def due(raw: str):
    return parse_plan_date(raw, quarters=QuarterConvention.CALENDAR)


def odd(rows: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    """Return what is odd of requirements given as "T1-1": ["begin Q1 2027", "Q2 2027"]."""
    found = odd_order(
        [
            GatesOf(ref=ref, test=int(ref[1]), gates=tuple(gate(raw) for raw in gates))
            for ref, gates in rows.items()
        ],
        quarters=QuarterConvention.CALENDAR,
    )
    assert list(found) == list(rows)
    return {ref: words for ref, words in found.items() if words}


def gate(raw: str):
    if raw.startswith("begin "):
        return ("begin", due(raw.removeprefix("begin ")))
    return ("assurance", due(raw))


def test_rule_12_dates_that_rise_with_the_tests_are_in_order():
    assert odd({"T1-1": ["Q1 2027"], "T2-1": ["Q1 2027", "Q3 2027"], "T3-1": ["Q3 2027"]}) == {}


def test_rule_12_an_end_after_all_of_a_later_test_is_odd():
    rows = {"T1-1": ["Q2 2026", "Q4 2027"], "T2-1": ["Q1 2027"], "T2-2": ["Q3 2027"]}
    words = "Q4 2027 (Oct to Dec 2027) is after the last date due under test 2, "
    assert odd(rows)["T1-1"] == (f"{words}Q3 2027 (Jul to Sep 2027)",)
    assert "T1-1" not in odd(rows | {"T2-3": ["Q4 2027"]})


def test_rule_12_an_end_before_most_of_an_earlier_test_is_odd():
    rows = {"T1-1": ["Q1 2026"], "T1-2": ["Q2 2026"], "T1-3": ["Q1 2027"], "T2-1": ["Q1 2026"]}
    words = "Q1 2026 (Jan to Mar 2026) is before 2 of 3 requirements due under test"
    dates = "1, Q2 2026 (Apr to Jun 2026) to Q1 2027 (Jan to Mar 2027)"
    assert odd(rows)["T2-1"] == (f"{words} {dates}",)
    half = rows | {"T2-1": ["Q2 2026"], "T1-4": ["Q3 2026"]}
    assert "T2-1" not in odd(half), "two of four are not more than half"


def test_rule_12_a_gate_written_after_a_later_one_is_odd():
    assert odd({"T1-1": ["Q2 2026", "begin Q1 2026"]}) == {
        "T1-1": (
            "Q1 2026 (Jan to Mar 2026) is written after Q2 2026 (Apr to Jun 2026), which is later",
        )
    }


def test_rule_12_begin_and_undated_gates_end_nothing_and_overlaps_are_in_order():
    assert odd({"T1-1": ["begin Q4 2028", "Ongoing"], "T2-1": ["Q1 2026"]}) == {}
    assert odd({"T1-1": ["2026/27"], "T2-1": ["Q4 2026"]}) == {}
    assert odd({"T1-1": ["To be agreed"], "T2-1": []}) == {}


AFTER_TEST_3 = "is after the last date due under test 3"
AFTER_BOTH = "), and test 3, Q"
ODD_ROWS = {
    "PO1-T1-1": [AFTER_TEST_3],
    "PO1-T2-1": ["is before 5 of 6 requirements due under test 1"],
    "PO1-T2-2": ["is before 5 of 6 requirements due under test 1"],
    "PO1-T2-3": [AFTER_TEST_3],
    "PO3-T1-1": [AFTER_BOTH],
    "PO3-T1-2": [AFTER_BOTH],
    "PO3-T2-4": [AFTER_TEST_3],
    "PO4-T1-3": [AFTER_BOTH],
    "PO4-T2-2": [AFTER_TEST_3],
    "PO4-T3-2": ["is before 3 of 4 requirements due under test 2"],
    "PO5-T1-2": [AFTER_BOTH],
    "PO5-T1-3": [AFTER_BOTH],
    "PO5-T2-1": ["is before 3 of 3 requirements due under test 1"],
    "PO5-T2-2": ["is before 2 of 3 requirements due under test 1"],
    "PO5-T2-3": [AFTER_TEST_3, "is before 2 of 3 requirements due under test 1"],
    "PO5-T3-1": ["(Jul to Sep 2027), and 2 of 3 requirements due under test 2, Q1 2027"],
    "PO5-T3-2": ["is before 2 of 3 requirements due under test 1"],
    "PO5-T3-3": ["is before 2 of 3 requirements due under test 1"],
    "PO5-T3-4": ["is before 2 of 3 requirements due under test 1"],
    "PO6-T1-1": ["is after the last date due under test 2"],
    "PO6-T1-2": ["is after the last date due under test 2"],
    "PO6-T2-1": ["is before 2 of 2 requirements due under test 1"],
    "PO7-T2-1": ["is before 3 of 4 requirements due under test 1"],
    "PO7-T2-2": ["is before 3 of 4 requirements due under test 1"],
    "PO7-T3-2": [
        "is before 3 of 4 requirements due under test 1",
        "is written after Q2 2026 (Apr to Jun 2026), which is later",
    ],
    "PO8-T3-1": ["is before 3 of 4 requirements due under test 2"],
    "PO9-T2-1": [AFTER_TEST_3],
    "PO9-T3-1": ["is before 1 of 1 requirement due under test 2"],
    "PO10-T2-1": [AFTER_TEST_3],
    "PO10-T3-1": ["is before 1 of 1 requirement due under test 2"],
}


def published() -> list[dict]:
    """Return the Assurance Plan's outcomes as the product ships them."""
    folder = Path(__file__).resolve().parents[2] / "fixtures" / "cap" / "outcomes"
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def test_rule_12_the_odd_order_of_the_90_published_rows():
    found = {}
    for outcome in published():
        rows = [
            GatesOf(
                ref=row["ref"],
                test=row["test"],
                gates=tuple((gate["purpose"], due(gate["date"])) for gate in row["gates"]),
            )
            for row in outcome["requirements"]
        ]
        found |= odd_order(rows, quarters=QuarterConvention.CALENDAR)
    assert len(found) == 90
    assert {ref for ref, flags in found.items() if flags} == set(ODD_ROWS)
    for ref, words in ODD_ROWS.items():
        assert len(found[ref]) == len(words)
        for flag, part in zip(found[ref], words, strict=True):
            assert part in flag, ref


def test_rule_12_no_note_of_the_fixtures_says_by_hand_what_is_derived():
    notes = [row["flag"] for outcome in published() for row in outcome["requirements"]]
    assert not [note for note in notes if "odd order" in note.casefold()]


def test_what_is_odd_of_one_requirement_can_be_asked_alone():
    rows = [
        GatesOf(ref=ref, test=int(ref[1]), gates=tuple(map(gate, gates)))
        for ref, gates in {
            "T1-1": ["Q2 2026", "Q4 2027"],
            "T2-1": ["Q1 2027"],
            "T2-2": ["Ongoing"],
        }.items()
    ]
    quarters = QuarterConvention.CALENDAR
    every = odd_order(rows, quarters=quarters)
    assert every["T1-1"] and every["T2-1"] and not every["T2-2"]
    for row in rows:
        assert odd_order(rows, quarters=quarters, only=row.ref) == {row.ref: every[row.ref]}
