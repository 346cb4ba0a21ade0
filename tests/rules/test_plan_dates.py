"""Rules 8 to 12: the precision of plan dates, at all their corners."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irp.rules.date_spans import NO_SUCH_DAY, NOT_A_FINANCIAL_YEAR, OUT_OF_RANGE, WHAT_TO_TYPE
from irp.rules.date_words import quarter_as_written
from irp.rules.plan_dates import (
    UNDATED,
    PlanDate,
    Precision,
    QuarterConvention,
    Recurrence,
    UnreadableDate,
    deciding_date,
    is_after_intervention,
    is_past,
    milestone_kind,
    occurrences,
    overdue_from,
    parse_entered_date,
    parse_plan_date,
    printed,
    recurrence,
    slip_days,
)

CALENDAR, FINANCIAL = QuarterConvention.CALENDAR, QuarterConvention.FINANCIAL
P = Precision


def read(raw: str, quarters: QuarterConvention = CALENDAR) -> PlanDate:
    return parse_plan_date(raw, quarters=quarters)


DATED = [
    ("Jun 2024", P.MONTH, "2024-06-01", "2024-06-30"),
    ("April 2024", P.MONTH, "2024-04-01", "2024-04-30"),
    ("Sept 2024", P.MONTH, "2024-09-01", "2024-09-30"),
    ("sept. 2024", P.MONTH, "2024-09-01", "2024-09-30"),
    ("Dec 32", P.MONTH, "2032-12-01", "2032-12-31"),
    ("Feb 2028", P.MONTH, "2028-02-01", "2028-02-29"),
    ("Feb 2100", P.MONTH, "2100-02-01", "2100-02-28"),
    ("30 November 2023", P.DAY, "2023-11-30", "2023-11-30"),
    ("5th October 2023", P.DAY, "2023-10-05", "2023-10-05"),
    ("30/06/2024", P.DAY, "2024-06-30", "2024-06-30"),
    ("01/02/2026", P.DAY, "2026-02-01", "2026-02-01"),
    ("1.2.26", P.DAY, "2026-02-01", "2026-02-01"),
    ("2024-06-30", P.DAY, "2024-06-30", "2024-06-30"),
    ("29 Feb 2028", P.DAY, "2028-02-29", "2028-02-29"),
    ("01/01/2000", P.DAY, "2000-01-01", "2000-01-01"),
    ("31/12/2100", P.DAY, "2100-12-31", "2100-12-31"),
    ("Q3 2024/25", P.QUARTER, "2024-10-01", "2024-12-31"),
    ("Q3 2026/27", P.QUARTER, "2026-10-01", "2026-12-31"),
    ("Q4 2026/2027", P.QUARTER, "2027-01-01", "2027-03-31"),
    ("2026/27", P.FINANCIAL_YEAR, "2026-04-01", "2027-03-31"),
    ("2099/00", P.FINANCIAL_YEAR, "2099-04-01", "2100-03-31"),
    ("2026", P.YEAR, "2026-01-01", "2026-12-31"),
    ("Spring 2026", P.SEASON, "2026-03-01", "2026-05-31"),
    ("Spring 26", P.SEASON, "2026-03-01", "2026-05-31"),
    ("Summer 2026", P.SEASON, "2026-06-01", "2026-08-31"),
    ("Autumn 2026", P.SEASON, "2026-09-01", "2026-11-30"),
    ("Winter 2027", P.SEASON, "2027-12-01", "2028-02-29"),
    ("30-Jun-26", P.DAY, "2026-06-30", "2026-06-30"),
    ("30-Jun-2026", P.DAY, "2026-06-30", "2026-06-30"),
    ("1st June 2026", P.DAY, "2026-06-01", "2026-06-01"),
    ("2nd June 2026", P.DAY, "2026-06-02", "2026-06-02"),
    ("11th June 2026", P.DAY, "2026-06-11", "2026-06-11"),
    ("12TH June 2026", P.DAY, "2026-06-12", "2026-06-12"),
    ("23rd June 2026", P.DAY, "2026-06-23", "2026-06-23"),
    ("Tuesday 30 June 2026", P.DAY, "2026-06-30", "2026-06-30"),
    ("Tue, 30th June 2026", P.DAY, "2026-06-30", "2026-06-30"),
    ("Weds 1/7/2026", P.DAY, "2026-07-01", "2026-07-01"),
    ("by Tuesday 30 June 2026.", P.DAY, "2026-06-30", "2026-06-30"),
    ("by 30 June 2026", P.DAY, "2026-06-30", "2026-06-30"),
    ("end of June 2026", P.MONTH, "2026-06-01", "2026-06-30"),
    ("End June 2026", P.MONTH, "2026-06-01", "2026-06-30"),
    ("by June 2026", P.MONTH, "2026-06-01", "2026-06-30"),
    ("by the end of Jun '26", P.MONTH, "2026-06-01", "2026-06-30"),
    ("Jun 2026.", P.MONTH, "2026-06-01", "2026-06-30"),
    ("2024-25", P.FINANCIAL_YEAR, "2024-04-01", "2025-03-31"),
    ("2024-2025", P.FINANCIAL_YEAR, "2024-04-01", "2025-03-31"),
    ("24/25", P.FINANCIAL_YEAR, "2024-04-01", "2025-03-31"),
    ("24-25", P.FINANCIAL_YEAR, "2024-04-01", "2025-03-31"),
    ("FY24/25", P.FINANCIAL_YEAR, "2024-04-01", "2025-03-31"),
    ("FY 2024-25", P.FINANCIAL_YEAR, "2024-04-01", "2025-03-31"),
    ("end of 2026/27", P.FINANCIAL_YEAR, "2026-04-01", "2027-03-31"),
    ("Q1 2024-25", P.QUARTER, "2024-04-01", "2024-06-30"),
    ("Q1 24/25", P.QUARTER, "2024-04-01", "2024-06-30"),
    ("Q4 FY24/25", P.QUARTER, "2025-01-01", "2025-03-31"),
]


@pytest.mark.parametrize("quarters", QuarterConvention)
@pytest.mark.parametrize(("raw", "precision", "earliest", "latest"), DATED)
def test_rule_8_dated_words(raw, precision, earliest, latest, quarters):
    """Rule 8: day first; none of these depends on which quarters the plan means."""
    expected = {"raw": raw, "precision": precision, "earliest": earliest, "latest": latest}
    assert read(raw, quarters).as_json() == expected


@pytest.mark.parametrize(
    ("raw", "quarters", "earliest", "latest", "shown"),
    [
        ("Q1 2026", CALENDAR, date(2026, 1, 1), date(2026, 3, 31), "Q1 2026 (Jan to Mar 2026)"),
        ("Q2 2026", CALENDAR, date(2026, 4, 1), date(2026, 6, 30), "Q2 2026 (Apr to Jun 2026)"),
        ("Q3 2026", CALENDAR, date(2026, 7, 1), date(2026, 9, 30), "Q3 2026 (Jul to Sep 2026)"),
        ("q4 2028", CALENDAR, date(2028, 10, 1), date(2028, 12, 31), "Q4 2028 (Oct to Dec 2028)"),
        ("Q1 2026", FINANCIAL, date(2026, 4, 1), date(2026, 6, 30), "Q1 2026 (Apr to Jun 2026)"),
        ("Q2 2026", FINANCIAL, date(2026, 7, 1), date(2026, 9, 30), "Q2 2026 (Jul to Sep 2026)"),
        ("Q3 2026", FINANCIAL, date(2026, 10, 1), date(2026, 12, 31), "Q3 2026 (Oct to Dec 2026)"),
        ("Q4 2027", FINANCIAL, date(2028, 1, 1), date(2028, 3, 31), "Q4 2027 (Jan to Mar 2028)"),
        # Two years make it a financial quarter whatever the plan's setting.
        (
            "Q4 2024/25",
            CALENDAR,
            date(2025, 1, 1),
            date(2025, 3, 31),
            "Q4 2024/25 (Jan to Mar 2025)",
        ),
    ],
)
def test_rule_11_quarters_follow_the_plans_setting(raw, quarters, earliest, latest, shown):
    plan_date = read(raw, quarters)
    assert (plan_date.precision, plan_date.earliest, plan_date.latest) == (
        P.QUARTER,
        earliest,
        latest,
    )
    assert printed(plan_date, quarters=quarters) == shown


@pytest.mark.parametrize("today", QuarterConvention)
@pytest.mark.parametrize("then", QuarterConvention)
@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Q2 2026", "Q2 2026"),
        ("q2 2026.", "Q2 2026"),
        ("by end of Q2 2026", "Q2 2026"),
        ("Q4 2026/2027", "Q4 2026/27"),
        ("Q1 24-25", "Q1 2024/25"),
        ("Q1 FY2099/00", "Q1 2099/00"),
    ],
)
def test_rule_11_a_quarter_is_named_as_written_whatever_is_set_today(raw, name, then, today):
    """Rule 11: the name is the author's, the months are those of the stored days."""
    stored = read(raw, then)
    shown = printed(stored, quarters=today)
    assert shown.partition(" (")[0] == name == quarter_as_written(raw)
    assert shown == printed(stored, quarters=then)


