"""The form of a composite's members (Rule 27)."""

from typing import Any

from django import forms

from irp.fields import label_of
from irp.forms import Prose, RowsChoice, Versioned
from kpis.models import Composition, Indicator
from kpis.words import Counted


class CompositionForm(Versioned):
    """What a composite counts, and of which indicators.

    Its version is the key of the newest version when it was opened, 0 for none.
    """

    counts = forms.TypedChoiceField(
        label=label_of(Composition, "counts"),
        choices=Counted.choices(),
        coerce=Counted,
        widget=forms.RadioSelect,
    )
    members = RowsChoice(
        label="Members",
        queryset=Indicator.objects.none(),
        required=False,
        help_text="Leave all of them out to end it. A composite is no member of another.",
        widget=forms.CheckboxSelectMultiple,
    )
    reason = Prose(
        label="Reason",
        max_length=500,
        help_text="Why these. It stays in the record.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["members"]
        field.queryset = Indicator.objects.exclude(pk=indicator.pk).order_by("ref")
        field.label_from_instance = lambda row: f"{row.ref} {row.name}"

    def see_again(self, row: Composition) -> None:
        """Take the version that a conflict has just shown for the newest."""
        self._show(version=row.pk)
