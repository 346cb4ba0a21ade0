"""Sustained evidence: runs, gaps and dated lists of directorates (Rule 22)."""

from datetime import date

import pytest

from assurance.facts.evidence import CoveredFacts
from assurance.rules.sustained import (
    UnreadableDirectorates,
    as_rows,
    closed_periods,
    directorates_read,
    directorates_written,
    from_rows,
    runs,
)
from assurance.words.evidence import Cadence
from irp.rules.measuring import Measured


def covers(name, since=None, until=None):
    return CoveredFacts(name=name, since=since, until=until)


def month(year: int, number: int):
    return date(year, number, 1), date(year, number, 28)


def asked(months, *, covered=(), needed=12, on=date(2027, 3, 9), cadence=Cadence.MONTH, name=""):
    spans = {name: [month(*numbers) for numbers in months]}
    return runs(spans, covered, cadence=cadence, needed=needed, measured=Measured(on))


EXAMPLE = [*((2026, number) for number in (6, 7, 8, 9, 10, 12)), (2027, 2)]


def test_rule_22_the_worked_example():
    """Evidence Jun to Oct, Dec 2026 and Feb 2027 with N = 12."""
    (run,) = asked(EXAMPLE)
    assert run.words(Cadence.MONTH) == "run 1 of 12; 7 of the last 9; gaps Nov, Jan"
    assert (run.run, len(run.gaps), len(run.periods)) == (1, 2, 12)


def test_rule_22_a_month_that_is_not_over_neither_adds_nor_breaks():
    (run,) = asked([(2026, 12), (2027, 1), (2027, 2), (2027, 3)])
    assert run.words(Cadence.MONTH) == "run 3 of 12; 3 of the last 3; no gaps"
    (run,) = asked([(2027, 1), (2027, 2)], on=date(2027, 3, 31))
    assert run.run == 2
    (run,) = asked([(2027, 1), (2027, 2)], on=date(2027, 4, 1))
    assert run.words(Cadence.MONTH) == "run 0 of 12; 2 of the last 3; gap Mar"


def test_rule_22_without_evidence_it_says_so():
    (run,) = asked([])
    assert run.words(Cadence.MONTH) == "run 0 of 12; no evidence in the last 12 months"
    (run,) = asked([(2025, 1)])
    assert run.words(Cadence.MONTH) == "run 0 of 12; no evidence in the last 12 months"


def test_rule_22_in_the_requirements_own_cadence():
    (run,) = asked([(2026, 6), (2026, 7)], cadence=Cadence.QUARTER, needed=4)
    assert run.words(Cadence.QUARTER) == "run 0 of 4; 2 of the last 3; gap Oct to Dec 2026"
    (run,) = asked([(2025, 6), (2026, 2)], cadence=Cadence.YEAR, needed=2)
    assert run.words(Cadence.YEAR) == "run 1 of 2; 1 of the last 1; no gaps"


def test_rule_22_quarters_begin_with_the_calendar_and_years_in_april():
    assert closed_periods(Cadence.QUARTER, 2, measured=Measured(date(2027, 1, 1))) == [
        (date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 12, 31)),
    ]
    assert closed_periods(Cadence.YEAR, 1, measured=Measured(date(2027, 3, 31))) == [
        (date(2025, 4, 1), date(2026, 3, 31))
    ]
    assert closed_periods(Cadence.MONTH, 1, measured=Measured(date(2027, 3, 31))) == [
        (date(2027, 2, 1), date(2027, 2, 28))
    ]


@pytest.mark.parametrize("cadence", list(Cadence))
def test_rule_14_at_the_end_of_its_last_day_a_period_is_closed(cadence):
    march = Measured.month_end(date(2027, 3, 1))
    assert closed_periods(cadence, 2, measured=march) == closed_periods(
        cadence, 2, measured=Measured(date(2027, 4, 1))
    )


def test_rule_22_a_council_wide_item_covers_only_the_directorates_it_names():
    spans = {"city housing": [month(2027, 2)], "": [month(2027, 2)]}
    covered = [covers("City  Housing"), covers("City Operations")]
    housing, operations = runs(
        spans, covered, cadence=Cadence.MONTH, needed=3, measured=Measured(date(2027, 3, 9))
    )
    assert (housing.run, operations.run) == (1, 0)


def test_rule_22_a_directorate_is_asked_from_its_day_on():
    covered = [covers("Housing", since=date(2026, 12, 1))]
    (run,) = asked([(2026, 10), (2026, 12), (2027, 2)], covered=covered, name="housing")
    assert run.words(Cadence.MONTH) == "run 1 of 12; 2 of the last 3; gap Jan"
    covered = [covers("Housing", until=date(2026, 12, 31))]
    (run,) = asked([(2026, 12), (2027, 2)], covered=covered, name="housing")
    assert run.run == 0


def test_rule_22_a_dated_list_is_read_and_written_as_typed():
    typed = (
        "City Housing from 01/04/2026\nStrategy to 31/12/2027\nChildren from 1/1/2026 to 2/2/2027"
    )
    read = directorates_read(typed)
    assert read[0] == covers("City Housing", since=date(2026, 4, 1))
    assert read[1] == covers("Strategy", until=date(2027, 12, 31))
    assert directorates_read(directorates_written(read)) == read == from_rows(as_rows(read))
    for bad in ("A from 31/2/2026", "A\na", "A from 2/2/2026 to 1/1/2026", "x" * 101):
        with pytest.raises(UnreadableDirectorates, match="Enter"):
            directorates_read(bad)
