"""Rules 9, 18 and 18a: which kinds of change one request may ask of its rows together."""

from datetime import date
from itertools import combinations

import pytest

from irp.rules.plan_dates import UNDATED, QuarterConvention, parse_plan_date
from programmes.facts.changes import ChangeRowFacts
from programmes.rules.change_parts import (
    MOST_ROWS,
    TOGETHER,
    Part,
    asked_for,
    together_faults,
    units_of,
    with_part,
)
from programmes.rules.change_requests import collide, request_faults
from programmes.rules.change_rulings import Ruling, ruling_faults
from programmes.rules.changes import Proposed, Stands, Tolerance, causes_of, tier_of
from programmes.words import ChangeForum, ChangeKind, Delivery, Tier
from programmes.words.changes import kinds_said

ON = date(2026, 3, 1)
DATE, WORDING, SCOPE, ADD, SPLIT, MERGE, PAUSE, RESUME, DESCOPE, CLOSE = ChangeKind


def when(words):
    return parse_plan_date(words, quarters=QuarterConvention.FINANCIAL) if words else UNDATED


def stands(ref="HOU-06", **more) -> Stands:
    values = {"title": f"Activity {ref}", "kind": "dated", "in_force": True}
    dates = {"original": when("Dec 2026"), "now": when("Dec 2026")}
    return Stands(ref=ref, **values | dates | more)


def asks(number, kind, row, part, **entered):
    """Return one whole row of a request: whatever its kind asks for is there."""
    new = "" if kind in {WORDING, SCOPE, DESCOPE, CLOSE} else "20 Jan 2027"
    given = {"new": when(new), "title": f"Words {number}", "run_by": "Housing repairs"} | entered
    return Proposed(number=number, kind=kind, part=part, **given), row


def of_one(kind, part, row, first):
    """Return the rows by which a kind is asked of a milestone: two for a split and a merge."""
    if kind is SPLIT:
        return [asks(first + place, kind, row, part) for place in (0, 1)]
    if kind is MERGE:
        other = stands(f"HOU-{30 + first}")
        return [asks(first, kind, row, part), asks(first + 1, kind, other, part)]
    return [asks(first, kind, row, part)]


def together(first, other, **row):
    rows = of_one(first, 1, stands(**row), 1) + of_one(other, 2, stands(**row), 11)
    return request_faults(rows, on=ON)


CHANGES_A_ROW = [kind for kind in ChangeKind if kind is not ADD]


@pytest.mark.parametrize(("kind", "other"), [*combinations(CHANGES_A_ROW, 2)])
def test_rule_18_which_kinds_one_request_may_ask_of_one_row(kind, other):
    """The whole grid: what two kinds leave of each other may be asked together."""
    row = {"kind": "ongoing"} if CLOSE in (kind, other) else {}
    row |= {"delivery": Delivery.PAUSED} if RESUME in (kind, other) else {}
    found = together(kind, other, **row)
    may = {kind, other} in TOGETHER
    assert may == (
        {kind, other} <= {DATE, WORDING, SCOPE, PAUSE, RESUME, DESCOPE}
        and {kind, other} not in (
            {WORDING, SCOPE}, {PAUSE, RESUME}, {PAUSE, DESCOPE}, {RESUME, DESCOPE},
            {DATE, DESCOPE}, {SCOPE, DESCOPE},
        )
    )  # fmt: skip
    assert (found == {}) is may, found
    assert may or found[""].startswith(("A ", "Closing takes HOU-06", "HOU-06 ", "Descoped work"))


@pytest.mark.parametrize("kind", CHANGES_A_ROW)
def test_rule_18_one_kind_names_a_row_once(kind):
    row = {"kind": "ongoing"} if kind is CLOSE else {}
    row |= {"delivery": Delivery.PAUSED} if kind is RESUME else {}
    fault = together(kind, kind, **row)[""]
    assert fault.startswith(f"HOU-06 is named twice for “{kind.label}”. Choose it once.")


