"""Where council and commissioners differ: who first, how old, and what is not looked at since."""

from dataclasses import replace
from datetime import UTC, date, datetime

from assurance.figures.divergence import divergences
from assurance.figures.requirements import requirement_line
from assurance.words import Judgement, Speaker
from irp.rules.measuring import Measured
from tests.figures.test_requirements import facts, judged_as

ON = date(2026, 11, 9)
MET, PARTLY, NOT_MET = Judgement.MET, Judgement.PARTLY, Judgement.NOT_MET


def said(judgement: Judgement, speaker: Speaker, day: int):
    return replace(judged_as(judgement, speaker), at=datetime(2026, 11, day, tzinfo=UTC))


def found(**rows):
    """Return the divergences of requirements by the council's and commissioners' words and days."""
    lines = []
    for ref, ((council, council_day), (judged, day)) in rows.items():
        given = [
            said(council, Speaker.COUNCIL, council_day),
            said(judged, Speaker.COMMISSIONER, day),
        ]
        row = facts(ref, assessments=given)
        lines.append(
            requirement_line(row, measured=Measured(ON), ends_on=date(2028, 10, 31), odd=())
        )
    return divergences(lines, on=ON)


def test_rule_24f_the_council_more_confident_first_with_its_age_from_the_later_of_the_two():
    rows = found(A=((PARTLY, 1), (MET, 2)), B=((MET, 1), (PARTLY, 4)), C=((MET, 1), (NOT_MET, 6)))
    assert [(row.ref, row.steps, row.days, row.words) for row in rows] == [
        ("C", 2, 3, "Council more confident"),
        ("B", 1, 5, "Council more confident"),
        ("A", -1, 7, "Commissioners more confident"),
    ]


def test_rule_24f_what_commissioners_have_not_looked_at_since_is_apart():
    rows = found(A=((MET, 5), (NOT_MET, 2)), B=((PARTLY, 1), (MET, 2)))
    assert [(row.ref, row.not_looked_at_since) for row in rows] == [("B", False), ("A", True)]


def test_what_is_the_same_or_out_of_the_count_is_no_divergence():
    assert found(A=((MET, 1), (MET, 2)), B=((MET, 1), (Judgement.NOT_APPLICABLE, 2))) == ()
