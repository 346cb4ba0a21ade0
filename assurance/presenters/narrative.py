"""The three questions with who said what over time, and acts under the directions."""

from dataclasses import dataclass

from assurance.facts import QuestionFacts
from assurance.facts.narrative import QuestionAnswerFacts
from assurance.permissions import answers_for
from assurance.readings.narrative import powers, question_answers
from assurance.readings.outcomes import questions
from assurance.words import SPEAKERS, Speaker
from irp.models import User
from irp.past import Past
from irp.presenters import Entry, act_entry


@dataclass(frozen=True)
class QuestionPart:
    """A question, each speaker's newest answer, and every answer, the newest first."""

    question: QuestionFacts
    newest: dict[Speaker, QuestionAnswerFacts]
    entries: list[Entry]


def question_parts(past: Past) -> list[QuestionPart]:
    """Return the questions in order, in three statements (Rule 21)."""
    given = question_answers(past.source)
    parts = []
    for question in questions(past.source):
        own = [answer for answer in given if answer.question == question.number]
        newest = {answer.speaker: answer for answer in reversed(own)}
        parts.append(QuestionPart(question=question, newest=newest, entries=[*map(_entry, own)]))
    return parts


def speaker_of(user: User) -> Speaker | None:
    """Return for whom a person answers, None for one who answers for nobody."""
    return next((who for who in SPEAKERS if answers_for(user, who)), None)


def power_entries(past: Past) -> list[Entry]:
    """Return the acts under the directions, the newest first."""
    return [
        act_entry(
            power, f"{power.kind.label}: {power.title}", why=power.reason, happened_on=power.done_on
        )
        for power in powers(past.source)
    ]


def _entry(given: QuestionAnswerFacts) -> Entry:
    cited = f"\n\nEvidence cited: {given.evidence_cited}" if given.evidence_cited else ""
    what = f"{given.speaker.short}: {given.answer.label.lower()}"
    return act_entry(given, what, why=given.narrative + cited)