def test_rule_18_what_two_requests_may_ask_of_a_row_apart_one_may_ask_together():
    apart = {frozenset(pair) for pair in combinations(ChangeKind, 2) if not collide(*pair)}
    assert apart < TOGETHER


@pytest.mark.parametrize(
    ("kinds", "reason"),
    [
        ((SPLIT, DATE), "A split takes HOU-06 out of the plan, so nothing else can be asked of it"),
        ((SPLIT, MERGE), "A split takes HOU-06 out of the plan"),
        ((WORDING, MERGE), "A merge takes HOU-06 out of the plan"),
        ((CLOSE, WORDING), "Closing takes HOU-06 out of the plan"),
        ((WORDING, SCOPE), "A change of scope has the new words of HOU-06 in it. Leave the other"),
        ((PAUSE, DESCOPE), "HOU-06 cannot be paused and descoped by one request. Choose one"),
        ((DATE, DESCOPE), "Descoped work is not done, so HOU-06 has neither a new date nor"),
        ((DATE, WORDING, PAUSE), ""),
    ],
)
def test_rule_18_why_kinds_make_no_sense_together(kinds, reason):
    found = together_faults([("HOU-06", part, kind) for part, kind in enumerate(kinds, start=1)])
    assert found == [] if not reason else found[0].startswith(reason)


def test_rule_18_other_rows_are_asked_for_together_whatever_their_kinds():
    rows = [
        asks(1, DATE, stands("HOU-01"), 1),
        asks(2, DATE, stands("HOU-02"), 1),
        asks(101, PAUSE, stands("HOU-03"), 2),
        asks(201, DESCOPE, stands("HOU-04"), 3),
        asks(301, SPLIT, stands("HOU-05"), 4),
        asks(302, SPLIT, stands("HOU-05"), 4),
        asks(401, SPLIT, stands("HOU-06"), 5),
        asks(402, SPLIT, stands("HOU-06"), 5),
        asks(501, MERGE, stands("HOU-07"), 6),
        asks(502, MERGE, stands("HOU-08"), 6),
        asks(601, ADD, None, 7),
    ]
    assert request_faults(rows, on=ON) == {}
    units = units_of(proposed for proposed, _ in rows)
    assert [[proposed.number for proposed in unit] for unit in units] == [
        [1], [2], [101], [201], [301, 302], [401, 402], [501, 502], [601]
    ]  # fmt: skip


def test_rule_18a_each_part_is_as_whole_as_a_request_of_its_own():
    moved = asks(1, DATE, stands("HOU-01"), 1)
    half = asks(101, SPLIT, stands("HOU-02"), 2)
    assert "two or more" in request_faults([moved, half], on=ON)[""]
    shared = [asks(201, MERGE, stands("HOU-01"), 3), asks(202, MERGE, stands("HOU-02"), 3)]
    fault = request_faults([moved, *shared], on=ON)[""]
    assert fault.startswith("A merge takes HOU-01 out of the plan")
    # Every fault of every part is said in one round, at its own box.
    blank = asks(101, PAUSE, stands("HOU-03"), 2, new=when("Jan 2026"))
    found = request_faults([asks(1, DATE, stands("HOU-01"), 1, new=UNDATED), blank], on=ON)
    assert set(found) == {"new_1", "new_101"}


@pytest.mark.parametrize("kind", [CLOSE, DESCOPE, SPLIT, MERGE])
def test_rule_9_what_a_request_takes_away_is_not_added_again_with_another_original_date(kind):
    row = stands(kind="ongoing" if kind is CLOSE else "dated")
    rows = of_one(kind, 1, row, 1)
    again = asks(101, ADD, None, 2, title="  activity  hou-06 ")
    found = request_faults([*rows, again], on=ON)
    assert set(found) == {"title_101"}
    assert (
        f"the words of HOU-06, which is {kind.done.lower()} by this request" in found["title_101"]
    )
    assert request_faults([*rows, asks(101, ADD, None, 2)], on=ON) == {}


