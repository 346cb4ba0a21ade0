"""Rules 10, 18 and 18a: how large a change is, who decides it, what it may ask for."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from irp.rules.measuring import Measured
from irp.rules.plan_dates import UNDATED, QuarterConvention, parse_plan_date
from programmes.facts.changes import ChangeRowFacts, ChangeStepFacts
from programmes.rules.change_requests import collide, request_faults
from programmes.rules.change_rulings import Ruling, ruling_faults
from programmes.rules.changes import (
    Proposed,
    Stands,
    Tolerance,
    TookPart,
    causes_of,
    days_moved,
    decision_refusals,
    has_passed,
    months_waited,
    rows_left,
    state_after,
    tier_of,
    waits_long,
    why_of,
)
from programmes.words import Cause, ChangeAct, ChangeForum, ChangeKind, ChangeState, Delivery, Tier

ON = date(2026, 3, 1)
AT = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)


def when(words: str):
    return parse_plan_date(words, quarters=QuarterConvention.FINANCIAL) if words else UNDATED


def stands(original="31 March 2026", now="", **more) -> Stands:
    values = {"ref": "HOU-06", "title": "Repair homes", "kind": "dated", "in_force": True}
    return Stands(original=when(original), now=when(now or original), **values | more)


def asked(kind=ChangeKind.DATE, new="", start="", number=1, **more) -> Proposed:
    return Proposed(number=number, kind=kind, new=when(new), start=when(start), **more)


def causes(new="", *, kind=ChangeKind.DATE, on=ON, row=None, gate=False, money=False):
    proposed = asked(kind, new, title="Other words", gate_overtaken=gate, money_changed=money)
    return causes_of(proposed, row or stands(), tolerance=Tolerance(), on=on)


@pytest.mark.parametrize(
    ("original", "now", "new", "days", "tier"),
    [
        ("31 March 2026", "31 March 2026", "25 April 2026", 25, Tier.OFFICERS),
        ("31 March 2026", "25 April 2026", "20 May 2026", 50, Tier.TIB),  # all moves together
        ("April 2025", "April 2025", "February 2027", 669, Tier.CABINET),  # HOU-06
        ("31 March 2026", "31 March 2026", "30 April 2026", 30, Tier.OFFICERS),
        ("31 March 2026", "31 March 2026", "1 May 2026", 31, Tier.TIB),
        ("31 March 2026", "31 March 2026", "29 June 2026", 90, Tier.TIB),
        ("31 March 2026", "31 March 2026", "30 June 2026", 91, Tier.CABINET),
        ("31 March 2026", "20 May 2026", "10 April 2026", 10, Tier.OFFICERS),  # back again
        ("31 March 2026", "31 March 2026", "1 March 2026", -30, Tier.OFFICERS),  # earlier
    ],
)
def test_rule_18_the_size_of_a_move_runs_from_the_original_date(original, now, new, days, tier):
    assert days_moved(when(original), when(new)) == days
    row = stands(original, now)
    assert tier_of(causes(new, row=row)) is tier


def test_rule_18_an_old_date_that_has_passed_goes_to_tib_at_least():
    found = causes("10 April 2026", on=date(2026, 4, 1))
    assert found == (Cause.SMALL, Cause.OLD_DATE_PASSED)
    assert (tier_of(found), why_of(found)) == (Tier.TIB, [Cause.OLD_DATE_PASSED])
    assert tier_of(causes("10 April 2026", on=date(2026, 3, 31))) is Tier.OFFICERS


@pytest.mark.parametrize(
    ("kind", "tier"),
    [
        (ChangeKind.WORDING, Tier.OFFICERS), (ChangeKind.SCOPE, Tier.TIB),
        (ChangeKind.ADD, Tier.TIB), (ChangeKind.SPLIT, Tier.TIB), (ChangeKind.MERGE, Tier.TIB),
        (ChangeKind.PAUSE, Tier.TIB), (ChangeKind.RESUME, Tier.TIB),
        (ChangeKind.DESCOPE, Tier.CABINET), (ChangeKind.CLOSE, Tier.CABINET),
    ],
)  # fmt: skip
def test_rule_18_the_kind_of_a_change_has_its_tier(kind, tier):
    assert tier_of(causes("25 April 2026", kind=kind)) is tier


def test_rule_18_what_else_is_touched_goes_to_the_top():
    for found in (causes("25 April 2026", gate=True), causes("25 April 2026", money=True)):
        assert tier_of(found) is Tier.CABINET
    assert tier_of(causes("20 July 2026", kind=ChangeKind.SPLIT)) is Tier.CABINET
    gone = stands(delivery=Delivery.DESCOPED)
    assert tier_of(causes("1 May 2026", kind=ChangeKind.RESUME, row=gone)) is Tier.CABINET


def start_causes(start, new="", **row):
    """Return the causes of a move of the start of a row that runs from Jan to 31 March 2026."""
    row = stands(start=when("Mar 2026"), **row)
    return list(causes_of(asked(new=new, start=start), row, tolerance=Tolerance(), on=ON))


def test_rules_9_and_18_days_count_of_the_end_alone_when_the_start_moves():
    assert start_causes("20 Mar 2026") == [Cause.START]
    assert tier_of([Cause.START]) is Tier.OFFICERS
    # The end stays where earlier moves left it: what is asked for now adds no days.
    assert start_causes("20 Mar 2026", now="30 June 2026") == [Cause.START]
    assert start_causes("1 April 2026", "25 April 2026") == [Cause.SMALL]
    assert start_causes("1 April 2026", "30 June 2026") == [Cause.LARGE]
    begun = causes_of(
        asked(start="20 Mar 2026"), stands(start=when("Jan 2026")), tolerance=Tolerance(), on=ON
    )
    assert begun == (Cause.START, Cause.OLD_DATE_PASSED)


@pytest.mark.parametrize(
    ("start", "new", "wanted"),
    [
        ("Mar 2026", "", {"start_1": "Enter another start date. Mar 2026 is the start now"}),
        ("Feb 2026", "", {"start_1": "Enter 1 Mar 2026 or a later date. “Feb 2026” has passed"}),
        ("1 April 2026", "", {"start_1": "Enter a start date that is not after the end, 31 March"}),
        ("1 May 2026", "25 April 2026", {"start_1": "not after the end, 25 April 2026"}),
        ("20 March 2026", "31 March 2026", {"new_1": "Enter another date"}),
        ("20 March 2026", "", {}),
        ("31 March 2026", "", {}),
        ("1 April 2026", "25 April 2026", {}),
    ],
)
def test_rule_9_the_start_moves_alone_or_with_the_end(start, new, wanted):
    row = stands(start=when("Mar 2026"))
    found = request_faults([(asked(new=new, start=start), row)], on=ON)
    assert found.keys() == wanted.keys() and all(wanted[name] in found[name] for name in wanted)


def test_rule_9_an_end_before_the_start_asks_for_a_start_too():
    row = stands(start=when("Sep 2026"), now="31 Dec 2026")
    found = request_faults([(asked(new="June 2026"), row)], on=ON)
    assert found == {
        "start_1": "Enter a start date too. The start now, Sep 2026, is after “June 2026”"
    }
    moved = asked(new="June 2026", start="1 May 2026")
    assert request_faults([(moved, row)], on=ON) == {}


def test_rule_10_a_first_date_is_asked_for_with_its_start_and_not_without():
    row = stands("TBC", kind="tbc")
    alone = asked(start="Jun 2026")
    assert "Enter the new date" in request_faults([(alone, row)], on=ON)["new_1"]
    both = asked(new="Dec 2026", start="Jun 2026")
    assert request_faults([(both, row)], on=ON) == {}


def test_rule_18_the_worst_row_decides():
    assert tier_of([*causes("25 April 2026"), *causes("30 June 2026")]) is Tier.CABINET


def test_rule_10_a_first_date_is_for_sao_and_cpmo_however_late():
    row = stands("TBC", kind="tbc")
    found = causes("Dec 2029", row=row)
    assert (found, tier_of(found)) == ((Cause.FIRST_DATED,), Tier.OFFICERS)
    assert days_moved(row.original, when("Dec 2029")) is None


def fault(kind=ChangeKind.DATE, new="", title="", run_by="", row=None, on=ON):
    proposed = asked(kind, new, title=title, run_by=run_by)
    return request_faults([(proposed, row or stands())], on=on)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"in_force": False}, "HOU-06 has been retired"),
        (
            {"asked": (("HOU-CR-01", ChangeKind.PAUSE),)},
            "HOU-06 is in HOU-CR-01, which has not been decided. Wait for the decision, withdraw "
            "HOU-CR-01, or ask CPMO when it is decided.",
        ),
        ({"delivery": Delivery.COMPLETE}, "HOU-06 is complete"),
        ({"delivery": Delivery.DESCOPED}, "HOU-06 is descoped"),
        ({"kind": "recurring"}, "HOU-06 has no date that can be moved"),
    ],
)
def test_rule_18_rows_that_a_request_may_not_name(row, reason):
    assert reason in fault(new="Jun 2026", row=stands(**row))[""]


def test_rule_18_which_kinds_of_request_collide_on_one_row():
    """Other words for the same work touch no date or status; everything else is judged together."""
    apart = {ChangeKind.DATE, ChangeKind.PAUSE, ChangeKind.RESUME, ChangeKind.DESCOPE}
    for kind in ChangeKind:
        for other in ChangeKind:
            kinds = {kind, other}
            free = ChangeKind.WORDING in kinds and bool(kinds & apart)
            assert collide(kind, other) is collide(other, kind) is not free, kinds


def test_rule_18_wording_and_a_date_may_be_asked_for_apart():
    worded = stands(asked=(("HOU-CR-01", ChangeKind.WORDING),))
    assert fault(new="Jun 2026", row=worded) == {}
    assert "HOU-CR-01" in fault(ChangeKind.SCOPE, title="Mend homes", row=worded)[""]
    both = stands(asked=(("HOU-CR-01", ChangeKind.WORDING), ("HOU-CR-02", ChangeKind.DATE)))
    assert "HOU-06 is in HOU-CR-02, which" in fault(new="Jun 2026", row=both)[""]


def test_rule_18_what_each_kind_asks_for():
    assert set(fault()) == {"new_1"}
    assert "is the date now" in fault(new="31 March 2026")["new_1"]
    assert "has passed" in fault(new="Jan 2026")["new_1"]
    assert fault(new="Jun 2026") == {}
    assert set(fault(ChangeKind.WORDING)) == {"title_1"}
    assert "words now" in fault(ChangeKind.SCOPE, title="Repair homes")["title_1"]
    assert fault(ChangeKind.WORDING, title="Mend homes") == {}
    done = stands(delivery=Delivery.COMPLETE)
    assert fault(ChangeKind.WORDING, title="Mend homes", row=done) == {}
    assert fault(ChangeKind.PAUSE) == {}
    assert "paused already" in fault(ChangeKind.PAUSE, row=stands(delivery=Delivery.PAUSED))[""]
    assert "neither paused" in fault(ChangeKind.RESUME, new="Jun 2026")[""]
    paused = stands(delivery=Delivery.PAUSED)
    assert fault(ChangeKind.RESUME, new="Jun 2026", row=paused) == {}
    assert fault(ChangeKind.DESCOPE, row=paused) == {}
    assert "cannot be closed" in fault(ChangeKind.CLOSE, run_by="Repairs")[""]
    goes_on = stands("Ongoing", kind="ongoing")
    assert set(fault(ChangeKind.CLOSE, row=goes_on)) == {"run_by_1"}
    assert fault(ChangeKind.CLOSE, run_by="Repairs", row=goes_on) == {}


def test_rule_18a_a_split_has_parts_and_a_merge_has_parents():
    whole, other = stands(), stands(ref="HOU-07")

    def asks(kind, *rows):
        parts = [asked(kind, "Jun 2026", number=n, title=f"Part {n}") for n in (1, 2)]
        return request_faults(list(zip(parts, rows, strict=False)), on=ON)

    assert asks(ChangeKind.SPLIT, whole, whole) == {}
    assert "two or more" in asks(ChangeKind.SPLIT, whole)[""]
    assert "two or more" in asks(ChangeKind.SPLIT, whole, other)[""]
    assert asks(ChangeKind.MERGE, whole, other) == {}
    assert "two or more" in asks(ChangeKind.MERGE, whole)[""]
    assert "once" in asks(ChangeKind.DATE, whole, whole)[""]
    assert "at least one" in asks(ChangeKind.DATE)[""]
    assert asks(ChangeKind.ADD, None) == {}
    assert set(request_faults([(asked(ChangeKind.ADD), None)], on=ON)) == {"new_1", "title_1"}


def row(number, *causes, kind=ChangeKind.DATE, part=1):
    return ChangeRowFacts(
        number=number, part=part, kind=kind, milestone=f"HOU-{number:02}", old_title="",
        new_title="", old=UNDATED, new=UNDATED, days=None, run_by="", causes=causes,
    )  # fmt: skip


def agreed(forum, *rows):
    return ChangeStepFacts(
        act=ChangeAct.AGREED, forum=forum, rows=rows, met_on=None, minute="", reason="",
        by_name="", by_post="", at=AT,
    )  # fmt: skip


SAO, CPMO, TIB, CABINET = (
    ChangeForum.SAO, ChangeForum.CPMO, ChangeForum.TIB, ChangeForum.CABINET
)  # fmt: skip


@pytest.mark.parametrize(
    ("cause", "states"),
    [
        (Cause.SMALL, [ChangeState.WITH_CPMO, ChangeState.APPROVED]),
        (Cause.MEDIUM, [ChangeState.WITH_CPMO, ChangeState.AT_TIB, ChangeState.APPROVED]),
        (
            Cause.LARGE,
            [ChangeState.WITH_CPMO, ChangeState.AT_TIB, ChangeState.AT_CABINET,
             ChangeState.APPROVED],
        ),
    ],
)  # fmt: skip
def test_rule_18_each_tier_has_its_way(cause, states):
    rows, steps = [row(1, cause)], []
    for forum, state in zip((SAO, CPMO, TIB, CABINET), states, strict=False):
        steps.append(agreed(forum, 1))
        assert state_after(forum, rows, steps, on=ON) is state


def test_rule_18_a_board_may_approve_some_rows_alone():
    rows = [row(1, Cause.MEDIUM), row(2, Cause.LARGE), row(3, Cause.SMALL)]
    steps = [agreed(SAO, 1, 2, 3), agreed(CPMO, 1, 2, 3), agreed(TIB, 1, 3)]
    assert rows_left(rows, steps) == [1, 3]
    # The row that needed Cabinet is refused: nothing is left that does.
    assert state_after(TIB, rows, steps, on=ON) is ChangeState.IN_PART
    steps[-1] = agreed(TIB, 2)
    assert state_after(TIB, rows, steps, on=ON) is ChangeState.AT_CABINET
    steps.append(agreed(CABINET, 2))
    assert state_after(CABINET, rows, steps, on=ON) is ChangeState.IN_PART


def refusals(state, by, asker=1, **agreed_by):
    people = TookPart(asker=asker, agreed={int(k[1:]): v for k, v in agreed_by.items()})
    return decision_refusals(ref="HOU-CR-01", state=state, people=people, by=by)


def test_rule_18_whoever_asked_never_decides_and_nobody_decides_twice():
    for state in (ChangeState.WITH_SAO, ChangeState.WITH_CPMO, ChangeState.AT_TIB):
        assert "You asked for this change" in refusals(state, 1)[0]
        assert refusals(state, 2) == []
    assert "You have agreed to this as SAO" in refusals(ChangeState.WITH_CPMO, 2, _2=SAO)[0]
    assert refusals(ChangeState.AT_TIB, 2, _2=CPMO) == []  # TIB decides; CPMO writes it down
    assert "is approved. There is nothing" in refusals(ChangeState.APPROVED, 2)[0]


def faults(forum, *left, **ruled):
    ruling = Ruling(**{"agrees": True, "rows": frozenset({1, 2})} | ruled)
    return set(ruling_faults(ruling, forum=forum, left=left or (row(1), row(2)), on=ON))


def test_rule_18_a_board_decides_by_its_minute_and_a_refusal_has_a_reason():
    cited = {"met_on": ON, "minute": "4.2"}
    assert faults(SAO) == faults(TIB, **cited) == set()
    assert faults(TIB) == {"met_on", "minute"}
    assert faults(TIB, met_on=date(2026, 3, 2), minute="4.2") == {"met_on"}
    assert faults(CABINET, **cited) == {"view", "view_on"}
    assert faults(CABINET, **cited, view="Agrees", view_on=ON) == set()
    assert faults(SAO, agrees=False) == {"why"}
    assert faults(SAO, agrees=False, reason="Too late") == set()
    assert faults(CABINET, agrees=False, reason="No", **cited) == set()
    assert faults(SAO, rows=frozenset({1})) == {"why"}
    assert faults(SAO, rows=frozenset({1}), reason="Row 2 can wait") == set()
    assert faults(SAO, rows=frozenset()) == faults(SAO, rows=frozenset({3})) == {"numbers"}
    split = [row(number, kind=ChangeKind.SPLIT) for number in (1, 2)]
    assert faults(SAO, *split, rows=frozenset({1}), reason="x") == {"numbers"}


def test_rule_18_what_is_undecided_after_two_periods_says_so_and_never_lapses():
    freezes = [datetime(2026, month, 8, tzinfo=UTC) for month in (2, 4, 5)]
    assert months_waited(AT.date(), freezes) == 2
    assert waits_long(ChangeState.AT_TIB, 2) and waits_long(ChangeState.WITH_SAO, 30)
    assert not waits_long(ChangeState.AT_TIB, 1) and not waits_long(ChangeState.REFUSED, 9)


@pytest.mark.parametrize(
    ("new", "state", "passed"),
    [
        ("28 Feb 2026", ChangeState.WITH_SAO, True),
        ("Feb 2026", ChangeState.AT_CABINET, True),
        ("1 March 2026", ChangeState.WITH_CPMO, False),  # due until the end of the day (Rule 8)
        ("28 Feb 2026", ChangeState.APPROVED, True),
        ("28 Feb 2026", ChangeState.REFUSED, False),
        ("28 Feb 2026", ChangeState.WITHDRAWN, False),
        ("", ChangeState.WITH_SAO, False),
    ],
)
def test_rules_9_and_18_a_date_that_passed_before_it_was_agreed_to_says_so(new, state, passed):
    assert has_passed(when(new), state, measured=Measured(ON)) is passed


def test_rule_14_a_new_date_of_a_months_last_day_has_passed_at_its_end():
    last = when("31 March 2026")
    assert not has_passed(last, ChangeState.WITH_SAO, measured=Measured(date(2026, 3, 31)))
    march = Measured.month_end(date(2026, 3, 1))
    assert has_passed(last, ChangeState.WITH_SAO, measured=march)
    assert not has_passed(when("4 April 2026"), ChangeState.WITH_SAO, measured=march)


def test_a_start_that_cannot_be_read_is_no_missing_end_nor_the_other_way_round():
    unread, row = replace(UNDATED, raw="soonish"), stands(start=when("Mar 2026"))
    start = Proposed(number=1, kind=ChangeKind.DATE, new=UNDATED, start=unread)
    assert request_faults([(start, row)], on=ON) == {}
    end = Proposed(number=1, kind=ChangeKind.DATE, new=unread, start=when("1 April 2026"))
    assert list(request_faults([(end, row)], on=ON)) == ["new_1"]
