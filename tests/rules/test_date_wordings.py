"""Rules 8 to 12: how councils write dates, each with its reading or with what to type instead."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irp.rules.date_spans import (
    ENDS_FIRST,
    NO_SUCH_DAY,
    NOT_A_FINANCIAL_YEAR,
    ONE_DATE,
    OUT_OF_RANGE,
    WHAT_TO_TYPE,
    days_said,
)
from irp.rules.plan_dates import (
    PlanDate,
    Precision,
    QuarterConvention,
    Recurrence,
    UnreadableDate,
    milestone_kind,
    occurrences,
    parse_plan_date,
    printed,
    recurrence,
)
from irp.rules.recurrences import WHICH_END
from programmes.rules.occurrences import next_occurrences

CALENDAR, FINANCIAL = QuarterConvention.CALENDAR, QuarterConvention.FINANCIAL
P = Precision
any_quarters = st.sampled_from(QuarterConvention)


def read(raw: str, quarters: QuarterConvention = FINANCIAL) -> PlanDate:
    return parse_plan_date(raw, quarters=quarters)


DATED = {
    P.DAY: [
        ("31st of March 2026", "2026-03-31"),
        ("the 31st of March, 2026", "2026-03-31"),
        ("31 March, 2026", "2026-03-31"),
        ("March 31, 2026", "2026-03-31"),
        ("March 31st 2026", "2026-03-31"),
        ("Tuesday, 31 March 2026", "2026-03-31"),
        ("30 June ’26", "2026-06-30"),
        ("30 6 2026", "2026-06-30"),
        ("30/06/26", "2026-06-30"),
        ("2026/06/30", "2026-06-30"),
        ("No later than 31 March 2026", "2026-03-31"),
        ("on or before 31 March 2026", "2026-03-31"),
        ("Due by 31 March 2026", "2026-03-31"),
        ("2026-06-30 00:00:00", "2026-06-30"),
        ("2026-06-30T00:00:00.000", "2026-06-30"),
        ("30/06/2026 00:00", "2026-06-30"),
        ("30-Jun-2026 12:00 AM", "2026-06-30"),
        ("30 June 2026 at 17:00", "2026-06-30"),
        ("2026-06-29T23:00:00Z", "2026-06-30"),  # midnight in London, in summer
        ("2026-12-31T23:00:00Z", "2026-12-31"),
        ("2026-06-30T00:30:00+02:00", "2026-06-29"),
        ("2026-06-29 20:00:00-0400", "2026-06-30"),
    ],
    P.MONTH: [
        ("March ’26", "2026-03-01", "2026-03-31"),
        ("Mar '31", "2031-03-01", "2031-03-31"),
        ("Dec 32", "2032-12-01", "2032-12-31"),  # no month has 32 days
        ("06/2026", "2026-06-01", "2026-06-30"),
        ("6-2026", "2026-06-01", "2026-06-30"),
        ("June, 2026", "2026-06-01", "2026-06-30"),
        ("end-June 2026", "2026-06-01", "2026-06-30"),
        ("until March 2027", "2027-03-01", "2027-03-31"),
        ("ongoing until March 2027", "2027-03-01", "2027-03-31"),
    ],
    P.QUARTER: [
        ("2026/27 Q1", "2026-04-01", "2026-06-30"),
        ("FY26/27 Q1", "2026-04-01", "2026-06-30"),
        ("FY 2026/27 – Q4", "2027-01-01", "2027-03-31"),
        ("Quarter 1 2026/27", "2026-04-01", "2026-06-30"),
        ("Quarter one of 2026/27", "2026-04-01", "2026-06-30"),
        ("2026/27, quarter two", "2026-07-01", "2026-09-30"),
        ("Qtr 3 2026/27", "2026-10-01", "2026-12-31"),
        ("the first quarter of 2026/27", "2026-04-01", "2026-06-30"),
        ("final quarter 2026/27", "2027-01-01", "2027-03-31"),
        ("by the end of Q1, FY2026/27", "2026-04-01", "2026-06-30"),
        ("Q1 (2026/27)", "2026-04-01", "2026-06-30"),
        ("2026/27 (Q1)", "2026-04-01", "2026-06-30"),
        ("by 2026/27 Q1", "2026-04-01", "2026-06-30"),
        ("Q1 (April – June) 2026/27", "2026-04-01", "2026-06-30"),
        ("Q1 2026/27 (Apr to Jun 2026)", "2026-04-01", "2026-06-30"),
    ],
    P.SEASON: [
        ("Summer of 2026", "2026-06-01", "2026-08-31"),
        ("until the summer of 2026", "2026-06-01", "2026-08-31"),
        ("Winter 2026/27", "2026-12-01", "2027-02-28"),
        ("Autumn ’26", "2026-09-01", "2026-11-30"),
    ],
    P.FINANCIAL_YEAR: [
        ("2025–26", "2025-04-01", "2026-03-31"),
        ("2025 — 26", "2025-04-01", "2026-03-31"),
        ("’25/’26", "2025-04-01", "2026-03-31"),
        ("F.Y. 25/26", "2025-04-01", "2026-03-31"),
        ("financial year 2025/26", "2025-04-01", "2026-03-31"),
        ("end of the 2025/26 financial year", "2025-04-01", "2026-03-31"),
        ("during 2025/26", "2025-04-01", "2026-03-31"),
    ],
    P.YEAR: [("’26", "2026-01-01", "2026-12-31"), ("end of 2026", "2026-01-01", "2026-12-31")],
    P.PERIOD: [
        ("w/c 3 June 2024", "2024-06-03", "2024-06-09"),
        ("Week commencing Monday 3 June 2024", "2024-06-03", "2024-06-09"),
        ("w/e 7 June 2024", "2024-06-01", "2024-06-07"),
        ("week ending Friday 7th June 2024", "2024-06-01", "2024-06-07"),
        ("3–7 June 2024", "2024-06-03", "2024-06-07"),
        ("between 3rd and 7th June 2024", "2024-06-03", "2024-06-07"),
        ("Mon 3 to Fri 7 June 2024", "2024-06-03", "2024-06-07"),
        ("28 May to 3 June 2024", "2024-05-28", "2024-06-03"),
        ("28 December 2025 - 3 January 2026", "2025-12-28", "2026-01-03"),
        ("01/04/2026 to 30/06/2026", "2026-04-01", "2026-06-30"),
        ("1/4-30/6/2026", "2026-04-01", "2026-06-30"),
        ("June 30 to July 5 2026", "2026-06-30", "2026-07-05"),
        ("between June 30 and July 1, 2026", "2026-06-30", "2026-07-01"),
        ("Jun 30 – 5 July 2026", "2026-06-30", "2026-07-05"),
        ("from 1 April to the end of June 2026", "2026-04-01", "2026-06-30"),
        ("April to June 2026", "2026-04-01", "2026-06-30"),
        ("Apr–Jun ’26", "2026-04-01", "2026-06-30"),
        ("April/May 2026", "2026-04-01", "2026-05-31"),
        ("June or July 2026", "2026-06-01", "2026-07-31"),
        ("Nov 2025 to Jan 2026", "2025-11-01", "2026-01-31"),
        ("Q1 to Q2 2026/27", "2026-04-01", "2026-09-30"),
        ("Q1/Q2 2026/27", "2026-04-01", "2026-09-30"),
        ("2026/27 Q1-Q3", "2026-04-01", "2026-12-31"),
        ("Q3/4 2026/27", "2026-10-01", "2027-03-31"),
        ("Quarters 1 and 2 2026/27", "2026-04-01", "2026-09-30"),
        ("Late 2025/early 2026", "2025-09-01", "2026-04-30"),
        ("2026/27 Q4 to 2027/28 Q1", "2027-01-01", "2027-06-30"),
        ("H1 2026/27", "2026-04-01", "2026-09-30"),
        ("second half of 2026/27", "2026-10-01", "2027-03-31"),
        ("2025 to 2027", "2025-01-01", "2027-12-31"),
        ("2025–2027", "2025-01-01", "2027-12-31"),
        ("2024/25 to 2026/27", "2024-04-01", "2027-03-31"),
        ("2024-25-2026-27", "2024-04-01", "2027-03-31"),
        ("early June 2026", "2026-06-01", "2026-06-10"),
        ("mid-June 2026", "2026-06-11", "2026-06-20"),
        ("late February 2028", "2028-02-21", "2028-02-29"),
        ("Early 2026", "2026-01-01", "2026-04-30"),
        ("mid 2026", "2026-05-01", "2026-08-31"),
        ("late in 2026/27", "2026-12-01", "2027-03-31"),
        ("mid to late 2026", "2026-05-01", "2026-12-31"),
        ("late summer 2026", "2026-08-01", "2026-08-31"),
        ("Spring/Summer 2026", "2026-03-01", "2026-08-31"),
    ],
}


@pytest.mark.parametrize(
    ("precision", "raw", "days"),
    [(precision, raw, days) for precision, wordings in DATED.items() for raw, *days in wordings],
)
def test_rule_8_how_councils_write_dates(precision, raw, days):
    expected = {"raw": raw, "precision": precision, "earliest": days[0], "latest": days[-1]}
    found = read(raw)
    assert found.as_json() == expected == read(raw, CALENDAR).as_json()
    assert printed(found, quarters=FINANCIAL) == printed(found, quarters=CALENDAR), "as written"
    assert milestone_kind(read(""), read(raw)) == "dated"


@pytest.mark.parametrize(
    ("raw", "calendar", "financial"),
    [
        ("2026 Q1", ("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-06-30")),
        ("Q1 ’26", ("2026-01-01", "2026-03-31"), ("2026-04-01", "2026-06-30")),
        ("H2 2026", ("2026-07-01", "2026-12-31"), ("2026-10-01", "2027-03-31")),
        ("first half of 2026", ("2026-01-01", "2026-06-30"), ("2026-04-01", "2026-09-30")),
        ("Q3 to Q4 2026", ("2026-07-01", "2026-12-31"), ("2026-10-01", "2027-03-31")),
        ("early Q1 2026", ("2026-01-01", "2026-01-31"), ("2026-04-01", "2026-04-30")),
    ],
)
def test_rule_11_halves_and_ranges_of_quarters_follow_the_plans_setting(raw, calendar, financial):
    for quarters, days in ((CALENDAR, calendar), (FINANCIAL, financial)):
        found = read(raw, quarters)
        assert (str(found.earliest), str(found.latest)) == days


UNDATED = {
    P.RECURRING: [
        "each quarter", "every six months", "Half-yearly", "by 31 March each year", "termly",
        "twice a year", "Every other month", "annually in March", "every March", "six-monthly",
        "each year by the end of March", "three times a year", "Annually – 31 March",
        "by March 31 each year", "every March 31st", "annually by March 31",
        "quarterly until March 2027", "every 6 weeks to 31/03/2027", "monthly, until Q4 2026/27",
    ],
    P.REVIEW: ["Reviewed every six months", "review each year"],
    P.TBC: [
        "To be determined", "start date to be confirmed", "Completion date TBC", "date to be set",
        "timescales to be agreed", "not yet known",
    ],
    P.RELATIVE: [
        "within three months of the review", "3 months after go-live", "Within 12 months",
        "Year 1–3",
    ],
    P.CONDITIONAL: [
        "following the review", "once the strategy is agreed", "on completion of phase 1",
        "as soon as possible", "when complete",
    ],
    P.ONGOING: [
        "ongoing from April 2025", "Ongoing, since April ’25", "April 2025 onwards",
        "2023 to present", "April 2025 – ongoing",
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("precision", "raw"), [(key, raw) for key, words in UNDATED.items() for raw in words]
)
def test_rules_10_and_12_words_without_days_keep_their_words(precision, raw):
    found = read(raw)
    assert found == PlanDate(raw, precision, None, None)
    assert printed(found, quarters=FINANCIAL) == raw


def could_be(day: str, month: str, digits: str) -> str:
    return (
        f"{digits} could be a day or a year. Enter {day} {month} with its year, or "
        f"{month} 20{digits}"
    )


REFUSED = [
    ("March 31", could_be("31", "March", "31")),
    ("by end of March 31", could_be("31", "March", "31")),
    ("June 30", could_be("30", "June", "30")),
    ("Dec 15", could_be("15", "December", "15")),
    ("Jun-24", could_be("24", "June", "24")),
    ("Sept 24", could_be("24", "September", "24")),
    ("May 27", could_be("27", "May", "27")),
    ("Apr 2025 to Mar 26", could_be("26", "March", "26")),
    ("ongoing from March 31", could_be("31", "March", "31")),
    ("June 26 to July 2026", could_be("26", "June", "26")),
    ("quarterly until March 31", could_be("31", "March", "31")),
    ("weekly until December", WHICH_END),
    ("quarterly until Q3 2026", WHICH_END),
    ("June 31", "Enter the year in full, such as June 2031"),
    ("26-03-31", "26-03-31 could be 26 March 2031 or 31 March 2026. Enter one of them in full"),
    ("30–06–26", "30-06-26 could be 30 June 2026 or 26 June 2030. Enter one of them in full"),
    ("31-06-26", "Enter the year of 31-06-26 in full, as in 30/06/2026"),
    ("31-06-31", NO_SUCH_DAY),
    ("30 June", "Enter the year too, as in 30 June 2026"),
    ("by Friday 30 June.", "Enter the year too, as in by Friday 30 June 2026"),
    ("quarter one", "Enter the year too, as in quarter one 2026"),
    ("3 to 7 June", "Enter the year too, as in 3 to 7 June 2026"),
    ("w/c 3 June", "Enter the year too, as in w/c 3 June 2026"),
    ("29 February", "Enter the year too, as in 29 February 2026"),
    ("FY26", NOT_A_FINANCIAL_YEAR),
    ("Q1 FY2026", NOT_A_FINANCIAL_YEAR),
    ("2024–26", NOT_A_FINANCIAL_YEAR),
    ("Nov to Jan 2026", ENDS_FIRST),
    ("7 to 3 June 2026", ENDS_FIRST),
    ("winter/spring 2027", ENDS_FIRST),
    ("2027 to 2025", ENDS_FIRST),
    ("June and September 2026", ONE_DATE),
    ("Jun 2026 / Sep 2026", ONE_DATE),
    ("Q1 2026/27 (Jul to Sep 2026)", ONE_DATE),
    ("Jun 2026 (TBC)", WHAT_TO_TYPE),
    ("10-12/2026", WHAT_TO_TYPE),
    ("31 to 7 June 2026", NO_SUCH_DAY),
    ("31 June each year", NO_SUCH_DAY),
    ("by June 31 each year", NO_SUCH_DAY),
    ("monthly until further notice", WHAT_TO_TYPE),
    ("w/c Tuesday 3 June 2024", "That day does not exist: 3 June 2024 is a Monday"),
    ("w/c 28 December 2100", OUT_OF_RANGE),
    ("w/e 2 January 2000", OUT_OF_RANGE),
    ("1999 to 2026", OUT_OF_RANGE),
    ("after June 2026", "Enter the day itself, such as 30 June 2026"),
    ("following March", "Enter the day itself, such as 30 June 2026"),
    ("within 3 months of 31 March 2026", "Enter the day itself, such as 30 June 2026"),
    ("30/06/2026 25:00", WHAT_TO_TYPE),
    ("Jun 2026 10:00", WHAT_TO_TYPE),
    ("w/c June 2026", WHAT_TO_TYPE),
    ("early 5 June 2026", WHAT_TO_TYPE),
    ("13/2026", WHAT_TO_TYPE),
    ("06/26", "Enter the year in full, such as June 2026"),
    ("before June 2026", WHAT_TO_TYPE),
    ("from June 2026", WHAT_TO_TYPE),
    ("Q4 2027 and ongoing", WHAT_TO_TYPE),
    ("twice monthly", WHAT_TO_TYPE),
    ("bi-annually", WHAT_TO_TYPE),
    ("5 times a year", WHAT_TO_TYPE),
    ("46203", WHAT_TO_TYPE),
    ("30 June 2026 to be confirmed", WHAT_TO_TYPE),
]
STATUSES = [
    ("Complete – BAU", "Complete"),
    ("On hold", "On hold"),
    ("completed March 2025", "Completed"),
    ("Not started", "Not started"),
    ("BAU", "BAU"),
    ("Delayed to June 2026", "Delayed"),
    ("Ongoing - on track", "On track"),
    ("monthly until complete", "Complete"),
]
STATUS_SAID = [(raw, f"{name} is a status, not a date. {WHAT_TO_TYPE}") for raw, name in STATUSES]


@pytest.mark.parametrize("quarters", QuarterConvention)
@pytest.mark.parametrize(("raw", "message"), REFUSED + STATUS_SAID)
def test_rule_8_what_could_be_meant_otherwise_is_refused_with_what_to_type(raw, message, quarters):
    with pytest.raises(UnreadableDate) as refusal:
        read(raw, quarters)
    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("1 April to 30 June 2026", "1 Apr to 30 Jun 2026"),
        ("April–June 2026", "1 Apr to 30 Jun 2026"),
        ("3–7 June 2024", "3 to 7 Jun 2024"),
        ("Nov 2025 to Jan 2026", "1 Nov 2025 to 31 Jan 2026"),
        ("2025 to 2027", "1 Jan 2025 to 31 Dec 2027"),
        ("Q1 to Q2 2026/27.", "Q1 to Q2 2026/27 (1 Apr to 30 Sep 2026)"),
        ("H1 2026/27", "H1 2026/27 (1 Apr to 30 Sep 2026)"),
        ("2024/25 to 2026/27", "2024/25 to 2026/27 (1 Apr 2024 to 31 Mar 2027)"),
        ("w/c 3 June 2024", "w/c 3 June 2024 (3 to 9 Jun 2024)"),
        ("Mid-2026", "Mid-2026 (1 May to 31 Aug 2026, its middle third)"),
        ("early to mid June 2026", "early to mid June 2026 (1 to 20 Jun 2026, counted in thirds)"),
        ("2026/27 quarter one", "Q1 2026/27 (Apr to Jun 2026)"),
        ("end of March ’26", "Mar 2026"),
        ("t.b.c", "To be confirmed"),
    ],
)
def test_rules_8_and_11_a_period_prints_both_its_ends_and_says_thirds(raw, shown):
    assert printed(read(raw), quarters=FINANCIAL) == shown


def test_rule_8_the_words_keep_their_own_dashes_and_apostrophes():
    assert read(" Apr –\u00a0Jun ’26 ").raw == "Apr – Jun ’26"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("each quarter", Recurrence(3, "month")),
        ("half yearly", Recurrence(6, "month")),
        ("twice a year", Recurrence(6, "month")),
        ("Four times a year", Recurrence(3, "month")),
        ("Termly", Recurrence(4, "month")),
        ("every six months", Recurrence(6, "month")),
        ("every other week", Recurrence(2, "week")),
        ("once a quarter", Recurrence(3, "month")),
        ("18 monthly", Recurrence(18, "month")),
        ("by 31 March each year", Recurrence(1, "year", 3, 31)),
        ("by March 31 each year", Recurrence(1, "year", 3, 31)),
        ("quarterly until March 2027", Recurrence(3, "month", until=date(2027, 3, 31))),
        ("March 31 every year until 2030", Recurrence(1, "year", 3, 31, date(2030, 12, 31))),
        ("Reviewed monthly until 5 May 2027", Recurrence(1, "month", until=date(2027, 5, 5))),
        ("every 29 February", Recurrence(1, "year", 2, 29)),
        ("annually by the end of September", Recurrence(1, "year", 9, 31)),
        ("Reviewed every March", Recurrence(1, "year", 3, 31)),
        ("twice monthly", None),
    ],
)
def test_rule_10_how_often_in_words(raw, expected):
    assert recurrence(raw) == expected


@pytest.mark.parametrize(
    ("raw", "days"),
    [
        ("by 31 March each year", ["2027-03-31", "2028-03-31"]),
        ("every February", ["2027-02-28", "2028-02-29"]),
        ("every 1 September", ["2026-09-01", "2027-09-01"]),
        ("by March 31 each year until Dec 2027", ["2027-03-31"]),
    ],
)
def test_rule_10_what_names_its_day_in_the_year_falls_due_on_it(raw, days):
    often, expected = recurrence(raw), [date.fromisoformat(day) for day in days]
    assert occurrences(often, start=date(2026, 4, 1), until=date(2028, 3, 31)) == expected
    for start in ("", "Jan 2024"):  # the plan need not say where to count from
        shown = next_occurrences(often, start=read(start), on=date(2026, 4, 1))
        assert list(shown) == expected


def test_rule_10_what_has_an_end_is_not_due_after_it():
    often = recurrence("quarterly until March 2027")
    shown = next_occurrences(often, start=read("30 Sep 2026"), on=date(2026, 11, 29))
    assert [str(day) for day in shown] == ["2026-12-30", "2027-03-30"]
    assert next_occurrences(often, start=read("30 Sep 2026"), on=date(2027, 4, 1)) == ()


# What stands for a year: four digits, two after an apostrophe, two years in a row, two digits
# after a season or after both day and month, and two after a month that has no such day.
MONTH_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
SAYS_THE_YEAR = re.compile(
    r"\d{4}|'\d\d|\d\d[/-]'?\d\d(?!\d)|(?:spring|summer|autumn|winter)[ -]?\d\d\b|"
    rf"\d(?:st|nd|rd|th)?[ /-]?(?:{MONTH_NAMES})[a-z]*\.?[ /-]?\d\d\b|"
    r"\b\d{1,2}([/.])\d{1,2}\1\d\d\b|"
    rf"(?:{MONTH_NAMES})[a-z]*\.?[ /-]?(?:3[2-9]|[4-9]\d)\b"
)
PIECES = """
    1 3 24 26 27 30 31 32 03 06 1st 30th March mar June Sept February Q1 H2 quarter one first half
    early mid late spring winter w/c w/e Monday week commencing by end of the to and or until from
    between each every year FY 2026 2026/27 26/27 ’26 '27 2025-26 / - – , . ongoing tbc after
    within 2027 00:00 monthly complete
