"""Rules 18a and 18b: a plan's editions, one fate for each open row, both counted side by side."""

from datetime import UTC, date, datetime

import pytest

from irp.rules.measuring import Measured
from irp.rules.plan_dates import QuarterConvention
from irp.rules.window import Window
from programmes.facts import Position
from programmes.facts.editions import EditionFacts, EditionsFacts, FateFacts, FirstDates
from programmes.figures.editions import side_by_side
from programmes.rules.changes import Stands
from programmes.rules.edition_rows import PlanBefore
from programmes.rules.editions import preview_mark, read_edition_file
from programmes.words import ChangeKind, Delivery, Fate
from tests.world import when

ON = date(2026, 6, 15)
EARLY, LATE = date(2026, 1, 31), date(2027, 3, 31)


def edition(number, at=datetime(2024, 3, 1, tzinfo=UTC)):
    return EditionFacts(number=number, name=f"Plan {number}", approver="Cabinet", approved_on=ON,
                        minute="4", note="", by_name="", by_post="", at=at)  # fmt: skip


RENEWED = (edition(1), edition(2, datetime(2026, 6, 10, 9, tzinfo=UTC)))


def position(ref, *, done_on=None, delivery=None):
    known = {
        "ref": ref,
        "delivery": Delivery.COMPLETE if done_on else delivery,
        "actual_on": done_on,
    }
    return Position(**dict.fromkeys(Position._fields) | known)


class Plan:
    """A plan that a test makes up, row by row."""

    def __init__(self):
        self.positions, self.firsts, self.fates, self.descents = [], [], [], []

    def rows(self, some, fate=None, *, latest=LATE, done_on=None, edition=1, delivery=None):
        for number in range(some):
            ref = f"{fate or 'row'}-{latest}-{done_on}-{edition}-{number}"
            self.firsts.append(
                FirstDates(milestone=ref, edition=edition, kind="dated", latest=latest)
            )
            if fate:
                self.fates.append(
                    FateFacts(edition=2, milestone=ref, fate=fate, reason="", heirs=())
                )
            if fate is None or fate.goes_on:
                self.positions.append(position(ref, done_on=done_on, delivery=delivery))

    def sides(self, editions=RENEWED, on=ON):
        facts = EditionsFacts(editions=editions, fates=tuple(self.fates), rows=tuple(self.firsts),
                              descents=tuple(self.descents))  # fmt: skip
        return side_by_side(facts, self.positions, measured=Measured(on))


@pytest.fixture
def plan():
    return Plan()


def test_rule_18b_both_editions_are_told_side_by_side(plan):
    """DOMAIN 18b, its example: 32 open, 14 late, become 18, 6 and 8, beside 41 new."""
    plan.rows(72, latest=EARLY, done_on=date(2026, 3, 1))
    plan.rows(83, latest=EARLY, done_on=date(2026, 1, 30))
    plan.rows(12, Fate.CARRIED, latest=EARLY)
    plan.rows(6, Fate.REDATED)
    plan.rows(6, Fate.REPLACED)
    plan.rows(2, Fate.DROPPED, latest=EARLY)
    plan.rows(6, Fate.DROPPED)
    plan.rows(41, Fate.NEW, edition=2)
    sides = plan.sides()
    assert sides.words == (
        "Original plan, 187: 155 done (72 late), 18 carried, 6 replaced, 8 dropped; 12 still late "
        "against original dates, 2 dropped while late. Current plan: 59 open"
    )
    assert (sides.open, sides.late) == (59, 12)
    newest = sides.lines[1]
    assert (newest.every, newest.carried, newest.late, newest.replaced) == (59, 59, 12, 0)


def test_rule_18b_new_dates_do_not_end_lateness_and_a_row_dropped_in_time_never_is_late(plan):
    plan.rows(1, Fate.REDATED, latest=EARLY)
    plan.rows(1, Fate.DROPPED, latest=date(2026, 6, 11))  # dropped the day before it was late
    later = plan.sides(on=date(2028, 1, 1)).lines[0]
    assert (later.late, later.dropped, later.dropped_late) == (1, 1, 0)


