"""Requests for a change that their authors are still writing (Rule 18)."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import Link
from irp.models import Tracked, User
from programmes.models.changes import ChangeRequest
from programmes.models.programme import Programme
from programmes.rules.change_parts import Part, asked_for
from programmes.words import ChangeKind


def kept_parts(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """Return the parts of a request as a draft keeps them."""
    return [
        {"number": part.number, "kind": part.kind.value, "refs": list(part.refs)} for part in parts
    ]


def parts_kept(stored: Iterable[dict[str, Any]]) -> tuple[Part, ...]:
    """Return the parts of a request that a draft keeps."""
    return tuple(
        Part(number=part["number"], kind=ChangeKind(part["kind"]), refs=tuple(part["refs"]))
        for part in stored
    )


class ChangeDraft(Tracked):
    """What its author has typed of a request so far; nobody is asked before it is sent.

    It holds no milestone and is no request: it has no reference, no size and no age. `parts` are
    its `rules.change_parts.Part`s as `kept_parts` writes them.
    """

    programme = Link(Programme, models.PROTECT, related_name="change_drafts")
    author = models.ForeignKey(User, models.PROTECT, related_name="change_drafts")
    parts = models.JSONField("what should change", default=list)
    entered = models.JSONField("what was typed", default=dict, blank=True)
    saved_at = models.DateTimeField()
    discarded_at = models.DateTimeField(null=True, blank=True)
    request = models.OneToOneField(
        ChangeRequest, models.PROTECT, null=True, blank=True, related_name="draft"
    )

    class Meta:
        ordering: ClassVar = ["saved_at", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(discarded_at__isnull=True) | Q(request__isnull=True),
                name="a_draft_is_sent_or_discarded",
            ),
        ]

    def __str__(self) -> str:
        return f"Draft: {self.words}"

    @property
    def words(self) -> str:
        """Return what it asks for of which milestones."""
        return asked_for(self.asked)

    @property
    def asked(self) -> tuple[Part, ...]:
        """Return what it asks for, part by part."""
        return parts_kept(self.parts)

    @property
    def is_open(self) -> bool:
        """Tell whether it is still being written."""
        return self.request_id is None and self.discarded_at is None