@pytest.mark.parametrize(
    ("quarters", "shown"),
    [(CALENDAR, "Q2 2026 (Apr to Jun 2026)"), (FINANCIAL, "Q1 2026/27 (Apr to Jun 2026)")],
)
def test_rule_11_only_a_quarter_without_words_is_named_from_its_days(quarters, shown):
    wordless = PlanDate("", P.QUARTER, date(2026, 4, 1), date(2026, 6, 30))
    assert printed(wordless, quarters=quarters) == shown
    assert quarter_as_written("Spring 2026") == ""


def test_rule_11_a_setting_stored_as_plain_text_counts_the_same():
    assert read("Q3 2026", "financial") == read("Q3 2026", FINANCIAL)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("raw", "precision"),
    [
        ("Monthly", P.RECURRING),
        ("6 monthly", P.RECURRING),
        ("Every 6 weeks", P.RECURRING),
        ("Every 6 months", P.RECURRING),
        ("Quarterly", P.RECURRING),
        ("Weekly", P.RECURRING),
        ("Annually", P.RECURRING),
        ("Review annually", P.REVIEW),
        ("Annual review", P.REVIEW),
        ("Ongoing", P.ONGOING),
        ("On-going", P.ONGOING),
        ("Present", P.ONGOING),
        ("TBC", P.TBC),
        ("To be confirmed", P.TBC),
        ("To be agreed", P.TBC),
        ("TBA", P.TBC),
        ("tbd", P.TBC),
        ("T.B.C.", P.TBC),
        ("Ongoing.", P.ONGOING),
        ("Every 6 weeks.", P.RECURRING),
        ("when possible", P.CONDITIONAL),
        ("When the accounts of 31 March 1974 are signed", P.CONDITIONAL),
        ("Subject to the vote on 30/06/2026", P.CONDITIONAL),
        ("Subject to Cabinet approval", P.CONDITIONAL),
        ("Year 2 & 3", P.RELATIVE),
        ("Years 2 and 3", P.RELATIVE),
        ("Year 1", P.RELATIVE),
        ("", P.UNDATED),
        (" \u00a0\n", P.UNDATED),
    ],
)
def test_rules_10_and_12_words_without_days_are_never_overdue(raw, precision):
    plan_date = read(raw)
    assert plan_date == PlanDate(raw.strip(), precision, None, None)
    assert not plan_date.is_dated
    assert overdue_from(plan_date) is None
    assert not is_past(plan_date, at=datetime(2100, 1, 1, tzinfo=UTC))
    assert not is_after_intervention(plan_date, ends_on=date(2028, 10, 31))
    assert slip_days(plan_date, read("Jun 2024")) is None
    assert slip_days(read("Jun 2024"), plan_date) is None


