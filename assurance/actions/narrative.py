"""Questions are answered, and what was done under the directions is recorded (21 and 24c)."""

from datetime import date, datetime

from django.db import transaction

from assurance.models import ContextualQuestion, PowerAct, QuestionAnswer
from assurance.words import Speaker
from assurance.words.narrative import Answer, Power
from irp.actions import Faulty, hold_to_newest
from irp.history import enact
from irp.models import PlanSettings, User
from irp.permissions import require


def answer_question(
    question: ContextualQuestion,
    *,
    speaker: Speaker,
    answer: Answer,
    narrative: str,
    evidence_cited: str,
    version: int,
    by: User,
    at: datetime,
) -> QuestionAnswer:
    """Record what a speaker answers; earlier answers stay, and no clause changes (Rule 21).

    `version` is how many answers the person saw. Raises `Conflict` with the newest where there
    are others, `Faulty` without a narrative.
    """
    require(by, "assurance.answer_question", speaker, at=at)
    if not narrative.strip():
        raise Faulty({"narrative": "Enter what you see, and why."})
    with transaction.atomic():
        row = ContextualQuestion.objects.select_for_update().get(pk=question.pk)
        given = QuestionAnswer.objects.filter(question=row).select_related("question")
        hold_to_newest(given.order_by("number").last(), seen=version)
        return enact(
            QuestionAnswer,
            by=by,
            at=at,
            question=row,
            number=version + 1,
            speaker=speaker.value,
            answer=answer.value,
            narrative=narrative.strip(),
            evidence_cited=evidence_cited.strip(),
        )


def record_power(
    *,
    kind: Power,
    title: str,
    reason: str,
    done_on: date,
    version: int,
    by: User,
    at: datetime,
) -> PowerAct:
    """Record a direction, a use of a power, a hand-back or a partial step-down (Rule 24c).

    `version` is how many the person saw. Raises `Conflict` with the newest where there are others.
    """
    require(by, "assurance.judge_tests", at=at)
    if not reason.strip():
        raise Faulty({"reason": "Enter the reason."})
    with transaction.atomic():
        # Numbers are given one after another: whoever else records one waits.
        PlanSettings.objects.select_for_update().first()
        hold_to_newest(PowerAct.objects.order_by("number").last(), seen=version)
        return enact(
            PowerAct,
            by=by,
            at=at,
            number=version + 1,
            kind=kind.value,
            title=title.strip(),
            reason=reason.strip(),
            done_on=done_on,
        )