"""
wordings = st.lists(st.sampled_from(PIECES.split()), min_size=1, max_size=7).flatmap(
    lambda pieces: st.sampled_from((" ".join(pieces), "".join(pieces)))
)


@given(wordings, any_quarters)
def test_rule_8_no_reading_ends_before_it_begins_or_lacks_its_year(raw, quarters):
    """Rule 8: whatever is typed, no year is made up, and a date has a first and a last day."""
    try:
        found = read(raw, quarters)
    except UnreadableDate as refusal:
        assert str(refusal)
        return
    if found.is_dated:
        assert found.earliest <= found.latest
        text = re.sub(r"\b(?:the|of)\b|,", " ", raw.casefold().replace("’", "'"))
        text = re.sub(r" ?([/-]) ?", r"\1", " ".join(text.replace("–", "-").split()))
        assert SAYS_THE_YEAR.search(text), found
        again = read(printed(found, quarters=quarters), quarters)
        assert (again.earliest, again.latest) == (found.earliest, found.latest), "as it is shown"
    assert len({printed(found, quarters=convention) for convention in QuarterConvention}) == 1


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(0, 400), any_quarters)
def test_rule_8_a_range_of_days_keeps_both_its_ends_and_reads_back(first, length, quarters):
    last = date.fromordinal(min(first.toordinal() + length, date(2100, 12, 31).toordinal()))
    found = read(f"{first:%-d %B %Y} – {last:%d/%m/%Y}", quarters)
    assert (found.earliest, found.latest) == (first, last)
    again = read(printed(found, quarters=quarters), quarters)
    assert (again.precision, again.earliest, again.latest) == (found.precision, first, last)


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 day"), (60, "60 days"), (61, "61 days, 2 months"), (-183, "183 days, 6 months"),
     (1200, "1,200 days, 39 months")],
)  # fmt: skip
def test_many_days_are_said_in_months_too(days, words):
    assert days_said(days) == words