def test_rule_8_the_words_stay_as_written_without_the_space_around_them():
    assert read("  ApRiL\u00a0 2024\n").raw == "ApRiL 2024"
    assert read(" To be agreed ").raw == "To be agreed"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("31/02/2026", NO_SUCH_DAY),
        ("1/13/2026", NO_SUCH_DAY),
        ("29 February 2026", NO_SUCH_DAY),
        ("0/6/2026", NO_SUCH_DAY),
        ("2026-02-30", NO_SUCH_DAY),
        ("29/02/2100", NO_SUCH_DAY),
        ("1rd June 2026", NO_SUCH_DAY),
        ("2th June 2026", NO_SUCH_DAY),
        ("11st June 2026", NO_SUCH_DAY),
        ("13rd June 2026", NO_SUCH_DAY),
        ("31-Jun-26", NO_SUCH_DAY),
        ("by 31 June 2026", NO_SUCH_DAY),
        ("When the vote of 31 June 2026 is held", NO_SUCH_DAY),
        ("Subject to approval on 31/02/2026", NO_SUCH_DAY),
        ("subject to approval by 2026-02-30.", NO_SUCH_DAY),
        ("Friday 30 June 2026", "That day does not exist: 30 June 2026 is a Tuesday"),
        ("by Sun 01/07/26", "That day does not exist: 1 July 2026 is a Wednesday"),
        ("Friday June 2026", WHAT_TO_TYPE),
        ("Friday", WHAT_TO_TYPE),
        ("by then", WHAT_TO_TYPE),
        ("end of", WHAT_TO_TYPE),
        (".", WHAT_TO_TYPE),
        ("99/99/9999", OUT_OF_RANGE),
        ("1999", OUT_OF_RANGE),
        ("2101", OUT_OF_RANGE),
        ("0000", OUT_OF_RANGE),
        ("31/12/1999", OUT_OF_RANGE),
        ("Dec 1999", OUT_OF_RANGE),
        ("1999/00", OUT_OF_RANGE),
        ("1 Jan 2101", OUT_OF_RANGE),
        ("2100/01", OUT_OF_RANGE),
        ("Winter 2100", OUT_OF_RANGE),
        ("Q4 2100/01", OUT_OF_RANGE),
        ("2026/28", NOT_A_FINANCIAL_YEAR),
        ("2026/26", NOT_A_FINANCIAL_YEAR),
        ("Q1 2026/2028", NOT_A_FINANCIAL_YEAR),
        ("2024-26", NOT_A_FINANCIAL_YEAR),
        ("24/26", NOT_A_FINANCIAL_YEAR),
        ("FY 24-26", NOT_A_FINANCIAL_YEAR),
        ("Q1 24/24", NOT_A_FINANCIAL_YEAR),
        # 01 to 12 after a year, or a bare day and month, may mean a month: not guessed at.
        ("2026-06", WHAT_TO_TYPE),
        ("2011-12", WHAT_TO_TYPE),
        ("11/12", WHAT_TO_TYPE),
        ("Q1 26", WHAT_TO_TYPE),
        ("soon", WHAT_TO_TYPE),
        ("Q5 2026", WHAT_TO_TYPE),
        ("Q0 2026", WHAT_TO_TYPE),
        ("24", WHAT_TO_TYPE),
        ("Juny 2026", WHAT_TO_TYPE),
        ("30/06-2026", WHAT_TO_TYPE),
        ("20260630", WHAT_TO_TYPE),
        ("-1/6/2026", WHAT_TO_TYPE),
        ("Every 0 weeks", WHAT_TO_TYPE),
        ("Year 0", WHAT_TO_TYPE),
        ("when", WHAT_TO_TYPE),
        ("review", WHAT_TO_TYPE),
        ("Jun 2024; DROP TABLE", WHAT_TO_TYPE),
        ("when \x00", WHAT_TO_TYPE),
        ("Jun 2024\x00", WHAT_TO_TYPE),
        ("٣٠/٠٦/٢٠٢٦", WHAT_TO_TYPE),
        ("\uff12\uff10\uff12\uff16", WHAT_TO_TYPE),
        ("Q³ 2026", WHAT_TO_TYPE),
        ("30\u200b/06/2026", WHAT_TO_TYPE),
        ("wee\u212aly", WHAT_TO_TYPE),
        ("when " + "x" * 96, WHAT_TO_TYPE),
        ("9" * 1_000_000, WHAT_TO_TYPE),
    ],
)
def test_rule_8_bad_input_says_what_to_type(raw, message):
    with pytest.raises(UnreadableDate) as refusal:
        read(raw)
    assert str(refusal.value) == message