def test_rule_18_a_row_that_an_open_request_names_is_refused_for_the_kinds_that_collide():
    row = stands(asked=(("HOU-CR-01", DATE), ("HOU-CR-01", WORDING)))
    fault = together(DATE, WORDING, asked=row.asked)[""]
    assert fault.count("HOU-06 is in HOU-CR-01, which has not been decided.") == 1
    worded = request_faults([asks(1, WORDING, stands(asked=(("HOU-CR-01", DATE),)), 1)], on=ON)
    assert worded == {}


def test_rule_18_the_worst_row_of_any_kind_decides():
    def causes(*rows):
        found = [causes_of(*row, tolerance=Tolerance(), on=ON) for row in rows]
        return [cause for some in found for cause in some]

    moved, worded = asks(1, DATE, stands("HOU-01"), 1), asks(101, WORDING, stands("HOU-02"), 2)
    assert tier_of(causes(moved, worded)) is Tier.OFFICERS
    assert tier_of(causes(moved, worded, asks(201, PAUSE, stands("HOU-03"), 3))) is Tier.TIB
    assert tier_of(causes(moved, worded, asks(301, DESCOPE, stands("HOU-04"), 4))) is Tier.CABINET
    costs = asks(101, WORDING, stands("HOU-02"), 2, money_changed=True)
    assert tier_of(causes(moved, costs)) is Tier.CABINET
    assert tier_of(causes(moved)) is Tier.OFFICERS  # its own row says nothing of money


def kept(number, part, kind):
    return ChangeRowFacts(
        number=number, part=part, kind=kind, milestone=f"HOU-{number:02}", old_title="",
        new_title="", old=UNDATED, new=UNDATED, days=None, run_by="", causes=(),
    )  # fmt: skip


def test_rules_18_and_18a_a_forum_approves_any_row_and_a_split_or_merge_whole():
    left = [
        kept(1, 1, DATE), kept(2, 2, PAUSE), kept(3, 3, SPLIT), kept(4, 3, SPLIT),
        kept(5, 4, MERGE), kept(6, 4, MERGE),
    ]  # fmt: skip

    def faults(*rows):
        ruling = Ruling(agrees=True, rows=frozenset(rows), reason="The others can wait")
        return set(ruling_faults(ruling, forum=ChangeForum.SAO, left=left, on=ON))

    assert faults(1, 2, 3, 4, 5, 6) == faults(2) == faults(3, 4) == faults(1, 5, 6) == set()
    assert faults(1, 3) == faults(1, 2, 3, 4, 6) == {"numbers"}


def test_another_kind_joins_the_part_of_its_kind_or_begins_one():
    parts = with_part([Part(number=1, kind=DATE, refs=("HOU-01",))], PAUSE, ["HOU-02"], number=4)
    assert parts[1] == Part(number=4, kind=PAUSE, refs=("HOU-02",))
    parts = with_part(parts, DATE, ["HOU-03"], number=5)
    assert [part.refs for part in parts] == [("HOU-01", "HOU-03"), ("HOU-02",)]
    for number, kind in enumerate((SPLIT, SPLIT, ADD, ADD), start=6):
        refs = [] if kind is ADD else [f"HOU-1{number}"]
        parts = with_part(parts, kind, refs, number=number)
    assert [part.number for part in parts] == [1, 4, 6, 7, 8, 9]
    assert asked_for(parts) == (
        "Move a date (HOU-01, HOU-03), pause (HOU-02), split a milestone (HOU-16), split a "
        "milestone (HOU-17), add a milestone, add a milestone"
    )
    assert kinds_said(part.kind for part in parts) == (
        "Move a date, pause, split a milestone and add a milestone"
    )
    assert kinds_said([DATE]) == "Move a date" and kinds_said([]) == ""


def test_a_request_has_99_rows_at_most_of_all_its_kinds():
    rows = [asks(n, DATE, stands(f"HOU-{n}"), 1) for n in range(1, MOST_ROWS + 1)]
    assert request_faults(rows, on=ON) == {}
    more = [*rows, asks(101, PAUSE, stands("JOB-01"), 2)]
    assert request_faults(more, on=ON) == {"": "Choose 99 milestones at most"}
