"""Drafts shared for accuracy: with one officer, until a day, and their comments on it (Rule 23).

They are kept behind managers of their own, as the drafts are: nobody reads them unasked.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.models.drafts import JudgementDraft
from assurance.querysets import AccuracySeen, CommentsSeen, EndsSeen
from irp.fields import DayField, LineField, ProseField
from irp.models import Act


class AccuracyShare(Act):
    """A commissioner shows one draft of theirs, as it reads, to one officer until a day."""

    draft = models.ForeignKey(JudgementDraft, models.PROTECT, related_name="+")
    officer = models.ForeignKey("irp.User", models.PROTECT, related_name="+")
    officer_name = LineField(max_length=200)  # as it was then, with the post (Rule 31)
    officer_post = LineField(max_length=400, blank=True, default="")
    until = DayField("last day")

    objects = AccuracySeen()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        indexes: ClassVar = [models.Index(fields=["officer", "until"], name="shares_of_officer")]

    def __str__(self) -> str:
        return f"{self.draft}, for accuracy with {self.officer_name}"


class AccuracyShareEnd(Act):
    """The author takes a share back before its last day."""

    share = models.OneToOneField(AccuracyShare, models.PROTECT, related_name="end")

    objects = EndsSeen()

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.share}, taken back"


class AccuracyComment(Act):
    """What an officer says of the accuracy of a draft that was shared with them; it is kept."""

    share = models.ForeignKey(AccuracyShare, models.PROTECT, related_name="+")
    words = ProseField("comment", max_length=4000)

    objects = CommentsSeen()

    class Meta:
        ordering: ClassVar = ["at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="accuracy_comment_has_words")
        ]

    def __str__(self) -> str:
        return f"{self.share}: comment"
