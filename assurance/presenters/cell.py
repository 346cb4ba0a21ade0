"""One outcome under one test: what commissioners judge of it, and what they may do (20, 21)."""

from dataclasses import dataclass
from typing import Any

from assurance.facts import PriorityOutcomeFacts, TestFacts
from assurance.facts.cells import CellActFacts, CourseFacts
from assurance.facts.citations import CitedFacts
from assurance.figures.cells import CellLine, cell_line, cited_by
from assurance.figures.requirements import RequirementLine, requirement_lines
from assurance.models import CellDraft
from assurance.readings.cell_drafts import open_drafts
from assurance.readings.cells import cell_acts, courses_of
from assurance.readings.citations import citations_of_tests
from assurance.readings.interests import barred
from assurance.readings.official import outcome_words
from assurance.readings.outcomes import assurance_tests, priority_outcome
from assurance.rules.cell_acts import act_faults
from assurance.rules.cells import may_withdraw
from assurance.words.cells import MAY_SAY, Subject
from irp.addresses import address
from irp.facts import SettingsFacts
from irp.models import User
from irp.past import Past


@dataclass(frozen=True)
class WayOn:
    """What a commissioner may do with one subject, and what forbids the rest."""

    subject: Subject
    judges: str  # the words of the link to the form, "" where nothing can be said now
    barred: tuple[str, ...]  # why not, with what to do
    withdraws: bool
    draft: CellDraft | None  # awaiting a second commissioner
    is_own: bool


@dataclass(frozen=True)
class CellSheet:
    """What the page of an outcome under a test shows."""

    outcome: PriorityOutcomeFacts
    test: TestFacts
    line: CellLine
    requirements: tuple[RequirementLine, ...]
    entries: list[dict[str, Any]]
    ways: dict[Subject, WayOn]  # for commissioners in the present, else empty
    cites: dict[Subject, tuple[CitedFacts, ...]]  # by what is said last, that the person may see
    interest: str = ""  # why this commissioner judges nothing here (Rule 24b)

    @property
    def unmet(self) -> list[RequirementLine]:
        """Return what is not met, to be read beside "confident" (Rule 21)."""
        return [line for line in self.requirements if not line.is_assured]


def cell_sheet(
    past: Past, outcome: int, test: int, *, user: User, settings: SettingsFacts
) -> CellSheet | None:
    """Return the page as this person may see it; None where there is no such pair."""
    words = outcome_words(past.source, outcome)
    facts = priority_outcome(past.source, outcome, words=words)
    asked = next(
        (row for row in assurance_tests(past.source, words=words) if row.number == test), None
    )
    if facts is None or asked is None:
        return None
    acts = cell_acts(past.source, outcome__number=outcome, test__number=test)
    courses = courses_of(past.source, [(outcome, test)]).get((outcome, test), ())
    lines = requirement_lines(
        facts,
        measured=past.measured,
        ends_on=settings.intervention_ends_on,
        quarters=settings.cap_quarters,
    )
    line = cell_line(facts, test, acts, courses, at=past.source.at)
    cited = citations_of_tests(
        user=user,
        at=past.source.at,
        on=past.measured.on,
        outcome__number=outcome,
        test__number=test,
    )
    ways, interest = {}, ""
    if user.holds_kind("commissioner") and not past.is_past:
        ways = _ways(line, courses, user, past)
        interest = barred(user, outcome, at=past.source.at)
    return CellSheet(
        outcome=facts,
        test=asked,
        line=line,
        requirements=tuple(row for row in lines if row.test == test),
        entries=[_entry(act, cited_by(act, cited), past) for act in reversed(acts)],
        ways={} if interest else ways,
        cites={
            Subject.MET: cited_by(line.met.act, cited),
            Subject.CONFIDENCE: cited_by(line.progress.act, cited),
        },
        interest=interest,
    )


def _ways(
    line: CellLine, courses: tuple[CourseFacts, ...], user: User, past: Past
) -> dict[Subject, WayOn]:
    drafts = {
        Subject(row.subject): row
        for row in open_drafts(user).filter(outcome__number=line.outcome, test__number=line.test)
    }
    subjects = [Subject.MET, *([Subject.CONFIDENCE] if line.confidence else [])]
    return {
        subject: _way(subject, line, courses, drafts.get(subject), user, past)
        for subject in subjects
    }


def _way(
    subject: Subject,
    line: CellLine,
    courses: tuple[CourseFacts, ...],
    draft: CellDraft | None,
    user: User,
    past: Past,
) -> WayOn:
    barred = [
        act_faults(
            statement,
            courses,
            line.met,
            line.progress,
            outcome=line.outcome,
            test=line.test,
            at=past.source.at,
        )
        for statement in MAY_SAY[subject]
    ]
    is_open = any(not faults for faults in barred) and draft is None
    return WayOn(
        subject=subject,
        judges=_judges(subject, line) if is_open else "",
        barred=() if is_open or draft else tuple(barred[0]),
        withdraws=may_withdraw(subject, line.met, line.progress),
        draft=draft,
        is_own=draft is not None and draft.by_id == user.pk,
    )


def _judges(subject: Subject, line: CellLine) -> str:
    if subject is Subject.MET:
        return "Declare met again" if line.met.act else "Declare met"
    return "Judge progress again" if line.progress.act else "Judge progress"


def _entry(act: CellActFacts, cited: tuple[CitedFacts, ...], past: Past) -> dict[str, Any]:
    """Return one act for the timeline, with a link to each piece of evidence that it cites."""
    words = f"\n\nEvidence cited: {act.evidence_cited}" if act.evidence_cited else ""
    drafted = f"\n\nDrafted by {act.drafted_by} ({act.drafted_in})" if act.drafted_by else ""
    return {
        "at": act.at,
        "who": act.by_name,
        "post": act.by_post,
        "what": f"{act.subject.label}: {act.said.label.lower()}",
        "why": act.reason + words + drafted,
        "links": [
            (piece.words, address("assurance:evidence_piece", piece.ref) + past.query)
            for piece in cited
        ],
    }
