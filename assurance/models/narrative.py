"""Answers to the contextual questions over time, and acts under the directions (21 and 24c)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.models.plan import ContextualQuestion
from assurance.words import Speaker
from assurance.words.narrative import Answer, Power
from irp.fields import DayField, LineField, ProseField, WholeField, one_of
from irp.models import Act


class QuestionAnswer(Act):
    """What one speaker answers to a question: narrative with evidence, beside the rule (21)."""

    question = models.ForeignKey(ContextualQuestion, models.PROTECT, related_name="answers")
    number = WholeField(least=1, most=9999)
    speaker = LineField(max_length=12, choices=Speaker.choices())
    answer = LineField(max_length=8, choices=Answer.choices())
    narrative = ProseField(max_length=4000)
    evidence_cited = ProseField(max_length=4000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["question", "number"], name="question_answer_number"),
            models.CheckConstraint(
                condition=one_of("speaker", Speaker) & one_of("answer", Answer) & ~Q(narrative=""),
                name="question_answer_choices",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question.name}: {self.get_answer_display()}"


class PowerAct(Act):
    """A direction, a use of a power, a hand-back or a partial step-down, with its reason (24c)."""

    number = WholeField(unique=True, least=1, most=9999)
    kind = LineField("what was done", max_length=12, choices=Power.choices())
    title = LineField("which direction or power", max_length=300)
    reason = ProseField(max_length=4000)
    done_on = DayField("day it took effect")

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("kind", Power) & ~Q(reason="") & ~Q(title=""),
                name="power_act_choices",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.title}"
