"""Who stays able to let people in, and what the agreed assumptions may say together."""

from datetime import date

import pytest

from irp.rules.administration import (
    administrator_remains,
    appointment_faults,
    committee_fault,
    overlap,
)
from irp.rules.assumptions import assumption_faults
from irp.rules.cells import safe_cell
from irp.words import MEMBERS, BoardKind, PostKind

DAY = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("others", "remains"),
    [
        ([], False),
        ([(date(2024, 4, 1), None)], True),
        ([(DAY, None)], True),
        ([(date(2026, 11, 10), None)], False),
        ([(date(2024, 4, 1), date(2030, 1, 1))], False),
        ([(date(2024, 4, 1), date(2030, 1, 1)), (date(2024, 4, 1), None)], True),
    ],
)
def test_an_administrator_remains_only_without_an_end_day(others, remains):
    assert administrator_remains(others=others, on=DAY) is remains


@pytest.mark.parametrize(
    ("second", "shared"),
    [
        ((date(2026, 4, 1), date(2026, 4, 30)), False),
        ((date(2026, 5, 31), None), True),
        ((date(2026, 6, 1), None), False),
        ((date(2026, 1, 1), None), True),
    ],
)
def test_spans_of_days_share_both_ends(second, shared):
    first = (date(2026, 5, 1), date(2026, 5, 31))
    assert overlap(first=first, second=second) is shared
    assert overlap(first=second, second=first) is shared


@pytest.mark.parametrize(
    ("ends_on", "own", "faulty"),
    [
        (None, False, []),
        (DAY, False, []),
        (date(2026, 11, 8), False, ["ends_on"]),
        (date(2026, 11, 8), True, ["ends_on", "delegated_by"]),
    ],
)
def test_rule_17_a_post_ends_after_it_begins_and_nobody_delegates_to_themselves(
    ends_on, own, faulty
):
    faults = appointment_faults(starts_on=DAY, ends_on=ends_on, by_own_delegation=own)
    assert list(faults) == faulty
    if faulty:
        assert faults["ends_on"] == "Enter 9 Nov 2026 or a later day"
    assert not appointment_faults(starts_on=None, ends_on=ends_on, by_own_delegation=False)


def test_rule_14_a_deadline_cannot_come_before_the_one_it_waits_for():
    good = [18, 13, 11, 9, 7, 6]
    assert assumption_faults(deadlines=good, moves=3, periods=4) == {}
    faults = assumption_faults(deadlines=[18, 13, 14, 9, 7, 8], moves=3, periods=4)
    assert faults == {
        "sign_off_days": "Enter 13 or fewer: SAO sign-off cannot come before return due",
        "issue_days": "Enter 7 or fewer: issue of the packs cannot come before freeze",
    }


def test_rule_7_a_forecast_moves_at_most_once_in_a_period():
    assert "moves_watched" in assumption_faults(deadlines=[6] * 6, moves=5, periods=4)
    assert assumption_faults(deadlines=[6] * 6, moves=4, periods=4) == {}


@pytest.mark.parametrize(
    "start",
    [
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\r",
        " =",
        "\uff1d",
        "\uff0b",
        "\uff0d",
        "\uff20",
        "\ufe66",
        "\u207a",
        "\u00a0=",
        "\u3000@",
        "\u200b=",
        "\ufeff+",
        "\u2003\u2060-",
        "\u202e=",
        "\x0b=",
        "\x00=",
        "\u3164=",
    ],
)
def test_4a10_text_never_begins_a_formula(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


def test_4a10_numbers_and_plain_text_stay_as_they_are():
    assert safe_cell(-5) == -5
    for text in ("Housing - improvement", "", " ", "\u2212 5 days", "1 + 1", "\u00a0A", "(=)"):
        assert safe_cell(text) == text


@pytest.mark.parametrize("kind", PostKind)
def test_rule_29_a_members_post_alone_sits_on_a_committee_and_on_no_other_forum(kind):
    assert committee_fault(kind=kind, forum="") == ""
    fault = committee_fault(kind=kind, forum=BoardKind.COMMITTEE)
    assert (fault == "") == (kind in MEMBERS)
    assert committee_fault(kind=kind, forum=BoardKind.BOARD) != ""