def test_rule_18a_a_split_row_is_done_when_its_last_child_is(plan):
    plan.firsts = [
        FirstDates(milestone="HOU-06", edition=1, kind="dated", latest=EARLY),
        FirstDates(milestone="HOU-21", edition=0, kind="dated", latest=EARLY),
        FirstDates(milestone="HOU-22", edition=0, kind="dated", latest=EARLY),
    ]
    plan.descents = [("HOU-06", "HOU-21"), ("HOU-06", "HOU-22")]
    plan.positions = [position("HOU-21", done_on=EARLY), position("HOU-22")]
    line = plan.sides().lines[0]
    assert (line.every, line.done, line.carried, line.late) == (1, 0, 1, 1)
    plan.positions[1] = position("HOU-22", done_on=date(2026, 2, 1))
    line = plan.sides().lines[0]
    assert (line.done, line.done_late, line.carried) == (1, 1, 0)


def test_what_a_request_descoped_or_closed_is_counted_by_name(plan):
    plan.rows(1, delivery=Delivery.DESCOPED, latest=EARLY)
    plan.firsts.append(FirstDates(milestone="JOB-9", edition=1, kind="ongoing", latest=None))
    line = plan.sides().lines[0]
    assert (line.descoped, line.closed, line.late) == (1, 1, 0)
    assert "1 descoped, 1 closed" in line.words


def test_one_edition_alone_has_nothing_beside_it(plan):
    plan.rows(3)
    assert plan.sides(editions=RENEWED[:1]) is None


def stands(ref, raw="Dec 2026", kind="dated", **changes):
    dates = {"original": when(raw), "now": when(raw)}
    values = {"title": f"Activity {ref}", "kind": kind, "in_force": True, **dates, **changes}
    return Stands(ref=ref, **values)


BEFORE = PlanBefore(
    stands={row.ref: row for row in (
        stands("HOU-01"), stands("HOU-02"), stands("HOU-03", delivery=Delivery.COMPLETE),
        stands("HOU-04", asked=(("HOU-CR-01", ChangeKind.DATE),)),
        stands("HOU-05", "Ongoing", "ongoing"),
    )},
    programmes=dict.fromkeys(("HOU-01", "HOU-02", "HOU-03", "HOU-04", "HOU-05"), "HOU"),
    known=("HOU", "JOB"),
    taken=frozenset({"HOU-01", "HOU-02", "HOU-03", "HOU-04", "HOU-05", "HOU-06"}),
    quarters=QuarterConvention.FINANCIAL,
    window=Window(date(2020, 1, 1), date(2043, 1, 1)),
    on=ON,
)  # fmt: skip
HEADS = "Ref,Programme,Milestone,Date now,Fate,New date,Replaced by,Reason"
WHOLE = (
    "HOU-01,,,Dec 2026,new dates,Mar 2027,,\nHOU-02,,,,replaced,,\"NEW-1, HOU-01\",\n"
    "HOU-04,,,,Carried,,,\nHOU-05,,,,dropped,,,Handed over\nNEW-1,JOB,Train staff,,new,TBC,,\n"
)  # fmt: skip


def read(text):
    return read_edition_file(text.encode(), BEFORE)


def test_rule_18b_a_file_with_one_fate_a_row_is_read():
    planned, faults = read(f"{HEADS}\n{WHOLE}")
    assert faults == []
    assert [row.fate for row in planned] == [
        Fate.REDATED, Fate.REPLACED, Fate.CARRIED, Fate.DROPPED, Fate.NEW,
    ]  # fmt: skip
    assert (planned[0].new.raw, planned[1].heirs) == ("Mar 2027", ("NEW-1", "HOU-01"))
    assert (planned[4].title, planned[4].programme) == ("Train staff", "JOB")
    assert preview_mark(2, planned) != preview_mark(3, planned) != preview_mark(3, planned[:4])


