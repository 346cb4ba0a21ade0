"""The month's return of one programme: its words, steps, ratings and signatures (Rule 15)."""

from typing import ClassVar

from django.db import models

from irp.fields import LineField, ProseField, one_of
from irp.models import Act, Tracked
from programmes.models.programme import Programme
from programmes.querysets import ConfidenceQuerySet, ReturnQuerySet
from programmes.rules.returns import return_step_words
from programmes.words import TEXTS, BackBy, Dimension, Rating, ReturnState, Voice


class Return(Tracked):
    """One programme's report for one reporting period."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="returns")
    period = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="returns")
    state = LineField(
        "return",
        max_length=12,
        choices=ReturnState.choices(),
        default=ReturnState.NOT_STARTED.value,
    )
    state_since = models.DateTimeField(null=True, blank=True)
    progress = ProseField(TEXTS["progress"], max_length=4000, blank=True, default="")
    next_steps = ProseField(TEXTS["next_steps"], max_length=4000, blank=True, default="")
    path_to_green = ProseField(TEXTS["path_to_green"], max_length=4000, blank=True, default="")
    help_needed = ProseField(TEXTS["help_needed"], max_length=4000, blank=True, default="")

    objects = ReturnQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-period__month", "programme__number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "period"], name="one_return_a_month"),
            models.CheckConstraint(condition=one_of("state", ReturnState), name="return_choices"),
        ]

    def __str__(self) -> str:
        return f"{self.programme}, {self.period}"


class ReturnStep(Act):
    """A step of a return: who moved it, from where to where, when and why.

    `back_by` says in what part somebody made it a draft again; blank where a change did it.
    `vacant` are the signing posts that nobody held when a freeze recorded it as not reported.
    """

    ret = models.ForeignKey(Return, models.PROTECT, related_name="steps")
    period = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="+")
    from_state = LineField(max_length=12)
    to_state = LineField(max_length=12)
    back_by = LineField(max_length=12, choices=BackBy.choices(), blank=True, default="")
    reason = ProseField(max_length=2000, blank=True, default="")
    vacant = LineField(max_length=1000, blank=True, default="")

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("from_state", ReturnState)
                & one_of("to_state", ReturnState)
                & one_of("back_by", BackBy, blank=True),
                name="return_step_choices",
            )
        ]

    def __str__(self) -> str:
        return f"{self.ret}: {self.from_state} to {self.to_state}"

    @property
    def described(self) -> str:
        """Return the step in the council's words: "Signed", "Sent back by the SAO"."""
        return return_step_words(
            from_state=self.from_state, to_state=self.to_state, back_by=self.back_by
        )


def _dimension() -> LineField:
    return LineField(max_length=10, choices=Rating.choices(), blank=True, default="")


def _dimensions_hold() -> models.Q:
    """Return what holds of dimensions: known ratings, the SAO's alone, Amber and Red with why."""
    known, silent, green = models.Q(), models.Q(dimensions_reason=""), models.Q()
    for dimension in Dimension:
        known &= one_of(dimension.value, Rating, blank=True)
        silent &= models.Q(**{dimension.value: ""})
        green &= models.Q(**{f"{dimension.value}__in": ["", Rating.GREEN.value]})
    return (
        known
        & (models.Q(voice=Voice.SAO.value) | silent)
        & (green | ~models.Q(dimensions_reason=""))
    )


class Confidence(Act):
    """A delivery confidence assessment: one voice's judgement, never overwritten (Rules 1, 2)."""

    ret = models.ForeignKey(Return, models.PROTECT, related_name="ratings")
    period = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="+")
    voice = LineField(max_length=12, choices=Voice.choices())
    rating = LineField("delivery confidence", max_length=10, choices=Rating.choices())
    reason = ProseField(max_length=2000, blank=True, default="")
    # What the lead SAO judges beside it, each blank where it is not judged (Rule 2).
    time = _dimension()
    cost = _dimension()
    scope = _dimension()
    people = _dimension()
    benefits = _dimension()
    dimensions_reason = ProseField("why", max_length=2000, blank=True, default="")

    objects = ConfidenceQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        verbose_name_plural = "delivery confidence assessments"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=one_of("voice", Voice) & one_of("rating", Rating),
                name="confidence_choices",
            ),
            models.CheckConstraint(condition=_dimensions_hold(), name="confidence_dimensions"),
        ]

    def __str__(self) -> str:
        return f"{self.ret}: {self.voice} {self.rating}"


class Signature(Act):
    """An SAO's signature, bound to the hash of what was signed, which it stores (Rule 15)."""

    ret = models.ForeignKey(Return, models.PROTECT, related_name="signatures")
    period = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="+")
    post = models.ForeignKey("irp.Post", models.PROTECT, related_name="+")
    # The reserve signatory's post, where it signed in place of that post (Rule 17).
    reserve = models.ForeignKey("irp.Post", models.PROTECT, null=True, blank=True, related_name="+")
    signed_text = models.TextField()  # canonical JSON, so that the hash can be checked for ever
    sha256 = LineField(max_length=64)

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.ret}: signed by {self.by_name}"
