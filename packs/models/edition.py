"""What people write for the pack of a board, version by version (DOMAIN 4)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from irp.fields import DayField, LineField, ProseField, WholeField, one_of
from irp.models import Act
from packs.words import Forum
from packs.words.edition import TextKind, TextStage


class EditionText(Act):
    """One version of a text; `number` counts them, none is overwritten.

    It is written before the freeze and after, so that its month is no `period`, which a freeze
    closes: a pack pins what is in it when it is asked for.
    """

    month_of = models.ForeignKey("irp.ReportingPeriod", models.PROTECT, related_name="texts")
    forum = LineField("board", max_length=3, choices=Forum.choices())
    kind = LineField("text", max_length=10, choices=TextKind.choices())
    place = WholeField(least=1, most=5)  # which of several risks to name; 1 of all else
    number = WholeField(least=1, most=999)
    stage = LineField("status", max_length=5, choices=TextStage.choices())
    words = ProseField("text", max_length=4000)
    way_back = ProseField("way back", max_length=400, blank=True, default="")
    owner = LineField("owner", max_length=400, blank=True, default="")  # the title of a post
    due_on = DayField("by when", null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["month_of", "forum", "kind", "place", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["month_of", "forum", "kind", "place", "number"], name="edition_text_number"
            ),
            models.CheckConstraint(
                condition=one_of("forum", Forum)
                & one_of("kind", TextKind)
                & one_of("stage", TextStage),
                name="edition_text_choices",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="edition_text_has_words"),
        ]

    def __str__(self) -> str:
        return f"{TextKind(self.kind).label}, {self.forum.upper()} pack of {self.month_of}"
