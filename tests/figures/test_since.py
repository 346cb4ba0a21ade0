"""What changed since a commissioner's last visit."""

from datetime import UTC, date, datetime, timedelta

import pytest

from assurance.facts.since import SinceFacts
from assurance.figures.since import since_last_visit
from assurance.rules.since import told_from
from assurance.words import Judgement, Speaker
from assurance.words.cells import Said

VISITED, NOW = datetime(2026, 11, 9, 9, tzinfo=UTC), datetime(2026, 11, 19, 9, tzinfo=UTC)
NOTHING = {
    **{"since": VISITED, "is_first": False, "issued": (), "withdrawn": (), "tests": ()},
    **{"moved": (), "answered": (), "passed": ()},
}


def told(**facts) -> dict[str, tuple[int, str]]:
    lines = since_last_visit(SinceFacts(**NOTHING | facts)).lines
    return {line.label: (line.count, line.named) for line in lines}


def test_nothing_is_told_where_nothing_changed():
    assert told() == {}


@pytest.mark.parametrize(
    ("last_at", "since", "title"),
    [
        (VISITED, VISITED, "Since your last visit, from 9 Nov 2026"),
        (None, NOW - timedelta(days=30), "In the last 30 days, from 20 Oct 2026"),
    ],
)
def test_whoever_was_never_here_is_told_of_thirty_days(last_at, since, title):
    assert told_from(last_at, at=NOW) == since
    facts = SinceFacts(**NOTHING | {"since": since, "is_first": last_at is None})
    assert since_last_visit(facts).title == title


def test_rule_19_whose_judgement_it_is_stays_apart():
    issued = [
        ("PO1-T1-1", Speaker.COMMISSIONER, Judgement.MET),
        ("PO1-T1-2", Speaker.COUNCIL, Judgement.MET),
        ("PO1-T1-2", Speaker.COUNCIL, Judgement.PARTLY),  # one requirement, told once
        ("PO1-T1-3", Speaker.CPMO, Judgement.NOT_MET),
    ]
    assert told(issued=issued, withdrawn=[("PO2-T1-1", Speaker.COMMISSIONER)]) == {
        "Judgements issued by commissioners": (1, "PO1-T1-1"),
        "Judgements withdrawn": (1, "PO2-T1-1"),
        "Council assessments issued": (1, "PO1-T1-2"),
        "CPMO assessments issued": (1, "PO1-T1-3"),
    }


def test_rule_8_a_date_due_on_the_day_of_the_visit_passed_after_it():
    days = {"PO1-T1-1": date(2026, 11, 8), "PO1-T1-2": date(2026, 11, 9)}
    assert told(passed=days.items()) == {"Assurance dates passed": (1, "PO1-T1-2")}


def test_the_first_six_are_named_and_the_others_counted():
    found = told(
        moved=[f"PO1-T1-{n}" for n in range(1, 10)],
        answered=["REQ-02"],
        tests=[(8, 2, Said.CONFIDENT)],
    )
    assert found["Assurance dates moved"][0] == 9
    assert found["Assurance dates moved"][1].endswith("PO1-T1-6 and 3 more")
    assert found["Tests and progress judged"] == (1, "outcome 8, test 2: confident")
    assert found["Requests answered"] == (1, "REQ-02")
