"""The three questions with who said what over time, and acts under the directions."""

from dataclasses import dataclass
from typing import Any

from assurance.facts import QuestionFacts
from assurance.models import PowerAct, QuestionAnswer
from assurance.permissions import answers_for
from assurance.readings.outcomes import questions
from assurance.words import SPEAKERS, Speaker
from irp.models import User
from irp.past import Past


@dataclass(frozen=True)
class QuestionPart:
    """A question, each speaker's newest answer, and every answer, the newest first."""

    question: QuestionFacts
    newest: dict[Speaker, QuestionAnswer]
    entries: list[dict[str, Any]]


def question_parts(past: Past) -> list[QuestionPart]:
    """Return the questions in order, in two statements (Rule 21)."""
    rows = QuestionAnswer.objects.filter(at__lte=past.source.at).select_related("question")
    given: dict[int, list[QuestionAnswer]] = {}
    for row in rows.order_by("-at", "-pk"):
        given.setdefault(row.question.number, []).append(row)
    return [
        QuestionPart(
            question=one,
            newest={Speaker(row.speaker): row for row in reversed(given.get(one.number, []))},
            entries=[_entry(row) for row in given.get(one.number, [])],
        )
        for one in questions(past.source)
    ]


def speaker_of(user: User) -> Speaker | None:
    """Return for whom a person answers, None for one who answers for nobody."""
    return next((who for who in SPEAKERS if answers_for(user, who)), None)


def power_entries(past: Past) -> list[dict[str, Any]]:
    """Return the acts under the directions, the newest first."""
    rows = PowerAct.objects.filter(at__lte=past.source.at).order_by("-done_on", "-number")
    return [
        {
            "at": row.at,
            "who": row.by_name,
            "post": row.by_post,
            "what": str(row),
            "why": row.reason,
            "happened_on": row.done_on,
        }
        for row in rows
    ]


def _entry(row: QuestionAnswer) -> dict[str, Any]:
    cited = f"\n\nEvidence cited: {row.evidence_cited}" if row.evidence_cited else ""
    return {
        "at": row.at,
        "who": row.by_name,
        "post": row.by_post,
        "what": f"{Speaker(row.speaker).short}: {row.get_answer_display().lower()}",
        "why": row.narrative + cited,
    }
