"""Risks, and every act on them: scorings, escalations, answers, their end (Rule 28).

The plan gives its overarching risks no owner and no score (DOMAIN 2): "not scored" until a person
scores them. A risk's row says what holds now; its acts say who made it so, when and why.
"""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, FlagField, LineField, Link, ProseField, WholeField, one_of
from irp.models import Act, Sourced, Tracked
from programmes.facts.raid import Score, Scores
from programmes.models.milestone import Milestone
from programmes.models.programme import Programme
from programmes.words import Answer, EntryState, Ladder, Proximity, RaidKind, Response, RiskAct
from programmes.words.raid import STATES

SCORES = ("inherent", "current", "target")


def side() -> WholeField:
    """Return a column for an impact or a likelihood."""
    return WholeField(null=True, blank=True, least=1, most=5)


def whole_scores() -> Q:
    """Return what holds where each score has both its sides or neither."""
    found = Q()
    for name in SCORES:
        impact, likelihood = f"{name}_impact__isnull", f"{name}_likelihood__isnull"
        found &= Q(**{impact: True, likelihood: True}) | Q(**{impact: False, likelihood: False})
    return found


def in_its_states(kind: RaidKind) -> Q:
    """Return what holds where an entry is in a state of its kind, and ended with its day."""
    _, *ended = STATES[kind]
    is_open = Q(state=EntryState.OPEN.value, closed_on__isnull=True)
    return is_open | Q(state__in=[state.value for state in ended], closed_on__isnull=False)


class Scored(models.Model):
    """What has the three scores of a risk, each with both sides or neither."""

    inherent_impact = side()
    inherent_likelihood = side()
    current_impact = side()
    current_likelihood = side()
    target_impact = side()
    target_likelihood = side()

    class Meta:
        abstract = True

    @property
    def scores(self) -> Scores:
        """Return the three scores."""
        return scores_of(self)


def scores_of(row: models.Model) -> Scores:
    """Return the scores in a row's columns; history rows have no property for them."""
    return Scores(**dict(_scores(row)))


def _scores(row: models.Model) -> Iterator[tuple[str, Score | None]]:
    for name in SCORES:
        impact, likelihood = (getattr(row, f"{name}_{axis}") for axis in ("impact", "likelihood"))
        yield name, Score(impact=impact, likelihood=likelihood) if impact else None


class Risk(Tracked, Sourced, Scored):
    """A risk of a programme, or an overarching one, which has no programme."""

    _history_m2m_fields: ClassVar = ["milestones"]

    ref = LineField(max_length=20, unique=True)
    programme = Link(Programme, models.PROTECT, null=True, blank=True, related_name="risks")
    number = WholeField(least=1, most=999)
    title = LineField(max_length=200)
    description = ProseField(max_length=2000, blank=True, default="")
    mitigation = ProseField(max_length=2000, blank=True, default="")
    cause = ProseField(max_length=1000, blank=True, default="")
    event = ProseField(max_length=1000, blank=True, default="")
    effect = ProseField(max_length=1000, blank=True, default="")
    response = LineField(max_length=10, choices=Response.choices(), blank=True, default="")
    controls = ProseField(max_length=2000, blank=True, default="")
    owner = Link("irp.Post", models.PROTECT, null=True, blank=True, related_name="risks")
    proximity = LineField(max_length=10, choices=Proximity.choices(), blank=True, default="")
    review_on = DayField("next review", null=True, blank=True)
    milestones = models.ManyToManyField(Milestone, blank=True, related_name="risks")
    # By reference: requirements stand above programmes, which may not know them.
    requirements = models.JSONField(default=list, blank=True)
    gate_at_risk = FlagField("an assurance date is at risk", default=False)
    state = LineField(max_length=10, choices=EntryState.choices(), default=EntryState.OPEN.value)
    raised_on = DayField("raised", null=True, blank=True)
    closed_on = DayField("closed", null=True, blank=True)
    forum = LineField(
        "escalated to", max_length=12, choices=Ladder.choices(), blank=True, default=""
    )

    class Meta:
        ordering: ClassVar = ["programme__number", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="risk_number"),
            models.CheckConstraint(condition=whole_scores(), name="risk_scores_whole"),
            models.CheckConstraint(condition=in_its_states(RaidKind.RISK), name="risk_state"),
            models.CheckConstraint(
                condition=Q(forum__in=["", *(forum.value for forum in Ladder)]), name="risk_forum"
            ),
            models.CheckConstraint(
                condition=one_of("response", Response, blank=True)
                & one_of("proximity", Proximity, blank=True)
                & ~Q(title=""),
                name="risk_choices",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.title}"

    @property
    def milestone_refs(self) -> str:
        """Return the milestones it threatens as a person types them."""
        return in_words(self.milestones.order_by("ref").values_list("ref", flat=True))

    @property
    def requirement_refs(self) -> str:
        """Return the requirements it threatens as a person types them."""
        return in_words(self.requirements)


def in_words(refs: Iterable[str]) -> str:
    """Return references as a person types them."""
    return ", ".join(refs)


class RiskScore(Act, Scored):
    """A scoring: what the three scores were from then on, and why."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="scorings")
    reason = ProseField(max_length=2000)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=whole_scores(), name="scoring_scores_whole"),
            models.CheckConstraint(
                condition=Q(current_impact__isnull=False), name="scoring_has_a_current_score"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk}: {self.scores.current}"


class RiskStep(Act):
    """Another act on a risk; `forum` is where it is from then on, blank for its programme."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="steps")
    what = LineField(max_length=12, choices=RiskAct.choices())
    forum = LineField(max_length=12, choices=Ladder.choices(), blank=True, default="")
    answer = LineField(max_length=10, choices=Answer.choices(), blank=True, default="")
    minute = LineField("minute", max_length=100, blank=True, default="")
    reason = ProseField(max_length=2000)

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(what=RiskAct.ANSWERED.value) & ~Q(answer="")
                | ~Q(what=RiskAct.ANSWERED.value) & Q(answer=""),
                name="answers_alone_have_an_answer",
            ),
            models.CheckConstraint(
                condition=one_of("what", RiskAct)
                & one_of("forum", Ladder, blank=True)
                & one_of("answer", Answer, blank=True),
                name="risk_step_choices",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk}: {self.what}"