def test_rule_8_the_messages_say_what_to_type():
    assert WHAT_TO_TYPE == "Enter a date such as 30 June 2026, Jun 2026, Q3 2026 or 2026/27"
    assert "1 January 2000" in OUT_OF_RANGE and "31 December 2100" in OUT_OF_RANGE
    assert issubclass(UnreadableDate, ValueError)


class TestEntered:
    """What a person types into a form (Rule 8)."""

    @pytest.mark.parametrize("raw", ["30/06/2026", "Jun 2026", "Q3 2026", "2026/27", "Spring 26"])
    def test_a_date_is_read_as_in_a_plan(self, raw):
        assert parse_entered_date(raw, quarters=FINANCIAL) == read(raw, FINANCIAL)

    @pytest.mark.parametrize("raw", ["", "  ", "TBC", "Ongoing", "Monthly", "Year 2 & 3"])
    def test_words_without_a_day_are_refused(self, raw):
        with pytest.raises(UnreadableDate, match="Enter a date such as"):
            parse_entered_date(raw, quarters=CALENDAR)

    @pytest.mark.parametrize(
        ("raw", "precision"),
        [("TBC", P.TBC), ("ongoing", P.ONGOING), ("tbd", P.TBC), ("T.B.C.", P.TBC)],
    )
    def test_ongoing_and_tbc_where_allowed(self, raw, precision):
        plan_date = parse_entered_date(raw, quarters=CALENDAR, allow_undated=True)
        assert plan_date == PlanDate(raw, precision, None, None)

    @pytest.mark.parametrize(
        ("raw", "fault"),
        [
            *((raw, WHAT_TO_TYPE) for raw in ("", "Monthly", "Year 2 & 3", "when possible", "?")),
            ("31 June 2026", NO_SUCH_DAY),
            ("1999", OUT_OF_RANGE),
            ("2026/28", NOT_A_FINANCIAL_YEAR),
            ("Friday 30 June 2026", "That day does not exist: 30 June 2026 is a Tuesday"),
        ],
    )
    def test_nothing_else_without_a_day_even_then_and_every_refusal_names_both(self, raw, fault):
        with pytest.raises(UnreadableDate) as refusal:
            parse_entered_date(raw, quarters=CALENDAR, allow_undated=True)
        assert str(refusal.value) == f"{fault}, or enter Ongoing or TBC"


