"""What becomes of recommendations in the demonstration: owners, reports, extensions, two views.

A few of the 25, so that each group of the list has some; the others stay as the plan prints them.
"""

from dataclasses import dataclass
from datetime import date, datetime

from assurance.actions.recommendations import (
    Recommended,
    add_recommendation,
    add_response,
    change_response,
    extend_action,
    report_action,
    view_recommendation,
)
from assurance.models import Recommendation, RecommendationAction
from assurance.words.recommendations import Body, Opinion, Progress, Viewer
from exchange.demonstration.people import Cast
from irp.models import Post, User
from irp.rules.plan_dates import PlanDate, QuarterConvention, parse_plan_date
from programmes.models import Milestone

OWNED_IN, REPORTED_IN, VIEWED_IN = date(2026, 8, 1), date(2026, 9, 1), date(2026, 10, 1)
FINANCE = "Director of Finance and Section 151 Officer"
PEOPLE = "Director of People Services"
SOLICITOR = "City Solicitor and Monitoring Officer"
STRATEGY = "Director of Strategy, Equality and Partnerships"
HOUSING = "Strategic Director of City Housing"


@dataclass(frozen=True)
class Course:
    """What becomes of one action: its owner, its date, and what the owner says of it."""

    body: Body
    number: int
    action: int
    owner: str
    due: str = ""
    milestone: str = ""
    progress: Progress | None = None
    words: str = ""
    evidence: str = ""
    extended: str = ""


COURSES = (
    Course(
        Body.AUDITOR, 6, 1, FINANCE, progress=Progress.DONE,
        words="The outturn was reported to Cabinet, and finances are reported every quarter.",
        evidence="Cabinet report, 14 November 2023",
    ),
    Course(
        Body.AUDITOR, 6, 2, FINANCE, progress=Progress.DONE,
        words="The statements were handed over for audit.",
        evidence="Audit Committee paper, 28 February 2024",
    ),
    Course(
        Body.AUDITOR, 2, 1, PEOPLE, progress=Progress.IN_PROGRESS,
        words="The estimate is reviewed each quarter; two of the last four reviews came late.",
    ),
    Course(
        Body.AUDITOR, 1, 1, PEOPLE, "Oct 2026", "JOB-01", Progress.IN_PROGRESS,
        "Roles are being described; two directorates are still to come.", "", "Mar 2027",
    ),
    Course(
        Body.AUDITOR, 4, 1, SOLICITOR, "Sep 2026", progress=Progress.IN_PROGRESS,
        words="The terms of the review are agreed and a reviewer is being sought.",
    ),
    Course(
        Body.AUDITOR, 8, 1, FINANCE, progress=Progress.DONE,
        words="Full Council approved the revised budget.",
        evidence="Minutes of Full Council, 5 March 2024",
    ),
    Course(
        Body.CFGS, 5, 1, STRATEGY, progress=Progress.DONE,
        words="The task and finish group reported before the budget was set.",
        evidence="Scrutiny report, 12 February 2026",
    ),
    Course(
        Body.CFGS, 5, 2, STRATEGY, "Dec 2026", progress=Progress.DONE,
        words="The work programme of each committee names the part of the plan it looks at.",
        evidence="Work programmes 2026/27",
    ),
    Course(Body.CFGS, 6, 1, STRATEGY),
)  # fmt: skip
ADDED = Recommended(
    body=Body.OTHER,
    made_by="Regulator of Social Housing",
    title="Complete outstanding fire risk actions, and report progress to members each quarter.",
    source="Made up for the demonstration.",
)
CHECKS = (
    (Body.AUDITOR, 6, Viewer.INTERNAL_AUDIT, Opinion.IMPLEMENTED,
     "Both papers were seen, with the dates named."),
    (Body.AUDITOR, 6, Viewer.AUDITOR, Opinion.PARTLY,
     "The outturn was reported; the statements needed material corrections."),
    (Body.CFGS, 5, Viewer.INTERNAL_AUDIT, Opinion.IMPLEMENTED,
     "Four work programmes were compared with the plan."),
)  # fmt: skip


def live_recommendations(cast: Cast, month: date, *, at: datetime) -> None:
    """Name owners in August 2026, report in September, let audit say what it thinks in October."""
    if month == OWNED_IN:
        _own(cast, at=at)
    if month == REPORTED_IN:
        _report(cast, at=at)
    if month == VIEWED_IN:
        _view(cast, at=at)


def _own(cast: Cast, *, at: datetime) -> None:
    posts = {post.title: post for post in Post.objects.all()}
    refs = dict(Milestone.objects.values_list("ref", "pk"))
    for course in COURSES:
        action = _action(course)
        change_response(
            action,
            owner=posts[course.owner],
            milestones=[refs[course.milestone]] if course.milestone in refs else [],
            reason="Agreed with the Audit Committee",
            version=action.version,
            by=cast.head,
            at=at,
        )
        if course.due:
            _extend(course, course.due, "Agreed with the owner.", version=0, by=cast.head, at=at)
    row = add_recommendation(ADDED, by=cast.head, at=at)
    add_response(
        row,
        words="Finish the actions of the highest risk, then those of medium risk.",
        owner=posts[HOUSING],
        due=_date("31 March 2027"),
        by=cast.head,
        at=at,
    )


def _report(cast: Cast, *, at: datetime) -> None:
    for course in COURSES:
        action = _action(course)
        by = cast.by_post.get(action.owner_id or 0, cast.head)
        if course.progress:
            report_action(
                action,
                progress=course.progress,
                words=course.words,
                evidence=course.evidence,
                version=0,
                by=by,
                at=at,
            )
        if course.extended:
            why = "Trade unions asked for longer to be consulted."
            _extend(course, course.extended, why, version=1, by=by, at=at)


def _view(cast: Cast, *, at: datetime) -> None:
    by = {
        Viewer.INTERNAL_AUDIT: cast.by_address["internal.audit"],
        Viewer.AUDITOR: cast.by_address["auditor"],
    }
    for body, number, viewer, opinion, reason in CHECKS:
        view_recommendation(
            Recommendation.objects.get(body=body, number=number),
            viewer=viewer,
            opinion=opinion,
            reason=reason,
            evidence="",
            version=0,
            by=by[viewer],
            at=at,
        )


def _action(course: Course) -> RecommendationAction:
    rows = RecommendationAction.objects.select_related("recommendation", "owner")
    return rows.get(
        recommendation__body=course.body,
        recommendation__number=course.number,
        number=course.action,
    )


def _extend(
    course: Course, words: str, reason: str, *, version: int, by: User, at: datetime
) -> None:
    due = _date(words)
    extend_action(_action(course), due=due, reason=reason, version=version, by=by, at=at)


def _date(words: str) -> PlanDate:
    return parse_plan_date(words, quarters=QuarterConvention.FINANCIAL)
