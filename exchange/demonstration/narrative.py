"""What commissioners write beside the clauses: answers, an amendment, a report that was agreed."""

from datetime import date, datetime, timedelta

from assurance.actions.amendments import Agreed, agree_date
from assurance.actions.narrative import answer_question
from assurance.actions.reports import draft_report, take_report_step
from assurance.models import ContextualQuestion, Gate
from assurance.words import Speaker
from assurance.words.narrative import Answer
from assurance.words.reports import Limb, ReportStep
from exchange.demonstration.people import Cast
from irp.models import ReportingPeriod
from irp.rules.plan_dates import QuarterConvention, parse_plan_date

WRITTEN_IN, PINNED = date(2026, 10, 1), date(2026, 9, 1)
AMENDED = "PO8-T1-2"  # its date is "Ongoing" in the published plan
BY_COMMISSIONERS = (
    "Leaders name what has not worked in their own reports more often than a year ago. They do so "
    "less often before commissioners ask."
)
BY_CPMO = (
    "The returns of October name a change that staff have noticed for half of the programmes. No "
    "survey of all employees has been taken since the plan was published."
)
REPORT = {
    "words": (
        "Commissioners have judged few of the requirements met so far. Delivery moves, and its "
        "evidence is not yet long enough to call it sustained. The position at the end of "
        "September 2026 stands beside this report."
    ),
    "question_1": "In part: leaders reflect on what has not worked, mostly when they are asked.",
    "question_2": "In part: some services tell of a change; no survey of all employees shows it.",
    "question_3": "Not answered yet: partners are to be asked before the next report.",
    "differs": "",
}


def live_narrative(cast: Cast, month: date, *, at: datetime) -> None:
    """Let two questions be answered, a date be agreed and a report be drafted in October 2026."""
    if month != WRITTEN_IN:
        return
    lead = cast.commissioners[0]
    first, culture, *_ = ContextualQuestion.objects.order_by("number")
    answer_question(
        first, speaker=Speaker.COMMISSIONER, answer=Answer.IN_PART, narrative=BY_COMMISSIONERS,
        evidence_cited="Reports to the improvement board, July to September 2026",
        version=0, by=lead, at=at,
    )  # fmt: skip
    answer_question(
        culture, speaker=Speaker.CPMO, answer=Answer.IN_PART, narrative=BY_CPMO,
        evidence_cited="", version=0, by=cast.head, at=at,
    )  # fmt: skip
    gate = Gate.objects.get(requirement__ref=AMENDED, number=1)
    due = parse_plan_date("30 June 2027", quarters=QuarterConvention.CALENDAR)
    why = "The plan names no day. By then a year of the regulator's measures is there to be read."
    agreed = Agreed(agreed_by="Both commissioners, in October 2026", reason=why, by=lead, at=at)
    agree_date(gate, due, version=gate.version, agreement=agreed)
    _report(cast, at=at + timedelta(hours=1))


def _report(cast: Cast, *, at: datetime) -> None:
    """Draft a report on the position of September; a second agrees it, and it is not sent."""
    lead, second = cast.commissioners[:2]
    pinned = ReportingPeriod.objects.get(month=PINNED)
    values = {**REPORT, "pinned": pinned, "limb": Limb.NEITHER}
    row = draft_report(values, version=0, by=lead, at=at)
    later = at + timedelta(hours=1)
    take_report_step(row, ReportStep.AGREED, words="", version=0, by=second, at=later)