@pytest.mark.parametrize(
    ("raw", "moment"),
    [
        ("Jun 2024", datetime(2024, 6, 30, 23, 0, tzinfo=UTC)),
        ("30/06/2024", datetime(2024, 6, 30, 23, 0, tzinfo=UTC)),
        ("Dec 2024", datetime(2025, 1, 1, 0, 0, tzinfo=UTC)),
        ("Feb 2028", datetime(2028, 3, 1, 0, 0, tzinfo=UTC)),
        ("28 Feb 2028", datetime(2028, 2, 29, 0, 0, tzinfo=UTC)),
        ("29 Feb 2028", datetime(2028, 3, 1, 0, 0, tzinfo=UTC)),
        # The clocks go forward on Sunday 31 March 2024 and back on Sunday 27 October 2024.
        ("30 Mar 2024", datetime(2024, 3, 31, 0, 0, tzinfo=UTC)),
        ("Mar 2024", datetime(2024, 3, 31, 23, 0, tzinfo=UTC)),
        ("26 Oct 2024", datetime(2024, 10, 26, 23, 0, tzinfo=UTC)),
        ("27 Oct 2024", datetime(2024, 10, 28, 0, 0, tzinfo=UTC)),
        ("2026/27", datetime(2027, 3, 31, 23, 0, tzinfo=UTC)),
        ("Q4 2028", datetime(2029, 1, 1, 0, 0, tzinfo=UTC)),
        ("31/12/2100", datetime(2101, 1, 1, 0, 0, tzinfo=UTC)),
    ],
)
def test_rule_8_overdue_from_local_midnight_after_the_last_day(raw, moment):
    plan_date = read(raw)
    assert overdue_from(plan_date) == moment
    assert overdue_from(plan_date).utcoffset() == timedelta(0)
    assert not is_past(plan_date, at=moment - timedelta(microseconds=1))
    assert is_past(plan_date, at=moment)


