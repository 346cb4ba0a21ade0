"""Who drafts and leads beside the SAO and the RDL: preparers and row leads (Rule 15).

Both are posts, so that what they may do passes on with the post. The RDL names them; a naming ends
on the day from which the post is no longer named.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField
from irp.models import Post, Tracked
from programmes.models.milestone import Milestone
from programmes.models.programme import Programme
from programmes.querysets import NamingQuerySet


class Naming(Tracked):
    """A post named for something from a day on."""

    starts_on = DayField("named from")
    ended_on = DayField("no longer named from", null=True, blank=True, not_before="starts_on")

    objects = NamingQuerySet.as_manager()

    class Meta:
        abstract = True


class Preparer(Naming):
    """A post whose holder drafts a programme's return beside its RDL, who submits it."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="preparers")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["programme", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["programme", "post"], condition=Q(ended_on=None), name="one_preparer_a_post"
            )
        ]

    def __str__(self) -> str:
        return f"{self.post} prepares {self.programme}"


class RowLead(Naming):
    """A post that leads a row; of several, one answers for it."""

    milestone = models.ForeignKey(Milestone, models.PROTECT, related_name="leads")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    accountable = models.BooleanField("answers for the row", default=False)

    class Meta:
        ordering: ClassVar = ["milestone", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["milestone", "post"], condition=Q(ended_on=None), name="one_lead_a_post"
            ),
            models.UniqueConstraint(
                fields=["milestone"],
                condition=Q(ended_on=None, accountable=True),
                name="one_accountable_lead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post} leads {self.milestone.ref}"
