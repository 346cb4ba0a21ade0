"""One requirement: its dates, three assessments apart, and the whole sequence of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page

from assurance.charts.course import course_chart
from assurance.facts import TestFacts
from assurance.figures.assessments import (
    AssessmentLine,
    answer_words,
    assessment_line,
    missing_note,
    withdrawn_words,
)
from assurance.figures.course import Course, Given, course
from assurance.figures.requirements import RequirementLine, requirement_line
from assurance.models import Assessment
from assurance.permissions import Voice, issues, speaks
from assurance.readings.changes import changes
from assurance.readings.drafts import Draft, drafts_of
from assurance.readings.interests import barred
from assurance.readings.owners import owner_post
from assurance.readings.requirements import assessment, requirement, withdrawal
from assurance.readings.sequence import assessment_sequence
from assurance.rules import assessment_status, odd_order
from assurance.words import Judgement, Speaker, Status, judgement_words
from irp.charts import Drawing
from irp.facts import SettingsFacts
from irp.models import Post, User
from irp.presenters import Pages
from irp.readings import Source
from irp.rules.calendar import london_day
from irp.rules.measuring import Measured
from irp.rules.plan_dates import QuarterConvention

ENTRIES_A_PAGE = 50
CONTINUE = "Continue your draft"


@dataclass(frozen=True)
class AssessmentCard:
    """One speaker's part: what is issued, what is drafted, and the way on, if this person has one.

    `way_on` is what the link to the form says: "Assess", or "Continue your draft". `may_withdraw`
    says that the person may withdraw what is issued, `may_answer` that they own the requirement and
    may answer it.
    """

    issued: AssessmentLine
    drafts: tuple[AssessmentLine, ...]
    way_on: str
    may_withdraw: bool
    may_answer: bool = False


@dataclass(frozen=True)
class RequirementSheet:
    """What the requirement's page shows."""

    line: RequirementLine
    test: TestFacts
    source: str
    in_force: bool
    interest: str  # why this commissioner judges nothing here (Rule 24b)
    judges_dates: bool  # the person may say what holds of a date
    cards: tuple[AssessmentCard, ...]
    entries: list[dict[str, Any]]
    page: Page
    course: Course

    def chart(self, quarters: QuarterConvention) -> Drawing | None:
        """Return its dates and judgements over time, None where there are neither."""
        return None if self.course.is_blank else course_chart(self.course, quarters)


def requirement_sheet(
    source: Source,
    ref: str,
    *,
    user: User,
    measured: Measured,
    settings: SettingsFacts,
    page: str | None,
    is_past: bool = False,
) -> RequirementSheet | None:
    """Return the page of one requirement as this person may see it (Rules 12, 19 and 23).

    None where there was none of that reference. A page of the past offers nothing and shows no
    draft on its cards.
    """
    among = requirement(source, ref)
    if among is None:
        return None
    facts = among.facts
    odd = odd_order(among.dates, quarters=settings.cap_quarters, only=ref)
    line = requirement_line(
        facts,
        measured=measured,
        ends_on=settings.intervention_ends_on,
        odd=odd.get(ref, ()),  # a retired one is apart
        changed=changes(source, ref=ref),
    )
    assessments = list(assessment_sequence(source, ref))  # one statement
    drafts = {} if is_past else drafts_of(ref, assessments=assessments, user=user)
    in_force = facts.retired_on is None or london_day(source.at) < facts.retired_on
    assessor = user if in_force and not is_past else None
    interest = ""
    if assessor and user.holds_kind("commissioner"):
        interest = barred(user, facts.outcome, at=source.at)
    owner = None
    if assessor and facts.owner and not user.holds_kind("commissioner"):
        owner = owner_post(ref, source=source)
    shown = Pages(assessments, ENTRIES_A_PAGE).get_page(page)
    return RequirementSheet(
        line=line,
        test=among.test,
        source=among.source,
        in_force=in_force,
        interest=interest,
        judges_dates=assessor is not None
        and not interest
        and user.has_perm("assurance.judge_gate", None),
        cards=tuple(
            _card(issued, drafts, None if interest else assessor, owner)
            for issued in line.assessments
        ),
        entries=[_entry(row, at=source.at) for row in shown],
        page=shown,
        course=course(
            [_given(row, at=source.at) for row in reversed(assessments) if row.issued],
            line.gates,
            on=measured.on,
            ends_on=settings.intervention_ends_on,
        ),
    )