def test_rule_8_the_moment_counts_not_the_zone_it_is_told_in():
    new_york = timezone(timedelta(hours=-4))
    assert is_past(read("Jun 2024"), at=datetime(2024, 6, 30, 19, 0, tzinfo=new_york))
    assert not is_past(read("Jun 2024"), at=datetime(2024, 6, 30, 18, 59, tzinfo=new_york))
    with pytest.raises(ValueError, match="time zone"):
        is_past(read("Jun 2024"), at=datetime(2024, 7, 1))


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("April 2024", "Apr 2024"),
        ("Sept 2024", "Sep 2024"),
        ("30/06/2024", "30 Jun 2024"),
        ("5th October 2023", "5 Oct 2023"),
        ("2026/2027", "2026/27 (Apr 2026 to Mar 2027)"),
        ("2099/00", "2099/00 (Apr 2099 to Mar 2100)"),
        ("2026", "2026"),
        ("Spring 26", "Spring 26 (Mar to May 2026)"),
        ("Winter 2027", "Winter 2027 (Dec 2027 to Feb 2028)"),
        ("tbc", "To be confirmed"),
        ("T.B.A.", "To be confirmed"),
        ("Spring 26.", "Spring 26 (Mar to May 2026)"),
        ("end of June 2026", "Jun 2026"),
        ("FY24/25", "2024/25 (Apr 2024 to Mar 2025)"),
        ("To be agreed", "To be agreed"),
        ("on-going", "Ongoing"),
        ("Every 6 weeks", "Every 6 weeks"),
        ("Year 2 & 3", "Year 2 & 3"),
        ("when possible", "when possible"),
        ("Review annually", "Review annually"),
        ("", "No date"),
    ],
)
def test_rule_11_printed_for_people(raw, shown):
    assert printed(read(raw), quarters=CALENDAR) == shown


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Weekly", Recurrence(1, "week")),
        ("Fortnightly", Recurrence(2, "week")),
        ("Every 6 weeks", Recurrence(6, "week")),
        ("MONTHLY", Recurrence(1, "month")),
        ("6 monthly", Recurrence(6, "month")),
        ("6-monthly", Recurrence(6, "month")),
        ("Every 6 months", Recurrence(6, "month")),
        ("Quarterly", Recurrence(3, "month")),
        ("Annually", Recurrence(1, "year")),
        ("Every 2 years", Recurrence(2, "year")),
        ("Review annually", Recurrence(1, "year")),
        ("Annual reviews", Recurrence(1, "year")),
        ("Monthly.", Recurrence(1, "month")),
        ("Bi-annually", None),  # twice a year or every second year: it does not say
        ("Every 0 weeks", None),
        ("Ongoing", None),
        ("Jun 2024", None),
        ("", None),
    ],
)
def test_rule_10_how_often(raw, expected):
    assert recurrence(raw) == expected


def days(*iso: str) -> list[date]:
    return [date.fromisoformat(day) for day in iso]


@pytest.mark.parametrize(
    ("raw", "start", "until", "due"),
    [
        (
            "Monthly",
            "2028-01-31",
            "2028-04-30",
            days("2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"),
        ),
        ("Monthly", "2027-01-31", "2027-03-30", days("2027-01-31", "2027-02-28")),
        (
            "6 monthly",
            "2024-08-31",
            "2025-08-31",
            days("2024-08-31", "2025-02-28", "2025-08-31"),
        ),
        ("Quarterly", "2024-11-30", "2025-03-01", days("2024-11-30", "2025-02-28")),
        (
            "Every 6 weeks",
            "2024-04-01",
            "2024-06-24",
            days("2024-04-01", "2024-05-13", "2024-06-24"),
        ),
        (
            "Annually",
            "2028-02-29",
            "2032-02-29",
            days("2028-02-29", "2029-02-28", "2030-02-28", "2031-02-28", "2032-02-29"),
        ),
        ("Weekly", "2024-04-02", "2024-04-01", []),
    ],
)
def test_rule_10_occurrences_have_their_own_due_dates(raw, start, until, due):
    found = occurrences(
        recurrence(raw), start=date.fromisoformat(start), until=date.fromisoformat(until)
    )
    assert found == due


