"""Rule 18c: the file of an opening position, line by line, and every fault in one round."""

from datetime import date

import pytest

from irp.rules.plan_dates import QuarterConvention
from irp.rules.window import Window
from programmes.figures.openings import opening_counts
from programmes.rules.changes import Stands
from programmes.rules.takeover import read_opening_file
from programmes.rules.takeover_plan import Ground, opening_mark
from programmes.words import Delivery
from tests.world import when

ON = date(2026, 3, 31)
HEADS = "Ref,Status,Date completed,Forecast,What it said,Approved date,Decided by,"
HEADS += "Day of the decision,Minute,Reason\n"


def stands(ref, end="Dec 2025", kind="dated"):
    return Stands(
        ref=ref, title=f"Work of {ref}", kind=kind, in_force=True, original=when(end), now=when(end)
    )


def ground(**changes):
    rows = [
        stands("HOU-01"), stands("HOU-02", "Dec 2026"), stands("HOU-03", "TBC", "tbc"),
        stands("HOU-04", "Monthly", "recurring"), stands("JOB-01"), stands("ORA-01"),
    ]  # fmt: skip
    given = {
        "stands": {row.ref: row for row in rows},
        "programmes": {row.ref: row.ref[:3] for row in rows},
        "reported": frozenset({"JOB-01"}),
        "frozen": frozenset({"ORA"}),
        "dated": frozenset({"HOU-02"}),
        "quarters": QuarterConvention.FINANCIAL,
        "window": Window(date(2018, 1, 1), date(2043, 1, 1)),
        "position_on": ON,
    }
    return Ground(**given | changes)


def read(lines, **changes):
    plans, faults = read_opening_file((HEADS + lines).encode(), ground(**changes))
    return plans, [str(fault) for fault in faults]


def test_rule_18c_status_completion_baselines_with_their_decisions_and_forecasts():
    plans, faults = read(
        "HOU-01,Amber,,Jun 2026,Two of three sites done,Feb 2026,TIB,12/11/2025,4.2,The supplier\n"
        "HOU-01,,,,,May 2026,TIB then Cabinet,10/02/2026,7.1,\n"
        "HOU-02,complete,14/03/2026,,,,,,,\n"
        "HOU-03,Not started,,,,Sep 2026,SAO and CPMO,20/01/2026,,First dated\n"
    )
    assert faults == []
    first, second, third = plans
    assert (first.delivery, first.forecast.raw, first.said) == (
        Delivery.AMBER, "Jun 2026", "Two of three sites done",
    )  # fmt: skip
    assert [(decision.new.raw, decision.decided_by, decision.decided_on, decision.minute,
             decision.reason) for decision in first.dates] == [
        ("Feb 2026", "TIB", date(2025, 11, 12), "4.2", "The supplier"),
        ("May 2026", "TIB then Cabinet", date(2026, 2, 10), "7.1", ""),
    ]  # fmt: skip
    assert (first.baseline.raw, first.b0.raw) == ("May 2026", "Dec 2025")
    assert (second.delivery, second.actual_on) == (Delivery.COMPLETE, date(2026, 3, 14))
    assert third.baseline.raw == "Sep 2026"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("HOU-09,Amber", "Enter the reference of a milestone in force"),
        (",Amber", "Enter the reference"),
        ("HOU-02,", "Enter Not started, Green, Amber, Red, Complete, Paused, Descoped"),
        ("HOU-02,on track", "“on track” is none of them"),
        ("HOU-02,Complete", "Enter the date completed. For example, 30/06/2026"),
        ("HOU-02,Complete,Mar 2026", "Enter a day for “Mar 2026”"),
        ("HOU-02,Complete,1/4/2026", "“1/4/2026” is after the position’s day, 31 Mar 2026"),
        ("HOU-02,Complete,1/3/2026,Jun 2026", "Remove the forecast. What is complete has none"),
        ("HOU-02,Amber,1/3/2026", "Remove the date completed, or enter Complete"),
        ("HOU-02,Amber,,Feb 2026", "Enter a forecast of 31 Mar 2026 or later"),
        ("HOU-01,Green,,Jun 2026", "It is late: its date, Dec 2025, had passed"),
        ("HOU-04,Complete,1/3/2026", "A recurring milestone is never complete"),
        ("HOU-04,Green,,,,Jun 2026,TIB,1/3/2026", "It recurs or goes on"),
        ("HOU-02,Green,,,,Jun 2027,TIB,1/3/2026", "Its date has been changed here already"),
        ("HOU-01,Amber,,,,Dec 2025,TIB,1/3/2026", "than the one before it, Dec 2025"),
        ("HOU-01,Amber,,,,TBC,TIB,1/3/2026", "Enter the approved date as one that names days"),
        ("HOU-01,Amber,,,,,TIB,1/3/2026", "Enter the approved date"),
        ("HOU-01,Amber,,,,Jun 2026,,1/3/2026", "Enter who decided it"),
        ("HOU-01,Amber,,,,Jun 2026,TIB", "Enter the day of the decision"),
        ("HOU-01,Amber,,,,Jun 2026,TIB,1/4/2026", "is after the position’s day"),
        ("JOB-01,Amber", "It has been reported here already"),
        ("ORA-01,Amber", "A month of ORA has been frozen here already"),
        ("HOU-02,Amber\nHOU-02,Red", "Say the status of each milestone once"),
        ("HOU-02,Amber\nHOU-02,", "Say the status of each milestone once"),
        (
            "HOU-01,Amber,,,,May 2026,TIB,1/3/2026\nHOU-01,,,,,Jun 2026,TIB,1/2/2026",
            "Put the dates of a milestone in the order of their decisions",
        ),
        (f"HOU-02,Amber,,,{'x' * 1001}", "What it said: enter 1,000 characters or fewer"),
    ],
)
def test_what_a_position_cannot_say_is_refused_with_what_to_type(line, reason):
    assert any(reason in fault for fault in read(line + "\n")[1])