def _given(row: Assessment, *, at: datetime) -> Given:
    gone = withdrawal(row, at=at)
    return Given(
        Speaker(row.speaker),
        Judgement(row.judgement),
        london_day(row.at),
        london_day(gone.at) if gone else None,
    )


def _card(
    issued: AssessmentLine,
    drafts: dict[Speaker, list[Draft]],
    user: User | None,
    owner: Post | None,
) -> AssessmentCard:
    drafted = drafts.get(issued.speaker, [])
    voice = Voice(issued.speaker, owner)
    owns = user is not None and issues(user, Voice(Speaker.COUNCIL, owner))
    may_answer = owns and issued.speaker is Speaker.COMMISSIONER
    may_speak = user is not None and speaks(user, voice)
    may_issue = user is not None and issues(user, voice)
    return AssessmentCard(
        issued=issued,
        drafts=tuple(assessment_line(issued.speaker, draft.facts) for draft in drafted),
        way_on=_way_on(issued.speaker, drafted) if may_speak else "",
        may_withdraw=may_issue and issued.judgement is not None,
        may_answer=may_answer and issued.judgement is not None and issued.answer is None,
    )


def _way_on(speaker: Speaker, drafted: list[Draft]) -> str:
    """Return where the form leads: to one's own draft, or to the one that an office shares."""
    if any(draft.is_own for draft in drafted):
        return CONTINUE
    return "Continue the draft" if drafted and speaker is not Speaker.COMMISSIONER else "Assess"


def _entry(row: Assessment, *, at: datetime) -> dict[str, Any]:
    """Return one assessment, beside what the same speaker had issued before it."""
    gone = withdrawal(row, at=at)
    status = assessment_status(
        issued=row.issued, withdrawn=gone is not None, superseded=getattr(row, "superseded", False)
    )
    before: str | None = getattr(row, "before", None)
    changes = []
    if before and before != row.judgement:
        words = {"before": judgement_words(before), "after": judgement_words(row.judgement)}
        changes.append({"label": "Changed from the last issued", **words})
    line = assessment_line(Speaker(row.speaker), assessment(row))
    tells = line.asks_missing and (row.issued or line.missing)  # a draft says what it has
    missing = f"\n\n{missing_note(line)}" if tells else ""
    cited = f"\n\nEvidence cited: {row.evidence_cited}" if row.evidence_cited else ""
    return {
        "at": row.at,
        "who": row.by_name,
        "post": row.by_post,
        "what": f"{Speaker(row.speaker).label} {'issued' if row.issued else 'drafted'}: "
        f"{judgement_words(row.judgement)}",
        "marks": [] if status in {Status.DRAFT, Status.ISSUED} else [status.label],
        "changes": changes,
        "why": row.rationale + missing + cited,
        "after": [
            *_worded(row),
            *([withdrawn_words(gone)] if gone else []),
            *_answered(row, at=at),
        ],
    }


def _worded(row: Assessment) -> list[str]:
    """Return on which official words it was given, nothing where none had been loaded (24d)."""
    return [f"Given on the official words, version {row.words.load.number}"] if row.words else []


def _answered(row: Assessment, *, at: datetime) -> list[str]:
    """Return what the owner answered, in words, nothing where they did not."""
    answer = assessment(row, at=at).answer
    return [answer_words(answer)] if answer else []