@pytest.mark.parametrize(
    ("raw", "start", "count"),
    [("Weekly", "9999-12-20", 2), ("6 monthly", "9998-12-31", 3), ("Annually", "9999-02-28", 1)],
)
def test_rule_10_occurrences_end_with_the_calendar(raw, start, count):
    due = occurrences(recurrence(raw), start=date.fromisoformat(start), until=date.max)
    assert len(due) == count


def test_rule_10_an_interval_moves_on():
    with pytest.raises(ValueError, match="1 or more"):
        Recurrence(0, "week")


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("Feb 2024", "Mar 2025", "dated"),
        ("", "Q3 2024/25", "dated"),
        ("TBC", "Mar 2025", "dated"),
        ("Apr 2024", "Monthly", "recurring"),
        ("Every 6 months", "", "recurring"),
        ("Monthly", "Mar 2025", "dated"),
        ("Oct 2023", "Ongoing", "ongoing"),
        ("Ongoing", "", "ongoing"),
        ("TBC", "TBC", "tbc"),
        ("Monthly", "TBC", "tbc"),
        ("Year 2 & 3", "Year 2 & 3", "relative"),
        ("Apr 2024", "Review annually", "review"),
        ("", "", "undated"),
        ("Apr 2024", "", "undated"),
        ("Apr 2024", "when possible", "undated"),
        ("when possible", "", "undated"),
    ],
)
def test_rule_10_the_kind_of_a_milestone(start, end, kind):
    assert milestone_kind(read(start), read(end)) == kind


@pytest.mark.parametrize(
    ("start", "end", "decides"),
    [
        ("Feb 2024", "Mar 2025", "Mar 2025"),
        ("Every 6 weeks", "", "Every 6 weeks"),
        ("Apr 2024", "Monthly", "Monthly"),
        ("Apr 2024", "", ""),
        ("", "", ""),
    ],
)
def test_rule_10_the_start_says_when_only_where_the_end_is_blank(start, end, decides):
    assert deciding_date(read(start), read(end)).raw == decides


@pytest.mark.parametrize(
    ("baseline", "forecast", "slip"),
    [
        ("Jun 2024", "Jun 2024", 0),
        ("Jun 2024", "30/06/2024", 0),
        ("Jun 2024", "31 July 2024", 31),
        ("Feb 2028", "Mar 2028", 31),
        ("Jan 2028", "Feb 2028", 29),
        ("Jun 2024", "May 2024", -30),
    ],
)
def test_rule_9_slip_counts_from_the_last_day_of_the_baseline(baseline, forecast, slip):
    assert slip_days(read(baseline), read(forecast)) == slip


@pytest.mark.parametrize(
    ("raw", "after"),
    [
        ("Q4 2028", True),
        ("Nov 2028", True),
        ("Oct 2028", True),
        ("31/10/2028", True),
        ("30/10/2028", False),
        ("Q3 2028", False),
        ("2028/29", True),
        ("2027/28", False),
    ],
)
def test_rule_12_at_or_after_the_end_of_the_intervention(raw, after):
    assert is_after_intervention(read(raw), ends_on=date(2028, 10, 31)) is after


@pytest.mark.parametrize(
    ("precision", "earliest", "latest"),
    [
        (P.DAY, None, None),
        (P.MONTH, date(2024, 6, 1), None),
        (P.MONTH, None, date(2024, 6, 30)),
        (P.MONTH, date(2024, 6, 30), date(2024, 6, 1)),
        (P.ONGOING, date(2024, 6, 1), date(2024, 6, 30)),
        (P.TBC, None, date(2024, 6, 30)),
    ],
)
def test_rule_8_days_that_contradict_the_precision_are_refused(precision, earliest, latest):
    with pytest.raises(ValueError, match=r"day"):
        PlanDate("as written", precision, earliest, latest)


def test_rule_8_undated_as_json():
    nothing = {"raw": "", "precision": "undated", "earliest": None, "latest": None}
    assert UNDATED.as_json() == nothing