def test_rule_4_green_is_taken_over_where_an_approved_date_is_still_to_come():
    assert read("HOU-01,Green,,Jun 2026,,Jun 2026,TIB,1/3/2026\n")[1] == []
    assert read("HOU-03,Green\n")[1] == []  # to be confirmed: neither late nor on track


def test_faults_come_by_line_all_in_one_round():
    _, faults = read("HOU-02,Amber,1/3/2026\nHOU-01,Green,,Jun 2026\nHOU-09,Red\n")
    assert [fault[:6] for fault in faults] == ["line 2", "line 3", "line 4"]


def test_another_file_day_or_plan_has_another_mark():
    plans, _ = read("HOU-02,Amber\n")
    others, _ = read("HOU-02,Red\n")
    marks = [opening_mark(1, ON, plans), opening_mark(1, ON, others), opening_mark(2, ON, plans),
             opening_mark(1, date(2026, 4, 1), plans)]  # fmt: skip
    assert len(set(marks)) == 4


def test_rule_9_late_is_against_the_date_in_force_on_the_day_of_the_position():
    kinds = {"HOU-01": "dated", "HOU-02": "dated", "HOU-03": "tbc", "JOB-01": "dated"}
    plans, faults = read(
        "HOU-01,Amber,,Jun 2026,So,Feb 2026,TIB,12/11/2025,4.2,The supplier\n"  # open and past it
        "HOU-02,complete,14/03/2026,,,,,,,\n"  # before its date
        "HOU-03,complete,14/03/2026,,,Jan 2026,SAO and CPMO,20/12/2025,,First dated\n"
        "JOB-01,complete,01/12/2025,,,,,,,\n",
        reported=frozenset(),
    )
    found = opening_counts(plans, kinds, on=ON)
    assert (faults, found.late, found.done_late, found.dates) == ([], 1, 1, 2)
    assert (found.by_status[Delivery.COMPLETE], found.by_status[Delivery.RED]) == (3, 0)
