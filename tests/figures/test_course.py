"""PAGES 2 and 5.9: a requirement's dates and judgements over time, as figures and as a picture."""

from datetime import date

from assurance.charts.course import course_chart
from assurance.facts.gates import GateFacts
from assurance.figures.course import Given, course
from assurance.figures.gates import gate_line
from assurance.words import Judgement, Purpose, Speaker
from irp.rules.measuring import Measured
from irp.rules.plan_dates import QuarterConvention, parse_plan_date

ON, ENDS_ON = date(2026, 11, 9), date(2028, 10, 31)
CALENDAR = QuarterConvention.CALENDAR
COUNCIL, COMMISSIONER = Speaker.COUNCIL, Speaker.COMMISSIONER


def gate(words, purpose=Purpose.ASSURANCE):
    due = parse_plan_date(words, quarters=CALENDAR)
    facts = GateFacts(number=1, purpose=purpose, words=words, due=due, ongoing=False, ruling=None)
    return gate_line(facts, assured=False, measured=Measured(ON), ends_on=ENDS_ON)


def found(*given, dates=()):
    return course(given, dates, on=ON, ends_on=ENDS_ON)


def test_rule_19_a_judgement_holds_until_the_next_or_until_it_is_withdrawn():
    timeline = found(
        Given(COUNCIL, Judgement.MET, date(2026, 3, 2), None),
        Given(COMMISSIONER, Judgement.NOT_MET, date(2026, 4, 1), None),
        Given(COMMISSIONER, Judgement.PARTLY, date(2026, 7, 1), date(2026, 8, 3)),
    )
    ends = [(spell.judgement, spell.ends) for spell in timeline.spells[COMMISSIONER]]
    assert ends == [
        (Judgement.NOT_MET, date(2026, 7, 1)),
        (Judgement.PARTLY, date(2026, 8, 3)),
    ]
    assert timeline.finding == (
        "Commissioners: not assessed; CPMO: not assessed; Council: met since 2 Mar 2026"
    )
    assert timeline.first == date(2026, 3, 2) and timeline.last == ENDS_ON


def test_what_was_withdrawn_before_another_was_issued_leaves_a_gap():
    timeline = found(
        Given(COMMISSIONER, Judgement.PARTLY, date(2026, 4, 1), date(2026, 5, 1)),
        Given(COMMISSIONER, Judgement.MET, date(2026, 7, 1), None),
    )
    first, second = timeline.spells[COMMISSIONER]
    assert (first.ends, second.begins, second.ends) == (date(2026, 5, 1), date(2026, 7, 1), None)


def test_the_picture_has_dates_by_their_letters_and_bars_with_their_words():
    dates = (gate("Q1 2026"), gate("Q3 2027", Purpose.SUSTAINED))
    timeline = found(Given(COUNCIL, Judgement.PARTLY, date(2026, 1, 5), None), dates=dates)
    drawing = course_chart(timeline, CALENDAR)
    assert drawing.title == timeline.finding
    for picture in (drawing.wide, drawing.narrow):
        assert "Assurance: Q1 2026 (Jan to Mar 2026); assurance date passed" in picture
        assert "Sustained evidence: Q3 2027 (Jul to Sep 2027)" in picture
        assert "Council self-assessment: partly met, 5 Jan 2026, in force" in picture
        assert picture.count("<rect") == 4  # two dates, the bar of one that passed, a judgement
    assert 'viewBox="0 0 290' in drawing.narrow


def test_without_dates_and_judgements_nothing_is_drawn():
    assert found().is_blank and found(dates=(gate("Ongoing"),)).is_blank