any_day = st.dates(date(2000, 1, 1), date(2100, 12, 31))
any_quarters = st.sampled_from(QuarterConvention)


@st.composite
def dated_words(draw) -> str:
    """Words of every dated precision, none outside the range."""
    day = draw(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
    quarter, year = draw(st.integers(1, 4)), day.year
    season = draw(st.sampled_from(["Spring", "Summer", "Autumn", "Winter"]))
    financial_year = f"{year}/{(year + 1) % 100:02}"
    return draw(
        st.sampled_from(
            [
                f"{day:%d/%m/%Y}",
                f"{day:%-d %B %Y}",
                day.isoformat(),
                f"{day:%b %Y}",
                f"Q{quarter} {year}",
                f"Q{quarter} {financial_year}",
                financial_year,
                str(year),
                f"{season} {year}",
                f"{day:%d-%b-%y}",
                f"{day:%A %-d %B %Y}",
                f"by {day:%-d %B %Y}",
                f"end of {day:%B %Y}",
                f"Q{quarter} {financial_year[2:]}",
                f"Q{quarter} {financial_year.replace('/', '-')}.",
                f"FY{financial_year[2:]}",
            ]
        )
    )


@given(any_day, any_quarters)
def test_rule_8_a_printed_day_or_month_reads_back(day, quarters):
    for written in (f"{day:%d/%m/%Y}", f"{day:%B %Y}"):
        plan_date = read(written, quarters)
        again = read(printed(plan_date, quarters=quarters), quarters)
        assert (again.precision, again.earliest, again.latest) == (
            plan_date.precision,
            plan_date.earliest,
            plan_date.latest,
        )
        assert again.earliest <= day <= again.latest


@given(dated_words(), any_quarters)
def test_rule_11_what_is_printed_before_the_months_reads_back(raw, quarters):
    plan_date = read(raw, quarters)
    name = printed(plan_date, quarters=quarters).partition(" (")[0]
    again = read(name, quarters)
    assert (again.precision, again.earliest, again.latest) == (
        plan_date.precision,
        plan_date.earliest,
        plan_date.latest,
    )


@given(dated_words(), any_quarters)
def test_rule_8_the_first_day_is_never_after_the_last(raw, quarters):
    plan_date = read(raw, quarters)
    assert plan_date.raw == raw
    assert plan_date.earliest <= plan_date.latest


@given(dated_words(), dated_words(), any_quarters)
def test_rule_8_a_later_last_day_is_overdue_later(words, other, quarters):
    first, second = sorted((read(words, quarters), read(other, quarters)), key=lambda d: d.latest)
    if first.latest == second.latest:
        assert overdue_from(first) == overdue_from(second)
    else:
        assert overdue_from(first) < overdue_from(second)


@given(st.text(max_size=120))
def test_rule_8_whatever_is_typed_is_read_or_refused_with_a_message(raw):
    try:
        plan_date = read(raw)
    except UnreadableDate as refusal:
        assert str(refusal)
    else:
        assert "\n" not in plan_date.raw and len(plan_date.raw) <= 100
        assert plan_date.is_dated == (overdue_from(plan_date) is not None)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_rule_8_one_day_has_one_reading_however_it_is_written(day):
    forms = ("%d/%m/%Y", "%Y-%m-%d", "%-d %B %Y", "%d-%b-%y", "%A %-d %b %y.", "by %-d %B %Y")
    readings = {read(f"{day:{form}}") for form in forms}
    assert {(found.precision, found.latest) for found in readings} == {(P.DAY, day)}


@given(any_day, st.integers(1, 24), st.sampled_from(["week", "month", "year"]))
def test_rule_10_occurrences_rise_and_stay_within_their_bounds(start, every, unit):
    until = start + timedelta(days=1500)
    due = occurrences(Recurrence(every, unit), start=start, until=until)
    assert due[0] == start and due[-1] <= until
    assert due == sorted(set(due))
    if unit != "week":
        for day in due:
            shorter_month = (day + timedelta(days=1)).day == 1 and day.day < start.day
            assert day.day == start.day or shorter_month