def test_rule_18b_an_edition_that_forgets_an_open_row_is_refused_naming_it():
    _, faults = read(f"{HEADS}\nHOU-01,,,,carried,,,\n")
    assert str(faults[-1]) == (
        "Say what becomes of HOU-02, HOU-04, HOU-05: open, and not in the file"
    )


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("HOU-01,,,,kept,,,", "Enter carried, new dates, replaced, dropped or new. “kept”"),
        ("HOU-01,,,,,,,", "Enter carried, new dates, replaced, dropped or new"),
        (",,,,new,Mar 2027,,", "a working name such as NEW-1"),
        ("HOU-01,,,,dropped,,,", "Enter the reason why it is dropped"),
        ("HOU-01,,,,new dates,,,", "Enter the new date"),
        ("HOU-01,,,,new dates,Jan 2026,,", "“Jan 2026” has passed"),
        ("HOU-01,,,,new dates,Dec 2026,,", "Enter another date than its date now"),
        ("HOU-01,,,,new dates,TBC,,", "Enter a date that names days"),
        ("HOU-01,,,,new dates,soonish,,", "Enter a date such as"),
        ("HOU-01,,,,new dates,Jan 2090,,", "Enter a date from"),
        ("HOU-05,,,,new dates,Mar 2027,,", "It recurs or goes on"),
        ("HOU-01,,,,carried,Mar 2027,,", "Leave “New date” blank"),
        ("HOU-01,,,,carried,,NEW-1,", "Leave “Replaced by” blank"),
        ("HOU-01,,,,replaced,,,", "Enter what replaces it"),
        ("HOU-01,,,,replaced,,HOU-01,", "“HOU-01” is neither"),
        ("HOU-01,,,,replaced,,HOU-03,", "“HOU-03” is neither"),
        ("HOU-01,,,Nov 2026,carried,,,", "Download the file again. Its date now is Dec 2026"),
        ("HOU-01,,Other words,,carried,,,", "Leave its words as they are"),
        ("HOU-01,JOB,,,carried,,,", "Leave its programme as it is: HOU"),
        ("HOU-03,,,,carried,,,", "Take out the line. It is complete"),
        ("HOU-04,,,,dropped,,,No need", "Decide or withdraw HOU-CR-01 first"),
        ("HOU-06,,,,carried,,,", "It has been retired"),
        ("HOU-99,,,,carried,,,", "Enter a reference of the plan"),
        ("HOU-06,HOU,Again,,new,Mar 2027,,", "This is a reference of the plan"),
        ("NEW-2,ABC,Again,,new,Mar 2027,,", "Enter its programme. They are HOU, JOB"),
        ("NEW-2,HOU,,,new,Mar 2027,,", "Enter what the milestone is"),
    ],
)
def test_rule_18b_each_fault_names_its_line_and_says_what_to_type(line, reason):
    _, faults = read(f"{HEADS}\n{line}\n")
    assert any(fault.line == 2 and reason in fault.what for fault in faults), faults


def test_a_row_is_named_once():
    _, faults = read(f"{HEADS}\n{WHOLE}HOU-01,,,,carried,,,\n")
    assert [str(fault) for fault in faults] == [
        "line 2, HOU-01: Name each row once", "line 7, HOU-01: Name each row once",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ref,Milestone\nHOU-01,x\n", "line 1, Fate: Add this column"),
        ("Ref,Fate\nHOU-01,car\u202eried\n", "line 2, Fate: Delete the invisible sign (U+202E)"),
        ("Ref,Fate\nHOU-01,car\tried\n", "line 2, HOU-01: Fate: take out"),
        (f"Ref,Fate,Reason\nHOU-01,dropped,{'x' * 1001}\n", "Reason: enter 1,000"),
        ("Ref,Fate\n" + "HOU-01,carried\n" * 2001, "Load at most 2000 rows"),
    ],
)
def test_a_file_that_is_no_table_of_fates_says_where(text, reason):
    _, faults = read(text)
    assert reason in str(faults[0])
