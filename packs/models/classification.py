"""How items are classified: an act each time, of which the newest counts (Rule 29)."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from assurance.words.classification import Classification, Paragraph
from irp.fields import LineField, ProseField, WholeField, one_of
from irp.models import Act
from packs.words import ItemKind

IS_EXEMPT = Q(classification=Classification.EXEMPT.value)


class ItemClassification(Act):
    """One item classified; `number` counts the acts on it. An item without one is public.

    It is named by kind and reference, for it may be of any table (Rule 24: neither ever changes).
    What has versions is named by its place: the act holds for each version that stands there.
    """

    kind = LineField("kind of item", max_length=10, choices=ItemKind.choices())
    ref = LineField("reference", max_length=20)
    number = WholeField(least=1, most=999)
    classification = LineField(max_length=20, choices=Classification.choices())
    paragraph = LineField(
        "paragraph of Schedule 12A",
        max_length=1,
        choices=Paragraph.choices(),
        blank=True,
        default="",
    )
    reason = ProseField(max_length=1000)

    class Meta:
        ordering: ClassVar = ["kind", "ref", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "ref", "number"], name="item_classification_number"
            ),
            models.CheckConstraint(
                condition=one_of("kind", ItemKind)
                & one_of("classification", Classification)
                & one_of("paragraph", Paragraph, blank=True),
                name="item_classification_choices",
            ),
            models.CheckConstraint(
                condition=(IS_EXEMPT & ~Q(paragraph="")) | (~IS_EXEMPT & Q(paragraph="")),
                name="exempt_item_has_its_paragraph",
            ),
            models.CheckConstraint(
                condition=~Q(ref="") & ~Q(reason=""), name="item_classification_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(classification=Classification.PUBLIC.value) | Q(number__gt=1),
                name="item_is_public_to_begin_with",
            ),
        ]

    def __str__(self) -> str:
        return f"Classification of {self.ref}"
