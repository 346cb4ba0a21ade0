"""The three questions, directions and reports, as the IRB pack prints them (Rules 21 and 24c)."""

from dataclasses import dataclass

from assurance.facts import QuestionFacts
from assurance.facts.narrative import PowerFacts, QuestionAnswerFacts, SecretaryReportFacts
from assurance.words import SPEAKERS, Speaker
from packs.facts import PlanFacts


@dataclass(frozen=True, kw_only=True)
class QuestionRow:
    """A question and the newest answer of each who may answer; None: not answered."""

    facts: QuestionFacts
    answers: tuple[tuple[Speaker, QuestionAnswerFacts | None], ...]
    earlier: int  # answers before these


@dataclass(frozen=True, kw_only=True)
class QuestionsPage:
    """What is said beside the clauses and never in them."""

    rows: tuple[QuestionRow, ...]
    powers: tuple[PowerFacts, ...]  # none: not loaded
    reports: tuple[SecretaryReportFacts, ...]


def questions_page(plan: PlanFacts) -> QuestionsPage | None:
    """Return them of a frozen month; None where its snapshot kept nothing of the answers."""
    if plan.assurance is None:
        return None
    given = plan.assurance.answers
    return QuestionsPage(
        rows=tuple(
            _row(question, [answer for answer in given if answer.question == question.number])
            for question in plan.questions
        ),
        powers=plan.assurance.powers,
        reports=plan.assurance.reports,
    )


def _row(facts: QuestionFacts, given: list[QuestionAnswerFacts]) -> QuestionRow:
    newest = {answer.speaker: answer for answer in reversed(given)}
    return QuestionRow(
        facts=facts,
        answers=tuple((who, newest.get(who)) for who in SPEAKERS),
        earlier=len(given) - len(newest),
    )
