"""Requests for a change that their authors are still writing (Rule 18)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import LineField, Link, one_of
from irp.models import Tracked, User
from programmes.models.changes import ChangeRequest
from programmes.models.programme import Programme
from programmes.words import ChangeKind


class ChangeDraft(Tracked):
    """What its author has typed of a request so far; nobody is asked before it is sent.

    It holds no milestone and is no request: it has no reference, no size and no age.
    """

    programme = Link(Programme, models.PROTECT, related_name="change_drafts")
    author = models.ForeignKey(User, models.PROTECT, related_name="change_drafts")
    kind = LineField("change", max_length=10, choices=ChangeKind.choices())
    refs = LineField("milestones", max_length=1000, blank=True, default="")
    entered = models.JSONField("what was typed", default=dict, blank=True)
    saved_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True, blank=True)
    request = models.OneToOneField(
        ChangeRequest, models.PROTECT, null=True, blank=True, related_name="draft"
    )

    class Meta:
        ordering: ClassVar = ["saved_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=one_of("kind", ChangeKind), name="change_draft_kind"),
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True) | Q(request__isnull=True),
                name="a_draft_is_sent_or_discarded",
            ),
        ]

    def __str__(self) -> str:
        return f"Draft: {self.get_kind_display()}{f', {self.refs}' if self.refs else ''}"

    @property
    def is_open(self) -> bool:
        """Tell whether it is still being written."""
        return self.request_id is None and self.discarded_at is None

    @property
    def named(self) -> list[str]:
        """Return the references of the milestones that it is about."""
        return self.refs.split(", ") if self.refs else []
